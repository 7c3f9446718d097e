"""Apps on a scripted engine, with a clock that the test sets and a cursor that does not blink."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Semaphore

import pytest

from chatui.chat.events import FinishReason
from chatui.engine.requests import LoadRequest
from chatui.engine.script import LoadScript, Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.library.base import Library
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp, OpenModel
from chatui.tui.comparing.access import LaneRuns
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.look import Look
from chatui.tui.widgets.models.line_input import LineInput
from chatui.tui.widgets.prompt import Prompt
from tests.tui.library import launch_of, library_of

THOUGHT = "8 + 7 = 15, write 5, carry 1.\nWait, let me check: 478 + 367 = 845."
ANSWER = "Digit by digit:\n\n1. ones: 15\n2. tens: 14\n\nSo it is \\boxed{845}."


class Gate:
    """A `sleep` for the scripted engine: a pause of 1 or more lasts until the test opens the gate."""

    def __init__(self) -> None:
        self._passes = Semaphore(0)

    def sleep(self, seconds: float) -> None:
        """Pass at once, unless the pause is a gate."""
        if seconds >= 1:
            assert self._passes.acquire(timeout=30)

    def open(self, times: int = 1) -> None:
        """Let as many gates be passed."""
        self._passes.release(times)


@dataclass
class Clock:
    """Seconds that pass only when told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def app_of(
    scripts: Sequence[Script] = (),
    *,
    load: LoadScript | None = None,
    sleep: Callable[[float], None] = lambda _: None,
    clock: Callable[[], float] | None = None,
    model_title: str = "tiny · 1 M · Q8_0",
    library: Library | None = None,
    open_model: OpenModel = launch_of,
    look: Look | None = None,
    session: StoredSession | None = None,
    store: StoreChoice | None = None,
    runs: LaneRuns | None = None,
) -> ChatApp:
    """The app on an engine that plays `scripts`; without any, one that adds 478 and 367.

    Without a library, on one with a real model, so that nothing is recommended.
    """
    engine = ScriptedEngine(scripts or [script_of(THOUGHT, ANSWER)], load=load, sleep=sleep)
    return ChatApp(
        session or StoredSession(engine, SessionOptions(LoadRequest("/models/tiny.gguf"))),
        library or library_of(),
        open_model,
        model_title=model_title,
        is_demo=True,
        runs=runs,
        store=store,
        clock=clock or Clock(),
        look=look or Look(),
    )


def cut_script(reason: FinishReason) -> Script:
    """A turn that ends inside its thought."""
    return script_of(THOUGHT, "", finish_reason=reason)


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make pictures differ."""
    monkeypatch.setattr(Prompt, "_toggle_cursor_blink_visible", lambda _: None, raising=True)
    monkeypatch.setattr(LineInput, "_toggle_cursor", lambda _: None, raising=True)
