"""The page of a comparison in a real Chromium: nothing is asked for, nothing fails, all of it can be read."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chatui.comparison.export.to_html import to_html
from chatui.store.opening import open_database
from tests.browser import CHROMIUM, Browser, browser
from tests.comparison.export.samples import sample

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of usual size."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")

_SEEN = """(() => {
  const rgba = text => text.match(/[\\d.]+/g).map(Number);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const texts = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const box = element.getBoundingClientRect();
    if (own && box.width && box.height) {
      const style = getComputedStyle(element);
      texts.push({text: element.innerText.slice(0, 40), ink: rgba(style.color).slice(0, 3),
        paper: behind(element), size: parseFloat(style.fontSize)});
    }
  }
  return JSON.stringify({texts, page: document.body.innerText, wide: document.documentElement.scrollWidth});
})()"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    database = open_database(folder / "chatui.db").database
    file = folder / "comparison.html"
    file.write_text(to_html(sample(database)), encoding="utf-8")
    database.close()
    return file.as_uri()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def luminance(colour: list[float]) -> float:
    """By WCAG 2.2; of a colour in 0 to 255."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: dict[str, Any]) -> float:
    light, dark = sorted((luminance(text["ink"]), luminance(text["paper"])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_the_page_can_be_read(page: Browser, url: str, width: int, is_dark: bool) -> None:
    page.events.clear()
    page.show(url, width, is_dark=is_dark)
    seen = json.loads(page.value(_SEEN))
    kinds = [event.get("method", "") for event in page.events]
    assert not [event for event in page.events if event.get("method") == "Log.entryAdded"]
    assert not {"Runtime.consoleAPICalled", "Runtime.exceptionThrown"} & set(kinds)
    assert kinds.count("Network.requestWillBeSent") == 1  # the page itself
    for words in ("3 of 5 lanes agree on 845 (60 %)", "Lane 1", "first fork", "write 3 and carry 1"):
        assert words in seen["page"]
    assert (max(luminance(text["paper"]) for text in seen["texts"]) < 0.2) == is_dark
    assert [text for text in seen["texts"] if contrast(text) < LEAST_CONTRAST] == []
    assert min(text["size"] for text in seen["texts"]) >= 12
    assert seen["wide"] <= width


def test_lanes_stand_side_by_side_where_there_is_room(page: Browser, url: str) -> None:
    cells = "[...document.querySelectorAll('.grid tbody tr:first-child td')]"
    tops = f"{cells}.map(cell => cell.getBoundingClientRect().top)"
    page.show(url, 1400, is_dark=False)
    assert len(set(page.value(tops))) == 1
    page.show(url, 420, is_dark=False)
    assert len(set(page.value(tops))) > 1
