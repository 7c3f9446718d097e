"""Tests of chatui.engine.llama.library."""

import pytest

from chatui.engine.llama import library
from chatui.errors import EngineError


def test_the_installed_build_has_the_expected_layout() -> None:
    library.check_layout()


@pytest.mark.parametrize("table", ["_CONTEXT_DEFAULTS", "_MODEL_DEFAULTS"])
def test_another_layout_is_named_with_the_version_to_install(
    monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    name = next(iter(getattr(library, table)))
    monkeypatch.setitem(getattr(library, table), name, 12345)
    with pytest.raises(EngineError, match=f"{name} is .*, not 12345") as caught:
        library.check_layout()
    assert "pip install" in caught.value.hint


def test_the_cpu_is_a_device_with_memory() -> None:
    cpu = [device for device in library.devices() if not device.is_gpu]
    assert cpu
    assert cpu[0].total_bytes > 0
