from collections.abc import Callable
from functools import partial

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from chatui.tui.comparing import alignment_rows
from chatui.tui.widgets.compare.alignment_view import AlignmentView, ThoughtSide
from chatui.tui.wrapping import WrappedText
from tests.tui.waiting import wait_until
from tests.tui.widgets.compare_host import LEFT, RIGHT, CompareHost, steps

LONG = "".join(f"Now I add {at} + {at} = {2 * at}.\n\n" for at in range(100))
OTHER = LONG.replace("add 60 + 60 = 120", "walk my dog").replace("= 80.", "= 81.")


def head(view: AlignmentView) -> str:
    return str(view.query_one("#alignment-head", Static).render())


def drawn(view: AlignmentView) -> list[str]:
    log = view.log_widget
    return [log.render_line(y).text.rstrip() for y in range(log.size.height)]


async def shown(pilot: Pilot[None], view: AlignmentView, *texts: str) -> None:
    view.show([ThoughtSide(lane, steps(text)) for lane, text in enumerate(texts)])
    view.show_pair(0, 1)
    await wait_until(pilot, lambda: view.pair == (0, 1))
    view.log_widget.focus()
    await pilot.pause()


async def test_it_needs_two_thoughts() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 20)) as pilot:
        assert head(view).startswith("Two thoughts are needed")
        await shown(pilot, view, LEFT, RIGHT)
        assert head(view).startswith("lane 0: ≈6 steps · lane 1: ≈6 steps")
        view.show([ThoughtSide(0, steps(LEFT)), ThoughtSide(1, ())])
        await wait_until(pilot, lambda: head(view).startswith("Two thoughts are needed"))
        assert not any(drawn(view))


async def test_jumping_from_divergence_to_divergence_and_to_the_fork() -> None:
    view = AlignmentView()
    app = CompareHost(view)
    async with app.run_test(size=(100, 12)) as pilot:
        await shown(pilot, view, LONG, OTHER)
        log = view.log_widget

        def stands_at(number: int) -> bool:
            return log.chosen == number

        for key, number in [("n", 0), ("n", 1), ("N", 0), ("f", 0)]:
            await pilot.press(key)
            await wait_until(pilot, partial(stands_at, number), key)
            assert any("81" in row or "dog" in row for row in drawn(view))
        assert "divergence 1 of 2 (the fork): conflicting numbers" in head(view)
        await pilot.press("N")
        await pilot.pause()
        assert [toast.message for toast in app._notifications] == [
            "There is no earlier place where the thoughts part."
        ]


async def test_a_jump_goes_on_from_where_the_reader_scrolled_to() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 12)) as pilot:
        await shown(pilot, view, LONG, OTHER)
        log = view.log_widget
        log.scroll_to(y=50, animate=False)
        await wait_until(pilot, lambda: log.scroll_y == 50)
        await pilot.press("N")
        await wait_until(pilot, lambda: log.chosen == 0)
        await pilot.press("G", "N")
        await wait_until(pilot, lambda: log.chosen == 1)


async def test_folding_all_that_matches_and_one_stretch() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 20)) as pilot:
        await shown(pilot, view, LONG, OTHER)
        log = view.log_widget
        full = log.virtual_size.height
        await pilot.press("z")
        assert log.virtual_size.height < 20
        assert [row.split(" steps")[0].strip() for row in drawn(view) if "▸" in row] == [
            "▸ 39",
            "▸ 17",
            "▸ 38",
        ]
        await pilot.click(log, offset=(4, 0))
        assert log.virtual_size.height == full - 16 - 37
        await pilot.press("z", "z")
        assert log.virtual_size.height < 20
        await pilot.press("z")
        assert log.virtual_size.height == full
        await pilot.press("space")
        assert log.virtual_size.height == full - 38


async def test_the_place_and_the_folds_stay_while_a_thought_grows() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 20)) as pilot:
        await shown(pilot, view, LONG, OTHER)
        log = view.log_widget
        await pilot.press("n")
        await pilot.press("z")
        before, height = drawn(view)[:5], log.virtual_size.height
        view.show([ThoughtSide(0, steps(LONG)), ThoughtSide(1, steps(OTHER + "Hmm, the cat sleeps.\n\n"))])
        await wait_until(pilot, lambda: log.virtual_size.height > height)
        assert drawn(view)[:5] == before
        assert log.chosen == 0


async def test_other_thoughts_the_medoid_and_swapping() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 20)) as pilot:
        await shown(pilot, view, "My dog barks.\n\n", LEFT, RIGHT)

        def is_shown(pair: tuple[int, int]) -> bool:
            return view.pair == pair

        for key, pair in [("right_square_bracket", (0, 2)), ("left_square_bracket", (0, 1)), ("s", (1, 0))]:
            await pilot.press(key)
            await wait_until(pilot, partial(is_shown, pair), key)
        await pilot.press("right_square_bracket", "m")
        await wait_until(pilot, lambda: "(the medoid)" in head(view))
        assert view.pair is not None
        assert view.pair[0] in (1, 2)


async def test_what_is_asked_while_it_aligns_is_not_lost() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 20)) as pilot:
        sides = [ThoughtSide(lane, steps(text)) for lane, text in enumerate((LONG, OTHER, LEFT))]
        view.show(sides)
        view.show_pair(0, 1)
        view.show_pair(2, 1)
        await wait_until(pilot, lambda: view.pair == (2, 1))
        await view.remove()


async def test_another_width_keeps_the_place() -> None:
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 12)) as pilot:
        await shown(pilot, view, LONG, OTHER)
        await pilot.press("n")
        await pilot.resize_terminal(50, 12)
        await wait_until(pilot, lambda: any("{+81+}" in row for row in drawn(view)))
        await pilot.resize_terminal(120, 12)
        await wait_until(pilot, lambda: any("[-80-]" in row for row in drawn(view)))


async def test_scrolling_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = _count(monkeypatch)
    view = AlignmentView()
    async with CompareHost(view).run_test(size=(100, 20)) as pilot:
        await shown(pilot, view, LONG, OTHER)
        await wait_until(pilot, lambda: view.log_widget.max_scroll_y > 80)
        before = wrapped()
        assert before
        for key in ("pagedown", "ctrl+d", "G", "g", "j", "n"):
            await pilot.press(key)
        await pilot.pause()
        assert wrapped() == before


def _count(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    counts = [0]

    class Counting(WrappedText):
        def append(self, text: str) -> int:
            counts[0] += 1
            return super().append(text)

    monkeypatch.setattr(alignment_rows, "WrappedText", Counting)
    return lambda: counts[0]
