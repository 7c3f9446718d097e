from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.splitter import steps_of
from chatui.thought.steps.step import Role

PIECES = st.lists(
    st.sampled_from(["Wait, ", "so 1 + 1 = 2. ", "\n\n", "Let me check. ", "", "等等。"]), max_size=20
)


@given(PIECES, st.integers(1, 40))
def test_catching_up_in_any_portions_reads_the_whole(pieces: list[str], limit: int) -> None:
    reading = ThoughtReading()
    for upto in range(len(pieces) + 1):
        reading.catch_up(pieces[:upto], limit)
    while not reading.catch_up(pieces, limit):
        pass
    reading.finish()
    reading.finish()
    whole = "".join(pieces)
    assert (reading.text, reading.length) == (whole, len(whole))
    assert reading.steps == steps_of(whole)
    assert sum(map(reading.count, Role)) == reading.n_steps == len(reading.steps)


@given(PIECES, st.integers(0, 200))
def test_text_from_a_position_is_the_end(pieces: list[str], position: int) -> None:
    reading = ThoughtReading()
    for piece in pieces:
        reading.feed(piece)
    position = min(position, reading.length)
    assert reading.text_from(position) == "".join(pieces)[position:]


def test_the_open_step_counts_and_can_be_asked_for() -> None:
    reading = ThoughtReading()
    reading.feed("First, I add.\n\nWait, let me verify it all once more now, to be quite sure.")
    assert [reading.count(Role.PLAN), reading.count(Role.CHECK)] == [1, 1]
    assert reading.step(1) == reading.open_step
    assert reading.step(2) is None
    assert reading.step(-1) is None


def test_a_loop_is_told() -> None:
    reading = ThoughtReading()
    reading.feed("I think that the number is nine, or is it ten after all? " * 10)
    assert reading.loop is not None
    assert reading.loop.count >= 8
