"""A library over a hub on loopback, for the tests of this folder."""

import pytest

from chatui.library.library import ModelLibrary, open_library
from tests.hub_server import HubServer
from tests.library.small_model import FILE, OTHER, REPO, TINY, write_catalogue


@pytest.fixture
def library(hub_server: HubServer) -> ModelLibrary:
    """A library whose hub has the catalogue's `small` in two quantizations, and another model."""
    hub_server.add(REPO, {FILE: TINY, OTHER: TINY})
    hub_server.add("org/another-GGUF", {"another-Q8_0.gguf": TINY, "another-Q4_K_M.gguf": TINY})
    write_catalogue()
    return open_library()
