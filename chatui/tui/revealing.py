"""Shows a hit of a search where it stands: in a question, an answer or a thought; it searches no store."""

from collections.abc import Sequence

from textual.widgets.markdown import MarkdownBlock

from chatui.tui.kept.moves import Reveal
from chatui.tui.widgets.thought_panel import ThoughtPanel
from chatui.tui.widgets.turn_view import TurnView
from chatui.tui.widgets.user_message import UserMessage
from chatui.tui.words import words_pattern


def reveal(hit: Reveal, view: TurnView, panel: ThoughtPanel) -> bool:
    """Scroll to the hit and mark it; False where its words are not drawn, as in a part that is left out."""
    if hit.in_thought:
        panel.reveal(hit.words[0])
        return True
    if view.turn.place is not None and view.turn.place.question_id == hit.message_id:
        view.query_one(UserMessage).mark(hit.words)
        return True
    return _reveal_in_answer(view, hit.words)


def _reveal_in_answer(view: TurnView, words: Sequence[str]) -> bool:
    pattern = words_pattern(words)
    for block in view.query(MarkdownBlock):
        # A block that holds others has no text of its own.
        if pattern.search(block.source or "") and not block.query(MarkdownBlock):
            block.add_class("-hit")
            block.scroll_visible(animate=False)
            return True
    return False
