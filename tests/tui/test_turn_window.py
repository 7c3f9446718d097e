"""Of many turns a window is drawn that always has those in sight and never too many."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.turn_window import BATCH, FIRST, MOST, TurnWindow


def test_a_conversation_opens_at_its_end() -> None:
    assert TurnWindow.at_end(FIRST) == TurnWindow(0, FIRST)
    assert TurnWindow.at_end(1000) == TurnWindow(1000 - FIRST, 1000)


@given(st.integers(1, 3000), st.data())
def test_any_turn_can_be_opened_at(count: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, count - 1))
    window = TurnWindow.around(index, count)
    assert 0 <= window.first <= index < window.end <= count
    assert window.end - window.first <= FIRST


@given(st.integers(1, 500), st.lists(st.tuples(st.booleans(), st.booleans()), max_size=100))
def test_reading_on_shows_new_turns_and_keeps_few(count: int, moves: list[tuple[bool, bool]]) -> None:
    window = TurnWindow.at_end(count)
    for is_up, keeps in moves:
        before, window = window, window.earlier(keeps) if is_up else window.later(count, keeps)
        assert 0 <= window.first < window.end <= count
        assert keeps or window.end - window.first <= MOST
        # What was next to the end that the reader comes near is still drawn.
        anchor = before.first if is_up else before.end - 1
        assert window.first <= anchor < window.end
        if is_up:
            assert window.first == max(0, before.first - BATCH)
            assert not keeps or window.end == before.end
