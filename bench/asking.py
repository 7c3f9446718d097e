"""`chatui ask` beside the bare loop: tokens per second and the first token."""

from bench.commands import Setup, run_ask, run_bare
from bench.figures import Figure

SHORT_PROMPT = 32
LONG_PROMPT = 480


def decoding(setup: Setup, counts: tuple[int, ...], rounds: int) -> list[Figure]:
    """Tokens per second at each count of generated tokens, run in turns."""
    figures = []
    for count in counts:
        pairs = [
            (run_ask(setup, SHORT_PROMPT, count), run_bare(setup, SHORT_PROMPT, count)) for _ in range(rounds)
        ]
        figures += [
            Figure(
                f"decode, {count:,} tokens",
                "tok/s",
                tuple(ours.decode_tokens_per_s for ours, _ in pairs),
                tuple(bare.decode_tokens_per_s for _, bare in pairs),
                least=0.95,
            ),
            Figure(
                f"whole command, {count:,} tokens",
                "s",
                tuple(ours.wall_s for ours, _ in pairs),
                tuple(bare.wall_s for _, bare in pairs),
            ),
        ]
    return figures


def first_token(setup: Setup, rounds: int) -> list[Figure]:
    """Seconds from the request to the first token, model loaded."""
    pairs = [(run_ask(setup, LONG_PROMPT, 2), run_bare(setup, LONG_PROMPT, 2)) for _ in range(rounds)]
    ours, bare = tuple(pair[0].ttft_s for pair in pairs), tuple(pair[1].ttft_s for pair in pairs)
    return [Figure(f"first token of a {LONG_PROMPT}-token prompt", "s", ours, bare, most=1.1)]
