"""The parts of a split model follow from the name of one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.models.gguf.split_files import missing_parts, part_names


@given(parts=st.integers(1, 30), data=st.data())
def test_any_part_tells_of_all(parts: int, data: st.DataObject) -> None:
    names = part_names(f"m-00001-of-{parts:05}.gguf")
    assert len(set(names)) == parts
    assert part_names(data.draw(st.sampled_from(names))) == names


@pytest.mark.parametrize(
    "name",
    ["m.gguf", "m-1-of-2.gguf", "m-00001-of-00002.bin", "-00001-of-00002.gguf", "m-00001-of-00000.gguf"],
)
def test_another_name_is_one_file(name: str) -> None:
    assert part_names(name) == (name,)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "m-00002-of-00003.gguf").write_bytes(b"GGUF")
    assert missing_parts(tmp_path / "m-00002-of-00003.gguf") == [
        "m-00001-of-00003.gguf",
        "m-00003-of-00003.gguf",
    ]
    assert missing_parts(tmp_path / "gone.gguf") == ["gone.gguf"]


@pytest.mark.parametrize("claimed", ["00000", "01001", "99999"])
def test_a_name_that_claims_what_no_model_has_is_a_name_alone(claimed: str) -> None:
    name = f"big-00001-of-{claimed}.gguf"
    assert part_names(name) == (name,)
