"""Models that have a short name, from `models.toml`; whether a file of theirs is here is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chatui.errors import ConfigError
from chatui.models.catalogue.entry import (
    CatalogueEntry,
    CatalogueFile,
    CataloguePart,
    CatalogueShape,
    CatalogueSwitch,
    SamplingDefaults,
    ThoughtFormat,
)
from chatui.models.catalogue.faults import faults
from chatui.toml_records import Place, read_toml, record_from

__all__ = [
    "Catalogue",
    "CatalogueEntry",
    "CatalogueFile",
    "CataloguePart",
    "CatalogueShape",
    "CatalogueSwitch",
    "SamplingDefaults",
    "ThoughtFormat",
    "load_catalogue",
]

_PACKAGE = Path(__file__).parents[1]
_SHIPPED = (
    _PACKAGE / "data" / "models.toml",  # in an installed package
    _PACKAGE.parents[1] / "models.toml",  # in a source checkout
)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Entries by alias."""

    models: Mapping[str, CatalogueEntry] = field(default_factory=dict)


def load_catalogue(own: Path | None = None) -> Catalogue:
    """The shipped catalogue and the person's `own` entries, which replace those of the same alias.

    Raises ConfigError for anything in either file that does not fit the schema.
    """
    shipped = next((path for path in _SHIPPED if path.is_file()), None)
    if shipped is None:
        raise ConfigError(
            "The catalogue models.toml is missing from this installation.", "Install chatui again."
        )
    models = {**_read(shipped).models, **(_read(own).models if own else {})}
    return Catalogue(models)


def _read(file: Path) -> Catalogue:
    catalogue = record_from(Catalogue, read_toml(file), Place(file))
    for alias, entry in catalogue.models.items():
        for key, message, hint in faults(alias, entry):
            raise ConfigError(f"{file}, models.{alias}{key} {message}.", hint)
    return catalogue
