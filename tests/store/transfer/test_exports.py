"""Exports for people: thoughts folded, and nothing of a model's text is markup."""

import re
from html.parser import HTMLParser

from hypothesis import given

from chatui.chat.display_text import display_text
from chatui.chat.events import FinishReason
from chatui.chat.messages import Role
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.to_html import to_html
from chatui.store.transfer.to_markdown import to_markdown
from chatui.store.values import Attachment, ConversationSettings, MessageState, Outcome, Provenance
from tests.store.transfer.documents import documents

HOSTILE = "</details></pre><script>alert(1)</script>\x1b]0;x\x07 ```` & \u202e"
TINY = Provenance("tiny")
CHAT = Document(
    "Is it?",
    (
        Node(Role.USER, "Is it <5>?", attachments=(Attachment("notes.txt", "a ``` b"),)),
        Node(Role.ASSISTANT, "**Yes**.", 0, "Let me\nsee.", provenance=TINY, outcome=Outcome(thought_s=1.25)),
        Node(Role.ASSISTANT, "Another branch.", 0),
        Node(Role.USER, "Sure?", 1),
        Node(Role.ASSISTANT, "", 3, "Hm", outcome=Outcome(finish_reason=FinishReason.BUDGET)),
    ),
    leaf=4,
    settings=ConversationSettings("tiny", "Be brief."),
)


class Page(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [name for name, _ in attrs if name in ("src", "href", "srcset", "action", "onclick")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_markdown() -> None:
    text = to_markdown(CHAT)
    assert text.startswith("# Is it?\n\n")
    assert "**System prompt**\n\n```text\nBe brief.\n```" in text
    assert "<details>\n<summary>notes.txt</summary>\n\n````text\na ``` b\n````\n\n</details>" in text
    assert "## You\n\n" in text
    assert "## tiny\n\n<details>\n<summary>Thought · 1.2 s</summary>\n\n```text\nLet me\nsee.\n```" in text
    assert "\n\n**Yes**.\n\n" in text
    assert "*cut off at the thought budget*" in text
    assert "Another branch" not in text


def test_html() -> None:
    html = to_html(CHAT)
    page = Page(html)
    assert page.open == []
    assert page.links == []
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "Is it <5>?" in page.texts
    assert "Let me\nsee." in page.texts
    assert "<strong>Yes</strong>." in html
    assert "prefers-color-scheme: dark" in html
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|url\(|@import", html)
    assert "Another branch" not in html


def test_hostile_text_stays_text() -> None:
    files = (Attachment(HOSTILE, HOSTILE),)
    document = Document(
        HOSTILE,
        (
            Node(Role.USER, HOSTILE, attachments=files),
            Node(Role.ASSISTANT, HOSTILE, 0, HOSTILE, provenance=Provenance(HOSTILE)),
            Node(Role.ASSISTANT, "", 1, outcome=Outcome(MessageState.ERROR, error=HOSTILE)),
        ),
        2,
        settings=ConversationSettings(HOSTILE, HOSTILE),
    )
    page = Page(to_html(document))
    assert "script" not in page.tags
    assert page.open == []
    markdown = to_markdown(document)
    for text in (to_html(document), markdown):
        assert not set(text) & set("\x1b\x07\u202e")
    assert "`````text\n" in markdown


@given(documents())
def test_every_export_is_whole_and_harmless(document: Document) -> None:
    html = to_html(document)
    assert Page(html).open == []
    for text in (html, to_markdown(document)):
        assert display_text(text) == text


def test_a_conversation_without_a_message() -> None:
    assert to_markdown(Document("Empty", ())).startswith("# Empty\n")
    assert Page(to_html(Document("Empty", ()))).open == []
