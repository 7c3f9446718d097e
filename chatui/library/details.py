"""Puts together everything known of one model, on this disk or on the hub; it asks no hub."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from chatui.library.fitting import Fitting, fitted, headers_of_row, network_of_row
from chatui.library.headers import HeaderShelf, number_in, text_in
from chatui.library.notices import notices_of
from chatui.library.quantizations import advised, catalogue_quantizations, repository_quantizations
from chatui.library.rows import parameter_words
from chatui.library.stock import CatalogueName, Stock
from chatui.library.template_facts import ThoughtFacts, thought_facts
from chatui.library.values import ModelDetails, ModelRow
from chatui.models.catalogue.catalogue import CatalogueEntry, SamplingDefaults
from chatui.models.fit.network import Network, network_of_entry, network_of_header
from chatui.models.gguf.header import GgufHeader
from chatui.models.gguf.types import file_type_name
from chatui.models.hub.values import Repository

_TEMPLATE = "tokenizer.chat_template"


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to put together."""

    stock: Stock
    headers: HeaderShelf
    fitting: Fitting


def details_here(row: ModelRow, known: Known) -> ModelDetails:
    """Of a model of the catalogue or on this disk."""
    name = known.stock.catalogued(row.repo_id or "", row.filename)
    found = headers_of_row(row, known.headers) if row.is_downloaded else ()
    network = _network(row, name, known)
    own = _with_header(row, found) if found else row
    own = (
        replace(own, fit=known.fitting.fit(network))
        if found
        else fitted(own, known.stock, known.headers, known.fitting)
    )
    quantizations = catalogue_quantizations(own, name, network, known.stock, known.fitting) if name else []
    return replace(
        _described(advised(own, quantizations), found[0] if found else None, _entry(name, known.stock)),
        memory=known.fitting.memory(network),
        quantizations=tuple(quantizations),
        notices=tuple(notices_of(row)),
    )


def details_there(
    row: ModelRow, headers: Sequence[GgufHeader], repository: Repository, known: Known
) -> ModelDetails:
    """Of a model on the hub, by the headers of its files there."""
    network = network_of_header(headers[0], headers[1:])
    own = replace(
        _with_header(row, headers),
        license=row.license or repository.license,
        fit=known.fitting.fit(network),
    )
    name = known.stock.catalogued(row.repo_id or "", row.filename)
    quantizations = (
        catalogue_quantizations(own, name, network, known.stock, known.fitting)
        if name
        else repository_quantizations(own, network, repository, known.stock, known.fitting)
    )
    return replace(
        _described(advised(own, quantizations), headers[0], _entry(name, known.stock)),
        memory=known.fitting.memory(network),
        quantizations=tuple(quantizations),
        notices=tuple(notices_of(own)),
    )


def _network(row: ModelRow, name: CatalogueName | None, known: Known) -> Network | None:
    """From the file where it is here, which is exact, else from the catalogue."""
    if row.is_downloaded:
        return network_of_row(row, known.headers)
    return network_of_entry(known.stock.catalogue.models[name[0]], name[1]) if name else None


def _with_header(row: ModelRow, headers: Sequence[GgufHeader]) -> ModelRow:
    """The row with what the file says of itself where nobody else does."""
    first = headers[0]
    parameters = sum(header.parameters for header in headers)
    return replace(
        row,
        quantization=row.quantization or file_type_name(first.metadata.get("general.file_type")) or None,
        parameters=row.parameters or parameter_words(parameters),
        context_length=row.context_length or number_in(first, "context_length"),
        license=row.license or text_in(first, "general.license") or None,
    )


def _entry(name: CatalogueName | None, stock: Stock) -> CatalogueEntry | None:
    return stock.catalogue.models[name[0]] if name else None


def _described(row: ModelRow, header: GgufHeader | None, entry: CatalogueEntry | None) -> ModelDetails:
    """What the catalogue says of a model, and what the file's own template does."""
    architecture = text_in(header, "general.architecture") if header else ""
    own = thought_facts(text_in(header, _TEMPLATE), architecture) if header else ThoughtFacts()
    if entry is None:
        return ModelDetails(
            row,
            None,
            architecture=architecture or None,
            base=text_in(header, "general.base_model.0.name") or None if header else None,
            tags=own.tags,
            opened_by=own.opened_by,
            switches=own.switches,
        )
    return ModelDetails(
        row,
        None,
        architecture=architecture or entry.architecture,
        base=entry.base,
        base_license=entry.base_license,
        tags=own.tags or entry.thought.tags,
        opened_by=own.opened_by or entry.thought.opened_by,
        switches=own.switches or tuple(entry.switches),
        sampling=_sampling(entry.sampling),
        sampling_source=entry.sampling.source,
        source=entry.source,
    )


def _sampling(defaults: SamplingDefaults) -> tuple[tuple[str, float | int], ...]:
    values = asdict(defaults)
    values.pop("source")
    return tuple((name, value) for name, value in values.items() if value is not None)
