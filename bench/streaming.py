"""The real app while it streams: a very long scripted thought, and the real engine's speed beside it."""

import time
from typing import Any

from bench.commands import Setup
from bench.figures import Figure
from bench.measured_app import QUESTION, STRETCH, Measures
from bench.screen import Screen, result_of

_READY = b"ready"
_KEY_EVERY_S = 1.0
_MOST_KEYS = 100
"""A prompt that grows by more lines would change what is measured."""


def long_thought(tokens: int, tokens_per_s: int) -> list[Figure]:
    """One thought in a terminal of 160x50, with a letter typed every second."""
    measures, typed_at = _run(["thought", str(tokens), str(tokens_per_s)], types=True)
    counts = sorted(measures.cpu_s)
    first, last = _per_token_ms(measures, counts[:2]), _per_token_ms(measures, counts[-2:])
    late_ms = [1000 * (seen - sent) for sent, seen in zip(typed_at, measures.keys_at, strict=False)]
    if not late_ms:
        raise SystemExit("no letter came to the prompt")
    before, after = measures.memory_before / 1e6, measures.memory_after / 1e6
    return [
        Figure(f"CPU time a token, the last {STRETCH:,}", "ms", (last,), (first,), most=1.2),
        Figure("the loop's longest wait for its turn", "ms", (1000 * measures.longest_wait_s,), most=50),
        Figure("waits over 50 ms", "", (measures.waits_over_50_ms,)),
        Figure(
            "the loop's longest work in one go, CPU time", "ms", (1000 * measures.longest_work_s,), most=50
        ),
        Figure(f"a key, until it is in the prompt: the slowest of {len(late_ms)}", "ms", (max(late_ms),)),
        Figure("memory with the thought open", "MB", (after,), (before,)),
    ]


def beside_the_engine(setup: Setup, tokens: int, rounds: int) -> list[Figure]:
    """The engine's rate with the app on a screen and without, in turns: one prompt, one build, one seed."""
    arguments = [str(setup.model), str(tokens), str(setup.threads)]
    pairs = [
        (_run(["engine", *arguments], types=False)[0].tokens_per_s, _rate_alone(arguments))
        for _ in range(rounds)
    ]
    ours, alone = tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs)
    return [Figure(f"decode, {tokens:,} tokens, the app on the screen", "tok/s", ours, alone, least=0.95)]


def _per_token_ms(measures: Measures, counts: list[int]) -> float:
    begin, end = counts
    return 1000 * (measures.cpu_s[end] - measures.cpu_s[begin]) / (end - begin)


def _rate_alone(arguments: list[str]) -> float:
    return _measures(result_of("bench.measured_app", "alone", *arguments)).tokens_per_s


def _run(arguments: list[str], *, types: bool) -> tuple[Measures, list[float]]:
    """One turn of the app, and when each letter was typed."""
    typed_at: list[float] = []

    def drive(screen: Screen) -> None:
        screen.wait_for(_READY)
        screen.type(QUESTION.encode() + b"\r")
        screen.read_to_the_end(lambda: _type(screen, typed_at) if types else None)

    return _measures(result_of("bench.measured_app", *arguments, drive=drive)), typed_at


def _type(screen: Screen, typed_at: list[float]) -> None:
    now = time.monotonic()
    if len(typed_at) < _MOST_KEYS and (not typed_at or now - typed_at[-1] >= _KEY_EVERY_S):
        typed_at.append(now)
        screen.type(b"k")


def _measures(read: dict[str, Any]) -> Measures:
    # JSON has only texts for keys.
    return Measures(**{**read, "cpu_s": {int(count): value for count, value in read["cpu_s"].items()}})
