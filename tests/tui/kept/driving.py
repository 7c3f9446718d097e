"""What an app with kept conversations shows."""

from textual.pilot import Pilot

from chatui.tui.app import ChatApp
from chatui.tui.widgets.chats.chat_list import ChatList
from chatui.tui.widgets.conversation_pane import ConversationPane
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.transcript import Transcript
from chatui.tui.widgets.version_mark import VersionMark
from tests.tui.waiting import wait_until


def questions(app: ChatApp) -> list[str]:
    return [turn.question for transcript in app.query(Transcript) for turn in transcript.turns]


def versions(app: ChatApp) -> list[str]:
    return [str(mark.render()) for mark in app.query(VersionMark) if mark.has_class("-several")]


def pane_title(app: ChatApp) -> str:
    return str(app.query_one(ConversationPane).border_title)


def listed(app: ChatApp) -> list[str]:
    return app.query_one(ChatList).titles


def said(app: ChatApp) -> list[str]:
    return [note.message for note in app._notifications]


def noted(app: ChatApp) -> list[str]:
    return [str(note.render()) for note in app.query(Note)]


async def shows(pilot: Pilot[None], app: ChatApp, *expected: str) -> None:
    await wait_until(pilot, lambda: questions(app) == list(expected), f"{expected}, not {questions(app)}")


async def lists(pilot: Pilot[None], app: ChatApp, *expected: str) -> None:
    await wait_until(pilot, lambda: listed(app) == list(expected), f"{expected}, not {listed(app)}")


async def tells(pilot: Pilot[None], app: ChatApp, text: str) -> None:
    """Wait for a notice with this text in it."""
    await wait_until(pilot, lambda: any(text in told for told in said(app)), f"{text}, not {said(app)}")


async def notes(pilot: Pilot[None], app: ChatApp, *expected: str) -> None:
    """Wait until these, and no others, stand at the turns."""
    await wait_until(pilot, lambda: noted(app) == list(expected), f"{expected}, not {noted(app)}")
