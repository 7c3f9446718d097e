"""Tables become records; whatever does not fit is named with its file and key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from chatui.errors import ConfigError
from chatui.toml_records import Place, nearest, read_toml, record_from


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Inner:
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    count: int | None = None
    colour: Colour = Colour.RED
    layers: int | Literal["auto"] = "auto"
    on: bool = True
    inner: Inner = field(default_factory=Inner)
    parts: Mapping[str, Inner] = field(default_factory=dict)
    lid: Inner | None = None
    words: tuple[str, ...] = ()


def outer(tmp_path: Path, text: str) -> Outer:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    return record_from(Outer, read_toml(file), Place(file))


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    text = (
        'name = "n"\ncount = 2\ncolour = "blue"\nlayers = 3\non = false\ninner.size = 4\nparts.x.size = 0.5'
    )
    assert outer(tmp_path, text) == Outer("n", 2, Colour.BLUE, 3, False, Inner(4.0), {"x": Inner(0.5)})


def test_optional_tables_and_lists_are_read(tmp_path: Path) -> None:
    read = outer(tmp_path, 'name = "n"\nlid.size = 2\nwords = ["a", "b"]')
    assert read == Outer("n", lid=Inner(2.0), words=("a", "b"))


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    assert outer(tmp_path, 'name = "n"\nlayers = "auto"') == Outer("n")


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ('nam = "n"', "does not know: 'nam'", "Did you mean 'name'?"),
        ('name = "n"\nzzz = 1', "'zzz'", "Known are: name, count"),
        ("count = 1", "lacks the key 'name'", "no default"),
        ("name = 1", "a.toml, name cannot be 1", "a text"),
        ('name = "n"\ncount = true', "count cannot be True", "a whole number"),
        ('name = "n"\ncount = 1.5', "count cannot be 1.5", "a whole number"),
        ('name = "n"\ncolour = "green"', "colour cannot be 'green'", "'red' or 'blue'"),
        ('name = "n"\nlayers = "all"', "layers cannot be 'all'", "a whole number or 'auto'"),
        ('name = "n"\non = "yes"', "on cannot be 'yes'", "true or false"),
        ('name = "n"\ninner = 3', "inner is a number, not a table", "[table]"),
        ('name = "n"\ninner.siez = 3', "a.toml, inner has a key", "'size'"),
        ('name = "n"\ninner.size = "big"', "a.toml, inner.size cannot be 'big'", "a number"),
        ('name = "n"\nparts = []', "parts is a list, not a table", "[table]"),
        ('name = "n"\nparts.x.size = "big"', "parts.x.size", "a number"),
        ('name = "n"\nlid = 1', "lid is a number, not a table", "[table]"),
        ('name = "n"\nlid.size = "big"', "lid.size cannot be 'big'", "a number"),
        ('name = "n"\nwords = "a"', "words is a text, not a list", "[ and ]"),
        ('name = "n"\nwords.a = 1', "words is a table, not a list", "[ and ]"),
        ('name = "n"\nwords = ["a", 2]', "words.2 cannot be 2", "a text"),
        ("name = ", "not valid TOML", "Correct the line"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, says: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        outer(tmp_path, text)
    assert says in caught.value.message
    assert hint in caught.value.hint
    assert "a.toml" in caught.value.message


def test_an_absent_file_is_empty(tmp_path: Path) -> None:
    assert read_toml(tmp_path / "absent.toml") == {}


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not valid TOML"):
        read_toml(tmp_path / "a.toml")


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_toml(tmp_path)


def test_a_far_word_lists_all() -> None:
    assert nearest("zzz", ["one", "two"]) == "Known are: one, two."
