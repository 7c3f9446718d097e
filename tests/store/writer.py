"""A process that holds scripted conversations: `python -m tests.store.writer PATH TURNS [LIMIT]`.

Prints `asked N ID` once a question is kept and `done N ID` once its answer is; LIMIT is the most bytes that a
file may have.
"""

import resource
import sys
from pathlib import Path

from chatui.engine.requests import LoadRequest
from chatui.engine.script import script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.store.opening import open_database
from chatui.stored_session import StoredSession

THOUGHT = "Let me think about this. " * 20
ANSWER = "The answer is five. " * 10


def main(path: Path, turns: int) -> None:
    """Ask `turns` questions in one conversation, and answer for each what has reached the disk."""
    database = open_database(path).database
    engine = ScriptedEngine([script_of(THOUGHT, ANSWER, tokens_per_s=4000)])
    session = StoredSession(engine, SessionOptions(LoadRequest("m"), model_ref="tiny"), database)
    for number in range(turns):
        is_asked = False
        for _ in session.send(f"Question {number}?"):
            if not is_asked and session.failure is None:
                is_asked = True
                print(f"asked {number} {session.conversation_id}", flush=True)
        print(f"{'failed' if session.failure else 'done'} {number} {session.conversation_id}", flush=True)
    print(f"end {len(session.messages)} {session.failure or 'kept'}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        # Python ignores SIGXFSZ, so that a write beyond the limit fails as on a full disk.
        limit = int(sys.argv[3])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    main(Path(sys.argv[1]), int(sys.argv[2]))
