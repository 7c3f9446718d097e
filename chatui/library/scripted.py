"""A library that answers from values, for tests, screenshots and benches; it knows no file and no network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock

from chatui.engine.requests import KvType
from chatui.errors import ChatuiError, ModelError
from chatui.library.values import (
    HubRow,
    ModelDetails,
    ModelRow,
    Origin,
    QuantizationRow,
    Recommendation,
    Removal,
    Verification,
)
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.fit.values import Memory

_CTX = 4096
"""Context of the memory in `ScriptedLibrary.details`, where none is asked for."""

_Q8_0_SHARE = 34 / 64
"""Bytes of q8_0 for each byte of f16, as llama.cpp lays them out: 34 for 32 numbers."""

_OWN = (Origin.HUB, Origin.FOLDER, Origin.IMPORTED, None)


class ScriptedPull:
    """A download that goes as far as it is told; see `Pull` for what the others may ask of it."""

    def __init__(self, ref: str, total_bytes: int | None = None) -> None:
        self.ref = ref
        self.progress = PullProgress(PullState.CONNECTING, total_bytes=total_bytes)
        self.path: Path | None = None
        self.error: Exception | None = None
        self.is_over = False
        self.is_cancelled = False

    def finish(self, path: Path) -> None:
        """End well."""
        self.progress = replace(self.progress, state=PullState.DONE)
        self.path, self.is_over = path, True

    def fail(self, error: ChatuiError) -> None:
        """End with an error."""
        self.error, self.is_over = error, True

    def cancel(self) -> None:
        """End at once; see `Pull.cancel`."""
        self.is_cancelled = self.is_over = True


class ScriptedLibrary:
    """Implements `Library` on rows that are given; what is done with them changes the rows.

    `before` is called with each method's name and what it is about before it answers, on the thread that
    asked: it may wait, or raise what the method is to raise.
    """

    def __init__(
        self,
        rows: Sequence[ModelRow] = (),
        *,
        details: Mapping[str, ModelDetails] | None = None,
        hub: Sequence[HubRow] = (),
        recommendation: Recommendation | None = None,
        is_offline: bool = False,
        before: Callable[[str, str], None] = lambda method, about: None,
    ) -> None:
        self.is_offline = is_offline
        self.asked: list[tuple[str, str]] = []
        """Which methods were called about what so far, the latest last."""
        self._rows = list(rows)
        self._details = dict(details or {})
        self._hub = list(hub)
        self._recommendation = recommendation
        self._before = before
        self._pulls: list[ScriptedPull] = []
        self._lock = Lock()

    def models(self) -> Sequence[ModelRow]:
        """The rows; see `Library.models`."""
        self._begin("models")
        return [self._row_now(row) for row in self._rows]

    def details(
        self, ref: str, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
    ) -> ModelDetails:
        """The details given for this model, else what its row says; see `Library.details`."""
        self._begin("details", ref)
        found = self._details.get(ref) or ModelDetails(self._row(ref), None)
        memory = _reckoned(found.memory, n_ctx, n_lanes, kv_type) if found.memory else None
        return replace(found, row=self._row(ref), memory=memory)

    def details_from_hub(
        self, ref: str, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
    ) -> ModelDetails:
        """The same; see `Library.details_from_hub`."""
        self._begin("details_from_hub", ref)
        self._need_hub()
        found = self._details.get(f"hub:{ref}") or self._details.get(ref)
        if found is None:
            raise ModelError(f"The hub knows nothing of {ref}.", "Choose another model.")
        memory = _reckoned(found.memory, n_ctx, n_lanes, kv_type) if found.memory else None
        return replace(found, memory=memory)

    def search_hub(self, words: str) -> Sequence[HubRow]:
        """The repositories that have all words in their names; see `Library.search_hub`."""
        self._begin("search_hub", words)
        self._need_hub()
        wanted = words.casefold().split()
        return [row for row in self._hub if all(word in row.repo_id.casefold() for word in wanted)]

    def pull(self, ref: str) -> ScriptedPull:
        """Begin a download that the test moves on; see `Library.pull`."""
        self._begin("pull", ref)
        self._need_hub()
        with self._lock:
            running = next((pull for pull in self._pulls if pull.ref == ref and not pull.is_over), None)
            pull = running or ScriptedPull(ref, self._size(ref))
            if running is None:
                self._pulls.append(pull)
            return pull

    def pulls(self) -> Sequence[ScriptedPull]:
        """Every download; see `Library.pulls`."""
        return tuple(self._pulls)

    def discard_part(self, ref: str) -> int:
        """Forget the part; see `Library.discard_part`."""
        self._begin("discard_part", ref)
        row = self._row(ref)
        self._replace(replace(row, part_bytes=None))
        self._pulls = [pull for pull in self._pulls if pull.ref != ref]
        return row.part_bytes or 0

    def removal(self, ref: str) -> Removal:
        """What `remove` would do; see `Library.removal`."""
        self._begin("removal", ref)
        row = self._row(ref)
        if row.path is None:
            raise ModelError(f"{ref} is not on this disk.", "There is nothing to remove.")
        owner = row.origin or Origin.HUB
        return Removal(ref, (row.path,), row.size_bytes or 0, owner, row.origin not in _OWN)

    def remove(self, ref: str, *, said_twice: bool = False) -> Removal:
        """Forget the file; see `Library.remove`."""
        removal = self.removal(ref)
        self._begin("remove", ref)
        if removal.needs_second_word and not said_twice:
            raise ModelError(f"The files of {ref} belong to {removal.owner}.", "Say it twice to remove them.")
        self._replace(replace(self._row(ref), path=None, origin=None))
        return removal

    def verify(self, ref: str, on_progress: Callable[[float], None], stop: Event) -> Verification:
        """Go from 0 to 1 and find it right; a stop is told as an error; see `Library.verify`."""
        for share in (0.0, 0.5, 1.0):
            on_progress(share)
            self._begin("verify", ref)
            if stop.is_set():
                raise ModelError(f"The check of {ref} was stopped.", "Begin it again when you like.")
        return Verification(ref, True, "The checksum is the published one.")

    def import_file(self, path: Path) -> ModelRow:
        """Add a row for any path that ends in .gguf; see `Library.import_file`."""
        self._begin("import_file", str(path))
        if path.suffix != ".gguf":
            raise ModelError(f"{path} is not a GGUF file.", "Name a file that ends in .gguf.")
        row = ModelRow(str(path), path.stem, path.name, path=path, origin=Origin.IMPORTED)
        self._rows.append(row)
        return row

    def recommend(self) -> Recommendation | None:
        """The one that was given; see `Library.recommend`."""
        self._begin("recommend")
        return self._recommendation

    def has_real_model(self) -> bool:
        """Whether a row but the bundled one is on this disk; see `Library.has_real_model`."""
        self._begin("has_real_model")
        return any(row.is_downloaded and row.origin is not Origin.BUNDLED for row in self.models())

    def _begin(self, method: str, about: str = "") -> None:
        self.asked.append((method, about))
        self._before(method, about)

    def _need_hub(self) -> None:
        if self.is_offline:
            raise ModelError("chatui is offline.", "Start it without --offline to reach the hub.")

    def _row(self, ref: str) -> ModelRow:
        row = next((row for row in self._rows if row.ref == ref), None)
        if row is not None:
            return self._row_now(row)
        if ref in self._details:
            return self._row_now(self._details[ref].row)
        offered = next((one for one in self._quantizations() if one.ref == ref), None)
        if offered is None and not any(pull.ref == ref for pull in self._pulls):
            raise ModelError(f"No model is called {ref!r}.", "Choose one of the list.")
        size, fit = (offered.size_bytes, offered.fit) if offered else (None, ModelRow("", "", "").fit)
        return self._row_now(ModelRow(ref, ref, "", size_bytes=size, fit=fit))

    def _row_now(self, row: ModelRow) -> ModelRow:
        """A row as its downloads have left it."""
        pull = next((pull for pull in reversed(self._pulls) if pull.ref == row.ref), None)
        if pull is None or not pull.is_over or row.path is not None:
            return row
        if pull.path is not None:
            return replace(row, path=pull.path, origin=Origin.HUB, part_bytes=None)
        return replace(row, part_bytes=pull.progress.done_bytes or row.part_bytes)

    def _quantizations(self) -> list[QuantizationRow]:
        found = [one for row in self._hub for one in row.quantizations]
        return found + [one for details in self._details.values() for one in details.quantizations]

    def _size(self, ref: str) -> int | None:
        known = [row.size_bytes for row in self._rows if row.ref == ref]
        known += [one.size_bytes for one in self._quantizations() if one.ref == ref]
        return known[0] if known else None

    def _replace(self, new: ModelRow) -> None:
        self._rows = [new if row.ref == new.ref else row for row in self._rows]
        self._pulls = [pull for pull in self._pulls if pull.ref != new.ref or not pull.is_over]


def _reckoned(memory: Memory, n_ctx: int | None, n_lanes: int, kv_type: KvType) -> Memory:
    """The memory given, for another context and number format."""
    n_ctx = n_ctx or memory.n_ctx or _CTX
    kv_bytes = memory.kv_bytes
    if kv_bytes is not None:
        share = _Q8_0_SHARE if kv_type is KvType.Q8_0 else 1.0
        kv_bytes = round(kv_bytes * n_ctx / (memory.n_ctx or _CTX) * share)
    return replace(memory, n_ctx=n_ctx, n_lanes=n_lanes, kv_bytes=kv_bytes)
