"""What is remembered of an installation, and whether it still serves; knows nothing of how it is made."""

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation in a virtual environment; without a stamp it was begun and not finished."""

    stamp: str = ""
    interpreter: str = ""
    groups: tuple[str, ...] = ()
    """Dependency groups that are installed beside the app."""
    cmake_args: str = ""
    """CMAKE_ARGS that the engine was compiled with, such as those of a GPU build."""
    installer: int = 0
    """Process id of the installation that is under way."""


def read_installation(path: Path) -> Installation | None:
    """The installation that `path` remembers; None where there is none, or only half a file."""
    try:
        fields = json.loads(path.read_text("utf-8"))
        return Installation(**{**fields, "groups": tuple(fields["groups"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_installation(path: Path, installation: Installation) -> None:
    """Remember `installation` in `path`."""
    path.write_text(json.dumps(asdict(installation)), "utf-8")


def interpreter() -> str:
    """Which Python this is; an environment that another one made is not used."""
    return f"{sys.base_prefix} {sys.version_info.major}.{sys.version_info.minor}"


def stamp(root: Path, groups: tuple[str, ...]) -> str:
    """A digest of what has to be installed: the project's requirements, where it lies, the groups."""
    place = json.dumps([str(root), *groups]).encode()
    return hashlib.sha256((root / "pyproject.toml").read_bytes() + place).hexdigest()


def serves(
    installation: Installation | None, root: Path, groups: tuple[str, ...], cmake_args: str | None
) -> bool:
    """Whether `installation` has `groups` for the project as it is now; `cmake_args` None: any build does."""
    if installation is None or installation.interpreter != interpreter():
        return False
    if cmake_args is not None and cmake_args != installation.cmake_args:
        return False
    return set(groups) <= set(installation.groups) and installation.stamp == stamp(root, installation.groups)
