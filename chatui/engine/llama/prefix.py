"""Which tokens sequence 0 of the KV cache holds, so that the next prompt evaluates only what is new."""

from collections.abc import Sequence

from chatui.engine.llama.context import Context


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """Length of the longest common prefix."""
    for index, (a, b) in enumerate(zip(left, right, strict=False)):
        if a != b:
            return index
    return min(len(left), len(right))


class Prefix:
    """The token ids of sequence 0, kept in step with the cache."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tokens: list[int] = []

    @property
    def length(self) -> int:
        """Number of tokens held."""
        return len(self._tokens)

    def reuse(self, prompt: Sequence[int]) -> int:
        """Cut the cache to what it shares with `prompt` and return how many tokens that is.

        Never the whole prompt: its last token must be evaluated to give logits. A cache that cannot
        forget a part (recurrent layers) is emptied.
        """
        # A decode that was aborted may have left more, or less, in the cache than was recorded.
        held = self._tokens[: self._context.length(0)]
        shared = min(common_prefix(held, prompt), len(prompt) - 1)
        return self.cut(shared)

    def cut(self, length: int) -> int:
        """Forget everything from `length` on; returns how many tokens are left: 0 where only that works."""
        if not self._context.cut(0, length):
            self._context.cut(0, 0)
            length = 0
        del self._tokens[length:]
        return length

    def extend(self, tokens: Sequence[int]) -> None:
        """Record tokens that were just evaluated."""
        self._tokens += tokens
