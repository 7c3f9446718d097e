from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.pilot import Pilot

from chatui.tui.widgets.panes import BELOW_UNDER, Panes, Shares, Shown
from tests.tui.waiting import wait_until

_WIDTHS = [(0, "-narrow"), (BELOW_UNDER, "-wide")]


class PanesHost(App[None]):
    """Two boxes that share the room."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    CSS = """
    #first, #second { border: round white; }
    #panes.-conversation #second, #panes.-thought #first { display: none; }
    #panes { height: 1fr; }
    Screen.-narrow #panes { layout: vertical; }
    """

    def __init__(self, shares: Shares | None = None) -> None:
        super().__init__()
        self.panes = Panes(shares)
        self.told: list[tuple[Shares, Shown]] = []

    def compose(self) -> ComposeResult:
        with self.panes:
            yield Vertical(id="first", classes="pane")
            yield Vertical(id="second", classes="pane")

    def on_panes_changed(self, message: Panes.Changed) -> None:
        self.told.append((message.shares, message.shown))

    @property
    def thought(self) -> tuple[int, int]:
        return self.query_one("#second").outer_size.width, self.query_one("#second").outer_size.height


async def settle(pilot: Pilot[None], app: PanesHost, thought: tuple[int, int]) -> None:
    await wait_until(pilot, lambda: app.thought == thought, f"{thought}, not {app.thought}")


async def test_beside_and_below_have_parts_of_their_own() -> None:
    app = PanesHost(Shares(40, 50))
    async with app.run_test(size=(100, 20)) as pilot:
        await settle(pilot, app, (40, 20))
        await pilot.resize_terminal(60, 20)
        await settle(pilot, app, (60, 10))
        app.panes.action_share(-25)
        await settle(pilot, app, (60, 5))
        await pilot.resize_terminal(100, 20)
        await settle(pilot, app, (40, 20))
        assert app.told == [(Shares(40, 25), Shown.BOTH)]


async def test_the_border_can_be_dragged_and_neither_is_lost() -> None:
    app = PanesHost(Shares(40, 50))
    async with app.run_test(size=(100, 20)) as pilot:
        await settle(pilot, app, (40, 20))
        await pilot.mouse_down("#second", offset=(0, 5))
        assert app.panes.has_class("-dragging")
        await pilot.hover("#panes", offset=(30, 5))
        await settle(pilot, app, (70, 20))
        await pilot.hover("#panes", offset=(99, 5))
        await settle(pilot, app, (15, 20))
        await pilot.mouse_up("#panes", offset=(50, 5))
        await wait_until(pilot, lambda: len(app.told) == 1)
        assert not app.panes.has_class("-dragging")
        await pilot.hover("#panes", offset=(20, 5))
        await pilot.pause()
        assert app.panes.shares.width <= 50


async def test_a_click_elsewhere_drags_nothing() -> None:
    app = PanesHost(Shares(40, 50))
    async with app.run_test(size=(100, 20)) as pilot:
        await settle(pilot, app, (40, 20))
        await pilot.mouse_down("#second", offset=(5, 5))
        await pilot.hover("#panes", offset=(20, 5))
        await pilot.pause()
        assert app.panes.shares == Shares(40, 50)


async def test_one_alone_then_the_other_then_both() -> None:
    app = PanesHost(Shares(40, 50))
    async with app.run_test(size=(60, 12)) as pilot:
        await settle(pilot, app, (60, 6))
        app.panes.action_next_shown()
        await settle(pilot, app, (60, 12))
        app.panes.action_next_shown()
        await wait_until(pilot, lambda: not app.query_one("#second").display)
        app.panes.action_next_shown()
        await settle(pilot, app, (60, 6))
        app.panes.toggle_thought()
        await wait_until(pilot, lambda: not app.query_one("#second").display)
        assert [shown for _, shown in app.told] == [
            Shown.THOUGHT, Shown.CONVERSATION, Shown.BOTH, Shown.CONVERSATION,
        ]  # fmt: skip
