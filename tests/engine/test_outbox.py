"""What is held back goes out by itself, and nothing overtakes anything."""

import os
from collections.abc import Iterator
from typing import BinaryIO, cast

import pytest

from chatui.chat.events import AnswerDelta, Notice
from chatui.engine.messages import Done, EventMessage, FromChild
from chatui.engine.outbox import Outbox
from chatui.engine.wire import decode


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as reader, os.fdopen(writing, "wb") as writer:
        yield reader, writer


def received(reader: BinaryIO) -> FromChild:
    return cast(FromChild, decode(reader.readline(), FromChild))


def test_a_held_back_delta_goes_out_without_another_event(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    reader, writer = pipe
    outbox = Outbox(writer)
    outbox.begin(1)
    outbox.send_event(AnswerDelta(0, "first", 1))
    outbox.send_event(AnswerDelta(0, " second", 1))
    assert received(reader) == EventMessage(1, AnswerDelta(0, "first", 1))
    assert received(reader) == EventMessage(1, AnswerDelta(0, " second", 1))


def test_messages_and_events_keep_their_order(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    reader, writer = pipe
    outbox = Outbox(writer, Clock())
    outbox.begin(7)
    for text in ("a", "b", "c"):
        outbox.send_event(AnswerDelta(0, text, 1))
    outbox.send_event(Notice("mind"))
    outbox.send_event(AnswerDelta(0, "d", 1))
    outbox.send(Done(7))
    assert [received(reader) for _ in range(5)] == [
        EventMessage(7, AnswerDelta(0, "a", 1)),
        EventMessage(7, AnswerDelta(0, "bc", 2)),
        EventMessage(7, Notice("mind")),
        EventMessage(7, AnswerDelta(0, "d", 1)),
        Done(7),
    ]


def test_every_request_has_a_first_delta(pipe: tuple[BinaryIO, BinaryIO]) -> None:
    reader, writer = pipe
    outbox = Outbox(writer, Clock())
    for request_id in (1, 2):
        outbox.begin(request_id)
        outbox.send_event(AnswerDelta(0, "x", 1))
        assert received(reader) == EventMessage(request_id, AnswerDelta(0, "x", 1))
