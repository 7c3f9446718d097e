"""The lines of the list of models, beside downloads that go by other names."""

from pathlib import Path

from chatui.library.scripted import ScriptedPull
from chatui.library.values import ModelRow, Origin
from chatui.tui.models.listing import with_pulls

FILE = Path("/hub/models--org--model/snapshots/1/model-Q4_1.gguf")
ROW = ModelRow("org/model/model-Q4_1.gguf", "Model", FILE.name, path=FILE, origin=Origin.HUB)


def test_a_download_that_is_in_no_row_has_one_of_its_own() -> None:
    pull = ScriptedPull("org/model:Q4_1")
    assert [row.ref for row in with_pulls([], [pull])] == ["org/model:Q4_1"]


def test_what_was_downloaded_is_one_row_whatever_name_it_was_asked_for_by() -> None:
    pull = ScriptedPull("org/model:Q4_1")
    pull.finish(FILE)
    assert with_pulls([ROW], [pull]) == [ROW]
