"""A comparison as a file: everything is in it, and nothing of a model's text is markup."""

import json
import re

import pytest

from chatui.chat.display_text import display_text
from chatui.comparison.export.report import ComparisonReport, report_of
from chatui.comparison.export.to_html import to_html
from chatui.comparison.export.to_json_lines import to_json_lines
from chatui.comparison.export.to_markdown import to_markdown
from chatui.comparison.export.words import columns
from chatui.store.comparisons.reading import find
from chatui.store.database import Database
from tests.comparison.export.samples import HOSTILE, sample
from tests.store.comparisons.kept import keep
from tests.store.transfer.test_exports import Page


@pytest.fixture
def report(database: Database) -> ComparisonReport:
    return sample(database)


def test_json_lines(report: ComparisonReport) -> None:
    text = to_json_lines(report)
    assert text.isascii()
    head, *lanes = map(json.loads, text.splitlines())
    assert (head["type"], head["schema"], head["id"]) == ("comparison", 1, report.comparison.id)
    assert (head["reference"], head["by_hand"], head["starred"], head["medoid"]) == (
        "845",
        {"5": "845"},
        True,
        0,
    )
    assert head["vote"][0] == {"answer": "845", "count": 3, "lanes": [0, 2, 5]} == head["winner"]
    assert [lane["lane"] for lane in lanes] == list(range(6))
    lane = lanes[1]
    assert (lane["type"], lane["comparison"]) == ("lane", head["id"])
    assert (lane["token_ids"], lane["seed"], lane["right"]) == ([11, 21], 1, False)
    assert (lane["model"]["sha256"], lane["run"]["n_ctx"], lane["prompt_sha256"]) == ("ab", 4096, "ef")
    assert lane["fork"] == {"kind": "conflict", "medoid_step": 2, "step": 2}
    assert lane["thought"][lane["steps"][1]["start"] :].startswith("First the ones")
    assert lanes[5]["answer"] == display_text(f"{HOSTILE} the end")


def test_markdown(report: ComparisonReport) -> None:
    text = to_markdown(report)
    assert "3 of 5 lanes agree on 845 (60 %), which is right." in text
    assert "| `845` | `3 of 5` | `60 %` | `lanes 0, 2 and 5` | `right` |" in text
    assert "`tiny \\| cold`" in text
    assert "<summary>Thought · 1.5 s</summary>" in text
    assert "## Lane 3\n\n*cut off at the token limit*" in text
    assert f"`chatui compare --replay {report.comparison.id}`" in text
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    assert sorted(set(widths)) == [3, 6, len(columns(report)) + 1]
    assert "lane 3: no vote: cut off" in text


def test_html(report: ComparisonReport) -> None:
    html = to_html(report)
    page = Page(html)
    assert page.open == []
    assert page.links == []
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "3 of 5 lanes agree on 845 (60 %), which is right." in page.texts
    assert page.texts.count("first fork") == 2
    assert page.tags.count("mark") > 2
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|url\(|@import", html)
    assert "\x1b" not in html
    assert html.count('<th scope="col"><strong>') == 6


def test_comparisons_of_nothing(database: Database) -> None:
    report = report_of(find(database, keep(database, [])))
    assert Page(to_html(report)).open == []
    assert "No lane gave an answer." in to_markdown(report)
    assert len(to_json_lines(report).splitlines()) == 1
