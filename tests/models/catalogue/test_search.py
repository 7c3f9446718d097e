"""Typed words narrow the catalogue down, and never hide what they name."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.catalogue.search import search_catalogue

MODELS = load_catalogue().models
ALIASES = st.sampled_from(sorted(MODELS))
WORDS = st.lists(
    st.one_of(st.sampled_from(["qwen", "R1", "mit", "8b", "think"]), st.text(max_size=4)), max_size=4
)


def test_words_are_looked_for_in_every_field() -> None:
    assert set(search_catalogue(MODELS, "r1 LLAMA")) == {"r1-llama-8b", "r1-llama-70b"}
    assert "magistral-small" in search_catalogue(MODELS, "apache")
    assert set(search_catalogue(MODELS, "qwen3moe")) == {"qwen3-30b-a3b-thinking"}
    assert search_catalogue(MODELS, "no-such-model") == {}


@given(typed=st.text(alphabet=" \t\n", max_size=5))
def test_nothing_typed_shows_all(typed: str) -> None:
    assert search_catalogue(MODELS, typed) == MODELS


@given(alias=ALIASES, upper=st.booleans(), data=st.data())
def test_any_piece_of_an_alias_finds_it(alias: str, upper: bool, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(alias) - 1))
    piece = alias[begin : data.draw(st.integers(begin + 1, len(alias)))]
    assert alias in search_catalogue(MODELS, piece.upper() if upper else piece)


@given(words=WORDS, more=WORDS)
def test_more_words_only_narrow_and_their_order_is_nothing(words: list[str], more: list[str]) -> None:
    few = search_catalogue(MODELS, " ".join(words + more))
    many = search_catalogue(MODELS, " ".join(words))
    assert few == search_catalogue(MODELS, " ".join(more + words))
    assert [alias for alias in many if alias in few] == list(few)
    assert list(many) == [alias for alias in MODELS if alias in many]
