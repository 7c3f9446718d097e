"""The program chatui with a scripted engine: `python -m …scripted_chatui SCRIPT MODEL_FOLDER ARGUMENTS`."""

import sys
from pathlib import Path
from unittest.mock import patch

from chatui.__main__ import main
from chatui.engine.script import PieceKind, Script, script_of, words
from chatui.engine.scripted import ScriptedEngine
from chatui.models import demo_model

SCRIPTS = {
    "quick": script_of("Let me add.", "It is \\boxed{5}."),
    "thinking": script_of("Hmm " * 5000, "It is 5.", tokens_per_s=100),
    "answering": script_of("Hmm. ", "five " * 5000, tokens_per_s=100),
    "first lane done": Script(
        (
            *words("Let me add. ", PieceKind.THOUGHT),
            *words("It is \\boxed{5}.", PieceKind.ANSWER, lane=0),
            *words("Hmm " * 5000, PieceKind.THOUGHT, pause_s=0.01, lane=1),
        )
    ),
    "flooding": script_of("Hmm. ", "five " * 50_000),
}


def play(script: Script, folder: Path) -> None:
    """Replace the engine and the bundled model, then run the program."""
    demo_model._DATA = folder
    engine = ScriptedEngine([script])
    with (
        patch("chatui.cli.one_turn.open_engine", lambda: engine),
        patch("chatui.cli.compare.run.open_engine", lambda: engine),
        patch("chatui.cli.plain.open_engine", lambda: engine),
        patch("chatui.cli.lines.talk.open_engine", lambda: engine),
    ):
        main()


if __name__ == "__main__":
    name, folder = sys.argv[1:3]
    del sys.argv[1:3]
    play(SCRIPTS[name], Path(folder))
