"""The variables by which chat templates switch the thought, and which of them works in one template."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chatui.chat.messages import Role
from chatui.engine.prompt.template import ChatTemplate
from chatui.engine.prompt.writer import TurnWriter


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable with its values for a thought that is on and off."""

    name: str
    on: bool | str = True
    off: bool | str = False

    def is_in(self, template: ChatTemplate) -> bool:
        """Whether the template reads the variable and, where its values are words, knows both of them."""
        words = [word for word in (self.on, self.off) if isinstance(word, str)]
        quoted = [f"{quote}{word}{quote}" in template.source for word in words for quote in "'\""]
        return self.name in template.variables and sum(quoted) >= len(words)


VARIABLES: tuple[Variable, ...] = (
    Variable("enable_thinking"),
    Variable("thinking"),
    Variable("thinking_mode", "enabled", "disabled"),
    Variable("reasoning_effort", "high", "none"),
    Variable("reasoning_effort", "medium", "none"),
)


@dataclass(frozen=True, slots=True)
class ThoughtSwitch:
    """What to pass to one template for its thought to be on, off, or as it is without a wish."""

    default: Mapping[str, object] = field(default_factory=dict)
    """Variables that are true or false are true: some templates skip the thought where they are not given."""
    on: Mapping[str, object] = field(default_factory=dict)
    off: Mapping[str, object] | None = None
    """None where the template cannot switch its thought off."""

    def variables(self, think: bool | None) -> Mapping[str, object]:
        """What to pass for a request."""
        if think is None:
            return self.default
        return self.on if think or self.off is None else self.off


def find_switch(
    template: ChatTemplate, writer: TurnWriter, opens_thought: Callable[[str], bool]
) -> ThoughtSwitch:
    """The variable that the template reads, that changes the prompt, and whose off opens no thought."""
    present = [variable for variable in VARIABLES if variable.is_in(template)]
    default = {variable.name: True for variable in present if variable.on is True}
    for variable in present if writer.works else ():
        on, off = ({**default, variable.name: value} for value in (variable.on, variable.off))
        with_thought, without = (writer.probe((Role.USER,), passed) for passed in (on, off))
        if without is not None and without != with_thought and not opens_thought(without):
            return ThoughtSwitch(default, on, off)
    return ThoughtSwitch(default, default)
