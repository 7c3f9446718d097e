"""Keeps sections between runs, so that one part can be measured again without the others."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Figure, Section


def kept_sections(path: Path) -> dict[str, Section]:
    """The sections of the runs before; none where `path` is absent."""
    if not path.exists():
        return {}
    kept: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return {
        part: Section(**{**fields, "figures": _figures(fields["figures"])}) for part, fields in kept.items()
    }


def _figures(listed: list[dict[str, Any]]) -> tuple[Figure, ...]:
    return tuple(
        Figure(**{**fields, "ours": tuple(fields["ours"]), "other": tuple(fields["other"])})
        for fields in listed
    )


def keep_sections(path: Path, sections: Mapping[str, Section]) -> None:
    """Write the sections to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({part: asdict(section) for part, section in sections.items()}), "utf-8")
