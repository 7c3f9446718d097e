"""Words to count letters in: common English ones, pronounceable inventions and plain letter salad."""

from random import Random

from training.problems.lists import listed

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
ONSETS, VOWELS, CODAS, WORDS = (listed(name) for name in ("onsets", "vowels", "codas", "words"))
SHORTEST, LONGEST = 3, 12


def _pronounceable(rng: Random) -> str:
    length = rng.randint(SHORTEST, LONGEST)
    word = ""
    while len(word) < length:
        word += rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS)
    return word[:length]


def _salad(rng: Random) -> str:
    """Random letters from a small alphabet, so that letters repeat more than in any language."""
    letters = rng.sample(ALPHABET, rng.randint(3, 12))
    return "".join(rng.choice(letters) for _ in range(rng.randint(SHORTEST, LONGEST)))


def draw_word(rng: Random) -> str:
    """A lower-case word of 3 to 12 letters."""
    roll = rng.random()
    if roll < 0.3:
        return rng.choice(WORDS)
    return _pronounceable(rng) if roll < 0.75 else _salad(rng)
