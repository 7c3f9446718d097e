"""Everything that the demo model can not do, and what it honestly says instead."""

from dataclasses import dataclass
from random import Random

from training.problems.arithmetic import ASKS
from training.problems.base import Span
from training.problems.requests import GENERAL, GREETINGS, IDENTITY, THANKS, beyond_range, fill, nonsense
from training.problems.wording import as_typed, opener, pick, weighted

SUBJECTS = {
    "general": 0.33,
    "range": 0.38,
    "greeting": 0.08,
    "identity": 0.09,
    "thanks": 0.05,
    "nonsense": 0.07,
}
SKILLS = "add, subtract and multiply small numbers, compare two decimals and count the letters in a word"
REAL = "For a real model: chatui --model PATH with an R1-distilled GGUF (the docs list some)."
DEMO = "chatui's demo model, with about a million parameters"
THOUGHTS = {
    "general": (
        "This is not one of the things that I can do. I am a tiny demo model, so I should say so and not "
        "make something up.",
        "I never learned that. Better to be honest than to guess: I am only a demo model.",
        "Hmm, I do not know such things. I can only do small sums and count letters. I should say so.",
    ),
    "range": (
        "That is beyond what I learned. I should not guess a number. I say what I can do.",
        "This is not among the sums that I can do. A guess would be wrong, so I say so.",
    ),
    "greeting": (
        "The user says hello. I greet back and say what I am.",
        "A greeting. I should be friendly and say what I can do.",
    ),
    "identity": (
        "The user asks about me. I am a demo model, and I should say that plainly.",
        "A question about me. I answer honestly: I am a demo.",
    ),
    "thanks": ("The user is being kind. A short reply is enough.", "No question here, just kind words."),
    "nonsense": (
        "I can not make sense of this. I should say so and name what I can do.",
        "Hmm, I do not understand this. I say what I can do.",
    ),
}
ANSWERS = {
    "general": (
        f"Sorry, I can not answer that. I am only {DEMO}: I can {SKILLS}. {REAL}",
        f"I do not know. I am {DEMO}, and I can only {SKILLS}. {REAL}",
    ),
    "range": (f"Sorry, that is more than I learned. I am only {DEMO}: I can {SKILLS}. {REAL}",),
    "greeting": (
        f"Hello! I am {DEMO}. I can {SKILLS}. {REAL}",
        f"Hi! I am {DEMO}. Ask me to {SKILLS}. {REAL}",
    ),
    "identity": (f"I am {DEMO}. I can {SKILLS}, and nothing else. {REAL}",),
    "thanks": ("You are welcome! Ask me another one.", "My pleasure! Try me with another sum or a word."),
    "nonsense": (f"I do not understand that. I am only {DEMO}: I can {SKILLS}. {REAL}",),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A request without a boxed answer, what sort it is, and the sum in it, if it is one."""

    text: str
    subject: str
    wanted: str = ""

    @property
    def kind(self) -> str:
        return "other"

    @property
    def key(self) -> str:
        return self.text

    @property
    def result(self) -> None:
        return None

    def ask(self, rng: Random) -> str:
        return as_typed(rng, self.text)

    def think(self, rng: Random) -> list[Span]:
        # A sum is repeated first, like one within reach; what is beyond it shows best in that form.
        if self.wanted:
            lead = f"{opener(rng, self.wanted)} "
        else:
            lead = pick(rng, "Okay. ", "Let me think. ", "", "")
        return [Span(lead + pick(rng, *THOUGHTS[self.subject]))]

    def say(self, rng: Random) -> str:
        return pick(rng, *ANSWERS[self.subject])


def draw(rng: Random) -> Request:
    """A random request of any sort."""
    subject = weighted(rng, SUBJECTS)
    match subject:
        case "general":
            text = fill(rng, rng.choice(GENERAL))
        case "range":
            wanted = beyond_range(rng)
            return Request(rng.choice(ASKS).format(e=wanted), subject, wanted)
        case "greeting":
            text = rng.choice(GREETINGS)
        case "identity":
            text = rng.choice(IDENTITY)
        case "thanks":
            text = rng.choice(THANKS)
        case _:
            text = nonsense(rng)
    return Request(text, subject)
