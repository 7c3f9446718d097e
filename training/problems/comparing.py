"""Comparing numbers as a tiny model can: one digit with one digit; knows nothing of what is asked."""


def compared(a: int, b: int) -> str:
    """Two numbers of one digit and how they compare; the verdict comes last, when both were named."""
    return f"{a} vs {b}, {'less' if a < b else 'more' if a > b else 'same'}"


def by_digits(left: str, right: str) -> str:
    """Digits of two equally long numbers from the front, up to the first that differ."""
    steps: list[str] = []
    for a, b in zip(left, right, strict=True):
        steps.append(compared(int(a), int(b)))
        if a != b:
            break
    return ". ".join(steps)


def by_size(left: str, right: str) -> str:
    """Two whole numbers, first by how many digits they have: longer is larger without leading zeros."""
    if len(left) == len(right) == 1:
        return by_digits(left, right)
    lengths = f"length {compared(len(left), len(right))}"
    return lengths if len(left) != len(right) else f"{lengths}. {by_digits(left, right)}"
