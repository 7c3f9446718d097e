"""Keeps what `chatui ask --save` asks as a chat; how it is asked and printed is not known here."""

from collections.abc import Sequence

from chatui.chat.attached_files import with_files
from chatui.cli.console import Console
from chatui.config.paths import database_path
from chatui.engine.base import Engine
from chatui.errors import ChatuiError
from chatui.launch import Launch
from chatui.session import ChatSession
from chatui.store.opening import open_database
from chatui.store.values import Attachment
from chatui.stored_session import StoredSession


def session_for(launch: Launch, engine: Engine, keeps: bool, console: Console) -> ChatSession:
    """A session that keeps its turns where asked to; where the store fails it says so and keeps nothing."""
    if not keeps:
        return ChatSession(engine, launch.options)
    try:
        opened = open_database(database_path())
    except ChatuiError as error:
        console.error(error)
        return ChatSession(engine, launch.options)
    if opened.notice:
        console.narrate(opened.notice)
    return StoredSession(engine, launch.options, opened.database)


def with_attached(session: ChatSession, text: str, files: Sequence[tuple[str, str]]) -> str:
    """What to send so that the files stand before the question, kept apart from it where it is kept."""
    if not isinstance(session, StoredSession):
        return with_files(text, files)
    session.attach([Attachment(*file) for file in files])
    return text


def kept_as(session: ChatSession) -> str | None:
    """The id of the chat; None where nothing was kept."""
    return session.conversation_id if isinstance(session, StoredSession) else None


def end_keeping(session: ChatSession, console: Console) -> None:
    """Say under which id the turn is kept, or why it is not, and let go of the store; after `close`."""
    if not isinstance(session, StoredSession):
        return
    if session.database is not None:
        session.database.close()
    if session.failure is not None:
        console.error(session.failure)
    elif session.conversation_id is not None:
        console.narrate(f"Kept as chat {session.conversation_id}.")
