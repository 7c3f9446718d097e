"""Gets what is known of a model, from the hub where only it can tell; how it is shown is not known."""

from chatui.chat.display_text import one_line
from chatui.cli.console import Console
from chatui.engine.requests import KvType
from chatui.errors import HubError
from chatui.library.base import Library
from chatui.library.values import ModelDetails
from chatui.models.fit.values import Verdict


def details_of(
    library: Library,
    console: Console,
    ref: str,
    n_ctx: int | None = None,
    n_lanes: int = 1,
    kv_type: KvType = KvType.F16,
) -> ModelDetails:
    """What the catalogue or the disk tells; where that does not do, what the header on the hub tells.

    Where the hub does not answer, what is known without it has to do; HubError where that is nothing.
    """
    details = library.details(ref, n_ctx, n_lanes, kv_type)
    row = details.row
    is_judged = row.size_bytes is not None and row.fit.verdict is not Verdict.UNKNOWN
    is_known = row.size_bytes is not None or details.architecture is not None
    if row.path is not None or is_judged or (library.is_offline and is_known):
        return details
    console.progress("Asking the hub for the file's header …")
    try:
        return library.details_from_hub(ref, n_ctx, n_lanes, kv_type)
    except HubError as error:
        if not is_known:
            raise
        console.narrate(f"{one_line(error.message)} So this is what is known without it.")
        return details
