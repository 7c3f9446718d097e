"""Each rule of the splitter, and that no chunking of a reply changes its parts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.conventions import APRIEL, CONVENTIONS, GEMMA, GRANITE, HARMONY, THINK, TagConvention
from chatui.thought.splitter import HEADER_LIMIT, JOINER, Piece, PieceKind, SplitState, ThoughtSplitter

_MISTRAL = next(c for c in CONVENTIONS if c.name == "mistral")
_PLAIN = [c for c in CONVENTIONS if not c.control]
_STATES = list(SplitState)


def split(
    convention: TagConvention | None, chunks: list[str], state: SplitState = SplitState.START
) -> tuple[str, str]:
    """Thought and answer of a reply; a chunk that is a tag of control tokens arrives as one."""
    splitter = ThoughtSplitter(convention, state)
    tokens = convention.tags if convention is not None and convention.control else ()
    pieces = [piece for chunk in chunks for piece in splitter.feed(chunk, control=chunk in tokens)]
    return parts(pieces + splitter.finish())


def parts(pieces: list[Piece]) -> tuple[str, str]:
    assert all(piece.text for piece in pieces)
    thought, answer = (
        "".join(piece.text for piece in pieces if piece.kind is kind)
        for kind in (PieceKind.THOUGHT, PieceKind.ANSWER)
    )
    return thought, answer


@pytest.mark.parametrize(
    ("reply", "thought", "answer"),
    [
        ("<think>\nhm\n</think>\n\nhello", "hm", "hello"),
        ("\n <think>hm</think>hello", "hm", "hello"),
        ("<think>\n\n</think>\n\nhello", "", "hello"),
        ("<think>hm</think>\n</think>\n\nhello", "hm", "hello"),
        ("<think><think>hm</think>hello", "hm", "hello"),
        ("<think>hm", "hm", ""),
        ("<think>hm \n", "hm \n", ""),
        ("<think>hm</thi", "hm</thi", ""),
        ("</think>hello", "", "hello"),
        ("hello", "", "hello"),
        ("  hello ", "", "  hello "),
        ("<thin", "", "<thin"),
        ("\n", "", "\n"),
        ("", "", ""),
        ("so <think>a</think> b", "", "so <think>a</think> b"),
        ("<think>hm</think>say `</think>` twice </think>", "hm", "say `</think>` twice </think>"),
        ("<think>hm</think>```\n</think>\n```", "hm", "```\n</think>\n```"),
        ("<think>he wrote `</think>` there</think>yes", "he wrote `</think>` there", "yes"),
        ("<think>run `x`</think>yes", "run `x`", "yes"),
        ("<think>run `x`</think>", "run `x`", ""),
        ("<think>a</think><think>b</think>c", f"a{JOINER}b", "c"),
    ],
)
def test_rules_of_plain_tags(reply: str, thought: str, answer: str) -> None:
    assert split(THINK, [reply]) == (thought, answer)
    assert split(THINK, list(reply)) == (thought, answer)


@pytest.mark.parametrize(
    ("reply", "thought", "answer"),
    [
        ("hm\n</think>\n\nhello", "hm", "hello"),
        ("\nhm", "hm", ""),
        ("<think>\nhm</think>hello", "hm", "hello"),
        ("</think>hello", "", "hello"),
    ],
)
def test_a_thought_that_the_prompt_opened(reply: str, thought: str, answer: str) -> None:
    assert split(THINK, list(reply), SplitState.THOUGHT) == (thought, answer)


def test_a_prompt_that_closed_the_thought_leaves_an_answer() -> None:
    assert split(THINK, ["\n\n</think>", "\nhello </think>"], SplitState.ANSWER) == ("", "hello </think>")


@pytest.mark.parametrize(
    ("reply", "thought", "answer"),
    [
        ("<think>hm</think> <response>\n42\n</response>\n", "hm", "42"),
        ("<think>hm</think>42</response>", "hm", "42</response>"),
        ("<think>hm</think><response>4</response> 2</response>", "hm", "4</response> 2"),
        ("<response>42</response>", "", "42"),
        ("<response>42</respons", "", "42</respons"),
    ],
)
def test_rules_of_a_wrapped_answer(reply: str, thought: str, answer: str) -> None:
    assert split(GRANITE, [reply]) == (thought, answer)
    assert split(GRANITE, list(reply)) == (thought, answer)


def test_a_wrapper_that_only_ends() -> None:
    reply = "I add.\n[BEGIN FINAL RESPONSE]\n42\n[END FINAL RESPONSE]\n"
    assert split(APRIEL, list(reply), SplitState.THOUGHT) == ("I add.", "42")


def test_without_a_convention_all_is_answer() -> None:
    assert split(None, [" <think>", "hm</think>"]) == ("", " <think>hm</think>")


def test_typed_characters_are_no_control_token() -> None:
    typed = list("[THINK]")
    assert split(_MISTRAL, typed) == ("", "[THINK]")
    assert split(_MISTRAL, ["[THINK]", "a\n", *"[/THINK]", " b \n", "[/THINK]", " c"]) == (
        "a\n[/THINK] b",
        "c",
    )


def test_a_control_token_opens_a_thought_again() -> None:
    chunks = ["[THINK]", "a", "[/THINK]", "b", "[THINK]", "c", "[/THINK]", "d"]
    assert split(_MISTRAL, chunks) == (f"a{JOINER}c", f"b{JOINER}d")


def test_another_control_token_is_text() -> None:
    splitter = ThoughtSplitter(_MISTRAL, SplitState.THOUGHT)
    assert splitter.feed("<s>", control=True) == [Piece(PieceKind.THOUGHT, "<s>")]


def test_the_label_belongs_to_the_opening_tag() -> None:
    assert split(GEMMA, ["<|channel>", "tho", "ught", "\nhm", "<channel|>", "hi"]) == ("hm", "hi")
    assert split(GEMMA, ["<|channel>", "thoughtful", "<channel|>", "hi"]) == ("thoughtful", "hi")
    assert split(GEMMA, ["<|channel>", "thought", "<channel|>", "hi"]) == ("thought", "hi")


def harmony(*chunks: str) -> tuple[str, str]:
    return split(HARMONY, list(chunks))


def test_harmony_channels() -> None:
    analysis = ("<|channel|>", "ana", "lysis", "<|message|>", "hm ", "<|end|>")
    final = ("<|start|>", "assistant", "<|channel|>", "final", "<|message|>", "hi", "<|return|>")
    note = ("<|start|>", "assistant", "<|channel|>", "commentary to=x ", "<|message|>", "{}", "<|call|>")
    assert harmony(*analysis, *final) == ("hm", "hi")
    assert harmony(*analysis, *note, *final) == (f"hm{JOINER}{{}}", "hi")
    assert harmony(*final, *analysis, *final) == ("hm", f"hi{JOINER}hi")
    assert harmony("hi") == ("", "hi")
    assert harmony("<|start|>", "assistant", "<|message|>", "hi") == ("", "hi")


def test_harmony_marks_out_of_place() -> None:
    assert harmony("<|channel|>", "analysis") == ("", "")
    assert harmony("<|channel|>", "analysis", "<|message|>", "a", "<|message|>", "b") == (f"a{JOINER}b", "")
    assert harmony("<|channel|>", "x" * (HEADER_LIMIT + 1), "y") == ("", "x" * (HEADER_LIMIT + 1) + "y")
    assert harmony("<|end|>", "hi") == ("", "hi")


def test_harmony_of_a_vocabulary_without_its_tokens() -> None:
    as_text = TagConvention("t", (), (), (), "", "", channels=HARMONY.channels)
    reply = "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>a <|end|> b"
    assert split(as_text, [reply]) == split(as_text, list(reply)) == ("hm", "a <|end|> b")


def test_state_and_what_is_held_back() -> None:
    splitter = ThoughtSplitter(THINK, SplitState.START)
    assert (splitter.feed("\n"), splitter.state, splitter.holds_back) == ([], SplitState.START, True)
    assert (splitter.feed("<think>"), splitter.state, splitter.holds_back) == ([], SplitState.THOUGHT, False)
    assert splitter.feed("hm </t") == [Piece(PieceKind.THOUGHT, "hm")]
    assert splitter.holds_back
    assert (splitter.feed("hink>"), splitter.state, splitter.holds_back) == ([], SplitState.ANSWER, False)
    assert splitter.feed("a <b") == [Piece(PieceKind.ANSWER, "a <b")]
    assert not splitter.holds_back


def _alphabet(convention: TagConvention) -> st.SearchStrategy[str]:
    parts_of_tags = [tag[:2] for tag in convention.tags] + [tag[2:] for tag in convention.tags]
    words = ["a", "`", "```", " ", "\n", "<", "final", convention.label or "é"]
    return st.lists(st.sampled_from([*convention.tags, *parts_of_tags, *words]), max_size=14).map("".join)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[TagConvention, SplitState, str, list[str]]:
    convention = draw(st.sampled_from(_PLAIN))
    reply = draw(_alphabet(convention))
    cuts = sorted(draw(st.lists(st.integers(0, len(reply)), max_size=12)))
    edges = [0, *cuts, len(reply)]
    chunks = [reply[a:b] for a, b in pairwise(edges)]
    return convention, draw(st.sampled_from(_STATES)), reply, chunks


@given(_cases())
def test_every_chunking_gives_the_same_parts(case: tuple[TagConvention, SplitState, str, list[str]]) -> None:
    convention, state, reply, chunks = case
    whole = split(convention, [reply], state)
    assert split(convention, chunks, state) == whole
    assert split(convention, list(reply), state) == whole


def _bare(convention: TagConvention, text: str) -> str:
    before = ""
    while before != text:
        before = text
        for tag in convention.tags:
            text = text.replace("".join(tag.split()), "")
    return text


@given(_cases())
def test_the_parts_lose_nothing_but_tags_and_white_space(
    case: tuple[TagConvention, SplitState, str, list[str]],
) -> None:
    convention, state, reply, chunks = case
    thought, answer = split(convention, chunks, state)
    kept, given_in = ("".join(text.split()) for text in (thought + answer, reply))
    assert _bare(convention, kept) == _bare(convention, given_in)


@given(st.lists(st.sampled_from([*HARMONY.tags, "analysis", "final", "a", " ", "\n", "b c"]), max_size=14))
def test_harmony_loses_no_text_of_a_message(chunks: list[str]) -> None:
    splitter = ThoughtSplitter(HARMONY, SplitState.START)
    pieces: list[Piece] = []
    for chunk in chunks:
        pieces += splitter.feed(chunk, control=chunk in HARMONY.tags)
    words = "".join(piece.text for piece in pieces + splitter.finish()).split()
    in_header = False
    spoken = ""
    for chunk in chunks:
        if chunk in HARMONY.tags:
            grammar = HARMONY.channels
            assert grammar is not None
            in_header = chunk in grammar.heads
        elif not in_header:
            spoken += chunk
    assert "".join(words) == "".join(spoken.split())


def test_however_long_the_thought_little_is_held_back() -> None:
    splitter = ThoughtSplitter(THINK, SplitState.THOUGHT)
    fed = given_out = 0
    for chunk in ["a <", " \n", "</thin", "`</think>", "`x"] * 400:
        fed += len(chunk)
        given_out += sum(len(piece.text) for piece in splitter.feed(chunk))
        assert fed - given_out <= len("</think>") + len(" \n")
    assert splitter.state is SplitState.THOUGHT


@given(st.text("ab`\n ", min_size=1), st.text("ab`\n "), st.text("ab`\n "), st.sampled_from(CONVENTIONS))
def test_behind_a_reply_the_rest_is_split_as_if_it_had_come_at_once(
    thought: str, more: str, answer: str, convention: TagConvention
) -> None:
    thought, more = f"a{thought.rstrip('` ')}b", f"{more}c" if more else ""
    closing = [convention.close_text] if not convention.control else list(convention.close_tags)[:1]
    if convention.channels is not None or not closing:
        return
    begun = ThoughtSplitter.behind(convention, thought, "")
    pieces = [
        piece
        for chunk in (more, *closing, f"x{answer}")
        for piece in begun.feed(chunk, control=chunk in convention.tags)
    ]
    found = parts(pieces + begun.finish())
    whole = split(convention, [thought + more, *closing, f"x{answer}"], SplitState.THOUGHT)
    assert (thought + found[0], found[1]) == whole


def test_behind_an_answer_tags_are_text_and_its_wrapper_is_not() -> None:
    behind = ThoughtSplitter.behind(THINK, "hm", "yes")
    assert parts(behind.feed(" <think>no</think>") + behind.finish()) == ("", " <think>no</think>")
    wrapped = ThoughtSplitter.behind(GRANITE, "hm", "yes")
    assert parts(wrapped.feed(" it is</response>\n") + wrapped.finish()) == ("", " it is")


def test_a_thought_that_opens_again_behind_another_is_joined_by_a_blank_line() -> None:
    again = ThoughtSplitter.behind(_MISTRAL, "one", "")
    pieces = again.feed("[/THINK]", control=True) + again.feed("[THINK]", control=True) + again.feed("two")
    assert parts(pieces + again.finish()) == (f"{JOINER}two", "")
