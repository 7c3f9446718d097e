"""Rows for what a search of the hub found, with what this machine could run of it; it asks no hub."""

from collections.abc import Mapping

from chatui.library.fitting import Fitting
from chatui.library.stock import Stock
from chatui.library.values import HubRow, QuantizationRow
from chatui.models.catalogue.catalogue import Catalogue
from chatui.models.fit.values import Fit
from chatui.models.hub.values import FoundRepository, GgufModel


def hub_row_of(found: FoundRepository, stock: Stock, fitting: Fitting) -> HubRow:
    """One repository; without quantizations where the hub did not tell of its files in time."""
    here = stock.filenames_here(found.repo_id)
    known = _catalogue_files(stock.catalogue)
    refs = _refs(found.repo_id, found.models or ())
    return HubRow(
        found.repo_id,
        found.downloads,
        found.license,
        found.is_gated,
        tuple(
            QuantizationRow(
                refs[model.files[0].name],
                model.quantization or model.files[0].name,
                model.size_bytes,
                model.files[0].name in here,
                _fit(model, known, stock.catalogue, fitting),
            )
            for model in found.models or ()
        ),
    )


def _refs(repo_id: str, models: tuple[GgufModel, ...]) -> dict[str, str]:
    """What to call each model by its file: by its quantization where no other of them has the same."""
    names = [model.quantization for model in models]
    return {
        model.files[0].name: f"{repo_id}:{model.quantization}"
        if model.quantization and names.count(model.quantization) == 1
        else f"{repo_id}/{model.files[0].name}"
        for model in models
    }


def _catalogue_files(catalogue: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Alias and quantization by file name: whoever converted a model, its network is the same."""
    return {
        file.filename: (alias, quantization)
        for alias, entry in catalogue.models.items()
        for quantization, file in entry.files.items()
    }


def _fit(
    model: GgufModel, known: Mapping[str, tuple[str, str]], catalogue: Catalogue, fitting: Fitting
) -> Fit:
    name = known.get(model.files[0].name.rpartition("/")[2])
    if name is None:
        return fitting.fit_of_size(model.size_bytes)
    return fitting.fit_of_entry(catalogue.models[name[0]], name[1])
