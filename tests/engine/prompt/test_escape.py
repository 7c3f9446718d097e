"""A message can never become a special token, and an ordinary one is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.prompt.escape import SpecialTexts, new_mark, segments, without_surrogates

_TEXTS = ("<think>", "</think>", "<|a|>", "|a|", "<|a|><b>", "[INST]")
_SPECIAL = SpecialTexts([*_TEXTS, "\n\n", "x", ""])
_CONTENTS = st.lists(st.sampled_from([*_TEXTS, "<", "|", "a", "|a", "x", "\n\n", "INST]", "é"])).map("".join)


@given(_CONTENTS)
def test_no_segment_holds_a_special_text_and_nothing_is_lost(content: str) -> None:
    mark = new_mark([content])
    parts = segments(_SPECIAL.broken(content, mark), mark)
    assert "".join(parts) == content
    assert not [text for text in _TEXTS for part in parts if text in part]


@given(st.text(st.characters(exclude_characters="<[|"), min_size=1))
def test_a_text_without_special_ones_stays_whole(content: str) -> None:
    assert _SPECIAL.broken(content, "\U000f0000") == content


def test_white_space_and_single_characters_are_ordinary() -> None:
    assert segments(_SPECIAL.broken("x\n\nx", "\U000f0000"), "\U000f0000") == ("x\n\nx",)
    assert SpecialTexts([]).broken("<think>", "!") == "<think>"


def test_a_mark_occurs_nowhere() -> None:
    taken = "".join(map(chr, range(0xF0000, 0xFFFFE - 1)))
    assert new_mark([taken]) == chr(0xFFFFE - 1)


def test_halves_of_a_character_are_replaced() -> None:
    assert without_surrogates("a\ud83db\U0001f600") == "a\ufffdb\U0001f600"
