"""The search of all chats, and showing a hit where it stands."""

from textual.widgets.markdown import MarkdownBlock

from chatui.engine.script import Script, script_of
from chatui.store import conversations
from chatui.tui.app import ChatApp
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.search_chats import HitList, SearchChatsScreen
from chatui.tui.widgets.thought_log import ThoughtLog
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.user_message import UserMessage
from tests.tui.conftest import app_of
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import listed, shows, tells
from tests.tui.waiting import wait_until

LONG = "\n".join(f"step {number}: carry on" for number in range(200)) + "\nthe needle is here\n"


def scripts(count: int, at: int, thought: str = "hm", answer: str = "ok") -> tuple[Script, ...]:
    return tuple(script_of(thought, answer) if n == at else script_of("hm", "ok") for n in range(count))


def found(app: ChatApp) -> int:
    return app.screen.query_one(HitList).option_count if isinstance(app.screen, SearchChatsScreen) else -1


def first_hit(app: ChatApp) -> str:
    hits = app.screen.query_one(HitList) if isinstance(app.screen, SearchChatsScreen) else None
    return str(hits.get_option_at_index(0).prompt) if hits and hits.option_count else ""


async def test_a_hit_in_a_thought_is_shown_in_place(kept: Kept) -> None:
    key = kept.ask(*(f"question {n}" for n in range(30)), scripts=scripts(30, 3, LONG))
    kept.ask("something else")
    app = app_of(store=kept.choice())
    async with app.run_test(size=(140, 40)) as pilot:
        await wait_until(pilot, lambda: bool(listed(app)))
        await pilot.press("ctrl+f", *"needle")
        await wait_until(pilot, lambda: found(app) == 1)
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, ChatScreen))
        await wait_until(pilot, lambda: len(app.query_one(Transcript).turns) == 30)
        chosen = app.query_one(Transcript).chosen_turn
        assert chosen is not None
        assert chosen.question == "question 3"
        log = app.query_one(ThoughtLog)
        await wait_until(pilot, lambda: log.view.chosen_match == 0)
        top = log.scroll_offset.y
        rows = [log.view.line(row).text for row in range(top, top + log.size.height)]
        assert any("needle" in row for row in rows)
        view = app.query_one(Transcript).view_of(chosen)
        assert view is not None
        await wait_until(pilot, lambda: app.query_one(Transcript).region.overlaps(view.region))
    assert conversations.get(kept.open().database, key).leaf_id == 60


async def test_a_hit_in_an_answer_and_one_in_a_question_are_marked(kept: Kept) -> None:
    kept.ask("a plain question", scripts=scripts(1, 0, answer="First.\n\n- one\n- a needle\n"))
    kept.ask("where is the haystack?")
    app = app_of(store=kept.choice())
    async with app.run_test(size=(140, 40)) as pilot:
        await wait_until(pilot, lambda: bool(listed(app)))
        await pilot.press("ctrl+f", *"needle")
        await wait_until(pilot, lambda: found(app) == 1)
        await pilot.press("enter", "enter")
        await shows(pilot, app, "a plain question")
        await wait_until(pilot, lambda: any(block.has_class("-hit") for block in app.query(MarkdownBlock)))
        await pilot.press("ctrl+f", "ctrl+u", *"haystack")
        await wait_until(pilot, lambda: "haystack" in first_hit(app))
        await pilot.press("enter", "enter")
        await shows(pilot, app, "where is the haystack?")
        await wait_until(pilot, lambda: "reverse" in repr(app.query_one(UserMessage).content))


async def test_a_hit_on_another_branch_brings_that_branch_into_view(kept: Kept) -> None:
    app = app_of([script_of("hm", "a needle"), script_of("hm", "a pin")], store=kept.choice())
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press(*"q", "enter")
        await shows(pilot, app, "q")
        await wait_until(pilot, lambda: app.query_one(Transcript).turns[0].place is not None)
        await pilot.press("ctrl+g")
        await wait_until(pilot, lambda: app.query_one(Transcript).turns[0].answer.text == "a pin")
        await wait_until(pilot, lambda: app.query_one(Transcript).turns[0].place is not None)
        await wait_until(pilot, lambda: bool(listed(app)))
        await pilot.press("ctrl+f", *"needle")
        await wait_until(pilot, lambda: found(app) == 1)
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: app.query_one(Transcript).turns[0].answer.text == "a needle")


async def test_nothing_found_and_nothing_kept_are_told(kept: Kept) -> None:
    kept.ask("one")
    app = app_of(store=kept.choice())
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: bool(listed(app)))
        await pilot.press("ctrl+f", *"zzz")
        await wait_until(pilot, lambda: found(app) == 0)
        await wait_until(pilot, lambda: "Nothing has all" in str(app.screen.query_one("#found").render()))
        await pilot.press("escape")
    app = app_of()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+f")
        await tells(pilot, app, "not being kept")
