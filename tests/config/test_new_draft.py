import stat

from chatui.config.new_draft import keep_new_draft, new_draft
from chatui.config.paths import draft_path


def test_a_draft_comes_back_until_it_is_emptied() -> None:
    assert new_draft() == ""
    keep_new_draft("half a quest\n数 \ud800")
    assert new_draft() == "half a quest\n数 ?"
    assert stat.S_IMODE(draft_path().stat().st_mode) == 0o600
    keep_new_draft("")
    assert new_draft() == ""
    assert list(draft_path().parent.iterdir()) == []


def test_a_file_that_is_no_text_is_no_draft() -> None:
    draft_path().write_bytes(b"\xff")
    assert new_draft() == ""
