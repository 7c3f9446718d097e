"""A heartbeat on an app's loop: its longest work and wait in each moment; it knows no moment."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from bench.measured_app import BEAT_S

_PATIENCE_S = 120.0


class Moments:
    """What the loop did between two beats, at worst, by the moment that `now` names."""

    def __init__(self) -> None:
        self.work_ms: dict[str, float] = {}
        """CPU time of the loop's thread."""
        self.wait_ms: dict[str, float] = {}
        """Until the loop came to its turn, but for the pause that was asked for."""
        self.now = ""
        """Empty: what goes on is not measured."""

    async def watch(self, pilot: Pilot[object], do: Callable[[Pilot[object]], Awaitable[None]]) -> None:
        """Do what people do, then end the app."""
        beats = asyncio.create_task(self._beat())
        try:
            await do(pilot)
        finally:
            beats.cancel()
            pilot.app.exit()

    async def of(self, moment: str, seconds: float) -> None:
        """Let so much time pass in a moment."""
        self.now = moment
        await asyncio.sleep(seconds)
        self.now = ""

    async def _beat(self) -> None:
        at, worked = time.monotonic(), time.thread_time()
        while True:
            await asyncio.sleep(BEAT_S)
            now, work = time.monotonic(), time.thread_time()
            if self.now:
                self._keep(self.work_ms, work - worked)
                self._keep(self.wait_ms, now - at - BEAT_S)
            at, worked = now, work

    def _keep(self, longest_ms: dict[str, float], seconds: float) -> None:
        longest_ms[self.now] = max(longest_ms.get(self.now, 0.0), 1000 * seconds)


async def until(holds: Callable[[], bool]) -> None:
    """Wait for it; TimeoutError after two minutes."""
    async with asyncio.timeout(_PATIENCE_S):
        while not holds():
            await asyncio.sleep(BEAT_S)
