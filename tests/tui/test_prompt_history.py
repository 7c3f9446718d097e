from chatui.tui.prompt_history import PromptHistory


def test_back_and_forth_returns_to_the_draft() -> None:
    history = PromptHistory()
    history.add("first")
    history.add("second")
    assert history.earlier("a draft") == "second"
    assert history.earlier("second") == "first"
    assert history.earlier("first") is None
    assert history.later() == "second"
    assert history.later() == "a draft"
    assert history.later() is None


def test_an_empty_history_has_nothing() -> None:
    history = PromptHistory()
    assert history.earlier("draft") is None
    assert history.later() is None


def test_the_same_prompt_twice_is_kept_once() -> None:
    history = PromptHistory()
    history.add("again")
    history.add("again")
    assert history.earlier("") == "again"
    assert history.earlier("again") is None
