"""Messages that cross widgets; who sends and who takes them is not known here."""

from dataclasses import dataclass

from textual.message import Message

from chatui.chat.attached_files import Attachment
from chatui.engine.requests import KvType
from chatui.launch import Launch
from chatui.tui.commands import Command
from chatui.tui.turn import Turn


@dataclass
class QuestionAsked(Message):
    """The person sent a question, from the prompt or by choosing an example."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    """Files that are to stand before it."""


@dataclass
class CommandAsked(Message):
    """The person typed a slash command."""

    command: Command
    argument: str = ""


@dataclass
class DraftChanged(Message):
    """What stands in the prompt has changed; sent at most once a second."""

    text: str
    """In full, with what long pastes stand for; empty: there is no draft."""


class NewConversationAsked(Message):
    """The person wants to begin anew."""


class FlushDue(Message):
    """It is time to show what came; one that waits stands for all."""

    def can_replace(self, message: Message) -> bool:
        """Whether this makes another one needless."""
        return isinstance(message, FlushDue)


@dataclass
class CopyAsked(Message):
    """The person wants to copy something; `what` names it at the beginning of a sentence: "The answer"."""

    text: str
    what: str


@dataclass
class TurnChosen(Message):
    """The person chose a turn; its thought is to be shown."""

    turn: Turn
    moves: bool = False
    """Whether the turn may be out of sight and is to be brought into it."""


@dataclass
class ConfidenceAsked(Message):
    """The person wants to see how sure the model is of its words, from the next question on, or no more."""

    is_on: bool


class PullBegun(Message):
    """A download was begun."""


class ModelsAsked(Message):
    """The person wants to see the models."""


@dataclass
class ModelUseAsked(Message):
    """The person wants to talk with another model."""

    ref: str
    n_ctx: int | None = None
    """Tokens of context; None: the person chose none."""
    kv_type: KvType | None = None


@dataclass
class ModelChanged(Message):
    """Another model was found, whole: the chat goes on with it."""

    launch: Launch


@dataclass
class VersionAsked(Message):
    """The person wants another version of a turn's question or answer."""

    turn: Turn
    of_question: bool
    step: int
    """1: the next one, -1: the one before."""


class MoreTurnsDue(Message):
    """The reader comes near turns that are not drawn yet."""

    def can_replace(self, message: Message) -> bool:
        """Whether this makes another one needless."""
        return isinstance(message, MoreTurnsDue)


@dataclass
class QuestionEditAsked(Message):
    """The person wants to put another question in the place of one."""

    turn: Turn


@dataclass
class AnswerAgainAsked(Message):
    """The person wants a turn's question answered again."""

    turn: Turn


@dataclass
class ModelHeld(Message):
    """Another conversation is in view."""

    ref: str
    """The model that it was held with; empty where that is not known."""


@dataclass
class ContinueAsked(Message):
    """The person wants the model to go on with a turn that was cut short."""

    turn: Turn


@dataclass
class GoBackAsked(Message):
    """The person wants to go on from a turn."""

    turn: Turn


@dataclass
class ChatShown(Message):
    """Another conversation is in view, or it has another title, or a turn of it was kept."""

    chat_id: str | None
    title: str
