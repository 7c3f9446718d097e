"""Settings and results of an evaluation, as the tests need them."""

from dataclasses import replace

from hypothesis import strategies as st

from chatui.chat.events import FinishReason
from chatui.chat.sampling import SamplingParams
from chatui.comparison.evaluation_results import QuestionResult, SampleResult
from chatui.comparison.evaluation_settings import EvaluationSettings, ModelIdentity
from chatui.engine.requests import KvType

SETTINGS = EvaluationSettings(
    model=ModelIdentity("tiny", "tiny.gguf", 1000, 5),
    questions_sha256="ab" * 32,
    lanes=2,
    lanes_at_once=2,
    seed=7,
    sampling=SamplingParams(temperature=1.0),
)

_TEXT = st.text(max_size=20)
SAMPLES = st.builds(
    SampleResult,
    st.integers(0, 2**32),
    st.sampled_from(FinishReason),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    _TEXT,
    st.none() | _TEXT,
)
RESULTS = st.lists(
    st.builds(
        QuestionResult,
        st.integers(0, 10**6),
        _TEXT,
        _TEXT,
        st.floats(0, 1e6),
        st.lists(SAMPLES, min_size=1, max_size=3).map(tuple),
        _TEXT,
    ),
    max_size=4,
    unique_by=lambda result: result.number,
)
ALL_SETTINGS = st.builds(
    replace,
    st.just(SETTINGS),
    sampling=st.builds(SamplingParams, max_tokens=st.none() | st.integers(1, 99)),
    system=_TEXT,
    think=st.none() | st.booleans(),
    n_ctx=st.none() | st.integers(1, 10**6),
    kv_type=st.sampled_from(KvType),
)


def result(number: int, *answers: str) -> QuestionResult:
    """Samples that end by themselves with these final answers."""
    samples = tuple(
        SampleResult(seed, FinishReason.STOP, 10, 2, f"\\boxed{{{answer}}}", answer)
        for seed, answer in enumerate(answers)
    )
    return QuestionResult(number, f"q{number}", "5", 1.5, samples)
