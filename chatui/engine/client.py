"""An engine in a process of its own, started when needed and again after a crash; knows no model format."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

from chatui.chat.events import Event, LoadProgress, Notice
from chatui.engine.backend import DEFAULT_BACKEND
from chatui.engine.environment import child_environment
from chatui.engine.exchange import Answer, Exchange, Limits
from chatui.engine.log import EngineLog
from chatui.engine.messages import EventMessage, Generate, Load, Loaded, Progress, Report, Reported, Request
from chatui.engine.process import EngineProcess
from chatui.engine.python_command import python_command
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo
from chatui.engine.turn import Turn
from chatui.errors import EngineCrashed, EngineError


class EngineClient:
    """Implements `Engine`; see there for what each method promises.

    Every model gets a fresh process, so that the one before gives all its memory back. An engine that died
    is started and loaded again by the next `generate`. After `close` nothing starts again.
    """

    def __init__(
        self,
        log_path: Path,
        *,
        environment: Mapping[str, str] | None = None,
        backend: str = DEFAULT_BACKEND,
        limits: Limits | None = None,
    ) -> None:
        self._log = EngineLog(log_path)
        self._environment = environment or {}
        self._command = python_command("chatui.engine.worker", "--backend", backend)
        self._limits = limits or Limits()
        self._turn = Turn(wait_s=2 * self._limits.cancel_grace_s)
        self._wanted: LoadRequest | None = None
        self._is_loaded = False
        # The fields below are shared between threads; the lock is never held while waiting for the process.
        self._lock = Lock()
        self._process: EngineProcess | None = None
        self._exchange: Exchange | None = None
        self._early_cancels: list[int | None] | None = None
        self._is_closed = False
        self._last_id = 0

    @property
    def pid(self) -> int | None:
        """The process's id; None while there is none."""
        process = self._process
        return process.pid if process and process.is_alive else None

    def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
        """Load a model in a fresh process; see `Engine.load`."""
        with self._own_turn():
            self._wanted = None
            info = self._load(request, on_progress)
            self._wanted = request
            return info

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        """Yield what the engine says; see `Engine.generate`."""
        with self._own_turn():
            yield from self._restored()
            with closing(self._answers(lambda request_id: Generate(request_id, request))) as answers:
                for answer in answers:
                    if isinstance(answer, EventMessage):
                        yield answer.event

    def report(self) -> EngineReport:
        """What the engine is, with or without a model; raises EngineError or EngineCrashed."""
        with self._own_turn(), closing(self._answers(Report)) as answers:
            for answer in answers:
                if isinstance(answer, Reported):
                    return replace(answer.report, log_path=str(self._log.path))
        raise EngineError("The engine did not report.")

    def cancel(self, lane: int | None = None) -> None:
        """End one lane, or all and a load; see `Engine.cancel`."""
        with self._lock:
            if self._exchange:
                self._exchange.cancel(lane)
            elif self._early_cancels is not None:
                self._early_cancels.append(lane)

    def close(self) -> None:
        """End the process for good; see `Engine.close`."""
        with self._lock:
            self._is_closed = True
            process = self._process
        if process:
            process.stop(self._limits.close_grace_s)

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        with self._turn.taken():
            with self._lock:
                self._check_open()
                self._early_cancels = []
            try:
                yield
            finally:
                with self._lock:
                    self._early_cancels = None

    def _load(self, request: LoadRequest, on_progress: Callable[[float], None] | None) -> ModelInfo:
        if self._process:
            self._process.stop(self._limits.close_grace_s)
        self._is_loaded = False
        with closing(self._answers(lambda request_id: Load(request_id, request))) as answers:
            for answer in answers:
                if isinstance(answer, Progress) and on_progress:
                    on_progress(answer.fraction)
                if isinstance(answer, Loaded):
                    self._is_loaded = True
                    return answer.info
        raise EngineError("The engine did not load the model.")

    def _restored(self) -> Iterator[Event]:
        """Load the model again where a crash or a stopped load took it away."""
        if self._wanted is None:
            raise EngineError("No model is loaded.", "Load a model first.")
        if self._is_loaded and self.pid:
            return
        yield Notice("The engine had ended; it is started again.")
        yield LoadProgress(0.0)
        self._load(self._wanted, None)
        yield LoadProgress(1.0)

    def _answers(self, request_of: Callable[[int], Request]) -> Generator[Answer, None, None]:
        exchange = self._begin(request_of)
        try:
            yield from exchange.answers()
        except EngineCrashed as error:
            if self._is_closed:
                raise EngineError("The engine was closed.") from error
            raise
        finally:
            if not exchange.is_over:
                exchange.abandon()
            with self._lock:
                self._exchange = None

    def _begin(self, request_of: Callable[[int], Request]) -> Exchange:
        with self._lock:
            process = self._running_process()
            self._last_id += 1
            self._exchange = Exchange(process, request_of(self._last_id), self._limits, self._log.path)
            for lane in self._early_cancels or ():
                self._exchange.cancel(lane)
            return self._exchange

    def _running_process(self) -> EngineProcess:
        self._check_open()
        if self._process and self._process.is_alive:
            return self._process
        if self._process:
            self._process.kill()  # frees what a process that died while idle has left
        self._process = EngineProcess(self._command, child_environment(self._environment), self._log)
        return self._process

    def _check_open(self) -> None:
        if self._is_closed:
            raise EngineError("The engine was closed.")
