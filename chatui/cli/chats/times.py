"""Writes moments for people and for programs; it reads no clock."""

from datetime import UTC

from chatui.store.days import local_time


def for_people(moment: float) -> str:
    """Date and time on this machine, to the minute."""
    return local_time(moment).strftime("%Y-%m-%d %H:%M")


def for_programs(moment: float) -> str:
    """ISO 8601 in UTC, to the second."""
    return local_time(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
