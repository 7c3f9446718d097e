"""The Jinja environment in which a chat template runs; it knows no messages and no model.

A template comes with a model file, so it is foreign code. It reaches no Python internals (Jinja's immutable
sandbox), loops and recursion end at a time limit, and nothing larger than a size limit is built on the way.
What is left is a comparison of lists that hold themselves many times over: only the process's end stops it.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import NoReturn

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from chatui.engine.prompt import growth
from chatui.engine.prompt.meter import Meter
from chatui.engine.prompt.metered_tree import metered

_WIDENING = frozenset({"batch", "center", "indent", "slice", "tojson", "wordwrap"})
"""Filters whose number says how large the result gets."""


class Refused(Exception):
    """The template called `raise_exception`; its message is the template's."""


class _Generation(Extension):
    """`{% generation %}…{% endgeneration %}` marks what a trainer learns from; here it is only its body."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.tags = {"generation"}

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """The body's statements."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """What a chat template may do. One rendering at a time: set `meter` before each."""

    intercepted_binops = frozenset({"*", "+", "%", "**"})

    def __init__(self, meter: Meter) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=self._printed,
            extensions=["jinja2.ext.loopcontrols", _Generation],
        )
        self.meter = meter
        del self.globals["lipsum"]
        self.globals.update(raise_exception=_raise_exception, strftime_now=_strftime_now)
        self.filters.update(tojson=_tojson, join=self._join)
        for functions in (self.filters, self.tests):
            functions.update({name: self._metered(name, function) for name, function in functions.items()})

    def parsed(self, source: str) -> nodes.Template:
        """The syntax tree of a template with the meter built in; raises TemplateSyntaxError."""
        return metered(self.parse(source))

    def tick(self) -> str:
        """One more turn of a loop."""
        self.meter.tick()
        return ""

    def join_parts(self, *parts: object) -> str:
        """What `a ~ b ~ …` gives."""
        self.meter.build(self._size(parts))
        return "".join(map(str, parts))

    def concat(self, parts: Iterable[str]) -> str:
        """Join pieces of output."""
        size, kept = 0, []
        for part in parts:
            size += len(part)
            self.meter.look(size)
            kept.append(part)
        self.meter.build(size)
        return "".join(kept)

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """Call something, unless what it makes is too large."""
        method = getattr(obj, "__wrapped__", obj)
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        if isinstance(owner, str | bytes):
            if name == "join" and len(args) == 1:
                args = (self._listed(args[0]),)
            self.meter.build(growth.of_method(name, owner, [*args, *kwargs.values()], self.meter.max_chars))
        self.meter.tick()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Apply an operator, unless what it makes is too large."""
        self.meter.build(growth.of_operator(operator, left, right, self.meter.max_chars))
        return super().call_binop(context, operator, left, right)

    def _size(self, values: Iterable[object]) -> int:
        return growth.of_value(list(values), self.meter.max_chars)

    def _printed(self, value: object) -> object:
        if isinstance(value, list | tuple | dict):
            self.meter.build(self._size((value,)))
        return value

    def _listed(self, values: object) -> list[object]:
        assert isinstance(values, Iterable)
        kept: list[object] = []
        for value in values:
            self.meter.look(len(kept))
            kept.append(value)
        return kept

    def _join(self, value: object, d: object = "", attribute: object = None) -> str:
        parts = self._listed(value)
        if attribute is not None:
            parts = [self.getitem(part, attribute) for part in parts]
        self.meter.build(growth.of_join(str(d), parts, self.meter.max_chars))
        return str(d).join(map(str, parts))

    def _metered(self, name: str, function: object) -> Callable[..., object]:
        assert callable(function)
        skipped = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def run(*args: object, **kwargs: object) -> object:
            values = [*args[skipped:], *kwargs.values()]
            self.meter.look(self._size(values))
            self.meter.look(_growth_of_filter(name, values, self.meter.max_chars))
            result: object = function(*args, **kwargs)
            self.meter.build(len(result) if isinstance(result, str | list) else 0)
            return result

        return run


def _growth_of_filter(name: str, values: list[object], enough: int) -> int:
    match name, values:
        case "replace", [text, old, new, *_]:
            return growth.of_replace(str(text), str(old), str(new))
        case "format", [template, *given]:
            return growth.of_format(str(template), given, enough)
        case _, [text, *given] if name in _WIDENING:
            lines = str(text).count("\n") + 1
            longest = max((len(extra) for extra in given if isinstance(extra, str)), default=0)
            widest = max((extra for extra in given if isinstance(extra, int)), default=0)
            return lines * widest + len(str(text)) * longest
    return 0


def _raise_exception(message: object) -> NoReturn:
    raise Refused(str(message))


def _strftime_now(form: str) -> str:
    return datetime.now().strftime(form)


def _tojson(
    value: object,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """JSON as templates expect it: unlike Jinja's own filter it does not escape HTML characters."""
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )
