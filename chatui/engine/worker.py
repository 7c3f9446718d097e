"""The engine's process: reads requests, drives a backend, writes what comes of it; knows no model."""

import argparse
import os
import traceback
from collections.abc import Callable
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, cast

from chatui import __version__
from chatui.engine.backend import DEFAULT_BACKEND, Backend
from chatui.engine.cancellation import Cancellation
from chatui.engine.isolation import isolate, leave
from chatui.engine.messages import (
    Cancel,
    Done,
    Failed,
    FromChild,
    Generate,
    Hello,
    Load,
    Loaded,
    Progress,
    Report,
    Reported,
    Request,
    Shutdown,
    ToChild,
)
from chatui.engine.outbox import Outbox
from chatui.engine.wire import WireError, decode
from chatui.errors import ChatuiError, EngineError


class Worker:
    """`read` runs on its own thread and never waits for the backend; `run` is the main thread's loop."""

    def __init__(self, make_backend: Callable[[], Backend], outbox: Outbox) -> None:
        self._make_backend = make_backend
        self._outbox = outbox
        self._inbox: SimpleQueue[Request | Shutdown] = SimpleQueue()
        self._cancellation = Cancellation()

    def read(self, stream: BinaryIO) -> None:
        """Take requests until the parent is gone, then end the process, in a native call or not."""
        for line in stream:
            try:
                message = cast(ToChild, decode(line, ToChild))
            except WireError as error:
                self._outbox.send(_failure(None, EngineError(f"The engine was asked nonsense: {error}.")))
                break
            match message:
                case Cancel():
                    self._cancellation.cancel(message.id, message.lane)
                case Shutdown():
                    self._inbox.put(message)
                    self._cancellation.cancel_running()
                case Load() | Generate() | Report():
                    self._inbox.put(message)
        leave()

    def run(self) -> None:
        """Serve one request after the other until `Shutdown`."""
        try:
            backend = self._make_backend()
        except Exception as error:  # process boundary: the parent must learn why nothing will come
            self._outbox.send(_failure(None, error))
            return
        while not isinstance(request := self._inbox.get(), Shutdown):
            self._outbox.send(self._serve(backend, request))
        backend.close()

    def _serve(self, backend: Backend, request: Request) -> FromChild:
        try:
            with self._cancellation.running(request.id, backend):
                return self._answer(backend, request)
        except Exception as error:  # process boundary: whatever it is, the parent shows it
            return _failure(request.id, error)

    def _answer(self, backend: Backend, request: Request) -> FromChild:
        match request:
            case Load():
                report = self._outbox.send
                info = backend.load(request.request, lambda share: report(Progress(request.id, share)))
                return Loaded(request.id, info)
            case Generate():
                self._outbox.begin(request.id)
                for event in backend.generate(request.request):
                    self._outbox.send_event(event)
                return Done(request.id)
            case Report():
                return Reported(request.id, backend.report())


def _failure(request_id: int | None, error: Exception) -> Failed:
    if isinstance(error, ChatuiError):
        return Failed(request_id, type(error).__name__, error.message, error.hint)
    traceback.print_exception(error)  # stderr is the log
    what = f"{type(error).__name__}: {error}".removesuffix(": ")
    return Failed(request_id, EngineError.__name__, f"The engine failed with {what}.", "Its log says where.")


def _backend_maker(name: str) -> Callable[[], Backend]:
    """What makes the backend `module:Class`; the import waits until it is called."""
    module, _, attribute = name.partition(":")
    return lambda: cast(Backend, getattr(import_module(module), attribute)())


def main() -> None:
    """Serve the parent at the other end of stdin and stdout until it says `Shutdown` or is gone."""
    parser = argparse.ArgumentParser(prog="chatui.engine.worker")
    parser.add_argument("--backend", default=DEFAULT_BACKEND, metavar="MODULE:CLASS")
    arguments = parser.parse_args()
    requests, answers = isolate()
    outbox = Outbox(answers)
    outbox.send(Hello(os.getpid(), __version__))
    worker = Worker(_backend_maker(arguments.backend), outbox)
    Thread(target=worker.read, args=(requests,), name="reader", daemon=True).start()
    worker.run()
    os._exit(0)  # the reader still holds its pipe, on which the interpreter would choke


if __name__ == "__main__":
    main()
