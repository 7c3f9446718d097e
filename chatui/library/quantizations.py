"""The quantizations that a model can be had in, with what of them fits; it asks neither disk nor hub."""

from collections.abc import Sequence
from dataclasses import replace

from chatui.library.fitting import Fitting, scaled
from chatui.library.stock import CatalogueName, Stock
from chatui.library.values import ModelRow, QuantizationRow
from chatui.models.fit.fit import other_quantization
from chatui.models.fit.network import Network
from chatui.models.fit.values import Fit, Verdict
from chatui.models.hub.quantizations import gguf_models
from chatui.models.hub.values import Repository

_FITTING = (Verdict.FITS, Verdict.TIGHT)


def advised(row: ModelRow, quantizations: Sequence[QuantizationRow]) -> ModelRow:
    """The row, where it is too big with the largest of its quantizations that fits, if one does."""
    smaller = [one for one in quantizations if one.size_bytes and one.fit.verdict in _FITTING]
    if row.fit.verdict is not Verdict.TOO_BIG or not smaller:
        return row
    best = max(smaller, key=lambda one: one.size_bytes or 0)
    advice = other_quantization(best.name, (best.size_bytes or 0) / 1e9)
    return replace(row, fit=replace(row.fit, advice=advice))


def catalogue_quantizations(
    row: ModelRow, name: CatalogueName, network: Network | None, stock: Stock, fitting: Fitting
) -> list[QuantizationRow]:
    """Every quantization of a catalogue entry; `network` tells where the catalogue does not."""
    alias = name[0]
    entry = stock.catalogue.models[alias]
    rows = []
    for quantization, file in entry.files.items():
        copy = stock.copies.get((alias, quantization))
        size = None if file.gigabytes is None else file.total_bytes or round(file.gigabytes * 1e9)
        fit = fitting.fit_of_entry(entry, quantization)
        if fit.verdict is Verdict.UNKNOWN:
            fit = _fit_of_size(row, network, size, fitting)
        rows.append(
            QuantizationRow(
                alias if quantization == entry.default else f"{alias}:{quantization}",
                quantization,
                size,
                copy is not None and not copy.fault,
                fit,
            )
        )
    return rows


def repository_quantizations(
    row: ModelRow, network: Network | None, repository: Repository, stock: Stock, fitting: Fitting
) -> list[QuantizationRow]:
    """Every model of a repository."""
    here = stock.filenames_here(repository.repo_id)
    rows = []
    for model in gguf_models(repository):
        filename = model.files[0].name
        fit = _fit_of_size(row, network, model.size_bytes, fitting)
        ref = f"{repository.repo_id}/{filename}"
        rows.append(
            QuantizationRow(ref, model.quantization or filename, model.size_bytes, filename in here, fit)
        )
    return rows


def _fit_of_size(row: ModelRow, network: Network | None, size_bytes: int | None, fitting: Fitting) -> Fit:
    """Of the same network in another quantization, the one whose header is known being the measure."""
    if network is None or not row.size_bytes or size_bytes is None:
        return Fit.unknown()
    return fitting.fit(scaled(network, size_bytes, row.size_bytes))
