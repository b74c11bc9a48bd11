"""Texts of the data within Markdown: on one line, and shown as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indicators.text import escape_commonmark, to_one_line
from tests.extremes import NAMES
from tests.hostile import EATEN, WORDS

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: What is markup at some place of a document.
SIGNS = (
    "# heading", "## Two", "heading #", "- item", "-", "+ item", "* item", "1. item", "1) item", "123456789. x",
    "---", "===", "***", "> quote", "a | b", "|---|", "`code`", "``", "~~~", "```sh", "*em*", "__strong__", "_", "snake_case_name",
    "[x](y)", "[x]: https://x.test", "![x](y)", "[^1]", "<script>", "<b>x</b>", "<!-- x", "<https://x.test>", "&amp;", "&#35;",
    "&copy", "back\\slash", "\\*", "\\", "~~gone~~", "$x$", ":smile:", "a\nb", "a\n# b", "a\n\n- b", "a\n===", "a\tb",
    "  a  ", "x\n\n\n<script>\n\n", "- [ ] task", "C# and F#", "3.5% – a 3-year plan", "广东\n## 省", "https://x.test/a_b_c",
)  # fmt: skip
FRAMES = {
    "a heading": "# {}\n",
    "a quote": "> {}\n",
    "a paragraph": "{}\n",
    "an item": "- {}\n",
    "the middle": "- a: {}, b (`c`)\n",
}


def shown(document: str) -> tuple[list[str], str]:
    """The kinds of parts that a Markdown document has, and the words that a reader sees."""
    tokens = MARKDOWN.parse(document)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = [token.type for token in tokens] + [
        child.type for child in inline if child.type != "text_special"
    ]
    return kinds, "".join(child.content for child in inline)


def compact(kinds: list[str]) -> list[str]:
    """Texts beside each other are one."""
    return [kind for n, kind in enumerate(kinds) if (kind, kinds[n - 1 : n]) != ("text", ["text"])]


@pytest.mark.parametrize("frame", FRAMES.values(), ids=list(FRAMES))
@pytest.mark.parametrize("text", [*SIGNS, *WORDS, *EATEN, *NAMES])
def test_a_text_is_shown_as_it_is_written_wherever_it_stands(frame, text):
    kinds, words = shown(frame.format(escape_commonmark(text)))
    plain, around = shown(frame.format("words"))

    assert compact(kinds) == compact(plain)
    assert words == around.replace("words", to_one_line(text))


@given(st.text(st.sampled_from("ab1 \n\t#-+*_`~[](){}<>|\\!&;:$=.>'\"é中"), min_size=1).filter(str.strip))
def test_so_is_every_text(text):
    kinds, words = shown(f"# {escape_commonmark(text)}\n")

    assert compact(kinds) == ["heading_open", "inline", "heading_close", "text"]
    assert words == to_one_line(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Year in\n  figures\n", "Year in figures"),
        ("a\tb", "a b"),
        ("a\r\nb\x85c\u2028d", "a b c d"),
        ("年度\u3000数字", "年度\u3000数字"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_a_title_is_one_line_and_keeps_its_spaces(text, line):
    assert to_one_line(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "Regional indicators",
        "广东省统计公报（2025年）",
        "A – B: 3.5%, 4–5 (c) “d” 'e'",
        "GDP & trade, 2021-2025",
    ],
)
def test_plain_words_stay_plain(text):
    assert escape_commonmark(text) == text
