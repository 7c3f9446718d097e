"""Says where a conversation stands, in one sentence and of which kind; pure."""

from chatui.library.figures import percent_text
from chatui.tui.conversation_flow import ConversationFlow
from chatui.tui.state_text import turn_text
from chatui.tui.turn import Turn
from chatui.tui.widgets.status_line import StateKind


def flow_state(flow: ConversationFlow, latest: Turn | None, now: float) -> tuple[str, StateKind]:
    """The state of the newest turn, or of the model while there is none."""
    if flow.is_stopping:
        return "stopping", StateKind.BUSY
    if latest is not None:
        return turn_text(latest, now), StateKind.of(latest.phase)
    if flow.is_loading:
        return f"loading {percent_text(flow.load_fraction)}", StateKind.BUSY
    if flow.is_loaded:
        return "ready", StateKind.IDLE
    if flow.load_failed:
        return "the model is not loaded", StateKind.ERROR
    return "not loaded: the next question loads the model", StateKind.WARNING
