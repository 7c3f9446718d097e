"""Documents as hypothesis draws them: trees of any shape with any text."""

from hypothesis import strategies as st

from chatui.chat.events import FinishReason, Timings, Usage
from chatui.chat.messages import Role
from chatui.chat.sampling import SamplingParams
from chatui.store.transfer.document import Document, Node
from chatui.store.values import Attachment, ConversationSettings, MessageState, Outcome, Provenance

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SECONDS = st.floats(0, 1e6, allow_nan=False)
MOMENTS = st.floats(0, 4e9, allow_nan=False)
COUNTS = st.integers(0, 10**6)
SAMPLING = st.none() | st.builds(
    SamplingParams,
    temperature=st.floats(0, 2),
    top_k=COUNTS,
    max_tokens=st.none() | st.integers(1, 10**6),
    thought_budget=st.none() | COUNTS,
)
PROVENANCE = st.builds(
    Provenance, TEXT, TEXT, TEXT, TEXT, seed=st.none() | st.integers(0, 2**32 - 2), sampling=SAMPLING
)
OUTCOME = st.builds(
    Outcome,
    state=st.sampled_from([state for state in MessageState if state is not MessageState.STREAMING]),
    finish_reason=st.none() | st.sampled_from(FinishReason),
    error=TEXT,
    usage=st.none() | st.builds(Usage, COUNTS, COUNTS, COUNTS, COUNTS),
    timings=st.none() | st.builds(Timings, SECONDS, SECONDS, SECONDS, SECONDS, SECONDS),
    thought_s=st.none() | SECONDS,
)
SETTINGS = st.builds(ConversationSettings, TEXT, TEXT, SAMPLING, TEXT)


@st.composite
def nodes(draw: st.DrawFn) -> tuple[Node, ...]:
    count = draw(st.integers(0, 6))
    return tuple(
        Node(
            role=draw(st.sampled_from([Role.USER, Role.ASSISTANT])),
            text=draw(TEXT),
            parent=draw(st.none() | st.integers(0, index - 1)) if index else None,
            thought=draw(TEXT),
            created=draw(MOMENTS),
            attachments=draw(st.lists(st.builds(Attachment, TEXT, TEXT), max_size=2).map(tuple)),
            provenance=draw(PROVENANCE),
            outcome=draw(OUTCOME),
            final_answer=draw(st.none() | TEXT.filter(bool)),
        )
        for index in range(count)
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    drawn = draw(nodes())
    return Document(
        title=draw(TEXT),
        nodes=drawn,
        leaf=draw(st.none() | st.integers(0, len(drawn) - 1)) if drawn else None,
        id=draw(st.text("0123456789abcdef", min_size=12, max_size=12)),
        title_is_own=draw(st.booleans()),
        created=draw(MOMENTS),
        updated=draw(MOMENTS),
        settings=draw(SETTINGS),
        is_pinned=draw(st.booleans()),
        draft=draw(TEXT),
    )
