"""A model's own chat template: compiled once, rendered under limits; it knows neither tokens nor families."""

from collections.abc import Mapping

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables

from chatui.chat.display_text import one_line
from chatui.engine.prompt.meter import LimitReached, Meter
from chatui.engine.prompt.sandbox import Refused, TemplateEnvironment
from chatui.errors import PromptError

MAX_SOURCE_BYTES = 256 * 1024
"""Real templates have 1 to 40 KiB."""
MAX_SECONDS = 2.0
_COMPILE_CHARS = 1 << 20
_SHOWN_CHARS = 200
_ANOTHER_FILE = "The template comes with the model file: use another file of this model, or another model."


class ChatTemplate:
    """A compiled template; raises PromptError for one that is too large or not Jinja."""

    def __init__(self, source: str) -> None:
        if len(source.encode("utf-8", "replace")) > MAX_SOURCE_BYTES:
            raise _failure(f"is larger than {MAX_SOURCE_BYTES // 1024} KiB")
        self.source = source
        self._environment = TemplateEnvironment(Meter(_COMPILE_CHARS, MAX_SECONDS))
        try:
            tree = self._environment.parsed(source)
            self.variables = frozenset(find_undeclared_variables(tree))
            self._template = self._environment.from_string(tree)
        except TemplateSyntaxError as error:
            raise _failure(f"has an error in line {error.lineno}: {_shown(error.message)}") from error
        except RecursionError as error:
            raise _failure("is nested too deep") from error
        # The template is foreign code, and Python's own compiler sees what Jinja made of it.
        except Exception as error:
            raise _failure(f"cannot be compiled: {_shown(error)}") from error

    def render(self, variables: Mapping[str, object], max_bytes: int, seconds: float = MAX_SECONDS) -> str:
        """The text that the template makes of its variables, at most `max_bytes` of UTF-8 in `seconds`.

        Raises PromptError when the template fails, reaches a limit or refuses the variables.
        """
        self._environment.meter = Meter(max_bytes, seconds)
        try:
            text = self._template.render(variables)
        except Refused as error:
            raise _refusal(error) from error
        except LimitReached as error:
            raise _failure(f"{error} and was stopped") from error
        except SecurityError as error:
            raise _failure("tried to leave its sandbox and was stopped") from error
        except RecursionError as error:
            raise _failure("calls itself without end and was stopped") from error
        # The template is foreign code: what it runs into can be any error of Python's.
        except Exception as error:
            raise _failure(f"failed on these messages: {_shown(error)}") from error
        if len(text.encode("utf-8", "replace")) > max_bytes:
            raise _failure(f"makes more than {max_bytes:,} bytes of these messages")
        return text


def _failure(what: str) -> PromptError:
    return PromptError(f"This model's chat template {what}.", _ANOTHER_FILE)


def _refusal(error: Refused) -> PromptError:
    return PromptError(
        f"This model's chat template refuses these messages: {_shown(error)}.",
        "Start a new conversation, leave the system prompt out, or use another model.",
    )


def _shown(reason: object) -> str:
    line = one_line(str(reason))
    return (line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}…").rstrip(".!")
