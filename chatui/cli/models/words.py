"""Sizes, times and verdicts as short words; pure functions that know no library and no terminal."""

from chatui.chat.display_text import one_line
from chatui.library.figures import bytes_text
from chatui.models.fit.values import Fit, Verdict

_VERDICTS = {
    Verdict.FITS: "fits",
    Verdict.TIGHT: "tight",
    Verdict.TOO_BIG: "too big",
    Verdict.UNKNOWN: "unknown",
}


def size_words(size_bytes: int | None) -> str:
    """As `bytes_text` has it; empty where it is not known."""
    return "" if size_bytes is None else bytes_text(size_bytes)


def time_words(seconds: float) -> str:
    """A duration that somebody waits for, in its two largest units."""
    whole = max(round(seconds), 0)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def speed_words(fit: Fit) -> str:
    """Tokens a second with the mark of an estimate; empty where there is none."""
    speed = fit.tokens_per_s_estimate
    return "" if speed is None else f"~{_two_digits(speed)}"


def verdict_words(fit: Fit) -> str:
    """Whether it fits, in one or two words."""
    return _VERDICTS[fit.verdict]


def fit_sentences(fit: Fit) -> str:
    """Whether a model will run here and how fast, as sentences with the numbers, named estimates."""
    numbers = ""
    if fit.needed_bytes is not None and fit.available_bytes is not None:
        numbers = f" (about {size_words(fit.needed_bytes)} of {size_words(fit.available_bytes)} free memory)"
    what = {
        Verdict.FITS: f"It fits this machine{numbers}.",
        Verdict.TIGHT: f"It is tight on this machine{numbers}.",
        Verdict.TOO_BIG: f"It is too big for this machine{numbers}.",
        Verdict.UNKNOWN: "Whether it fits this machine is not known.",
    }[fit.verdict]
    speed = fit.tokens_per_s_estimate
    how_fast = "" if speed is None else f"Estimated speed: {speed_words(fit)[1:]} tokens/s."
    return " ".join(part for part in (what, how_fast, one_line(fit.advice)) if part)


def _two_digits(value: float) -> str:
    """As exact as an estimate is."""
    return f"{float(f'{value:.1e}'):.{1 if value < 9.95 else 0}f}"
