"""Writes turns with one template and finds out what the template can do; thoughts are not known here."""

from collections.abc import Mapping, Sequence

from chatui.chat.messages import Message, Role
from chatui.engine.prompt.template import ChatTemplate
from chatui.errors import PromptError

_SLACK_BYTES = 64 * 1024
"""For what a template adds of its own; the longest default system prompts have some KiB."""
_PROBE = {role: f"chatui asks what becomes of the {role.value} role" for role in Role}


class TurnWriter:
    """One template with what it always gets; `n_ctx` bounds what it may write."""

    def __init__(self, template: ChatTemplate, bos: str, eos: str, n_ctx: int) -> None:
        self._template = template
        self._n_ctx = n_ctx
        self._always = {
            "add_generation_prompt": True,
            "bos_token": bos,
            "eos_token": eos,
            "tools": None,
            "documents": None,
        }
        self._in_parts = False
        """Whether contents are lists of parts, as templates of models that also see images may want them."""
        self.works = self.keeps((Role.USER,), {}) or self._works_in_parts()
        """Whether a single question comes through."""

    def text(self, turns: Sequence[Message], variables: Mapping[str, object]) -> str:
        """The prompt; raises PromptError when the template refuses or fails."""
        size = sum(len(turn.content.encode("utf-8", "replace")) for turn in turns)
        messages = [{"role": turn.role.value, "content": self._content(turn.content)} for turn in turns]
        return self._template.render(
            {"messages": messages, **self._always, **variables},
            max_bytes=4 * self._n_ctx + 2 * size + _SLACK_BYTES,
        )

    def probe(self, roles: Sequence[Role], variables: Mapping[str, object]) -> str | None:
        """What the template makes of one message per role; None when it refuses or fails."""
        try:
            return self.text([Message(role, _PROBE[role]) for role in roles], variables)
        except PromptError:
            return None

    def keeps(self, roles: Sequence[Role], variables: Mapping[str, object]) -> bool:
        """Whether a message of each of these roles comes through."""
        written = self.probe(roles, variables)
        return written is not None and all(_PROBE[role] in written for role in roles)

    def _content(self, content: str) -> str | list[dict[str, str]]:
        return [{"type": "text", "text": content}] if self._in_parts else content

    def _works_in_parts(self) -> bool:
        self._in_parts = True
        works = self.keeps((Role.USER,), {})
        self._in_parts = works
        return works
