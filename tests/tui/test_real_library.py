"""The models screen on the real library: a model of a hub on loopback, from the list to the disk."""

import pytest

from chatui.library.library import open_library
from tests.hub_server import HubServer
from tests.library.small_model import FILE, REPO, TINY, write_catalogue
from tests.tui.conftest import app_of
from tests.tui.models_driving import choose, line_of, lines, open_models
from tests.tui.waiting import wait_until


@pytest.mark.usefixtures("measured_machine")
async def test_a_model_is_downloaded_from_the_list(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: TINY})
    write_catalogue()
    library = open_library()
    app = app_of(library=library)
    async with app.run_test(size=(110, 36)) as pilot:
        await open_models(pilot, app)
        await pilot.press("slash", *"small", "space", *"model")
        await wait_until(pilot, lambda: len(lines(app)) < 9, "the filter holds")
        await choose(pilot, app, "small")
        assert hub_server.requests() == [], "nobody asked for anything yet"
        await pilot.press("enter")
        await wait_until(pilot, lambda: any(pull.is_over for pull in library.pulls()), "it was downloaded")
        (pull,) = library.pulls()
        assert (pull.ref, pull.error) == ("small", None)
        assert pull.path is not None
        assert pull.path.read_bytes() == TINY.read_bytes()
        await wait_until(pilot, lambda: "on disk" in line_of(app, "A Small Model"), "the list tells")
