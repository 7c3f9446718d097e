"""Modules and functions stay small enough to read in one go."""

import ast

from tests.architecture.tree import ROOT, tracked

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 50


def test_no_module_is_long() -> None:
    lines = {path.relative_to(ROOT): path.read_text("utf-8").count("\n") for path in tracked(".py")}
    assert lines
    assert {path: count for path, count in lines.items() if count > MOST_LINES_OF_A_MODULE} == {}


def test_no_function_is_long() -> None:
    lengths = {}
    for path in tracked(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lengths[path.relative_to(ROOT), node.name] = node.end_lineno - node.lineno + 1
    assert lengths
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def test_every_module_says_what_it_is() -> None:
    packages = ("chatui", "bench", "first_run")
    silent = [
        path.relative_to(ROOT)
        for path in tracked(".py")
        if path.relative_to(ROOT).parts[0] in packages
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []
