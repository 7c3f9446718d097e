"""A hub with two models, of which the catalogue knows one, and a machine that was measured before."""

import pytest

from tests.hub_server import HubServer
from tests.library.small_model import FILE, OTHER, REPO, TINY, write_catalogue


@pytest.fixture(autouse=True)
def known_machine(measured_machine: None) -> None:
    """Nothing is measured in these tests."""


@pytest.fixture
def hub(hub_server: HubServer) -> HubServer:
    """A hub that has the model `small` of the catalogue in one of its two quantizations, and another one."""
    hub_server.add(REPO, {FILE: TINY, OTHER: TINY})
    hub_server.add("org/another-GGUF", {"another-Q4_K_M.gguf": TINY, "another-Q8_0.gguf": TINY})
    write_catalogue()
    return hub_server
