"""Keeps a comparison while it runs, from its events; it knows neither who shows it nor how it is planned.

What the store does not take costs no lane: it stays here and goes along with the next attempt.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from chatui.chat.events import Finished
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import Variant
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, ModelLoaded
from chatui.comparison.lane import Lane
from chatui.comparison.votes import vote_of
from chatui.engine.requests import ModelInfo
from chatui.errors import StoreError
from chatui.library.file_checksums import FileChecksums
from chatui.store import tree
from chatui.store.comparisons import values as kept
from chatui.store.comparisons.lane_recorder import LaneRecorder
from chatui.store.comparisons.writing import begin_comparison, begin_lanes
from chatui.store.database import Database
from chatui.store.owners import this_process
from chatui.store.recorder import Place, Turn, save_together
from chatui.store.values import ConversationSettings, MessageState, Provenance


class ComparisonRecorder:
    """`save` before the lanes are played, `add` each event, then `close`; one thread at a time.

    Nothing here raises StoreError: `failure` says what is not kept. After a failure the store is tried
    again at the end of each lane, so that a full disk or a locked file does not hold up every event.
    """

    def __init__(
        self,
        database: Database,
        comparison: Comparison,
        checksums: FileChecksums,
        reference: str | None = None,
    ) -> None:
        """`reference` is the right answer, where the person gave one."""
        self.failure: StoreError | None = None
        """Why something of this comparison is not kept; None: all of it is."""
        self._database = database
        self._comparison = comparison
        self._checksums = checksums
        self._setup = _setup(comparison, reference)
        self._place = Place(ConversationSettings())
        self._question_id: int | None = None
        self._recorders: list[LaneRecorder] = []

    @property
    def comparison_id(self) -> str | None:
        """Its id, and that of the chat that it can be opened as; None as long as nothing of it is kept."""
        return self._place.key

    def recorded(self, events: Iterable[ComparisonEvent]) -> Iterator[ComparisonEvent]:
        """The same events, with the lanes' beginning kept before the first and each event before the next."""
        self.save()
        for event in events:
            self.add(event)
            yield event

    def add(self, event: ComparisonEvent) -> None:
        """Take in one event of the comparison, whose lanes it has brought up to date."""
        self._know_all_lanes()
        is_end = False
        match event:
            case LaneEvent(lanes=numbers, event=said):
                for number in numbers:
                    self._recorders[number].take(said)
                if isinstance(said, Finished):
                    self._recorders[numbers[0]].end()
                    is_end = True
            case ModelLoaded(lanes=numbers, info=info):
                for number in numbers:
                    self._describe(number, _run(numbers[0], info), info)
            case LanesFailed(lanes=numbers, error=error):
                for number in numbers:
                    self._recorders[number].end(MessageState.ERROR, str(error))
                is_end = True
            case _:
                pass
        if is_end or (self.failure is None and any(recorder.is_due for recorder in self._recorders)):
            self.save()

    def save(self) -> None:
        """Keep what is not kept yet, all of it or nothing; lanes that were added are kept as running."""
        self._know_all_lanes()
        self._add_checksums()
        try:
            self._begin_new()
            save_together(self._recorders)
        except StoreError as failure:
            self.failure = failure
        else:
            self.failure = None

    def close(self) -> None:
        """Keep what is missing, mark the lanes that are not over, and show the winner where it is a chat."""
        for lane, recorder in zip(self._comparison.lanes, self._recorders, strict=False):
            if not lane.state.is_over:
                recorder.end(MessageState.INTERRUPTED)
        self.save()
        best = self._recorders[self._best()].turn.answer_id if self._recorders else None
        if self.failure is None and self._place.key is not None and best is not None:
            with suppress(StoreError):
                tree.switch_to(self._database, self._place.key, best)

    def _know_all_lanes(self) -> None:
        for lane in self._comparison.lanes[len(self._recorders) :]:
            turn = Turn(self._place, self._comparison.question.text, provenance=_provenance(lane))
            self._recorders.append(LaneRecorder(self._database, turn))

    def _begin_new(self) -> None:
        begun = zip(self._comparison.lanes, self._recorders, strict=False)
        new = [(lane, recorder) for lane, recorder in begun if recorder.turn.answer_id is None]
        if not new:
            return
        with self._database.writing():
            key, question_id = self._place.key, self._question_id
            if key is None or question_id is None:
                key, question_id = self._begin(new[0][0].spec.variant)
            lanes = [
                kept.NewLane(
                    lane.number, _kept_variant(lane.spec.variant), recorder.turn.provenance, lane.spec.repeats
                )
                for lane, recorder in new
            ]
            answers = begin_lanes(self._database, key, question_id, lanes, this_process())
        self._place.key, self._question_id = key, question_id
        for (_, recorder), answer_id in zip(new, answers, strict=True):
            recorder.turn.question_id, recorder.turn.answer_id = question_id, answer_id

    def _begin(self, first: Variant) -> tuple[str, int]:
        options, question = first.launch.options, self._comparison.question
        settings = ConversationSettings(options.model_ref, options.system, options.sampling)
        return begin_comparison(self._database, settings, question.text, question.attachments, self._setup)

    def _describe(self, number: int, run: kept.Run, info: ModelInfo) -> None:
        recorder = self._recorders[number]
        recorder.run = run
        recorder.turn.provenance = replace(
            recorder.turn.provenance,
            quantization=info.quantization,
            template_sha256=info.template_sha256,
        )

    def _add_checksums(self) -> None:
        found: dict[Path, str] = {}
        for lane, recorder in zip(self._comparison.lanes, self._recorders, strict=False):
            known = recorder.turn.provenance
            if known.model_sha256 or recorder.is_kept:
                continue
            path = lane.spec.variant.launch.model.path
            if path not in found:
                found[path] = self._checksums.known(path)
            recorder.turn.provenance = replace(known, model_sha256=found[path])

    def _best(self) -> int:
        """The number of the lane to be seen first."""
        winner = vote_of(self._comparison.lanes).winner
        return winner.lanes[0] if winner else 0


def _setup(comparison: Comparison, reference: str | None) -> kept.Setup:
    rule = comparison.early_stop
    return kept.Setup(reference, rule.thoughts, rule.when_decided, comparison.plan.is_together)


def _kept_variant(variant: Variant) -> kept.Variant:
    options = variant.launch.options
    return kept.Variant(
        variant.label, options.model_ref, options.load.path, options.system, options.think, options.sampling
    )


def _provenance(lane: Lane) -> Provenance:
    options = lane.spec.variant.launch.options
    return Provenance(options.model_ref, seed=lane.spec.seed, sampling=options.sampling)


def _run(batch: int, info: ModelInfo) -> kept.Run:
    return kept.Run(
        batch=batch,
        n_ctx=info.n_ctx,
        n_lanes=info.n_lanes,
        n_threads=info.n_threads,
        gpu_layers=info.gpu_layers,
        kv_type=info.kv_type,
        profile=info.profile,
        build=info.build,
        devices=info.devices,
    )
