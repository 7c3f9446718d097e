"""Says of rows and files whether they run on a machine; it finds neither of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chatui.engine.requests import KvType
from chatui.library.headers import HeaderShelf
from chatui.library.stock import Stock
from chatui.library.values import ModelRow
from chatui.models.catalogue.entry import CatalogueEntry
from chatui.models.fit.fit import available_bytes, fit_of, fit_of_entry
from chatui.models.fit.memory import memory_of
from chatui.models.fit.network import Network, network_of_entry, network_of_header
from chatui.models.fit.values import Fit, Machine, Memory, Verdict
from chatui.models.gguf.header import GgufHeader
from chatui.models.gguf.split_files import part_names


@dataclass(frozen=True, slots=True)
class Load:
    """How a model would be run."""

    n_ctx: int | None = None
    n_lanes: int = 1
    kv_type: KvType = KvType.F16


@dataclass(frozen=True, slots=True)
class Fitting:
    """One machine at one moment, and how models would be run on it."""

    machine: Machine
    load: Load = Load()

    def fit(self, network: Network | None) -> Fit:
        """Of a network."""
        return fit_of(network, self.machine, self.load.n_ctx, self.load.n_lanes, self.load.kv_type)

    def memory(self, network: Network | None) -> Memory | None:
        """Of a network; None where nothing is known of it."""
        if network is None:
            return None
        return memory_of(network, self.load.n_ctx, self.load.n_lanes, self.load.kv_type)

    def fit_of_entry(self, entry: CatalogueEntry, quantization: str) -> Fit:
        """Of a model of the catalogue; where it is too big, with the quantization that would fit."""
        load = self.load
        return fit_of_entry(entry, quantization, self.machine, load.n_ctx, load.n_lanes, load.kv_type)

    def fit_of_size(self, size_bytes: int) -> Fit:
        """Of a file of which only the size is known: weights alone that are too big are so in any case."""
        available = available_bytes(self.machine)
        if size_bytes <= available:
            return Fit.unknown()
        return Fit(Verdict.TOO_BIG, size_bytes, available)


def fitted(row: ModelRow, stock: Stock, headers: HeaderShelf, fitting: Fitting) -> ModelRow:
    """The row with what its file's header, or the catalogue, tells of it on this machine."""
    name = stock.catalogued(row.repo_id or "", row.filename)
    if name is not None:
        entry = stock.catalogue.models[name[0]]
        if network_of_entry(entry, name[1]) is not None:
            return replace(row, fit=fitting.fit_of_entry(entry, name[1]))
    if not row.is_downloaded:
        return row if row.size_bytes is None else replace(row, fit=fitting.fit_of_size(row.size_bytes))
    return replace(row, fit=fitting.fit(network_of_row(row, headers)))


def network_of_row(row: ModelRow, headers: HeaderShelf) -> Network | None:
    """The network of a model that is on this disk, from the headers of all of its files."""
    return None if row.path is None else network_of_file(row.path, headers)


def network_of_file(path: Path, headers: HeaderShelf) -> Network | None:
    """The network of the model whose first part is `path`; None where its headers say too little."""
    found = _headers_of_file(path, headers)
    return network_of_header(found[0], found[1:]) if found else None


def headers_of_row(row: ModelRow, headers: HeaderShelf) -> Sequence[GgufHeader]:
    """The headers of a model's files, the first part's first; none where one of them cannot be read."""
    return () if row.path is None else _headers_of_file(row.path, headers)


def _headers_of_file(path: Path, headers: HeaderShelf) -> Sequence[GgufHeader]:
    found = [headers.header(path.with_name(name)) for name in part_names(path.name)]
    sound = [header for header in found if header is not None]
    return sound if len(sound) == len(found) else ()


def scaled(network: Network, size_bytes: int, own_size_bytes: int) -> Network:
    """The same network in another quantization, by the sizes of both files."""
    share = size_bytes / own_size_bytes
    weights, read = round(network.weights_bytes * share), round(network.read_bytes * share)
    return replace(network, weights_bytes=weights, read_bytes=read)
