import pytest
from textual.app import App
from textual.color import Color
from textual.css.stylesheet import StylesheetParseError
from textual.widgets import Label

from chatui.tui.style_sheet import StyleSheet

MANY = 80


def rule(number: int) -> str:
    return f".rule-{number} {{ color: $text-{number % 2}; }}"


def sheet_of_many() -> StyleSheet:
    sheet = StyleSheet(variables={"text-0": "red", "text-1": "blue"})
    for number in range(MANY):
        sheet.add_source(rule(number), ("rules", str(number)))
    return sheet


def test_what_was_parsed_is_not_parsed_again() -> None:
    sheet = sheet_of_many()
    before = sheet.rules
    sheet.add_source(rule(MANY), ("rules", str(MANY)))
    assert len(sheet.rules) == MANY + 1
    assert all(new is old for new, old in zip(sheet.rules, before, strict=False))
    sheet.reparse()
    assert all(new is old for new, old in zip(sheet.rules, before, strict=False))


def test_other_variables_change_every_rule() -> None:
    sheet = sheet_of_many()
    assert sheet.rules[2].styles.color == Color.parse("red")
    sheet.set_variables({"text-0": "green", "text-1": "blue"})
    sheet.reparse()
    assert sheet.rules[2].styles.color == Color.parse("green")


def test_a_source_that_is_wrong_changes_nothing() -> None:
    sheet = sheet_of_many()
    before = sheet.rules
    sheet.add_source("Label { color: nonsense; }", ("rules", "wrong"))
    with pytest.raises(StylesheetParseError):
        sheet.reparse()
    assert sheet._rules == before


async def test_a_theme_is_followed() -> None:
    class Themed(App[None]):
        CSS = "Label { color: $primary; }"

        def __init__(self) -> None:
            super().__init__()
            self.stylesheet = StyleSheet(variables=self.get_css_variables())

    app = Themed()
    async with app.run_test() as pilot:
        label = Label("x")
        await app.mount(label)
        colours = []
        for theme in ("textual-dark", "textual-light"):
            app.theme = theme
            await pilot.pause()
            colours.append(label.styles.color)
        assert colours[0] != colours[1]
