"""Checks models one after another, with a progress that a signal can end; it decides no exit code."""

from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from threading import Event, Thread

from chatui.chat.display_text import one_line
from chatui.cli.console import Console
from chatui.cli.interrupts import Interrupts
from chatui.errors import ChatuiError
from chatui.library.base import Library
from chatui.library.values import Verification

_WORDS = {True: "right", False: "WRONG", None: "unknown"}


def verify_each(
    library: Library, refs: Sequence[str], console: Console
) -> Iterator[Verification | ChatuiError | int]:
    """The result for each model as it comes; a signal's number last where one ended the work.

    What cannot be checked, such as a model that is not here, gives the error that says why; the others are
    checked still.
    """
    for ref in refs:
        result = _verify(library, ref, console)
        yield result
        if isinstance(result, int):
            return


def verdict_line(result: Verification) -> str:
    """A model, whether its bytes are right, and how that is known."""
    return f"{one_line(result.ref)}: {_WORDS[result.is_right]}. {one_line(result.detail)}".rstrip()


def repair_sentence(result: Verification) -> str:
    """What to do about a model whose bytes are wrong: a download leaves what is here alone."""
    ref = one_line(result.ref)
    return f"`chatui models remove {ref}` and then `chatui models pull {ref}` get it anew."


def _verify(library: Library, ref: str, console: Console) -> Verification | ChatuiError | int:
    """One model, in a thread, so that a signal is seen at once."""
    queue: SimpleQueue[float | Verification | Exception | None] = SimpleQueue()
    stop = Event()

    def work() -> None:
        try:
            queue.put(library.verify(ref, queue.put, stop))
        except Exception as error:  # thread boundary: whatever it is, the main thread raises it
            queue.put(error)

    thread = Thread(target=work, name="verify", daemon=True)
    with Interrupts(lambda: queue.put(None)) as interrupts:
        thread.start()
        while interrupts.received is None:
            item = queue.get()
            if isinstance(item, Verification | ChatuiError):
                return item
            if isinstance(item, Exception):
                raise item
            if item is not None:
                console.progress(f"Checking {one_line(ref)}: {int(item * 100)} %")
        stop.set()
        thread.join()
        return interrupts.received
