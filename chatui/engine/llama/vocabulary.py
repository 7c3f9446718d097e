"""A model's vocabulary: text to token ids and back to bytes; it knows no chat template and no context."""

import ctypes
from collections.abc import Iterable

import llama_cpp.llama_cpp as lib

_FIRST_TRY_BYTES = 64


class Vocabulary:
    """Borrowed from a model, valid while the model lives."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.size: int = lib.llama_vocab_n_tokens(handle)
        self._pieces: dict[int, bytes] = {}

    def tokenize(self, text: str) -> list[int]:
        """Token ids of `text`, special tokens in it recognised, no BOS added."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        while True:
            buffer = (lib.llama_token * room)()
            count = lib.llama_tokenize(self._handle, data, len(data), buffer, room, False, True)
            if count >= 0:
                return list(buffer[:count])
            room = -count

    def tokenize_segments(self, segments: Iterable[str]) -> list[int]:
        """Token ids of segments that must not merge into special tokens at their borders, BOS exactly once.

        BOS is added only where the vocabulary asks for it and the text does not start with it.
        """
        tokens = self.tokenize_more(segments)
        bos = lib.llama_vocab_bos(self._handle)
        if bos >= 0 and lib.llama_vocab_get_add_bos(self._handle) and tokens[:1] != [bos]:
            tokens.insert(0, bos)
        return tokens

    def tokenize_more(self, segments: Iterable[str]) -> list[int]:
        """As `tokenize_segments`, for what stands behind others: without BOS."""
        return [token for segment in segments if segment for token in self.tokenize(segment)]

    def piece(self, token: int) -> bytes:
        """The token's bytes, special tokens written out; tokens of any length are whole."""
        known = self._pieces.get(token)
        if known is None:
            known = self._pieces[token] = self._piece(token)
        return known

    def _piece(self, token: int) -> bytes:
        room = _FIRST_TRY_BYTES
        while True:
            buffer = ctypes.create_string_buffer(room)
            length = lib.llama_token_to_piece(self._handle, token, buffer, room, 0, True)
            if length >= 0:
                return buffer.raw[:length]
            room = -length

    def is_end(self, token: int) -> bool:
        """Whether the token ends the turn."""
        return bool(lib.llama_vocab_is_eog(self._handle, token))

    def is_control(self, token: int) -> bool:
        """Whether the token is a marker rather than text."""
        return bool(lib.llama_vocab_is_control(self._handle, token))

    def bos_text(self) -> str:
        """The BOS token as the chat template writes it; empty where there is none."""
        return self._text(lib.llama_vocab_bos(self._handle))

    def eos_text(self) -> str:
        """The EOS token as the chat template writes it; empty where there is none."""
        return self._text(lib.llama_vocab_eos(self._handle))

    def special_texts(self) -> tuple[str, ...]:
        """Texts of all control, user-defined and unknown tokens, in the order of their ids."""
        mask = lib.LLAMA_TOKEN_ATTR_CONTROL | lib.LLAMA_TOKEN_ATTR_USER_DEFINED | lib.LLAMA_TOKEN_ATTR_UNKNOWN
        attributes = lib._lib.llama_vocab_get_attr
        found = (token for token in range(self.size) if attributes(self._handle, token) & mask)
        return tuple(text for token in found if (text := self._text(token)))

    def _text(self, token: int) -> str:
        return self.piece(token).decode("utf-8", "replace") if token >= 0 else ""
