"""Runs the app in the terminal until the person quits; what the app shows is not known here."""

from chatui.library.base import Library
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp, OpenModel
from chatui.tui.comparing.access import LaneRuns
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.look import Look

_LOOK = Look()

_INTERRUPTED = 130


def run_app(
    session: StoredSession,
    library: Library,
    open_model: OpenModel,
    *,
    model_title: str,
    is_demo: bool,
    runs: LaneRuns | None = None,
    look: Look = _LOOK,
    store: StoreChoice | None = None,
    notice: str = "",
) -> int:
    """Run the app until the person quits; returns the exit code and closes the session.

    `runs` says how lanes of a comparison are run; None: as `open_model` prepares them.
    `notice` is said at the start; empty: nothing is.

    0 after quitting; 129, 130, 131 and 143 after SIGHUP, SIGINT, SIGQUIT and SIGTERM. Raises what the app
    failed with, once the terminal is restored and what had streamed is kept.
    """
    app = ChatApp(
        session,
        library,
        open_model,
        model_title=model_title,
        is_demo=is_demo,
        runs=runs,
        store=store,
        look=look,
        notice=notice,
    )
    try:
        app.run()
    except KeyboardInterrupt:  # before the app was there to take the signal
        return _INTERRUPTED
    finally:
        session.close()
        if session.database is not None:
            session.database.close()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
