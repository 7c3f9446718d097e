"""Every message comes back from its line as it was, and nothing else comes back as a message."""

import json
from dataclasses import dataclass
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import Event, Notice, ThoughtDelta
from chatui.chat.sampling import SamplingParams
from chatui.engine.messages import (
    Cancel,
    Done,
    EventMessage,
    Failed,
    FromChild,
    Generate,
    Hello,
    Load,
    Loaded,
    Progress,
    Report,
    Reported,
    Shutdown,
    ToChild,
)
from chatui.engine.requests import GenerateRequest, KvType, Lane, LoadRequest
from chatui.engine.wire import WireError, decode, encode

SAMPLING = st.builds(
    SamplingParams,
    temperature=st.floats(0, 2),
    top_p=st.floats(0.01, 1),
    top_k=st.integers(0, 10**6),
    min_p=st.floats(0, 1),
    repeat_penalty=st.floats(0.1, 10),
    max_tokens=st.none() | st.integers(1, 10**6),
    thought_budget=st.none() | st.integers(0, 10**6),
)
LANES = st.lists(st.builds(Lane, sampling=SAMPLING), max_size=3).map(tuple)
GENERATE = st.builds(Generate, request=st.builds(GenerateRequest, lanes=LANES))
PLAIN = [Load, Cancel, Report, Shutdown, Hello, Progress, Loaded, EventMessage, Done, Reported, Failed]
MESSAGES = st.one_of(GENERATE, *(st.from_type(kind) for kind in cast(list[Any], PLAIN)))
"""Any message; text is any Unicode, numbers include infinities and NaN."""


@given(MESSAGES)
def test_a_message_is_one_line_and_comes_back(message: object) -> None:
    line = encode(message)
    assert line.index(b"\n") == len(line) - 1
    assert repr(decode(line, ToChild | FromChild)) == repr(message)  # repr: a NaN is not equal to itself


@given(st.text(st.characters(codec="utf-8") | st.integers(0xD800, 0xDFFF).map(chr)))
def test_what_utf8_cannot_carry_is_replaced(text: str) -> None:
    back = decode(encode(Notice(text)), Event)
    assert isinstance(back, Notice)
    assert back.text == text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    back.text.encode()


def test_lone_surrogates_become_replacement_characters() -> None:
    assert decode(encode(Notice("a\ud800b")), Event) == Notice("a\ufffdb")
    assert decode(encode(Notice("\ud83d\ude00")), Event) == Notice("😀")


def test_enums_literals_and_whole_floats_keep_their_types() -> None:
    load = Load(1, LoadRequest("x", kv_type=KvType.Q8_0))
    back = decode(encode(load), ToChild)
    assert isinstance(back, Load)
    assert back.request.kv_type is KvType.Q8_0
    assert back.request.gpu_layers == "auto"
    progress = decode(b'{"type":"Progress","id":1,"fraction":1}', FromChild)
    assert isinstance(progress, Progress)
    assert type(progress.fraction) is float


def test_one_direction_does_not_take_the_other() -> None:
    with pytest.raises(WireError, match="unknown type Hello"):
        decode(encode(Hello(1, "0.1.0")), ToChild)


def changed(message: object, **changes: object) -> bytes:
    """The message's line with some fields set, or with `...`, left out."""
    fields = {**json.loads(encode(message)), **changes}
    return json.dumps({key: value for key, value in fields.items() if value is not ...}).encode()


DELTA = EventMessage(1, ThoughtDelta(0, "x", 1))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"", "not a line of JSON"),
        (b'{"type":"Done"', "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        (b"[" * 100_000, "not a line of JSON"),
        (b"[]", "no type that may stand here"),
        (b"{}", "an object with a type expected"),
        (b'{"type": 3}', "an object with a type expected"),
        (b'{"type": "Surprise"}', "unknown type Surprise"),
        (changed(Done(1), id=...), "Done without its field id"),
        (changed(Done(1), id="1"), "Done.id: int expected"),
        (changed(Done(1), id=True), "Done.id: int expected"),
        (changed(Done(1), id=1.5), "Done.id: int expected"),
        (changed(Done(1), colour="red"), "Done with an unknown field colour"),
        (changed(DELTA, event=None), "EventMessage.event: None is of no type"),
        (
            changed(DELTA, event={"type": "ThoughtDelta"}),
            "event: ThoughtDelta without its field",
        ),
        (
            encode(DELTA).replace(b'"logprobs":[]', b'"logprobs":[0,"x"]'),
            "EventMessage.event: ThoughtDelta.logprobs: float expected, not 'x'",
        ),
        (
            encode(DELTA).replace(b'"logprobs":[]', b'"logprobs":0'),
            "ThoughtDelta.logprobs: a list expected",
        ),
    ],
)
def test_what_is_no_message_is_named(line: bytes, fault: str) -> None:
    with pytest.raises(WireError) as caught:
        decode(line, FromChild)
    assert fault in str(caught.value)


def test_an_unknown_choice_is_named() -> None:
    line = encode(Load(1, LoadRequest("x"))).replace(b'"f16"', b'"f17"')
    with pytest.raises(WireError, match="'f17' is none of f16, q8_0"):
        decode(line, ToChild)


def test_a_value_that_its_class_refuses_is_named() -> None:
    line = encode(Generate(1, GenerateRequest((), (Lane(1),)))).replace(b'"top_p":0.95', b'"top_p":7')
    with pytest.raises(WireError, match=r"SamplingParams: top_p 7\.0 is out of range"):
        decode(line, ToChild)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["type", "id", "event"]), inner),
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_noise_is_a_wire_error_and_nothing_else(noise: bytes) -> None:
    with pytest.raises(WireError):
        decode(noise, FromChild)


@dataclass(frozen=True)
class Unsendable:
    """A field that has no place in a line of JSON."""

    thing: set[int]


def test_only_plain_values_travel() -> None:
    with pytest.raises(WireError, match="set cannot be sent"):
        encode(Unsendable({1}))
    with pytest.raises(WireError, match="cannot be received"):
        decode(b'{"type":"Unsendable","thing":[]}', Unsendable)
