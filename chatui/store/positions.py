"""Numbers that order conversations by their last message; a clock that goes back changes no order.

A position is the time in milliseconds, or, where the newest one is not older than that, the next number
after it. What is imported gets the time it says, so that it stands where it belongs.
"""

import sqlite3


def next_position(connection: sqlite3.Connection, now: float) -> int:
    """Larger than every position that is there."""
    newest = connection.execute("SELECT max(position) FROM conversations").fetchone()[0]
    return max(int(now * 1000), (newest or 0) + 1)


def position_at(connection: sqlite3.Connection, time: float) -> int:
    """The first free position from a time on."""
    position = int(time * 1000)
    while connection.execute("SELECT 1 FROM conversations WHERE position = ?", (position,)).fetchone():
        position += 1
    return position
