"""Between presets and a session's options; it reads no file."""

from dataclasses import asdict, replace

from chatui.config.presets import Preset
from chatui.config.settings import SamplingSettings
from chatui.session import SessionOptions


def preset_of(options: SessionOptions) -> Preset:
    """All that a preset can hold of the options."""
    return Preset(options.system, options.think, SamplingSettings(**asdict(options.sampling)))


def with_preset(options: SessionOptions, preset: Preset) -> SessionOptions:
    """The options as a preset wants them; what it does not say stays."""
    given = {name: value for name, value in asdict(preset.sampling).items() if value is not None}
    sampling = replace(options.sampling, **given)
    return replace(options, system=preset.system, think=preset.think, sampling=sampling)
