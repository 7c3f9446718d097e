"""The library of models of this person on this machine: catalogue, disk, hub and downloads as one.

It shows nothing, and only the methods whose docstrings name the hub open a socket.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from chatui.config.offline import is_offline
from chatui.config.paths import config_path, own_catalogue_path
from chatui.config.settings import load_settings
from chatui.engine.requests import EngineReport, KvType
from chatui.errors import ModelError
from chatui.launch import model_places, open_engine
from chatui.library.base import Pull
from chatui.library.checksums import published_checksums
from chatui.library.details import Known, details_here, details_there
from chatui.library.fitting import Fitting, Load, fitted
from chatui.library.headers import HeaderShelf
from chatui.library.hub_files import HubFiles
from chatui.library.hub_search import hub_row_of
from chatui.library.lookup import Lookup
from chatui.library.machine_figures import MachineFigures
from chatui.library.pulls import PullBook
from chatui.library.removals import Removals
from chatui.library.rows import all_rows, catalogue_row, demo_row, found_row
from chatui.library.stock import Stock, take_stock
from chatui.library.targets import asked
from chatui.library.values import HubRow, ModelDetails, ModelRow, Recommendation, Removal, Verification
from chatui.models.catalogue.catalogue import Catalogue, load_catalogue
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.discover import found_models
from chatui.models.disk.found import Origin, Places
from chatui.models.disk.imports import add_import
from chatui.models.disk.verify import verify
from chatui.models.download.job import PullJob
from chatui.models.download.patience import Patience
from chatui.models.fit.recommend import recommend
from chatui.models.fit.values import Machine
from chatui.models.gguf.check import check_gguf
from chatui.models.gguf.template import read_template
from chatui.models.hub.hub import Hub
from chatui.models.references import DEMO


def open_library() -> "ModelLibrary":
    """The library, by this person's settings, catalogue and environment; raises ConfigError."""
    places = model_places(load_settings(config_path()))
    hub = Hub.of_environment(is_offline=is_offline())
    return ModelLibrary(load_catalogue(own_catalogue_path()), places, hub, _ask_engine)


def machine_now() -> Machine:
    """What this machine offers a model at this moment; with a speed only where it was measured before."""
    return MachineFigures(_ask_engine).now()


def _ask_engine() -> EngineReport:
    engine = open_engine()
    try:
        return engine.report()
    finally:
        engine.close()


class ModelLibrary:
    """Implements `Library`; for any thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        places: Places,
        hub: Hub,
        ask_engine: Callable[[], EngineReport],
        patience: Patience | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._places = places
        self._hub = hub
        self._patience = patience
        self._figures = MachineFigures(ask_engine)
        self._headers = HeaderShelf()
        self._hub_files = HubFiles(hub)
        self._lookup = Lookup(catalogue, places)
        self._removals = Removals(self._lookup, places)
        self._pulls = PullBook()

    @property
    def is_offline(self) -> bool:
        """The person forbade sockets."""
        return self._hub.is_offline

    def measure(self) -> None:
        """Measure what speeds are estimated from, where that was never done here; takes a second then."""
        self._figures.measured()

    def models(self) -> Sequence[ModelRow]:
        """Every model; see `Library.models`. Speeds are there once the machine was measured."""
        stock = self._stock()
        machine = self._figures.now()
        self._figures.measure_meanwhile()
        rows = [demo_row(check_gguf(demo_model_path())), *all_rows(stock)]
        return [fitted(row, stock, self._headers, Fitting(machine)) for row in rows]

    def details(
        self, ref: str, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
    ) -> ModelDetails:
        """Everything known of one model; see `Library.details`."""
        known = self._known(Load(n_ctx, n_lanes, kv_type))
        row = self._lookup.row(ref, known.stock)
        return details_here(row, known)

    def details_from_hub(
        self, ref: str, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
    ) -> ModelDetails:
        """The same by the hub, which is asked once; see `Library.details_from_hub`."""
        known = self._known(Load(n_ctx, n_lanes, kv_type))
        target = self._lookup.target(ref)
        row = self._lookup.row(ref, known.stock)
        if row.is_downloaded:
            return details_here(row, known)
        files = self._hub_files.of(target)
        row = files.completed(row, known.stock.parts)
        return details_there(row, files.headers, files.repository, known)

    def search_hub(self, words: str) -> Sequence[HubRow]:
        """Repositories on the hub; see `Library.search_hub`."""
        found = self._hub.search(words)
        stock, fitting = self._stock(), Fitting(self._figures.now())
        return [hub_row_of(repository, stock, fitting) for repository in found]

    def pull(self, ref: str) -> Pull:
        """Begin a download from the hub; see `Library.pull`."""
        target = self._lookup.target(ref)
        complete = None if target.files else lambda stop: asked(target, self._hub, stop)[0].request
        return self._pulls.begin(
            target.key, lambda: PullJob(target.request, self._hub, self._patience, complete)
        )

    def pulls(self) -> Sequence[Pull]:
        """Every download of this process; see `Library.pulls`."""
        return self._pulls.all()

    def discard_part(self, ref: str) -> int:
        """Throw away what a download left; see `Library.discard_part`."""
        return self._removals.discard(ref, self._stock())

    def removal(self, ref: str) -> Removal:
        """What `remove` would do; of a download that was begun, what `discard_part` would."""
        return self._removals.planned(ref, self._stock())

    def remove(self, ref: str, *, said_twice: bool = False) -> Removal:
        """Delete a model's files, and what an unfinished download of it left; see `Library.remove`."""
        return self._removals.remove(ref, self._stock(), said_twice=said_twice)

    def verify(self, ref: str, on_progress: Callable[[float], None], stop: Event) -> Verification:
        """Check a model's bytes; the hub is asked where nothing here tells what they should be."""
        model = self._lookup.found(ref)
        checksums = published_checksums(model, self._catalogue, self._hub, stop)
        return replace(verify(model, checksums, on_progress, stop), ref=ref)

    def import_file(self, path: Path, name: str | None = None) -> ModelRow:
        """Add a file under `name`, else one made from its own; see `Library.import_file`."""
        registry = self._places.imports
        if registry is None:
            raise ModelError("There is no list of imported models.", "Name the file by its path.")
        model = add_import(registry, path, self._lookup.is_taken, name)
        stock = self._stock()
        return fitted(found_row(stock, model), stock, self._headers, Fitting(self._figures.now()))

    def recommend(self) -> Recommendation | None:
        """The model to begin with; measures the machine where that was never done."""
        machine = self._figures.measured()
        choice = recommend(self._catalogue.models, machine)
        if choice is None:
            return None
        row = catalogue_row(self._stock(), choice.alias, choice.quantization)
        return Recommendation(replace(row, fit=choice.fit), choice.why)

    def has_real_model(self) -> bool:
        """Any usable model but the demo model is here; see `Library.has_real_model`."""
        return any(not model.fault for model in found_models(self._places))

    def template(self, ref: str) -> str:
        """The chat template of a model on this disk; ModelError where it has none."""
        path = demo_model_path() if ref == DEMO else self._lookup.found(ref).path
        try:
            template = read_template(path)
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
        if not template:
            raise ModelError(f"The file of {ref} has no chat template.", "chatui supplies one by its tokens.")
        return template

    def places(self) -> Mapping[Origin, int]:
        """How many models lie in whose folder, the broken ones not counted."""
        return Counter(model.origin for model in found_models(self._places) if not model.fault)

    def _stock(self) -> Stock:
        return take_stock(self._catalogue, self._places)

    def _known(self, load: Load) -> Known:
        return Known(self._stock(), self._headers, Fitting(self._figures.now(), load))
