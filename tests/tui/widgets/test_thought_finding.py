from textual import events
from textual.widgets import Static

from chatui.tui.widgets.thought.search_bar import SearchBar, SearchInput
from tests.tui.waiting import wait_until
from tests.tui.widgets.thought_host import THOUGHT, PanelHost, begin


def count(app: PanelHost) -> str:
    return str(app.panel.query_one(SearchBar).query_one(".count", Static).render())


async def test_the_outline_follows_and_leads_to_a_step() -> None:
    app = PanelHost()
    async with app.run_test(size=(60, 16)) as pilot:
        await begin(pilot, app, ends=False)
        await pilot.press("o")
        await wait_until(pilot, lambda: app.outline.has_focus and app.outline.size.height > 3)
        steps = app.turn.reading.n_steps
        app.think("\n\nWait, but is it really so? I had better look at all of it once more.\n\n")
        await pilot.pause()
        assert app.turn.reading.n_steps > steps
        assert app.outline.cursor == app.turn.reading.n_steps - 1
        await pilot.press("g", "j", "j")
        shown = app.outline.render_line(app.outline.cursor - round(app.outline.scroll_y)).text
        assert shown.startswith("  3 ✓ check")
        app.think("Let me try another way, which is longer and takes more words.\n\nHmm, no.\n\n")
        assert app.outline.cursor == 2
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.panel.log_widget.has_focus)
        await wait_until(pilot, lambda: app.panel.log_widget.current_step == 2)
        assert not app.panel.has_class("-outlined")


async def test_a_click_in_the_outline_leads_to_a_step() -> None:
    app = PanelHost()
    async with app.run_test(size=(80, 40)) as pilot:
        await begin(pilot, app, THOUGHT + "\n\n" + THOUGHT)
        await pilot.press("o")
        await wait_until(pilot, lambda: app.outline.size.height > 3)
        assert app.panel.log_widget.display
        await pilot.click(app.outline, offset=(8, 1))
        await wait_until(pilot, lambda: app.panel.log_widget.has_focus)
        await wait_until(pilot, lambda: app.panel.log_widget.view.chosen == 1)


async def test_searching_while_it_streams() -> None:
    app = PanelHost()
    async with app.run_test(size=(60, 14)) as pilot:
        await begin(pilot, app, ends=False)
        await pilot.press("slash", *"480 + 36")
        await wait_until(pilot, lambda: count(app) == "1 of 2")
        app.think("\n\nAgain 480 + 365 is the same as before, and nothing changes about it.\n\n")
        await wait_until(pilot, lambda: count(app) == "1 of 3")
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.panel.log_widget.has_focus)
        for key, shown in [("n", "2 of 3"), ("n", "3 of 3"), ("n", "1 of 3"), ("N", "3 of 3")]:
            await pilot.press(key)
            assert count(app) == shown
        await pilot.press("escape")
        assert not app.panel.has_class("-searching")
        assert app.panel.log_widget.view.matches.starts == []


async def test_a_match_in_a_fold_unfolds_it() -> None:
    app = PanelHost()
    async with app.run_test(size=(60, 24)) as pilot:
        await begin(pilot, app)
        await pilot.press("z", "slash", *"another")
        await wait_until(pilot, lambda: count(app) == "1 of 1")
        folded = [block.is_folded for block in app.panel.log_widget.view.rows.blocks]
        assert folded == [True, True, True, False, True, True]
        await pilot.press("x")
        await wait_until(pilot, lambda: count(app) == "no match")
        await pilot.press("escape")
        await wait_until(pilot, lambda: not app.panel.has_class("-searching"))


async def test_a_pasted_escape_sequence_is_not_searched_for() -> None:
    app = PanelHost()
    async with app.run_test(size=(60, 14)) as pilot:
        await begin(pilot, app)
        await pilot.press("slash")
        field = app.panel.query_one(SearchInput)
        await wait_until(pilot, lambda: field.has_focus)
        app.post_message(events.Paste("\x1b[31mtens"))
        await wait_until(pilot, lambda: field.value == "[31mtens")
