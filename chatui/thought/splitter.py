"""Splits a streaming reply into thought and answer; knows neither tokens nor who shows the parts.

The rules:

1. White space beside a tag belongs to the tag. Of the text nothing else is ever lost.
2. In START a reply that begins with an opening tag is a thought; anything else is an answer.
3. In THOUGHT the first closing tag ends the thought, also inside a code block; a closing tag that stands
   between two back-ticks is a quote.
4. Directly behind a tag, before any text, another tag repeats the first or takes its place: a second
   closing tag is dropped, and an opening tag behind a closing one opens the thought again.
5. Once an answer has text, tags in it are text. Tags that are control tokens stay tags: a model that quotes
   one types ordinary tokens.
6. The tag that ends an answer's wrapper counts only when nothing but white space follows it.
7. Two thoughts, or two answers, of one reply are joined by a blank line.
8. In a channel grammar the header is part of the tag, also one that is never finished, up to HEADER_LIMIT.
9. A thought that is never closed stays a thought; what is still held back when the reply ends is text.

Only what may still become a tag, or is white space before one, is held back: a character costs the same
however long the thought is.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from chatui.thought.conventions import SplitState, TagConvention, channel_state
from chatui.thought.tag_actions import Action, Phase, actions_of, scan_for
from chatui.thought.tag_scan import TagScan

__all__ = ["HEADER_LIMIT", "JOINER", "Piece", "PieceKind", "SplitState", "ThoughtSplitter"]

JOINER = "\n\n"
"""Between two thoughts, or two answers, of one reply."""
HEADER_LIMIT = 128
"""Characters; a longer header of a channel grammar is text."""


class PieceKind(StrEnum):
    """What a piece of a reply is."""

    THOUGHT = "thought"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Piece:
    """More text of one kind; never empty."""

    kind: PieceKind
    text: str


class ThoughtSplitter:
    """Splits one reply; it starts in the state in which the rendered prompt ends."""

    def __init__(self, convention: TagConvention | None, state: SplitState) -> None:
        self._convention = convention
        self._actions = {} if convention is None else actions_of(convention)
        self._are_tokens = convention is not None and convention.control
        self._state = SplitState.ANSWER if convention is None else state
        self._phase = Phase.TEXT if convention is None else Phase.LEAD
        self._wrapped = convention is not None and not convention.answer_open
        self._held = ""
        """The beginning of what may become a tag."""
        self._pending: list[str] = []
        """What stands before `_held` and is lost if that becomes a tag."""
        self._header = ""
        self._last = ""
        self._spoken: set[SplitState] = set()
        self._joins = False
        self._scan = self._scan_now()

    @classmethod
    def behind(cls, convention: TagConvention | None, thought: str, answer: str) -> "ThoughtSplitter":
        """Goes on behind a reply's text, as pieces gave it; with an answer the thought is over."""
        splitter = cls(convention, SplitState.ANSWER if answer else SplitState.THOUGHT)
        if thought:
            splitter._spoken.add(SplitState.THOUGHT)
        if answer or thought:
            splitter._begin_text()
            splitter._spoken.add(splitter.state)
            splitter._last = (answer or thought)[-1]
        splitter._wrapped = splitter._wrapped or bool(answer)
        splitter._scan = splitter._scan_now()
        return splitter

    @property
    def state(self) -> SplitState:
        """Where the next text belongs; START until the first character that is not white space."""
        return self._state

    @property
    def holds_back(self) -> bool:
        """Whether something waits for what follows it."""
        return bool(self._held or self._pending)

    def feed(self, text: str, control: bool = False) -> list[Piece]:
        """The pieces that `text` completes; `control` says that it is the text of one control token."""
        is_tag = (
            control and text in self._actions and self._convention is not None and self._convention.control
        )
        return _merged(self._control_tag(text) if is_tag else self._text(text))

    def finish(self) -> list[Piece]:
        """What was held back; call it once, when the reply is over."""
        return _merged(self._rest())

    def _text(self, text: str) -> Iterator[Piece]:
        rest, self._held = self._held + text, ""
        while rest:
            match self._phase:
                case Phase.LEAD:
                    rest = self._lead(rest)
                case Phase.TEXT:
                    rest = yield from self._body(rest)
                case Phase.HEADER:
                    rest = self._in_header(rest)
                case Phase.ENDED:
                    rest = self._behind_end(rest)

    def _control_tag(self, tag: str) -> Iterator[Piece]:
        if self._held:
            self._begin_text()
            yield from self._say(self._held)
            self._held = ""
        self._act(tag)

    def _lead(self, text: str) -> str:
        bare = text.lstrip()
        if self._state is SplitState.START and len(bare) < len(text):
            self._pending.append(text[: len(text) - len(bare)])
        if not bare:
            return ""
        tag = self._scan.at_start(bare)
        if tag:
            self._act(tag)
            return bare[len(tag) :]
        if self._scan.may_become(bare):
            self._held = bare
            return ""
        self._begin_text()
        return bare

    def _begin_text(self) -> None:
        if self._state is SplitState.START:
            self._state = SplitState.ANSWER
        self._last = ""
        self._go(Phase.TEXT)

    def _body(self, text: str) -> Generator[Piece, None, str]:
        start = 0
        while found := self._scan.first(text, start):
            begin, end = found.span()
            if not self._is_after_back_tick(text, begin):
                break
            if end == len(text):
                yield from self._say(text[:begin])
                self._held = found.group()
                return ""
            if text[end] != "`":
                break
            start = end
        if found:
            yield from self._say(text[: found.start()])
            self._act(found.group())
            return text[found.end() :]
        cut = self._scan.partial(text, start)
        yield from self._say(text[:cut])
        self._held = text[cut:]
        return ""

    def _is_after_back_tick(self, text: str, at: int) -> bool:
        before = text[at - 1] if at else self._last
        return self._state is SplitState.THOUGHT and before == "`"

    def _in_header(self, text: str) -> str:
        found = self._scan.first(text)
        cut = found.start() if found else self._scan.partial(text)
        self._header += text[:cut]
        if len(self._header) > HEADER_LIMIT:
            overlong = self._header + text[cut:]
            self._enter(self._state)
            self._begin_text()
            return overlong
        if found is None:
            self._held = text[cut:]
            return ""
        self._act(found.group())
        return text[found.end() :]

    def _behind_end(self, text: str) -> str:
        bare = text.lstrip()
        self._pending.append(text[: len(text) - len(bare)])
        if bare:
            self._go(Phase.TEXT)
        return bare

    def _say(self, text: str) -> Iterator[Piece]:
        """Give text out, but for white space at its end that a tag may still claim."""
        if not text:
            return
        may_claim = self._state is SplitState.THOUGHT or self._scan.has_tags
        body = text.rstrip() if may_claim else text
        if body:
            yield self._piece(body)
        if len(body) < len(text):
            self._pending.append(text[len(body) :])
        self._last = text[-1]

    def _piece(self, text: str) -> Piece:
        joiner = JOINER if self._joins else ""
        whole = "".join((joiner, *self._pending, text))
        self._joins = False
        self._pending.clear()
        self._spoken.add(self._state)
        return Piece(PieceKind(self._state.value), whole)

    def _act(self, tag: str) -> None:
        match self._actions[tag]:
            case Action.UNWRAP if self._phase is Phase.TEXT and self._scan.at_start(tag):
                self._pending.append(tag)
                self._go(Phase.ENDED)
            case Action.OPEN | Action.LABEL:
                self._enter(SplitState.THOUGHT)
            case Action.WRAP:
                self._wrapped = True
                self._enter(SplitState.ANSWER)
            case Action.CLOSE | Action.UNWRAP:
                self._enter(SplitState.ANSWER)
            case Action.HEAD:
                self._enter(self._state)
                self._go(Phase.HEADER)
            case Action.BODY if self._phase is Phase.HEADER:
                self._enter(self._channel())
            case Action.BODY | Action.END:
                self._enter(self._state)

    def _channel(self) -> SplitState:
        grammar = self._convention.channels if self._convention else None
        return SplitState.ANSWER if grammar is None else channel_state(grammar, self._header)

    def _enter(self, state: SplitState) -> None:
        """A tag is over: white space and further tags may follow, then text of this state."""
        self._state = state
        self._joins = state in self._spoken
        self._pending.clear()
        self._header = ""
        self._go(Phase.LEAD)

    def _go(self, phase: Phase) -> None:
        self._phase = phase
        self._scan = self._scan_now()

    def _scan_now(self) -> TagScan:
        if self._convention is None or (
            self._phase is Phase.TEXT and self._state is SplitState.ANSWER and not self._wrapped
        ):
            return _NOTHING
        return scan_for(self._convention, self._phase, self._state)

    def _rest(self) -> Iterator[Piece]:
        if self._phase in (Phase.HEADER, Phase.ENDED):
            self._pending.clear()
        elif self._scan.at_start(self._held):
            self._act(self._held)
        elif self._held or self._pending:
            self._begin_text()
            yield self._piece(self._held)
        self._held = ""


_NOTHING = TagScan(())


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbours of one kind joined."""
    grouped = groupby(pieces, key=lambda piece: piece.kind)
    return [Piece(kind, "".join(piece.text for piece in same)) for kind, same in grouped]
