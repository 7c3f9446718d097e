"""The page on models names every alias and every key, and its example is a valid file."""

import dataclasses
import re
from pathlib import Path

import pytest

from chatui.models.catalogue.catalogue import (
    CatalogueEntry,
    CatalogueFile,
    CatalogueShape,
    CatalogueSwitch,
    SamplingDefaults,
    ThoughtFormat,
    load_catalogue,
)
from chatui.models.catalogue.faults import SWITCHES
from chatui.thought.conventions import CONVENTIONS

PAGE = (Path(__file__).parents[3] / "docs" / "models.md").read_text(encoding="utf-8")
SHIPPED = load_catalogue().models


def test_the_table_has_every_alias_and_no_other() -> None:
    table = PAGE.partition("| alias |")[2].partition("## ")[0]
    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == list(SHIPPED)


@pytest.mark.parametrize("alias", SHIPPED)
def test_the_table_says_what_the_catalogue_says(alias: str) -> None:
    entry = SHIPPED[alias]
    gigabytes = entry.files[entry.default].gigabytes
    size = f"{gigabytes:.3g} GB" if gigabytes else "unknown"
    off = "yes" if entry.thought_can_be_off else "no switch known"
    row = (f"`{alias}`", entry.title, entry.default, size, entry.license or "unknown", off)
    assert f"| {' | '.join(row)} |" in PAGE


@pytest.mark.parametrize(
    "record",
    [CatalogueEntry, ThoughtFormat, CatalogueSwitch, SamplingDefaults, CatalogueShape, CatalogueFile],
)
def test_every_key_is_explained(record: type) -> None:
    assert all(f"`{field.name}`" in PAGE for field in dataclasses.fields(record))


def test_every_word_that_a_key_takes_is_named() -> None:
    words = [*SWITCHES, *(convention.name for convention in CONVENTIONS)]
    assert all(f"`{word}`" in PAGE for word in words)


def test_the_example_is_a_valid_file(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.+?)```", PAGE, re.DOTALL)
    assert example is not None
    own = tmp_path / "models.toml"
    own.write_text(example[1], encoding="utf-8")
    mine = load_catalogue(own).models["my-model"]
    assert mine.shape is not None
    assert mine.thought_can_be_off
    assert mine.files["Q8_0"].total_bytes == 15_500_000_000
