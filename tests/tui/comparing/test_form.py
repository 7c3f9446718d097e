"""The form that asks what to compare, in the whole app."""

from collections.abc import Sequence

from chatui.comparison.contestants import Variant
from chatui.comparison.plan import Plan
from chatui.comparison.planning import Misfit, Offer, Wish
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.compare_form import CompareFormScreen
from tests.tui.comparing.app import (
    asked,
    compare_app,
    ended,
    planned,
    shelf,
    shown,
)
from tests.tui.comparing.talking import said, together
from tests.tui.driving import ask, until
from tests.tui.test_injection import screen_text
from tests.tui.waiting import wait_until

THREE = together(said(0, "42"), said(1, "41"), said(2, "42", 3))


async def test_what_does_not_fit_is_refused_and_something_smaller_is_offered() -> None:
    def plan(variants: Sequence[Variant], wish: Wish) -> Plan | Misfit:
        if wish.at_once == 2:
            return planned(variants, wish)
        return Misfit("3 lanes need 9 GB, and 8 GB are free.", (Offer("", at_once=2, n_ctx=1024),))

    app = compare_app(THREE, plan=plan)
    async with app.run_test(size=(80, 50)) as pilot:
        form = await asked(pilot, app, 3)
        await wait_until(pilot, lambda: "9 GB, and 8 GB are free" in screen_text(app))
        assert "What would fit: 2 lanes at once, a context of 1,024 tokens. F8 takes that." in flat(
            screen_text(app)
        )
        await pilot.press("ctrl+s")
        assert app.screen is form
        await pilot.press("f8")
        await wait_until(
            pilot, lambda: "3 lanes in" in screen_text(app) or "3 lanes together" in screen_text(app)
        )
        await pilot.press("ctrl+s")
        await ended(pilot, await shown(pilot, app))


async def test_what_is_typed_wrong_is_said_and_not_run() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=(80, 50)) as pilot:
        form = await asked(pilot, app, 3)
        await pilot.press(*"0")
        await wait_until(pilot, lambda: "Lanes cannot be '0'" in screen_text(app))
        await pilot.press("ctrl+s")
        assert app.screen is form
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_the_question_comes_from_the_prompt_or_from_the_chosen_turn() -> None:
    app = compare_app(THREE)
    async with app.run_test(size=(80, 50)) as pilot:
        await until(pilot, app, "ready")
        await ask(pilot, app, "How now?")
        await until(pilot, app, "done")
        await pilot.press("f10")
        await wait_until(pilot, lambda: isinstance(app.screen, CompareFormScreen))
        await wait_until(pilot, lambda: "How now?" in screen_text(app))
        await pilot.press("escape", *"Typed", "f10")
        await wait_until(pilot, lambda: isinstance(app.screen, CompareFormScreen))
        await wait_until(pilot, lambda: "Typed" in screen_text(app))
        assert shelf(app).is_open


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())
