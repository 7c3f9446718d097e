"""What the place for the next question remembers: history and drafts."""

from textual import events

from chatui.config.prompt_log import keep_prompt, kept_prompts
from chatui.tui.messages import DraftChanged
from chatui.tui.widgets.completion_list import CompletionList
from tests.tui.waiting import wait_until
from tests.tui.widgets.area_host import AreaHost, asked_question


async def test_history_of_earlier_starts_is_searched() -> None:
    for prompt in ("first about tea", "second\nabout coffee", "third about TEA"):
        keep_prompt(prompt)
    app = AreaHost()
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: len(app.area.prompt.history_of_prompts.found("")) == 3)
        await pilot.press(*"tea", "ctrl+r")
        await wait_until(pilot, lambda: app.lines == ["third about TEA", "first about tea"])
        await pilot.press("space", *"fir")
        await wait_until(pilot, lambda: app.lines == ["first about tea"])
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.area.prompt.text == "first about tea")
        await pilot.press("enter")
        app.area.accept((await asked_question(pilot, app)).text)
        await wait_until(pilot, lambda: len(kept_prompts()) == 4)


async def test_a_search_that_is_closed_brings_back_what_was_typed() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        await pilot.press(*"mine", "ctrl+r")
        await wait_until(pilot, lambda: app.query_one(CompletionList).is_open)
        await pilot.press("x", "escape")
        await wait_until(pilot, lambda: app.area.prompt.text == "mine")
        assert not app.query_one(CompletionList).is_open


async def test_a_draft_is_told_in_full() -> None:
    app = AreaHost()
    async with app.run_test() as pilot:
        app.post_message(events.Paste("z" * 5000))
        await wait_until(pilot, lambda: bool(app.area.prompt.text))
        app.area.tell_draft()
        await wait_until(pilot, lambda: bool(app.all_of(DraftChanged)))
        draft = app.all_of(DraftChanged)[-1]
        assert isinstance(draft, DraftChanged)
        assert draft.text == "z" * 5000
        app.area.show_draft("another")
        app.area.tell_draft()
        await pilot.pause()
        assert len(app.all_of(DraftChanged)) == 1
