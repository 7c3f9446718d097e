"""Goes about in the tree of the conversation: other answers, other questions, back; it lays nothing out."""

from functools import partial

from textual.screen import Screen

from chatui.chat.attached_files import Attachment
from chatui.stored_session import StoredSession
from chatui.tui.conversation_flow import ConversationFlow
from chatui.tui.flow_follower import FlowFollower
from chatui.tui.kept import moves
from chatui.tui.kept.place import TurnPlace
from chatui.tui.key_names import key_names
from chatui.tui.turn import Turn
from chatui.tui.widgets.prompt_area import PromptArea
from chatui.tui.widgets.transcript import Transcript

BUSY = "The model is still answering. {chat.stop} stops it."
_UNKEPT = "This turn is not kept, so nothing can be put beside it."
_COMPLETE = "This answer is complete: the model ended it itself."
_NOTHING = "Nothing of an answer came. {chat.again} asks again."
_NOT_LAST = "Only the last answer of a chat can be continued. {chat.again} answers this question again."
_EDITING = "Another question in place of the chosen one · {prompt.send} asks · {chat.stop} leaves it"


class Branching:
    """What the person does to the tree. All methods are called in messages of the screen."""

    def __init__(
        self, session: StoredSession, flow: ConversationFlow, follower: FlowFollower, screen: Screen[None]
    ) -> None:
        self._session = session
        self._flow = flow
        self._follower = follower
        self._screen = screen
        self._edited: Turn | None = None
        self._draft = ""
        self._draft_files: tuple[Attachment, ...] = ()

    @property
    def is_editing(self) -> bool:
        """The next question takes the place of an old one."""
        return self._edited is not None

    async def answer_again(self, turn: Turn) -> str:
        """Ask a turn's question once more; returns why not, or an empty text."""
        place = self._place_of(turn)
        if place is None or place.answer_id is None:
            return _UNKEPT
        new = self._flow.answer_again(turn, place.answer_id)
        if new is None:
            return BUSY
        await self._follower.show_in_place(turn, new)
        self._follower.resume()
        return ""

    async def go_on(self, turn: Turn) -> str:
        """Add to an answer that was cut short; returns why not, or an empty text."""
        if not turn.can_go_on:
            return BUSY if not turn.phase.is_over else _NOTHING if turn.is_empty else _COMPLETE
        if self._transcript.turns[-1] is not turn:
            return _NOT_LAST
        place = self._place_of(turn)
        if place is None and self._session.database is not None:
            return _UNKEPT
        if not self._flow.go_on(turn, place.answer_id if place else None):
            return BUSY
        await self._follower.show_in_place(turn, turn)
        self._follower.resume()
        return ""

    def edit(self, turn: Turn) -> str:
        """Put a turn's question into the prompt; returns why not, or an empty text."""
        place = self._place_of(turn)
        if place is None or place.question_id is None:
            return _UNKEPT
        if self._edited is None:
            self._draft, self._draft_files = self._area.prompt.full_text, self._area.attachments
        self._edited = turn
        self._write(turn.question, turn.attachments, _EDITING)
        return ""

    async def ask_instead(self, question: str, attachments: tuple[Attachment, ...]) -> str:
        """Ask what was edited; returns why not, or an empty text."""
        old = self._edited
        place = self._place_of(old) if old else None
        if old is None or place is None or place.question_id is None:
            return _UNKEPT
        new = self._flow.ask_instead(place.question_id, question, attachments)
        if new is None:
            return BUSY
        self._edited = None
        self._write(self._draft, self._draft_files, "")
        await self._follower.show_in_place(old, new)
        self._follower.resume()
        return ""

    def leave_editing(self) -> bool:
        """Bring back what stood in the prompt before; False where nothing was edited."""
        if self._edited is None:
            return False
        self._edited = None
        self._write(self._draft, self._draft_files, "")
        return True

    def go_back(self, turn: Turn) -> str:
        """Let the conversation end with a turn; returns why not, or an empty text."""
        place = self._place_of(turn)
        message_id = (place.answer_id or place.question_id) if place else None
        if message_id is None:
            return _UNKEPT
        return self._go(partial(moves.go_back, self._session, message_id))

    def switch(self, turn: Turn, of_question: bool, step: int) -> str:
        """Bring another version of a turn into view; returns why not, or an empty text."""
        place = self._place_of(turn)
        other = place.neighbour(of_question, step) if place else None
        if other is None:
            return "There is no other one in that direction."
        return self._go(partial(moves.switch, self._session, other))

    def _go(self, move: moves.Move) -> str:
        if self._flow.is_answering:
            return BUSY
        self._flow.go(move)
        self._follower.resume()
        return ""

    @property
    def _transcript(self) -> Transcript:
        return self._screen.query_one(Transcript)

    @property
    def _area(self) -> PromptArea:
        return self._screen.query_one(PromptArea)

    def _place_of(self, turn: Turn) -> TurnPlace | None:
        return turn.place if self._session.database is not None else None

    def _write(self, text: str, attachments: tuple[Attachment, ...], title: str) -> None:
        self._area.show(text, attachments)
        self._area.prompt.border_title = key_names(self._screen).text(title)
        self._area.prompt.focus()
