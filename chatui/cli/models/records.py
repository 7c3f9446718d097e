"""What `chatui models` prints as JSON; the names of these fields are promised to scripts."""

from chatui.library.values import HubRow, ModelDetails, ModelRow, QuantizationRow, Verification
from chatui.models.fit.values import Fit, Memory
from chatui.thought.conventions import CONVENTIONS

Record = dict[str, object]


def model_record(row: ModelRow) -> Record:
    """One element of `models list --json`."""
    return {
        "ref": row.ref,
        "title": row.title,
        "repo_id": row.repo_id,
        "filename": row.filename,
        "quantization": row.quantization,
        "parameters": row.parameters,
        "size_bytes": row.size_bytes,
        "size_is_rounded": row.is_size_rounded,
        "sha256": row.sha256,
        "license": row.license,
        "context_length": row.context_length,
        "downloaded": row.is_downloaded,
        "path": None if row.path is None else str(row.path),
        "origin": row.origin,
        "part_bytes": row.part_bytes,
        "fault": row.fault or None,
        "fit": fit_record(row.fit),
    }


def details_record(details: ModelDetails) -> Record:
    """`models show --json`: the element of the list, and what is known beyond it."""
    return {
        **model_record(details.row),
        "architecture": details.architecture,
        "base": details.base,
        "base_license": details.base_license,
        "memory": None if details.memory is None else memory_record(details.memory),
        "reasoning": _reasoning_record(details),
        "sampling": {**dict(details.sampling), "source": details.sampling_source or None},
        "quantizations": [quantization_record(quantization) for quantization in details.quantizations],
        "source": details.source or None,
        "notices": list(details.notices),
    }


def hub_record(row: HubRow) -> Record:
    """One element of `models search --json`."""
    return {
        "repo_id": row.repo_id,
        "downloads": row.downloads,
        "license": row.license,
        "gated": row.is_gated,
        "quantizations": [quantization_record(quantization) for quantization in row.quantizations],
    }


def verification_record(verification: Verification) -> Record:
    """One element of `models verify --json`."""
    return {"ref": verification.ref, "right": verification.is_right, "detail": verification.detail}


def quantization_record(row: QuantizationRow) -> Record:
    """One quantization that a model can be had in."""
    return {
        "ref": row.ref,
        "quantization": row.name,
        "size_bytes": row.size_bytes,
        "downloaded": row.is_downloaded,
        "fit": fit_record(row.fit),
    }


def memory_record(memory: Memory) -> Record:
    """What a loaded model takes; null for what chatui knows no rule for."""
    return {
        "weights_bytes": memory.weights_bytes,
        "kv_bytes": memory.kv_bytes,
        "compute_bytes": memory.compute_bytes,
        "process_bytes": memory.process_bytes,
        "total_bytes": memory.total_bytes,
        "n_ctx": memory.n_ctx,
        "lanes": memory.n_lanes,
    }


def fit_record(fit: Fit) -> Record:
    """Whether a model runs here."""
    return {
        "verdict": fit.verdict,
        "needed_bytes": fit.needed_bytes,
        "available_bytes": fit.available_bytes,
        "tokens_per_s_estimate": fit.tokens_per_s_estimate,
        "advice": fit.advice or None,
    }


def _reasoning_record(details: ModelDetails) -> Record:
    """The thought's tags, and whether the prompt opens them: null where files of both kinds are about."""
    convention = next((known for known in CONVENTIONS if known.name == details.tags), None)
    in_prompt = {"prompt": True, "model": False}.get(details.opened_by or "")
    return {
        "tags": details.tags,
        "open": convention.open_text.strip() if convention else None,
        "close": convention.close_text.strip() if convention else None,
        "opened_by": details.opened_by,
        "opened_by_prompt": in_prompt,
        "switches": list(details.switches),
    }
