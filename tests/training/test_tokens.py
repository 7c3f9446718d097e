"""The training's tokens are what the chat template renders: the model meets the prompts it was trained on."""

import jinja2
from hypothesis import given
from hypothesis import strategies as st

from training.tokens import (
    ASSISTANT,
    BOS,
    CHAT_TEMPLATE,
    EOS,
    N_VOCAB,
    SPECIAL,
    byte_characters,
    prompt_ids,
)

# The template strips an answer, and so do the answers of the problems.
# Special tokens in a text are the engine's business, so no text here has an angle bracket.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<"), max_size=30).map(str.strip)


def _tokens(rendered: str) -> list[int]:
    """Tokens of a rendered prompt, special ones found by their text."""
    for token, text in SPECIAL.items():
        rendered = rendered.replace(text, f"\udc00{chr(0xE000 + token)}")
    first, *rest = rendered.split("\udc00")
    ids = list(first.encode())
    for part in rest:
        ids += [ord(part[0]) - 0xE000, *part[1:].encode()]
    return ids


def _rendered(messages: list[dict[str, str]]) -> str:
    template = jinja2.Environment(trim_blocks=True, lstrip_blocks=True).from_string(CHAT_TEMPLATE)
    return template.render(messages=messages, bos_token=SPECIAL[BOS], add_generation_prompt=True)


@given(texts, st.lists(st.tuples(texts, texts), max_size=3), texts)
def test_prompt_tokens_are_those_of_the_rendered_template(
    question: str, earlier: list[tuple[str, str]], system: str
) -> None:
    messages = [{"role": "system", "content": system}]
    for asked, answered in earlier:
        messages.append({"role": "user", "content": asked})
        messages.append({"role": "assistant", "content": f"<think>\nold\n</think>\n\n{answered}"})
    messages.append({"role": "user", "content": question})

    assert _tokens(_rendered(messages)) == prompt_ids(question, earlier, system)


def test_the_template_opens_the_thought_and_puts_the_first_token_once() -> None:
    rendered = _rendered([{"role": "user", "content": "hi"}])

    assert rendered.endswith("<｜Assistant｜><think>\n")
    assert rendered.count(SPECIAL[BOS]) == 1


def test_without_a_question_to_answer_the_thought_stays_closed() -> None:
    template = jinja2.Environment().from_string(CHAT_TEMPLATE)
    messages = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "Hello!"}]

    rendered = template.render(messages=messages, bos_token="", add_generation_prompt=False)

    assert rendered == f"{SPECIAL[258]}hi{SPECIAL[ASSISTANT]}Hello!{SPECIAL[EOS]}"


def test_every_byte_has_a_character_of_its_own() -> None:
    characters = byte_characters()

    assert len({*characters, *SPECIAL.values()}) == N_VOCAB
    assert characters[ord("A")] == "A"
    assert characters[ord(" ")] == "Ġ"
    assert characters[ord("\n")] == "Ċ"
