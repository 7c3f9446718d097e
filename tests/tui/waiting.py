"""Waiting for a running app without sleeping for a guessed time."""

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot

_ATTEMPTS = 500


async def wait_until(pilot: Pilot[None], holds: Callable[[], bool], what: str = "") -> None:
    """Let the app run until `holds`; fails after some 10 seconds."""
    for _ in range(_ATTEMPTS):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came to this: {what or holds}")
