"""Whose checksum counts for a file."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from chatui.library.checksums import published_checksums
from chatui.models.catalogue.catalogue import Catalogue, CatalogueEntry, CatalogueFile, ThoughtFormat
from chatui.models.disk.found import FoundModel, Origin
from chatui.models.hub.hub import Hub
from tests.hub_server import HubServer

SHA = "ab" * 32
MODEL = FoundModel("org/m/m.gguf", "m", Path("/nowhere/m.gguf"), Origin.LM_STUDIO, "m.gguf", 3, "org/m")
CATALOGUE = Catalogue(
    {
        "m": CatalogueEntry(
            "M",
            "org/m",
            "1B",
            "Q8_0",
            ThoughtFormat("think"),
            {"Q8_0": CatalogueFile("m.gguf", 3, sha256=SHA)},
        )
    }
)


@pytest.fixture
def hub(hub_server: HubServer) -> Hub:
    hub_server.add("org/m", {"m.gguf": b"abc", "README.md": b"read me"})
    return Hub(hub_server.url)


def test_a_file_that_is_named_by_its_checksum_needs_no_other(hub: Hub, hub_server: HubServer) -> None:
    named = replace(MODEL, sha256="cd" * 32)
    assert published_checksums(named, CATALOGUE, hub, Event()) == {}
    assert hub_server.requests() == []


def test_the_catalogue_comes_before_the_hub(hub: Hub, hub_server: HubServer) -> None:
    assert published_checksums(MODEL, CATALOGUE, hub, Event()) == {"m.gguf": SHA}
    assert hub_server.requests() == []


def test_the_hub_is_asked_last(hub: Hub, hub_server: HubServer) -> None:
    published = hub_server.repositories["org/m"].files["m.gguf"].sha256
    assert published_checksums(MODEL, Catalogue(), hub, Event()) == {"m.gguf": published}


def test_a_hub_that_cannot_tell_is_no_reason_to_fail(hub: Hub, hub_server: HubServer) -> None:
    for silent in (Hub("http://127.0.0.1:9"), replace(hub, is_offline=True)):
        assert published_checksums(MODEL, Catalogue(), silent, Event()) == {}
    stopped = Event()
    stopped.set()
    assert published_checksums(replace(MODEL, repo_id="org/other"), Catalogue(), hub, stopped) == {}
