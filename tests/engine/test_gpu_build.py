from pathlib import Path
from types import SimpleNamespace

import pytest

from chatui.engine import gpu_build


@pytest.mark.parametrize(
    ("names", "is_gpu"),
    [
        (["libggml.so", "libggml-base.so.0", "libggml-cpu.so", "libllama.so"], False),
        (["libggml-cpu-haswell.so", "libggml-blas.so", "libggml-rpc.so"], False),
        (["libggml-base.so", "libggml-cuda.so"], True),
        (["ggml-base.dll", "ggml-vulkan.dll"], True),
        (["libggml-metal.dylib"], True),
        ([], False),
    ],
)
def test_a_gpu_build_is_told_by_its_libraries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, names: list[str], is_gpu: bool
) -> None:
    (tmp_path / "lib").mkdir()
    for name in names:
        (tmp_path / "lib" / name).touch()
    package = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(gpu_build, "find_spec", lambda name: package)
    assert gpu_build.is_gpu_build() is is_gpu


def test_without_the_library_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_build, "find_spec", lambda name: None)
    assert not gpu_build.is_gpu_build()
