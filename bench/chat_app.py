"""The real app as it is measured: no model is chosen, and nothing is kept; it measures nothing itself."""

from textual.app import AutopilotCallbackType

from chatui.launch import Choices, Launcher
from chatui.library.scripted import ScriptedLibrary
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.comparing.access import LaneRuns

launcher = Launcher(Choices(model="tiny"), 0)


def run_app(session: StoredSession, watch: AutopilotCallbackType, runs: LaneRuns | None = None) -> None:
    """Run the app around a session until `watch` ends it; raises what it ended of."""
    app = ChatApp(session, ScriptedLibrary(), launcher.open, model_title="bench", is_demo=False, runs=runs)
    app.run(auto_pilot=watch)
    if app.fault is not None:
        raise app.fault
