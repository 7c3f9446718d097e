"""Chat templates for model files that carry none, by what their vocabulary has; written for chatui."""

from collections.abc import Collection
from dataclasses import dataclass

_TURNS = "{% for message in messages %}"


@dataclass(frozen=True, slots=True)
class Family:
    """A way to write a chat, and the special tokens without which it is not used."""

    name: str
    tokens: tuple[str, ...]
    template: str
    architectures: tuple[str, ...] = ()
    """Beginnings of architecture names; empty: any."""


def _headed(head: str, end: str, tail: str, start: str = "{{ bos_token }}") -> str:
    """A template whose turns are all written alike: head, content, end."""
    return f"{start}{_TURNS}{{{{ {head} + message.content + {end} }}}}{{% endfor %}}{tail}"


def _by_role(user: str, assistant: str, system: str, tail: str, start: str = "{{ bos_token }}") -> str:
    """A template whose turns are written differently; each part is Jinja."""
    return (
        f"{start}{_TURNS}{{% if message.role == 'user' %}}{user}"
        f"{{% elif message.role == 'assistant' %}}{assistant}"
        f"{{% else %}}{system}{{% endif %}}{{% endfor %}}{tail}"
    )


_NO_SYSTEM = "{{ raise_exception('it has no system prompt') }}"

_R1_TURNS = _by_role(
    "{{ '<｜User｜>' + message.content }}",
    "{{ '<｜Assistant｜>' + message.content + eos_token }}",
    "{{ message.content }}",
    "<｜Assistant｜>",
)

_MISTRAL_TURNS = _by_role(
    "{{ '[INST] ' + message.content + '[/INST]' }}", "{{ ' ' + message.content + eos_token }}", _NO_SYSTEM, ""
)

_GEMMA_TURNS = _by_role(
    "{{ '<start_of_turn>user\n' + message.content + '<end_of_turn>\n' }}",
    "{{ '<start_of_turn>model\n' + message.content + '<end_of_turn>\n' }}",
    _NO_SYSTEM,
    "{{ '<start_of_turn>model\n' }}",
)

_HARMONY_TURNS = _by_role(
    "{{ '<|start|>user<|message|>' + message.content + '<|end|>' }}",
    "{{ '<|start|>assistant<|channel|>final<|message|>' + message.content + '<|end|>' }}",
    "{{ '<|start|>developer<|message|># Instructions\n\n' + message.content + '<|end|>' }}",
    "<|start|>assistant",
    start="",
)


def _command(role: str) -> str:
    return f"{{{{ '<|START_OF_TURN_TOKEN|><|{role}_TOKEN|>' + message.content + '<|END_OF_TURN_TOKEN|>' }}}}"


_COMMAND_TURNS = _by_role(
    _command("USER"), _command("CHATBOT"), _command("SYSTEM"), "<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>"
)

PLAIN = Family(
    "plain text (User: … Assistant: …)",
    (),
    _headed("message.role | capitalize + ': '", "'\n\n'", "Assistant:"),
)
"""For a vocabulary without roles, which is a base model's: the model only continues text."""

FAMILIES: tuple[Family, ...] = (
    Family("DeepSeek R1", ("<｜User｜>", "<｜Assistant｜>", "<think>"), _R1_TURNS + "{{ '<think>\n' }}"),
    Family("DeepSeek", ("<｜User｜>", "<｜Assistant｜>"), _R1_TURNS),
    Family(
        "harmony (gpt-oss)",
        ("<|start|>", "<|message|>", "<|channel|>", "<|end|>"),
        _HARMONY_TURNS,
    ),
    Family(
        "Llama 3",
        ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
        _headed(
            "'<|start_header_id|>' + message.role + '<|end_header_id|>\n\n'",
            "'<|eot_id|>'",
            "{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}",
        ),
    ),
    Family("Gemma", ("<start_of_turn>", "<end_of_turn>"), _GEMMA_TURNS),
    Family(
        "ChatML",
        ("<|im_start|>", "<|im_end|>"),
        _headed(
            "'<|im_start|>' + message.role + '\n'",
            "'<|im_end|>\n'",
            "{{ '<|im_start|>assistant\n' }}",
            start="",
        ),
    ),
    Family(
        "Granite",
        ("<|start_of_role|>", "<|end_of_role|>"),
        _headed(
            "'<|start_of_role|>' + message.role + '<|end_of_role|>'",
            "eos_token + '\n'",
            "<|start_of_role|>assistant<|end_of_role|>",
            start="",
        ),
    ),
    Family("Command R", ("<|START_OF_TURN_TOKEN|>", "<|CHATBOT_TOKEN|>"), _COMMAND_TURNS),
    Family(
        "GLM-4",
        ("[gMASK]", "<sop>", "<|user|>", "<|assistant|>"),
        _headed("'<|' + message.role + '|>\n'", "''", "<|assistant|>", start="[gMASK]<sop>"),
    ),
    Family(
        "Phi",
        ("<|user|>", "<|assistant|>", "<|end|>"),
        _headed("'<|' + message.role + '|>\n'", "'<|end|>\n'", "{{ '<|assistant|>\n' }}", start=""),
        architectures=("phi",),
    ),
    Family("Mistral", ("[INST]", "[/INST]"), _MISTRAL_TURNS),
)
"""In the order in which they are tried: a family with more telling tokens stands earlier."""


def family_for(architecture: str, special_texts: Collection[str]) -> Family:
    """The family whose special tokens the vocabulary has, else `PLAIN`; never one whose tokens it lacks."""
    known = set(special_texts)
    fitting = (
        family
        for family in FAMILIES
        if known.issuperset(family.tokens)
        and (not family.architectures or architecture.startswith(family.architectures))
    )
    return next(fitting, PLAIN)
