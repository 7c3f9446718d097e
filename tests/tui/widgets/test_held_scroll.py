"""A scroll whose children are laid out late: where the reader is, and where the end is."""

from textual.app import App, ComposeResult
from textual.widgets import Static

from chatui.tui.widgets.held_scroll import HeldScroll
from tests.tui.waiting import wait_until


class ScrollHost(App[None]):
    """Twenty children of three rows each, in a window of ten rows."""

    CSS = "HeldScroll { height: 10; }"

    def compose(self) -> ComposeResult:
        with HeldScroll():
            for number in range(20):
                yield Static("\n".join([f"child {number}"] * 3))

    @property
    def scroll(self) -> HeldScroll:
        return self.query_one(HeldScroll)

    @property
    def children_of_it(self) -> list[Static]:
        return list(self.scroll.query_children(Static))

    def row_of(self, number: int) -> float:
        return self.children_of_it[number].virtual_region.y - self.scroll.scroll_y


async def test_what_grows_above_does_not_push_a_held_child_away() -> None:
    app = ScrollHost()
    async with app.run_test(size=(40, 20)) as pilot:
        app.scroll.hold(app.children_of_it[10], 2)
        await wait_until(pilot, lambda: app.row_of(10) == 2)
        for number in (0, 5, 9):
            app.children_of_it[number].update("\n".join(["taller"] * 30))
        await wait_until(pilot, lambda: app.scroll.scroll_y == 28 + 3 * 27)
        assert app.row_of(10) == 2


async def test_a_child_is_held_that_is_laid_out_only_later() -> None:
    app = ScrollHost()
    async with app.run_test(size=(40, 20)) as pilot:
        late = Static("late\nlate\nlate")
        app.scroll.mount(late, before=10)
        app.scroll.hold(late, 0)
        await wait_until(pilot, lambda: late.virtual_region.height == 3)
        await wait_until(pilot, lambda: late.virtual_region.y == app.scroll.scroll_y)


async def test_the_readers_own_scroll_lets_go() -> None:
    app = ScrollHost()
    async with app.run_test(size=(40, 20)) as pilot:
        app.scroll.hold(app.children_of_it[10], 2)
        await wait_until(pilot, lambda: app.row_of(10) == 2)
        app.scroll.scroll_to(y=5, animate=False)
        await wait_until(pilot, lambda: app.scroll.scroll_y == 5)
        app.children_of_it[0].update("\n".join(["taller"] * 30))
        await wait_until(pilot, lambda: app.children_of_it[0].size.height == 30)
        assert app.scroll.scroll_y == 5
        assert app.scroll.has_new_below


async def test_the_end_is_followed_and_holding_in_place_does_not_end_that() -> None:
    app = ScrollHost()
    async with app.run_test(size=(40, 20)) as pilot:
        app.scroll.follow()
        await wait_until(pilot, lambda: app.scroll.scroll_y == app.scroll.max_scroll_y)
        app.scroll.hold_in_place(app.children_of_it[19])
        app.scroll.mount(Static("more\n" * 30))
        await wait_until(pilot, lambda: app.scroll.max_scroll_y > 60)
        await wait_until(pilot, lambda: app.scroll.scroll_y == app.scroll.max_scroll_y)
        assert not app.scroll.has_new_below


async def test_a_child_that_is_gone_holds_nothing() -> None:
    app = ScrollHost()
    async with app.run_test(size=(40, 20)) as pilot:
        app.scroll.hold(app.children_of_it[10], 2)
        await wait_until(pilot, lambda: app.row_of(10) == 2)
        await app.children_of_it[10].remove()
        app.scroll.scroll_to(y=0, animate=False)
        await wait_until(pilot, lambda: app.scroll.scroll_y == 0)
        app.scroll.mount(Static("more"))
        await wait_until(pilot, lambda: len(app.children_of_it) == 20)
        assert app.scroll.scroll_y == 0
