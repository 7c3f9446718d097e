from chatui.tui.pace import FIGURES_S, Pace


def test_figures_of_the_same_thing_come_at_their_pace() -> None:
    pace = Pace()
    times = [number * FIGURES_S / 5 for number in range(12)]
    assert [now for now in times if pace.is_due("thinking", now)] == [times[0], times[5], times[10]]


def test_another_thing_is_shown_at_once() -> None:
    pace = Pace()
    assert pace.is_due("thinking", 1.0)
    assert not pace.is_due("thinking", 1.01)
    assert pace.is_due("answering", 1.02)


def test_a_clock_that_goes_back_holds_nothing_up() -> None:
    pace = Pace()
    assert pace.is_due("thinking", 100.0)
    assert pace.is_due("thinking", 3.0)
