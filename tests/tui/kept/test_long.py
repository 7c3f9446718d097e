"""A conversation of 2,000 messages, and one of a megabyte, stay usable: few turns are drawn at once."""

from functools import partial

from chatui.chat.events import FinishReason
from chatui.store.conversations import create
from chatui.store.database import Database
from chatui.store.messages import add_question, append_piece, begin_answer, finish_answer
from chatui.store.owners import this_process
from chatui.store.values import ConversationSettings, Outcome
from chatui.tui.app import ChatApp
from chatui.tui.turn_window import FIRST, MOST
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.turn_view import LONGEST, TurnView
from tests.tui.conftest import app_of
from tests.tui.driving import ask, notes, thought, until
from tests.tui.kept.conftest import Kept
from tests.tui.waiting import wait_until

TURNS = 1000
ANSWER = "Some *words*:\n\n- one\n- two\n\n```python\nprint(1)\n```\n"


def long_chat(database: Database, turns: int, answer: str = ANSWER) -> str:
    owner, parent = this_process(), None
    with database.writing():
        key = create(database, ConversationSettings())
        for number in range(turns):
            question = add_question(database, key, parent, f"question {number}")
            parent = begin_answer(database, key, question, owner)
            append_piece(database, parent, f"thought {number}", answer)
            finish_answer(database, parent, Outcome(finish_reason=FinishReason.STOP))
    return key


def drawn(transcript: Transcript) -> list[str]:
    return [view.turn.question for view in transcript.views]


def begins_otherwise(transcript: Transcript, first: str) -> bool:
    return drawn(transcript)[0] != first


def thinks(app: ChatApp, text: str) -> bool:
    return thought(app) == text


async def test_2000_messages_are_read_from_end_to_beginning(kept: Kept) -> None:
    key = long_chat(kept.open().database, TURNS)
    app = app_of(store=kept.choice(key))
    async with app.run_test() as pilot:
        transcript = app.query_one(Transcript)
        await wait_until(pilot, lambda: len(transcript.turns) == TURNS)
        assert len(transcript.views) == FIRST
        await wait_until(pilot, lambda: transcript.max_scroll_y > 0 and transcript.is_vertical_scroll_end)
        for _ in range(12):
            first = drawn(transcript)[0]
            transcript.scroll_home(animate=False)
            await wait_until(pilot, partial(begins_otherwise, transcript, first))
            assert len(transcript.views) <= MOST
        in_sight = [view for view in transcript.views if transcript.region.overlaps(view.region)]
        assert in_sight


async def test_short_turns_on_a_tall_terminal_do_not_drift_away(kept: Kept) -> None:
    key = long_chat(kept.open().database, 200, "ok")
    app = app_of(store=kept.choice(key))
    async with app.run_test(size=(160, 100)) as pilot:
        transcript = app.query_one(Transcript)
        await wait_until(pilot, lambda: transcript.max_scroll_y >= transcript.size.height)
        for _ in range(20):
            await pilot.pause()
        assert drawn(transcript)[-1] == "question 199"
        assert transcript.is_vertical_scroll_end


async def test_keys_walk_over_the_ends_of_what_is_drawn(kept: Kept) -> None:
    key = long_chat(kept.open().database, 60)
    app = app_of(store=kept.choice(key))
    async with app.run_test() as pilot:
        transcript = app.query_one(Transcript)
        await wait_until(pilot, lambda: len(transcript.turns) == 60)
        for number in range(58, 35, -1):
            await pilot.press("ctrl+up")
            await wait_until(pilot, partial(thinks, app, f"thought {number}"))
        chosen = transcript.chosen
        assert chosen is not None
        await wait_until(pilot, lambda: transcript.region.overlaps(chosen.region))
        await ask(pilot, app, "new")
        await until(pilot, app, "done")
        assert drawn(transcript)[-1] == "new"
        assert len(transcript.views) <= MOST


async def test_of_a_megabyte_a_part_is_drawn(kept: Kept) -> None:
    key = long_chat(kept.open().database, 2, "word " * 200_000)
    app = app_of(store=kept.choice(key))
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: len(app.query(TurnView)) == 2)
        await wait_until(
            pilot, lambda: f"{1_000_000 - LONGEST:,} more characters of this answer" in notes(app)
        )
