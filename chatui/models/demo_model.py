"""Where the bundled demo model lies; what it can do is not known here."""

from pathlib import Path

from chatui.errors import ModelError

_DATA = Path(__file__).parent / "data"


def demo_model_path() -> Path:
    """The bundled demo model; ModelError where the installation lacks it."""
    path = _DATA / "tiny.gguf"
    if not path.is_file():
        raise ModelError("The bundled demo model is missing from this installation.", "Install chatui again.")
    return path
