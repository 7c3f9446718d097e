"""How llama.cpp names the parts of a split model; it does not know where they lie."""

import re
from pathlib import Path

SPLIT_NAME = re.compile(r"(?P<stem>.+)-(?P<part>\d{5})-of-(?P<parts>\d{5})\.gguf")

MOST_PARTS = 1000
"""A name may claim any number; one that claims more is no part of a model, and its parts are never listed."""


def part_names(filename: str) -> tuple[str, ...]:
    """Every part of the split model that one part's name tells of; another file's name alone."""
    split = SPLIT_NAME.fullmatch(filename)
    if split is None or not 1 <= int(split["parts"]) <= MOST_PARTS:
        return (filename,)
    numbers = range(1, int(split["parts"]) + 1)
    return tuple(f"{split['stem']}-{number:05}-of-{split['parts']}.gguf" for number in numbers)


def missing_parts(path: Path) -> list[str]:
    """The names of the parts that are not beside the one at `path`; its own where it is not there either."""
    return [name for name in part_names(path.name) if not path.with_name(name).is_file()]
