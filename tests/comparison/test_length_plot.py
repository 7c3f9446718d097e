from chatui.comparison.length_plot import confidence_line, length_plot
from chatui.comparison.numbers import numbers_of
from chatui.comparison.tally import tally_of
from chatui.thought.steps.widths import cells
from tests.comparison.spoken_lanes import boxed, lane_of

LANES = [
    lane_of(0, boxed("845"), "Well.", tokens=100),
    lane_of(1, boxed("845"), "Well.", tokens=120),
    lane_of(2, boxed("835"), "Well.", tokens=300),
    lane_of(3, "", "Well.", tokens=100, reason=None),
]


def test_every_lane_is_a_dot_with_the_mark_of_its_group() -> None:
    plot = length_plot([numbers_of(lane) for lane in LANES], tally_of(LANES), 40)
    assert plot is not None
    assert plot.dots == ("·".ljust(40), "A   A".ljust(39) + "B")
    assert plot.axis[1:] == (f"100{'300':>37}", "thought tokens, median 110  A 845  B…")


def test_it_can_be_drawn_in_ascii() -> None:
    plot = length_plot([numbers_of(lane) for lane in LANES], tally_of(LANES), 70, is_ascii=True)
    assert plot is not None
    assert all(line.isascii() for line in (*plot.dots, *plot.axis))
    assert plot.axis[2].endswith(". running")


def test_two_lanes_need_no_plot() -> None:
    assert length_plot([numbers_of(lane) for lane in LANES[:2]], tally_of(LANES[:2]), 40) is None
    silent = [lane_of(at, boxed("7")) for at in range(4)]
    assert length_plot([numbers_of(lane) for lane in silent], tally_of(silent), 40) is None


def test_the_weakest_step_is_named() -> None:
    line = confidence_line(3, [0.9, None, 0.42, 1.0], 80)
    assert line == "lane 3, sure by step: █ ▄█  least at step 3: 42 %"
    assert confidence_line(3, [None], 80) == confidence_line(3, [], 80) == ""
    assert cells(confidence_line(3, [0.5] * 400, 80)) == 80
