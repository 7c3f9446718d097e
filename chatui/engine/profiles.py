"""The rungs of the profile ladder and which one worked here; how a rung is tried is not known here."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import astuple, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from chatui.engine.requests import ProbeResult


class Profile(StrEnum):
    """How llama.cpp is run, from the fastest to the safest."""

    AS_SHIPPED = "as shipped"
    AMX_REFUSED = "AMX refused"
    """The kernel's permission for AMX is kept from ggml, which then repacks weights for AVX instead."""
    NO_EXTRA_BUFFERS = "no extra buffers"
    """No AMX and no repacking: slower, and nothing but the plainest code."""
    ONE_THREAD = "one thread"
    NO_GPU = "no GPU layers"

    @property
    def extra_buffers(self) -> bool:
        """Whether ggml may repack weights into other buffer types."""
        return self in (Profile.AS_SHIPPED, Profile.AMX_REFUSED)


@dataclass(frozen=True, slots=True)
class Machine:
    """What a result holds for: it is probed again when any of these differs."""

    cpu: str
    build: str
    devices: tuple[str, ...]
    has_amx: bool = False
    has_gpu: bool = False

    @property
    def key(self) -> str:
        """A short name of this combination."""
        text = "\n".join((self.cpu, self.build, *self.devices))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which rung was taken, None when none worked, and what each rung that was tried did."""

    profile: Profile | None
    probe: tuple[ProbeResult, ...]


def ladder(machine: Machine) -> tuple[Profile, ...]:
    """The rungs that make sense on a machine, in the order to try them."""
    skipped = {
        Profile.AMX_REFUSED: not machine.has_amx,
        Profile.NO_GPU: not machine.has_gpu,
    }
    return tuple(profile for profile in Profile if not skipped.get(profile, False))


def climb(machine: Machine, probe: Callable[[Profile], ProbeResult]) -> Verdict:
    """Try the rungs in order until one works."""
    results: list[ProbeResult] = []
    for profile in ladder(machine):
        results.append(probe(profile))
        if results[-1].ok:
            return Verdict(profile, tuple(results))
    return Verdict(None, tuple(results))


class ProfileStore:
    """Remembers verdicts in a JSON file, one entry per machine key; a damaged file counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, machine: Machine) -> Verdict | None:
        """The verdict for this machine, or None when it must be probed."""
        try:
            entry = self._entries()[machine.key]
            probe = (ProbeResult(Profile(name), bool(ok), str(why)) for name, ok, why in entry["probe"])
            return Verdict(Profile(entry["profile"]), tuple(probe))
        except (KeyError, TypeError, ValueError):
            return None

    def put(self, machine: Machine, verdict: Verdict) -> None:
        """Remember a verdict that found a rung; one that found none is probed again next time."""
        if verdict.profile is None:
            return
        entry = {"profile": verdict.profile, "probe": [astuple(result) for result in verdict.probe]}
        text = json.dumps(self._entries() | {machine.key: entry}, indent=2)
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, self._path)

    def _entries(self) -> dict[str, Any]:
        try:
            entries = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}
