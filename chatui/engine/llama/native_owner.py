"""Frees a native object of llama.cpp once; what kind of object it is is not known here."""

from abc import ABC, abstractmethod
from typing import Any, Self


class NativeOwner(ABC):
    """Owns what `_handle` points to, until `close` or the end of `with`."""

    _handle: Any = None
    """As llama_cpp gives and takes it; null: nothing is owned, or not any more."""

    @property
    def handle(self) -> int:
        """The native pointer, for what is made of it or asks it."""
        return int(self._handle)

    @abstractmethod
    def _free(self) -> None:
        """Free what is owned."""

    def close(self) -> None:
        """Free it; may be called twice."""
        if self._handle:
            self._free()
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
