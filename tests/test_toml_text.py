import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from chatui.toml_text import toml_lines

_TEXT = st.text(st.characters(codec="utf-8"))


@dataclass(frozen=True)
class _Inner:
    number: float = 0.5
    names: tuple[str, ...] = ()
    absent: int | None = None


@dataclass(frozen=True)
class _Outer:
    text: str = ""
    flag: bool = True
    inner: _Inner = field(default_factory=_Inner)
    table: Mapping[str, str] = field(default_factory=dict)


@given(
    _TEXT, st.floats(allow_nan=False, allow_infinity=False), st.lists(_TEXT), st.dictionaries(_TEXT, _TEXT)
)
def test_what_is_written_is_read_again(
    text: str, number: float, names: list[str], table: dict[str, str]
) -> None:
    record = _Outer(text, False, _Inner(number, tuple(names)), table)
    read = tomllib.loads("\n".join(toml_lines(record)))
    inner = {"number": number, "names": names}
    assert read == {"text": text, "flag": False, "inner": inner, "table": table}


def test_what_is_not_set_is_a_comment() -> None:
    assert "# absent =" in toml_lines(_Inner())
