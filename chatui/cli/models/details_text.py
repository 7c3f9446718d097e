"""Lays out everything known of one model for people; it finds nothing out itself."""

import textwrap
from collections.abc import Iterator

from chatui.chat.display_text import one_line
from chatui.cli.labelled_rows import labelled
from chatui.cli.models.model_table import on_disk, quantization_table
from chatui.cli.models.words import fit_sentences, size_words
from chatui.library.values import ModelDetails
from chatui.models.fit.values import Memory
from chatui.thought.conventions import CONVENTIONS


def details_text(details: ModelDetails, width: int) -> str:
    """The page of a model, ending in a line break."""
    return "".join(f"{line}\n" for line in _lines(details, width))


def _lines(details: ModelDetails, width: int) -> Iterator[str]:
    yield one_line(details.row.title)
    for label, value in _facts(details):
        if value:
            yield from labelled(label, one_line(value), width)
    yield from _memory(details, width)
    if details.quantizations:
        yield "Quantizations"
        yield from quantization_table(details.quantizations, width, "  ").splitlines()
    for notice in details.notices:
        yield from textwrap.wrap(one_line(notice), width, initial_indent="Note: ", subsequent_indent="      ")


def _facts(details: ModelDetails) -> Iterator[tuple[str, str]]:
    row = details.row
    yield "Name", row.ref
    yield "File", row.filename
    yield "Repository", row.repo_id or ""
    yield "On this disk", _place(details)
    yield "Fault", row.fault
    yield "Quantization", row.quantization or ""
    yield (
        "Size",
        f"{'about ' if row.is_size_rounded else ''}{size_words(row.size_bytes)}" if row.size_bytes else "",
    )
    yield "SHA-256", row.sha256 or ""
    yield "Parameters", row.parameters or ""
    yield "Architecture", details.architecture or ""
    yield "Context", f"{row.context_length:,} tokens" if row.context_length else ""
    yield "Licence", row.license or "unknown"
    yield "Made from", ", ".join(part for part in (details.base, details.base_license) if part)
    yield "Thought", _thought(details)
    yield "Switches", ", ".join(details.switches)
    yield "Sampling", _sampling(details)
    yield "Source", details.source


def _place(details: ModelDetails) -> str:
    row = details.row
    if row.path is not None:
        return f"{row.path} ({on_disk(row)})"
    if row.part_bytes is not None:
        return f"{size_words(row.part_bytes)} of it; chatui models pull {row.ref} goes on"
    return f"no; chatui models pull {row.ref} gets it"


def _thought(details: ModelDetails) -> str:
    convention = next((known for known in CONVENTIONS if known.name == details.tags), None)
    if convention is None:
        return details.tags or ""
    opener = {
        "prompt": "; the prompt opens it",
        "model": "; the model opens it",
        "either": "; the prompt or the model opens it, by the file's template",
    }.get(details.opened_by or "", "")
    return f"{convention.open_text.strip()} … {convention.close_text.strip()} ({convention.name}){opener}"


def _sampling(details: ModelDetails) -> str:
    values = ", ".join(f"{name} {value}" for name, value in details.sampling)
    return f"{values} ({details.sampling_source})" if values and details.sampling_source else values


def _memory(details: ModelDetails, width: int) -> Iterator[str]:
    memory = details.memory
    if memory is not None:
        lanes = "1 lane" if memory.n_lanes == 1 else f"{memory.n_lanes} lanes"
        yield f"Memory with a context of {memory.n_ctx:,} tokens and {lanes}, estimated"
        for label, value in _memory_parts(memory):
            yield from labelled(label, "unknown" if value is None else size_words(value), width)
    yield "On this machine"
    yield from labelled("Fit", fit_sentences(details.row.fit), width)


def _memory_parts(memory: Memory) -> Iterator[tuple[str, int | None]]:
    yield "Weights", memory.weights_bytes
    yield "KV cache", memory.kv_bytes
    yield "Compute buffers", memory.compute_bytes
    yield "Engine", memory.process_bytes
    yield "Together", memory.total_bytes
