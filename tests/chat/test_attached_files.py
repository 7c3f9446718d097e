"""Files stand before the question in the documented form."""

from chatui.chat.attached_files import with_files


def test_no_file_leaves_the_question_alone() -> None:
    assert with_files("Why?", []) == "Why?"


def test_files_come_first_and_in_order() -> None:
    assert with_files("Why?", [("a.txt", "one\ntwo"), ("b.py", "x = 1")]) == (
        "[file name]: a.txt\n[file content begin]\none\ntwo\n[file content end]\n"
        "[file name]: b.py\n[file content begin]\nx = 1\n[file content end]\n"
        "Why?"
    )
