"""Models, memory and a hub for tests and pictures of the models screen, all of them scripted."""

from pathlib import Path

from chatui.engine.requests import KvType, LoadRequest
from chatui.launch import Launch
from chatui.library.scripted import ScriptedLibrary
from chatui.library.values import (
    HubRow,
    ModelDetails,
    ModelRow,
    Origin,
    QuantizationRow,
    Recommendation,
)
from chatui.models.disk.find import ModelFile
from chatui.models.fit.values import Fit, Memory, Verdict
from chatui.models.gguf.check import GgufInfo
from chatui.session import SessionOptions

FREE = 7_800_000_000

FITS = Fit(Verdict.FITS, 2_060_000_000, FREE, 24.0)
TIGHT = Fit(Verdict.TIGHT, 6_900_000_000, FREE, 7.1)
TOO_BIG = Fit(
    Verdict.TOO_BIG,
    22_400_000_000,
    FREE,
    1.9,
    "r1-qwen-7b in Q4_K_M would fit, with 8,192 tokens of context.",
)

TINY = ModelRow(
    "tiny",
    "Demo model",
    "tiny.gguf",
    quantization="Q8_0",
    parameters="1M",
    size_bytes=1_100_000,
    license="MIT",
    context_length=1024,
    path=Path("/models/tiny.gguf"),
    origin=Origin.BUNDLED,
    fit=Fit(Verdict.FITS, 60_000_000, FREE, 900.0),
)


def catalogue_row(ref: str, title: str, parameters: str, size: int | None, fit: Fit) -> ModelRow:
    """An entry of the catalogue that is not on this disk."""
    return ModelRow(
        ref,
        title,
        f"{ref}-Q4_K_M.gguf",
        repo_id=f"bartowski/{ref}-GGUF",
        quantization="Q4_K_M",
        parameters=parameters,
        size_bytes=size,
        sha256="5a" * 32,
        license="MIT",
        context_length=131072,
        fit=fit,
    )


R1_SMALL = catalogue_row("r1-qwen-1.5b", "DeepSeek R1 Distill Qwen 1.5B", "1.5B", 1_117_320_736, FITS)
R1_MIDDLE = catalogue_row("r1-qwen-7b", "DeepSeek R1 Distill Qwen 7B", "7B", 4_683_073_504, TIGHT)
R1_LARGE = catalogue_row("r1-qwen-32b", "DeepSeek R1 Distill Qwen 32B", "32B", 19_851_335_840, TOO_BIG)
UNKNOWN = catalogue_row("qwen3.5-4b", "Qwen3.5 4B", "4B", 3_010_000_000, Fit.unknown())
OLLAMAS = ModelRow(
    "deepseek-r1:8b",
    "DeepSeek R1 0528 Qwen3 8B",
    "sha256-e6a7edc1",
    quantization="Q4_K_M",
    parameters="8B",
    size_bytes=5_030_000_000,
    license="MIT",
    context_length=131072,
    path=Path("/ollama/blobs/sha256-e6a7edc1"),
    origin=Origin.OLLAMA,
    fit=TIGHT,
)
BROKEN = ModelRow(
    "./half.gguf",
    "half.gguf",
    "half.gguf",
    size_bytes=700_000_000,
    path=Path("/models/half.gguf"),
    origin=Origin.FOLDER,
    fault="half.gguf is incomplete: 700,000,000 of 1,117,320,736 bytes.",
)
ROWS = (TINY, R1_SMALL, R1_MIDDLE, R1_LARGE, UNKNOWN, OLLAMAS, BROKEN)

QUANTIZATIONS = (
    QuantizationRow("r1-qwen-1.5b:Q4_K_M", "Q4_K_M", 1_117_320_736, False, FITS),
    QuantizationRow("r1-qwen-1.5b:Q6_K", "Q6_K", 1_464_178_720, False, FITS),
    QuantizationRow("r1-qwen-1.5b:F16", "F16", 3_560_000_000, False, TIGHT),
)
SMALL_DETAILS = ModelDetails(
    R1_SMALL,
    Memory(4096, 1, 1_117_320_736, 117_440_512, 310_000_000, 90_000_000),
    QUANTIZATIONS,
    architecture="qwen2",
    base="Qwen/Qwen2.5-Math-1.5B",
    base_license="Apache-2.0",
    tags="think",
    opened_by="prompt",
    sampling=(("temperature", 0.6), ("top_p", 0.95)),
    sampling_source="its model card",
    source="its config.json",
    notices=("The chat template is not its family's known one.",),
)
LARGE_DETAILS = ModelDetails(
    R1_LARGE,
    Memory(4096, 1, 19_851_335_840, 1_073_741_824, 400_000_000, 90_000_000),
    (
        QuantizationRow("r1-qwen-32b:Q4_K_M", "Q4_K_M", 19_851_335_840, False, TOO_BIG),
        QuantizationRow("r1-qwen-32b:IQ2_XS", "IQ2_XS", 9_960_000_000, False, TOO_BIG),
    ),
    architecture="qwen2",
    tags="think",
)
HUB = (
    HubRow(
        "unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF",
        41_234,
        "mit",
        False,
        (
            QuantizationRow(
                "unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF:Q4_K_M", "Q4_K_M", 4_920_000_000, False, TIGHT
            ),
            QuantizationRow(
                "unsloth/DeepSeek-R1-Distill-Llama-8B-GGUF:Q2_K", "Q2_K", 3_180_000_000, False, FITS
            ),
        ),
    ),
    HubRow("someone/DeepSeek-R1-secret-GGUF", 12, None, True, ()),
)
RECOMMENDATION = Recommendation(
    R1_SMALL,
    "It is the largest R1 distill that leaves room here: it needs 2.06 GB of the 7.80 GB that are free.",
)


def library_of(*rows: ModelRow, is_offline: bool = False) -> ScriptedLibrary:
    """A library with these rows, else with some of every kind."""
    return ScriptedLibrary(
        rows or ROWS,
        details={"r1-qwen-1.5b": SMALL_DETAILS, "r1-qwen-32b": LARGE_DETAILS},
        hub=HUB,
        recommendation=RECOMMENDATION,
        is_offline=is_offline,
    )


def launch_of(ref: str, n_ctx: int | None = None, kv_type: KvType | None = None) -> Launch:
    """What opening a model gives, without a file: its path is that of the row, or the reference."""
    row = next((row for row in ROWS if row.ref == ref), None)
    path = row.path if row and row.path else Path("/models") / f"{ref}.gguf"
    gguf = GgufInfo(path, "qwen2", row.title if row else ref, "Q4_K_M", 1, 4096, 1)
    load = LoadRequest(str(path), n_ctx=n_ctx, kv_type=kv_type or KvType.F16)
    return Launch(ModelFile(ref, path), gguf, SessionOptions(load, model_ref=ref))
