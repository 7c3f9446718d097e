import pytest
from textual import events

from chatui.tui.widgets.prompt import Prompt
from tests.tui.waiting import wait_until
from tests.tui.widgets.host import Host


async def test_enter_sends_and_the_text_stays_until_it_is_accepted() -> None:
    prompt = Prompt()
    app = Host(prompt)
    async with app.run_test() as pilot:
        prompt.focus()
        await pilot.press("h", "i", "enter")
        await wait_until(pilot, lambda: len(app.heard) == 1)
        assert isinstance(app.heard[0], Prompt.Submitted)
        assert app.heard[0].text == "hi"
        assert prompt.text == "hi"
        await pilot.press("!")
        prompt.accept("hi")
        assert prompt.text == "!"


async def test_an_enter_does_not_overtake_the_letters_before_it() -> None:
    prompt = Prompt()
    app = Host(prompt)
    async with app.run_test() as pilot:
        prompt.focus()
        await pilot.pause()
        for key in ("h", "i", "ctrl+j", "y", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await wait_until(pilot, lambda: bool(app.heard))
        assert isinstance(app.heard[0], Prompt.Submitted)
        assert app.heard[0].text == "hi\ny"


async def test_an_empty_prompt_has_nothing_to_send() -> None:
    prompt = Prompt()
    app = Host(prompt)
    async with app.run_test() as pilot:
        prompt.focus()
        await pilot.press("enter", "space", "enter")
        await wait_until(pilot, lambda: len(app.heard) == 2)
        assert all(isinstance(each, Prompt.Submitted) and not each.text.strip() for each in app.heard)


@pytest.mark.parametrize("key", ["shift+enter", "ctrl+j", "alt+enter"])
async def test_a_new_line_grows_the_prompt_up_to_a_limit(key: str) -> None:
    prompt = Prompt()
    async with Host(prompt).run_test(size=(80, 24)) as pilot:
        prompt.focus()
        await pilot.press("a", key, "b", key, "c")
        await wait_until(pilot, lambda: prompt.size.height == 3)
        assert prompt.text == "a\nb\nc"
        await pilot.press(*[key] * 20)
        await wait_until(pilot, lambda: prompt.outer_size.height == 10)


async def test_up_in_the_first_line_brings_back_what_was_asked() -> None:
    prompt = Prompt()
    async with Host(prompt).run_test() as pilot:
        prompt.focus()
        prompt.remember("first")
        prompt.remember("second\nline")
        await pilot.press("d", "up")
        assert prompt.text == "second\nline"
        await pilot.press("up")
        assert prompt.text == "second\nline"
        await pilot.press("up")
        assert prompt.text == "first"
        await pilot.press("down", "down")
        assert prompt.text == "d"


async def test_a_question_without_an_answer_comes_back_unless_more_was_typed() -> None:
    prompt = Prompt()
    async with Host(prompt).run_test() as pilot:
        prompt.give_back("asked")
        assert prompt.text == "asked"
        prompt.give_back("another")
        assert prompt.text == "asked"
        await pilot.pause()


async def test_a_paste_is_cleaned_of_what_a_terminal_would_obey() -> None:
    prompt = Prompt()
    async with Host(prompt).run_test() as pilot:
        prompt.focus()
        pilot.app.post_message(events.Paste("one\r\ntwo\x1b]52;c;aGk=\x07 你好 \ud800"))
        await wait_until(pilot, lambda: bool(prompt.text))
        assert prompt.text == "one\ntwo]52;c;aGk= 你好 \ufffd"


async def test_undo_and_redo() -> None:
    prompt = Prompt()
    async with Host(prompt).run_test() as pilot:
        prompt.focus()
        await pilot.press("a", "ctrl+z")
        assert prompt.text == ""
        await pilot.press("alt+z")
        assert prompt.text == "a"
