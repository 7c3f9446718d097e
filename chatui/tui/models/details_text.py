"""What the details of a model say, as labels and sentences; pure. All of it is safe to show."""

from chatui.chat.display_text import display_text
from chatui.library.figures import bytes_text, count_text
from chatui.library.values import HubRow, ModelDetails, ModelRow, Origin
from chatui.models.fit.values import Verdict
from chatui.tui.models.verdicts import MARKS, fit_text, speed_text

_WHOSE = {
    Origin.BUNDLED: "part of chatui",
    Origin.HUB: "in the cache that the Hugging Face tools share",
    Origin.LM_STUDIO: "LM Studio's",
    Origin.OLLAMA: "Ollama's",
    Origin.LLAMA_CPP: "in llama.cpp's cache",
    Origin.FOLDER: "in a folder that your settings name",
    Origin.IMPORTED: "your own file; chatui only knows where it lies",
}


def subtitle(row: ModelRow) -> str:
    """`r1-qwen-7b · 7B · Q4_K_M · 4.68 GB`."""
    size = bytes_text(row.size_bytes)
    parts = [row.ref, row.parameters, row.quantization, f"~{size}" if row.is_size_rounded else size]
    return display_text(" · ".join(part for part in parts if part))


def fit_lines(row: ModelRow) -> list[tuple[str, str]]:
    """Sentences on whether and how fast it runs here, each with its style."""
    mark = MARKS[row.fit.verdict]
    lines = [(f"{mark.sign} {fit_text(row.fit)}", mark.style)]
    if row.fit.advice:
        lines.append((display_text(row.fit.advice), ""))
    if row.fit.verdict is not Verdict.TOO_BIG and (speed := speed_text(row.fit)):
        lines.append((f"Speed: {speed}.", "$foreground 60%"))
    return lines


def row_facts(row: ModelRow) -> list[tuple[str, str]]:
    """What a line of the list says of a model, with what is not known left out."""
    context = f"{row.context_length:,} tokens" if row.context_length else None
    return _known(
        ("licence", row.license),
        ("context", context),
        ("parameters", row.parameters),
        ("repository", row.repo_id),
        ("file", row.filename),
        ("lies in", str(row.path.parent) if row.path else None),
        ("whose", _WHOSE[row.origin] if row.origin else None),
    )


def facts(details: ModelDetails) -> list[tuple[str, str]]:
    """Everything known of a model but its sizes."""
    base = details.base
    if base and details.base_license:
        base = f"{base} ({details.base_license})"
    tags = details.tags
    if tags and details.opened_by:
        tags = f"{tags}, opened by {_opener(details.opened_by)}"
    sampling = ", ".join(f"{name} {value:g}" for name, value in details.sampling)
    if sampling and details.sampling_source:
        sampling = f"{sampling} (from {details.sampling_source})"
    checksum = f"sha256 {details.row.sha256[:12]}…" if details.row.sha256 else None
    return row_facts(details.row) + _known(
        ("made from", base),
        ("architecture", details.architecture),
        ("thought", tags),
        ("switches", ", ".join(details.switches)),
        ("sampling", sampling),
        ("checksum", checksum),
        ("source", details.source),
    )


def hub_facts(hub: HubRow) -> list[tuple[str, str]]:
    """What the hub says of a repository."""
    downloads = f"{count_text(hub.downloads)} in the last month" if hub.downloads is not None else None
    access = "its owner must let you in: accept its licence on the hub, and set HF_TOKEN"
    return _known(
        ("licence", hub.license), ("downloads", downloads), ("access", access if hub.is_gated else None)
    )


def _opener(opened_by: str) -> str:
    return {"prompt": "the prompt", "model": "the model"}.get(opened_by, "either prompt or model")


def _known(*pairs: tuple[str, str | None]) -> list[tuple[str, str]]:
    return [(label, display_text(value)) for label, value in pairs if value]
