"""The context, lanes and KV type that memory is reckoned for, and the steps between them; pure."""

from dataclasses import dataclass, replace

from chatui.engine.requests import KvType

_SMALLEST_CTX = 2048
_LARGEST_CTX = 1 << 20
_LANES = (1, 2, 4, 8, 16, 32, 64)


@dataclass(frozen=True, slots=True)
class MemoryChoice:
    """What a model would be loaded with."""

    n_ctx: int | None = None
    """Tokens of context; None: chatui chooses, from the model's limit and the memory at hand."""
    n_lanes: int = 1
    kv_type: KvType = KvType.F16

    def stepped(self, what: str, step: int, longest: int | None) -> "MemoryChoice":
        """One step on with `context` (up to the model's `longest`), `lanes` or `kv`."""
        match what:
            case "context":
                return self.with_context(step, longest)
            case "lanes":
                return self.with_lanes(step)
            case _:
                return self.with_kv_type(step)

    def for_model(self, longest: int | None) -> tuple[int | None, int, KvType]:
        """Context, lanes and KV type for a model that takes `longest` tokens of context."""
        n_ctx = min(self.n_ctx, longest) if self.n_ctx and longest else self.n_ctx
        return n_ctx, self.n_lanes, self.kv_type

    def with_context(self, step: int, longest: int | None) -> "MemoryChoice":
        """A longer or a shorter context: doubling from 2,048 up to the model's own limit; below it, auto."""
        steps: list[int | None] = [None, *_context_steps(longest)]
        at = steps.index(self.n_ctx) if self.n_ctx in steps else _place(steps, self.n_ctx)
        return replace(self, n_ctx=steps[max(0, min(at + step, len(steps) - 1))])

    def with_lanes(self, step: int) -> "MemoryChoice":
        """More or fewer lanes, 1 to 64."""
        at = max(number for number, lanes in enumerate(_LANES) if lanes <= self.n_lanes)
        return replace(self, n_lanes=_LANES[max(0, min(at + step, len(_LANES) - 1))])

    def with_kv_type(self, step: int) -> "MemoryChoice":
        """The next number format of the KV cache, round and round."""
        types = list(KvType)
        return replace(self, kv_type=types[(types.index(self.kv_type) + step) % len(types)])


def _context_steps(longest: int | None) -> list[int]:
    steps = []
    step = _SMALLEST_CTX
    while step < (longest or _LARGEST_CTX):
        steps.append(step)
        step *= 2
    return [*steps, longest or _LARGEST_CTX]


def _place(steps: list[int | None], n_ctx: int | None) -> int:
    """The last step that is not above a context which is no step itself."""
    return max(number for number, step in enumerate(steps) if step is None or step <= (n_ctx or 0))
