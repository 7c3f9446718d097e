"""The app with hostile text wherever text comes from outside, each kind marked by a word of its own."""

import sys
from dataclasses import replace
from pathlib import Path

from chatui.config.presets import Preset, save_preset
from chatui.engine.requests import KvType, LoadRequest
from chatui.engine.script import Piece, PieceKind, Script
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import ModelError
from chatui.launch import Launch
from chatui.library.scripted import ScriptedLibrary
from chatui.models.disk.find import ModelFile
from chatui.models.fit.values import Fit, Verdict
from chatui.models.gguf.check import check_gguf
from chatui.session import SessionOptions
from chatui.store.conversations import create, keep_draft, rename
from chatui.store.messages import add_question, append_piece, begin_answer, finish_answer
from chatui.store.opening import Opened, open_database
from chatui.store.owners import this_process
from chatui.store.values import Attachment, ConversationSettings, MessageState, Outcome
from chatui.stored_session import StoredSession
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.run import run_app
from tests.models.gguf.gguf_bytes import Gguf, chat_metadata, string
from tests.tui.library import FREE, HUB, SMALL_DETAILS, TINY

FOLDER = Path(sys.argv[1])
NAMED = "named"
"""The model whose file is real."""

COMMANDS = (
    "\x1b]52;c;RVZJTA==\x07\x1b]0;EVIL\x07\x1b[31337m\x1bP31337\x1b\\\x9b31337m\x9d0;EVIL\x9c\x00\x08\r"
)
MARKUP = "[@click=app.exit]x[/] [/] [red]r[/blue] [link=http://e]l[/link]"


MARK = "¦"
"""Behind the word that says where a text comes from; nothing else has it."""


def hostile(mark: str) -> str:
    """Text that commands a terminal, reorders what is around it, and looks like markup."""
    return f"{mark}{MARK} {COMMANDS}\u202e\u2066\u200f {MARKUP}"


def script() -> Script:
    """A turn in which every character is a token of its own, so that every sequence is split."""
    thought = [
        Piece(char, PieceKind.THOUGHT) for char in f"{hostile('thinks')}\n\nWait, {hostile('again')}\n"
    ]
    code = f"```{hostile('language')}\n{hostile('code')}\n```\n\n"
    table = "| a |\n| - |\n| b\x9b1m |\n"
    answer = f"{hostile('says')}\n\n# {hostile('heading')}\n\n{code}* {hostile('item')}\n\n{table}"
    return Script(
        (*thought, *(Piece(char, PieceKind.ANSWER) for char in answer)), notices=(hostile("notice"),)
    )


def open_store() -> Opened:
    """One kept conversation, with a title, a file, a draft, settings and an error."""
    opened = open_database(FOLDER / "hostile.db")
    settings = ConversationSettings(hostile("ref"), hostile("system"), None, hostile("chosen"))
    key = create(opened.database, settings)
    files = (Attachment(hostile("file"), hostile("content")),)
    question = add_question(opened.database, key, None, hostile("asked"), files)
    answer = begin_answer(opened.database, key, question, this_process())
    append_piece(opened.database, answer, hostile("thought"), hostile("answered"))
    finish_answer(opened.database, answer, Outcome(MessageState.ERROR, error=hostile("failed")))
    rename(opened.database, key, hostile("title"))
    keep_draft(opened.database, key, hostile("draft"))
    return opened


def open_model(ref: str, n_ctx: int | None, kv_type: KvType | None) -> Launch:
    """A real file with a hostile name inside; every other one is refused, with what it says of itself."""
    if ref != NAMED:
        raise ModelError(hostile("refused"), hostile("hint"))
    metadata = {**chat_metadata(), "general.name": string(hostile("named"))}
    path = Gguf(metadata=metadata).write(FOLDER / "named.gguf")
    return Launch(
        ModelFile(ref, path), check_gguf(path), SessionOptions(LoadRequest(str(path)), model_ref=ref)
    )


def library() -> ScriptedLibrary:
    """Models and a hub whose every name is hostile."""
    fit = Fit(Verdict.TOO_BIG, 1, FREE, None, hostile("advice"))
    row = replace(
        TINY,
        title=hostile("row"),
        filename=hostile("filename"),
        repo_id=hostile("repository"),
        quantization=hostile("quantization"),
        license=hostile("license"),
        path=Path("/models") / file_name("path"),
        fit=fit,
    )
    faulty = replace(row, ref="faulty", fault=hostile("fault"))
    named = replace(row, ref=NAMED, title=f"zz {hostile('listed')}")
    details = replace(
        SMALL_DETAILS,
        row=row,
        architecture=hostile("architecture"),
        base=hostile("base"),
        source=hostile("source"),
        notices=(hostile("template"),),
    )
    part = replace(HUB[0].quantizations[0], ref=hostile("point"), name=hostile("part"))
    found = replace(HUB[0], repo_id=hostile("hub"), license=hostile("terms"), quantizations=(part,))
    return ScriptedLibrary((row, faulty, named), details={row.ref: details}, hub=(found,))


def file_name(mark: str) -> str:
    """A name that a file can have."""
    return hostile(mark).replace("/", "_").replace("\x00", "")


def fill_home() -> None:
    """A preset, and files where a path is asked for first."""
    save_preset(hostile("saved"), Preset(system=hostile("advised")))
    home = Path.home()
    (home / file_name("disk")).mkdir(parents=True)
    for name in (file_name("disk"), "plain"):
        (home / f"{name}.gguf").touch()


if __name__ == "__main__":
    fill_home()
    session = StoredSession(ScriptedEngine([script()]), SessionOptions(LoadRequest("tiny.gguf")))
    store = StoreChoice(open_store, lambda database: None)
    sys.exit(
        run_app(session, library(), open_model, model_title=hostile("model"), is_demo=False, store=store)
    )
