"""A comparison in which thoughts agree, differ, fork, are cut off and are missing."""

from dataclasses import replace

from chatui.chat.events import FinishReason
from chatui.comparison.export.report import ComparisonReport, report_of
from chatui.store.comparisons.changes import group_by_hand, note, star
from chatui.store.comparisons.reading import find
from chatui.store.comparisons.values import Setup
from chatui.store.database import Database
from tests.store.comparisons.kept import COLD, Said, keep

HOSTILE = "</td></table><script>alert(1)</script><img src=x onerror=alert(1)>\x1b]0;x\x07 ```` | & \u202e"
THOUGHT = """I need to add 468 and 377.

First the ones: 8 + 7 = 15, so I write 5 and carry 1.

Then the tens: 6 + 7 + 1 = 14, so I write 4 and carry 1.

Next the hundreds: 4 + 3 + 1 = 8.

So the sum is 845."""
CARELESS = THOUGHT.replace("6 + 7 + 1 = 14, so I write 4", "6 + 7 + 1 = 13, so I write 3").replace(
    "845", "835"
)
ROUNDING = """Let me round: 468 is about 470, and 377 is about 380.

470 + 380 = 850, which is 5 too much.

So it is 845."""


def sample(database: Database) -> ComparisonReport:
    """Six lanes: right, careless, by rounding, cut off, without a thought, hostile."""
    said = [
        Said("It is \\boxed{845}.", THOUGHT),
        Said("It is \\boxed{835}.", CARELESS, variant=replace(COLD, label="tiny | cold")),
        Said("It is \\boxed{845}.", ROUNDING),
        Said("", THOUGHT[:26], FinishReason.LENGTH),
        Said("It is \\boxed{84}.", THOUGHT),
        Said(f"{HOSTILE} the end", f"{THOUGHT}\n\nWait, {HOSTILE}"),
    ]
    key = keep(database, said, f"468 + 377? {HOSTILE}", Setup("845", 5))
    note(database, key, f"Look at lane 1 {HOSTILE}")
    star(database, key)
    group_by_hand(database, key, 5, "845")
    return report_of(find(database, key))
