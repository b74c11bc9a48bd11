"""Lines are counted in one way: as editors and git count them."""

from __future__ import annotations

import ast

import pytest

from indicators.paths import ROOT_FOLDER
from indicators.yamlfile.lines import (
    first_line_end,
    line_starts,
    split_lines,
    split_lines_keeping_ends,
    with_line_feeds,
)

PACKAGE_FOLDER = ROOT_FOLDER / "indicators"
NO_LINE_ENDS = ["\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_ends_as_on_any_system(end):
    text = f"a{end}{end}b{end}"

    assert split_lines(text) == ["a", "", "b", ""]
    assert split_lines_keeping_ends(text) == [f"a{end}", end, f"b{end}", ""]
    assert [text[start:] for start in line_starts(text)] == [text, f"{end}b{end}", f"b{end}", ""]
    assert first_line_end(text) == end
    assert with_line_feeds(text) == "a\n\nb\n"


def test_ends_of_several_systems_may_stand_in_one_text():
    text = "a\r\rb\n\rc\r\n\nd"

    assert split_lines(text) == ["a", "", "b", "", "c", "", "d"]
    assert "".join(split_lines_keeping_ends(text)) == text
    assert first_line_end(text) == "\r"


@pytest.mark.parametrize("sign", NO_LINE_ENDS)
def test_nothing_else_ends_a_line(sign):
    text = f"a{sign}b"

    assert len(text.splitlines()) == 2
    assert split_lines(text) == split_lines_keeping_ends(text) == [text]
    assert line_starts(text) == [0]
    assert first_line_end(text) == "\n"


def test_no_module_counts_lines_in_pythons_way():
    counting = [
        f"{path.relative_to(PACKAGE_FOLDER)}:{node.lineno}"
        for path in sorted(PACKAGE_FOLDER.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "splitlines"
    ]

    # The first line of what a library says is no line of a file.
    assert [place.partition(":")[0] for place in counting] == ["query/packing/input_file.py"]
