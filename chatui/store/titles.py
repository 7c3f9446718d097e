"""Makes a conversation's title from its first question; it knows no store and never sees a thought."""

from chatui.chat.display_text import display_text

UNTITLED = "New chat"
MAX_CHARS = 60
_TOO_SHORT = MAX_CHARS // 2
"""A title is not cut back to a word that ends before this: the rest would say too little."""


def title_of(question: str) -> str:
    """One line of at most MAX_CHARS characters that is safe to show, cut at a word where there is one."""
    # The head is enough, and a pasted file may have megabytes.
    words = display_text(question[: MAX_CHARS * 20]).split()
    title = " ".join(words)
    if len(title) <= MAX_CHARS:
        return title or UNTITLED
    cut = title[: MAX_CHARS - 1]
    at_word = cut.rfind(" ") if title[MAX_CHARS - 1] != " " else len(cut)
    return f"{cut[:at_word] if at_word >= _TOO_SHORT else cut}…"
