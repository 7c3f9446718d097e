import stat

from chatui.config.paths import prompts_path
from chatui.config.prompt_log import LONGEST_PROMPT, MOST_BYTES, MOST_PROMPTS, keep_prompt, kept_prompts


def test_prompts_come_back_in_order_for_this_user_alone() -> None:
    assert kept_prompts() == []
    for prompt in ("one", "two\nlines", "🙂 \ud800"):
        keep_prompt(prompt)
    assert kept_prompts() == ["one", "two\nlines", "🙂 \ud800"]
    assert stat.S_IMODE(prompts_path().stat().st_mode) == 0o600


def test_a_document_is_not_kept() -> None:
    keep_prompt("x" * (LONGEST_PROMPT + 1))
    assert kept_prompts() == []


def test_the_file_is_bounded_and_keeps_the_newest() -> None:
    for number in range(40):
        keep_prompt(f"{number} " + "x" * 60_000)
    assert prompts_path().stat().st_size <= MOST_BYTES + LONGEST_PROMPT + 10
    kept = kept_prompts()
    assert kept[-1].startswith("39 ")
    assert 5 < len(kept) < 40
    assert stat.S_IMODE(prompts_path().stat().st_mode) == 0o600
    assert [path.name for path in prompts_path().parent.iterdir()] == ["prompts.jsonl"]


def test_only_so_many_are_read_and_damaged_lines_are_left_out() -> None:
    lines = [b'"kept"', b"{", b"\xff", b"1", b'""', *(b'"%d"' % number for number in range(MOST_PROMPTS - 1))]
    prompts_path().write_bytes(b"\n".join(lines))
    kept = kept_prompts()
    assert len(kept) == MOST_PROMPTS - 1
    prompts_path().write_bytes(b"\n".join(lines[:5]))
    assert kept_prompts() == ["kept"]
