"""Joins the catalogue with what is on this disk into one list; whether a model fits is not known here."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from chatui.library.stock import HubName, Stock
from chatui.library.values import ModelRow, Origin
from chatui.models.disk.found import FoundModel
from chatui.models.gguf.check import GgufInfo
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.references import DEMO


def all_rows(stock: Stock) -> Iterator[ModelRow]:
    """The catalogue in its order, then what else is on this disk, then other downloads that were begun."""
    shown: set[HubName] = set()
    for alias, entry in stock.catalogue.models.items():
        for quantization in stock.quantizations(alias):
            shown.add((entry.repo_id, entry.files[quantization].filename))
            yield catalogue_row(stock, alias, quantization)
    for model in stock.others:
        name = (model.repo_id or "", model.filename)
        if not model.repo_id or name not in shown:
            shown.add(name)
            yield found_row(stock, model)
    for name in stock.parts:
        if name not in shown:
            yield hub_row(stock, *name)


def demo_row(info: GgufInfo) -> ModelRow:
    """The bundled demo model."""
    return ModelRow(
        ref=DEMO,
        title="Bundled demo model",
        filename=info.path.name,
        quantization=info.quantization or None,
        parameters=parameter_words(info.parameters),
        size_bytes=info.size_bytes,
        license="MIT",
        context_length=info.context_length,
        path=info.path,
        origin=Origin.BUNDLED,
    )


def catalogue_row(stock: Stock, alias: str, quantization: str, ref: str | None = None) -> ModelRow:
    """One quantization of a catalogue entry, with the copy of it that is here."""
    entry = stock.catalogue.models[alias]
    file = entry.files[quantization]
    copy = stock.copies.get((alias, quantization))
    begun = stock.parts.get((entry.repo_id, file.filename))
    if begun is not None and copy and copy.fault:  # the parts of a split model that came whole
        begun, copy = begun + copy.size_bytes, None
    exact = copy.size_bytes if copy and not copy.fault else file.total_bytes
    rounded = None if file.size_gb is None else round(file.size_gb * 1e9)
    return ModelRow(
        ref=ref or (alias if quantization == entry.default else f"{alias}:{quantization}"),
        title=entry.title,
        filename=file.filename,
        repo_id=entry.repo_id,
        quantization=quantization,
        parameters=entry.parameters,
        size_bytes=rounded if exact is None else exact,
        is_size_rounded=exact is None and rounded is not None,
        sha256=file.sha256 or (copy.sha256 if copy else None),
        license=entry.license,
        context_length=entry.context_length,
        path=copy.path if copy else None,
        origin=copy.origin if copy else None,
        part_bytes=begun,
        fault=copy.fault if copy else "",
    )


def found_row(stock: Stock, model: FoundModel, ref: str | None = None) -> ModelRow:
    """A model that is on this disk and not in the catalogue."""
    begun = stock.parts.get((model.repo_id or "", model.filename))
    if begun is not None and model.fault and model.repo_id:
        return hub_row(stock, model.repo_id, model.filename, ref, came_whole=model.size_bytes)
    return ModelRow(
        ref=ref or model.ref,
        title=model.name,
        filename=model.filename,
        repo_id=model.repo_id,
        quantization=model.quantization,
        size_bytes=model.size_bytes,
        sha256=model.sha256,
        path=model.path,
        origin=model.origin,
        fault=model.fault,
    )


def hub_row(
    stock: Stock, repo_id: str, filename: str, ref: str | None = None, *, came_whole: int = 0
) -> ModelRow:
    """A file of the hub that is not here, or not all of it: only its name is known, and what was begun."""
    begun = stock.parts.get((repo_id, filename))
    return ModelRow(
        ref=ref or f"{repo_id}/{filename}",
        title=PurePosixPath(filename or repo_id).stem,
        filename=filename,
        repo_id=repo_id,
        quantization=quantization_in(filename),
        size_bytes=stock.sizes.get((repo_id, filename)),
        part_bytes=None if begun is None else begun + came_whole,
    )


def parameter_words(parameters: int) -> str:
    """A number of parameters as models' names write it, such as `1.5B`."""
    if parameters >= 10**9:
        return f"{parameters / 1e9:.3g}B"
    return f"{parameters / 1e6:.3g}M"
