"""Figures of a network in a GGUF header's metadata, one or one for each layer; it knows no rule for them."""

from chatui.models.gguf.header import GgufHeader, Skipped

_MAX_LAYERS = 512
"""llama.cpp's own limit (`LLAMA_MAX_LAYERS`)."""
_MAX_NUMBER = 1 << 40


class Unclear(Exception):
    """The header does not say what its architecture's rule needs, or says something that cannot be meant."""


class Keys:
    """The keys of the header's own architecture."""

    def __init__(self, header: GgufHeader) -> None:
        self._metadata = header.metadata
        architecture = header.metadata.get("general.architecture")
        self.architecture = architecture if isinstance(architecture, str) else ""
        self.n_layers = self.number("block_count")
        if not 1 <= self.n_layers <= _MAX_LAYERS:
            raise Unclear

    def number(self, name: str, default: int | None = None) -> int:
        """A figure that all layers share; Unclear where it is missing without a default."""
        value = self._value(name, default)
        if isinstance(value, tuple):
            raise Unclear
        return value

    def largest(self, name: str, default: int | None = None) -> int:
        """A figure, or the largest of those of the layers."""
        return max(self.per_layer(name, default))

    def per_layer(self, name: str, default: int | tuple[int, ...] | None = None) -> tuple[int, ...]:
        """A figure of each layer; a single one holds for all of them."""
        value = self._value(name, default)
        if not isinstance(value, tuple):
            return (value,) * self.n_layers
        if len(value) < self.n_layers:
            raise Unclear
        return value[: self.n_layers]

    def has(self, name: str) -> bool:
        """The header has the key."""
        return f"{self.architecture}.{name}" in self._metadata

    def list_length(self, key: str) -> int:
        """Elements of a list that is too long to keep, by its whole key; 0 where there is none."""
        value = self._metadata.get(key)
        return value.length if isinstance(value, Skipped) else 0

    def _value(self, name: str, default: int | tuple[int, ...] | None) -> int | tuple[int, ...]:
        value = self._metadata.get(f"{self.architecture}.{name}", default)
        if isinstance(value, tuple):
            return tuple(_sound(number) for number in value)
        return _sound(value)


def _sound(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MAX_NUMBER:
        raise Unclear
    return int(value)  # a truth value counts as 0 or 1
