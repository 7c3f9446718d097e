"""The product is chosen by the number of lanes alone, and a person's own choice wins."""

import pytest

from chatui.engine.llama.matmul import TILED_VARIABLE, suit_lanes


@pytest.mark.parametrize(
    ("n_lanes", "chosen"), [(1, []), (7, []), (8, ["0"]), (15, ["0"]), (16, []), (64, [])]
)
def test_lanes_that_would_be_padded_take_the_other_product(n_lanes: int, chosen: list[str]) -> None:
    environment: dict[str, str] = {}
    suit_lanes(n_lanes, environment)
    assert list(environment.values()) == chosen
    assert set(environment) <= {TILED_VARIABLE}


def test_a_persons_own_choice_wins() -> None:
    environment = {TILED_VARIABLE: "1"}
    suit_lanes(8, environment)
    assert environment == {TILED_VARIABLE: "1"}
