"""Whether a model runs here, as a sign, a word and a sentence; pure."""

from dataclasses import dataclass

from chatui.library.figures import bytes_text
from chatui.models.fit.values import Fit, Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """How a verdict is shown: sign and word say it where there is no colour."""

    sign: str
    word: str
    style: str
    """A style of Textual's content, with a colour of the theme."""

    @property
    def text(self) -> str:
        """`✓ fits`."""
        return f"{self.sign} {self.word}"


MARKS = {
    Verdict.FITS: Mark("✓", "fits", "$text-success"),
    Verdict.TIGHT: Mark("≈", "tight", "$text-warning"),
    Verdict.TOO_BIG: Mark("✗", "too big", "$text-error"),
    Verdict.UNKNOWN: Mark("?", "unknown", "$foreground 60%"),
}

_SENTENCES = {
    Verdict.FITS: "It fits: {needed} of the {available} that are free.",
    Verdict.TIGHT: "It is tight: {needed} of the {available} that are free.",
    Verdict.TOO_BIG: "It is too big: it needs {needed}, and {available} are free.",
}


def fit_text(fit: Fit) -> str:
    """Whether it runs here, with the two numbers as far as they are known."""
    sentence = _SENTENCES.get(fit.verdict)
    if sentence is None:
        return "Whether it fits is not known: how much memory its context takes is not."
    if fit.needed_bytes is None or fit.available_bytes is None:
        return f"{sentence.partition(':')[0]}."
    return sentence.format(needed=bytes_text(fit.needed_bytes), available=bytes_text(fit.available_bytes))


def speed_text(fit: Fit) -> str:
    """`about 12 tok/s (an estimate)`; empty where there is none."""
    if fit.tokens_per_s_estimate is None:
        return ""
    digits = 1 if fit.tokens_per_s_estimate < 9.5 else 0
    return f"about {fit.tokens_per_s_estimate:.{digits}f} tok/s (an estimate)"
