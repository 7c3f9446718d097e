"""From a model reference to the row, the file or the hub's files that it names; it changes nothing."""

from dataclasses import replace

from chatui.errors import ModelError, ModelNotHere
from chatui.library.rows import catalogue_row, demo_row, found_row, hub_row
from chatui.library.stock import CatalogueName, Stock, first_part
from chatui.library.targets import Target, target_of
from chatui.library.values import ModelRow
from chatui.models.catalogue.catalogue import Catalogue
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.discover import examined
from chatui.models.disk.find import found_model, reference_to
from chatui.models.disk.found import FoundModel, Places
from chatui.models.gguf.check import check_gguf
from chatui.models.gguf.quantization_names import has_quantization
from chatui.models.references import USUAL_QUANTIZATION, CatalogueModel, DemoModel, HubModel, LocalModel


class Lookup:
    """References of one catalogue and one disk; every method raises ModelError for one that means nothing."""

    def __init__(self, catalogue: Catalogue, places: Places) -> None:
        self._catalogue = catalogue
        self._places = places

    def row(self, ref: str, stock: Stock) -> ModelRow:
        """The row of one model, by the name that the person gave it."""
        match reference_to(ref, self._catalogue, self._places):
            case DemoModel():
                return demo_row(check_gguf(demo_model_path()))
            case LocalModel(path):
                check_gguf(path)
                return found_row(stock, self.found(ref), ref)
            case CatalogueModel(alias, quantization):
                return catalogue_row(stock, alias, quantization, ref)
            case HubModel() as model if (name := _catalogued(model, stock)) is not None:
                return catalogue_row(stock, *name, ref)
            case HubModel() as model:
                return self._hub_row(ref, model, stock)
            case _:
                return self._found_row(ref, stock)

    def target(self, ref: str) -> Target:
        """What to ask the hub for."""
        return target_of(ref, reference_to(ref, self._catalogue, self._places), self._catalogue)

    def found(self, ref: str) -> FoundModel:
        """The model on this disk, also a broken one; ModelNotHere where it could be downloaded."""
        return found_model(ref, self._catalogue, self._places)

    def is_taken(self, name: str) -> bool:
        """Whether something else has this name, or this form."""
        try:
            reference_to(name, self._catalogue, self._places)
        except ModelError:
            return False
        return True

    def _hub_row(self, ref: str, model: HubModel, stock: Stock) -> ModelRow:
        try:
            return self._found_row(ref, stock)
        except ModelNotHere:
            return replace(hub_row(stock, model.repo_id, _begun_name(model, stock), ref), title=ref)

    def _found_row(self, ref: str, stock: Stock) -> ModelRow:
        model = self.found(ref)
        return found_row(stock, examined(model) or model, ref)


def _catalogued(model: HubModel, stock: Stock) -> CatalogueName | None:
    """What the catalogue calls a model of the hub."""
    if model.filename is not None:
        return stock.catalogued(model.repo_id, first_part(model.filename))
    for alias, entry in stock.catalogue.models.items():
        if entry.repo_id == model.repo_id:
            usual = USUAL_QUANTIZATION if USUAL_QUANTIZATION in entry.files else entry.default
            wanted = (model.quantization or usual).lower()
            return next(((alias, name) for name in entry.files if name.lower() == wanted), None)
    return None


def _begun_name(model: HubModel, stock: Stock) -> str:
    """The file that a download was begun of, where the reference names none; empty where none was.

    As with what is here: the usual quantization, else the only one.
    """
    if model.filename is not None:
        return first_part(model.filename)
    wanted = model.quantization or USUAL_QUANTIZATION
    names = [name for repo_id, name in stock.parts if repo_id == model.repo_id]
    fitting = [name for name in names if has_quantization(name, wanted)]
    if not fitting and model.quantization is None and len(names) == 1:
        return names[0]
    return fitting[0] if fitting else ""
