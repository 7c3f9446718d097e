"""A call in a thread always has an outcome."""

import threading

import pytest

from chatui.errors import ChatuiError, StoreError
from chatui.tui.background_job import BackgroundJob


def test_it_gives_what_the_call_returned() -> None:
    gate = threading.Event()
    job = BackgroundJob("test", lambda: gate.wait(30))
    assert not job.is_over
    gate.set()
    job.wait(30)
    assert job.is_over
    assert job.outcome is True


@pytest.mark.parametrize(
    ("error", "told"),
    [(StoreError("It is locked.", "Wait."), "It is locked. Wait."), (KeyError("x"), "Unexpected KeyError")],
)
def test_it_gives_what_the_call_raised(error: Exception, told: str) -> None:
    def fail() -> None:
        raise error

    job = BackgroundJob("test", fail)
    job.wait(30)
    assert isinstance(job.outcome, ChatuiError)
    assert str(job.outcome).startswith(told)
