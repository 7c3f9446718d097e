"""Failed installations: what real output of pip is explained as."""

import pytest

from first_run.failures import explain, last_useful_lines


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("  CMake Error: CMAKE_CXX_COMPILER not set, after EnableLanguage", "compiler"),
        ("error: [Errno 2] No such file or directory: 'gcc'", "compiler"),
        ("error: Microsoft Visual C++ 14.0 or greater is required.", "compiler"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError('<pip...", "network"),
        (
            "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)",
            "network",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk"),
        ("g++: fatal error: Killed signal terminated program cc1plus", "memory"),
        ("ERROR: Package 'chatui' requires a different Python: 3.9.1 not in '>=3.11'", "Delete"),
        ("PermissionError: [Errno 13] Permission denied: '/opt/x'", "written"),
    ],
)
def test_a_known_failure_gets_its_own_sentence(output: str, word: str) -> None:
    sentence = explain(f"Collecting x\n{output}\nERROR: Failed building wheel for x\n")
    assert word in sentence
    assert sentence != explain("")


def test_an_unknown_failure_gets_a_next_step_too() -> None:
    assert "same line" in explain("ERROR: something new")


def test_the_last_lines_leave_out_what_pip_says_about_itself() -> None:
    output = "CMake Error: no compiler\n\nnote: not a problem with pip.\n  cwd: /x\n╰─> See above\n"
    assert last_useful_lines(output) == ["CMake Error: no compiler"]
    assert last_useful_lines("\n".join("abcdef"), 2) == ["e", "f"]
