from hypothesis import given
from hypothesis import strategies as st

from chatui.comparison.plots import axis, bar, dots, sparkline

shares = st.floats(0, 1)


@given(shares, st.integers(2, 60), st.booleans())
def test_a_bar_is_as_wide_as_asked_and_tells_some_from_none_and_from_all(
    share: float, width: int, is_ascii: bool
) -> None:
    drawn = bar(share, width, is_ascii=is_ascii)
    full = drawn.count("#" if is_ascii else "█")
    assert len(drawn) == width
    assert (full == 0) == (share == 0)
    assert (full == width) == (share == 1)


def test_a_sparkline_shows_the_weakest_of_those_that_share_a_cell() -> None:
    assert sparkline([0.0, 0.5, 1.0, None], 10) == "▁▅█ "
    assert sparkline([1.0, 0.1, 1.0, 1.0], 2) == "▁█"
    assert sparkline([1.0, 0.0], 5, is_ascii=True) == "#_"
    assert sparkline([], 5) == ""


@given(st.lists(st.floats(0, 1e6), max_size=12), st.integers(2, 40))
def test_every_value_is_one_dot_in_order(values: list[float], width: int) -> None:
    plot = dots(values, width)
    assert sorted(place for pile in plot.piles for place in pile) == list(range(len(values)))
    cell_of = {place: at for at, pile in enumerate(plot.piles) for place in pile}
    by_value = sorted(range(len(values)), key=values.__getitem__)
    assert [cell_of[place] for place in by_value] == sorted(cell_of.values())
    assert len(plot.rows("x" * len(values))) == plot.height


def test_dots_that_fall_together_are_piled() -> None:
    assert dots([10, 10, 20], 5).rows(["A", "B", "C"]) == ["B    ", "A   C"]
    assert dots([10, 10], 5).rows(["A", "B"]) == ["  B  ", "  A  "]


def test_an_axis_says_its_ends() -> None:
    assert axis(12, "10", "200") == ["└──────────┘", "10       200"]
    assert axis(4, "10", "200", is_ascii=True) == ["+--+", "10 to 200"]
