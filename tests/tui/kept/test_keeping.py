"""The app keeps what is asked in it, and begins where it was told to."""

from chatui.engine.script import script_of
from chatui.errors import StoreError
from chatui.store import tree
from chatui.store.conversations import create
from chatui.store.listing import list_conversations
from chatui.store.messages import add_question, append_piece, begin_answer
from chatui.store.opening import Opened
from chatui.store.owners import Owner
from chatui.store.values import ConversationSettings, MessageState
from chatui.tui.kept_chats import StoreChoice
from tests.tui.conftest import Gate, app_of
from tests.tui.driving import GATED, ask, notes, thought, until
from tests.tui.kept.conftest import Kept
from tests.tui.kept.driving import pane_title, said, shows, tells
from tests.tui.waiting import wait_until

DEAD = Owner(2**22 + 1, 1.0)
"""No process has this number."""


def branch(kept: Kept) -> list[tuple[str, str]]:
    database = kept.open().database
    (newest, *_) = list_conversations(database)
    return [(message.text, message.thought) for message in tree.branch(database, newest.id)]


async def test_what_is_asked_is_kept_and_names_the_pane(kept: Kept) -> None:
    app = app_of([script_of("Let me add.", "845")], store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "What is 478 + 367?")
        await until(pilot, app, "done")
        await wait_until(pilot, lambda: pane_title(app) == "What is 478 + 367?")
    assert branch(kept) == [("What is 478 + 367?", ""), ("845", "Let me add.")]


async def test_a_kept_chat_is_shown_and_goes_on(kept: Kept) -> None:
    key = kept.ask("first", "second")
    app = app_of([script_of("third thought", "third answer")], store=kept.choice(key))
    async with app.run_test() as pilot:
        await shows(pilot, app, "first", "second")
        await wait_until(pilot, lambda: thought(app) == "Let me think of it.")
        await ask(pilot, app, "third")
        await until(pilot, app, "done")
        await shows(pilot, app, "first", "second", "third")
    assert len(branch(kept)) == 6


async def test_a_question_that_comes_before_the_file_is_open_is_kept(kept: Kept) -> None:
    gate = Gate()

    def late() -> Opened:
        gate.sleep(1)
        return kept.open()

    app = app_of(store=StoreChoice(late))
    async with app.run_test() as pilot:
        await ask(pilot, app, "early")
        await shows(pilot, app, "early")
        gate.open()
        await until(pilot, app, "done")
        await shows(pilot, app, "early")
    assert branch(kept)[0] == ("early", "")


async def test_a_file_that_cannot_be_opened_is_told_once_and_the_chat_goes_on() -> None:
    def fail() -> Opened:
        raise StoreError("The file is locked.", "Wait for it.")

    app = app_of([script_of("hm", "one"), script_of("hm", "two")], store=StoreChoice(fail))
    async with app.run_test() as pilot:
        for question in ("one", "two"):
            await ask(pilot, app, question)
            await until(pilot, app, "done")
        assert said(app) == ["This conversation is not being kept. The file is locked. Wait for it."]
        assert notes(app) == ""
        await pilot.press("ctrl+g")
        await tells(pilot, app, "not kept")
        await shows(pilot, app, "one", "two")


async def test_a_chat_that_is_not_there_is_told_and_a_new_one_begins(kept: Kept) -> None:
    app = app_of(store=kept.choice("0" * 12))
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: "is not there any more" in "".join(said(app)))
        await ask(pilot, app, "new")
        await until(pilot, app, "done")
    assert branch(kept)[0][0] == "new"


async def test_what_a_dead_process_left_is_shown_and_can_be_answered_again(kept: Kept) -> None:
    database = kept.open().database
    key = create(database, ConversationSettings())
    question = add_question(database, key, None, "What is 478 + 367?")
    append_piece(database, begin_answer(database, key, question, DEAD), "8 + 7 is", "")
    app = app_of([script_of("anew", "845")], store=kept.choice())
    async with app.run_test() as pilot:
        await shows(pilot, app, "What is 478 + 367?")
        assert "in the middle of an answer" in "".join(said(app))
        assert thought(app) == "8 + 7 is"
        await wait_until(pilot, lambda: "chatui ended before this answer did" in notes(app))
        await pilot.press("ctrl+g")
        await until(pilot, app, "done")
        assert thought(app) == "anew"
        await shows(pilot, app, "What is 478 + 367?")
    assert branch(kept)[1] == ("845", "anew")


async def test_a_new_conversation_leaves_the_old_one_whole(kept: Kept) -> None:
    gate = Gate()
    app = app_of([GATED, script_of("hm", "ok")], sleep=gate.sleep, store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await wait_until(pilot, lambda: thought(app) == "Thinking about it")
        await pilot.press("ctrl+n")
        await ask(pilot, app, "second")
        gate.open()
        await until(pilot, app, "done")
        await shows(pilot, app, "second")
    database = kept.open().database
    second, first = list_conversations(database)
    assert (first.title, second.title) == ("first", "second")
    assert tree.branch(database, first.id)[1].thought == "Thinking about it"


async def test_quitting_while_it_thinks_keeps_what_came(kept: Kept) -> None:
    gate = Gate()
    app = app_of([GATED], sleep=gate.sleep, store=kept.choice())
    async with app.run_test() as pilot:
        await ask(pilot, app, "first")
        await wait_until(pilot, lambda: thought(app) == "Thinking about it")
        gate.open(2)
        await pilot.press("ctrl+q")
    answer = tree.branch(kept.open().database, list_conversations(kept.open().database)[0].id)[1]
    assert answer.thought.startswith("Thinking about it")
    assert answer.outcome.state is not MessageState.STREAMING
