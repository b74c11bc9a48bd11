"""HTML of the pages: what is a text is escaped, whoever forgets to, and templates are written out in the code."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui.markup import show_html
from tests.hostile import EATEN
from tests.noting import noting

ROOT = Path(__file__).parents[2]
MODULES = {
    path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("indicators/ui", "indicators/web/composition", "indicators/web/paper", "pages")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
HOSTILE = '<img src=x onerror=alert(1)> & "x"'
ESCAPED = "&lt;img src=x onerror=alert(1)&gt; &amp; &#34;x&#34;"


def calls(name):
    """Where a function is called → the call, in every module of the pages."""
    return {
        f"{path}:{node.lineno}": node
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) == name
    }


def is_written_out(template):
    """Whether an argument is a text in the code, or a constant that is one."""
    if isinstance(template, ast.IfExp):
        return is_written_out(template.body) and is_written_out(template.orelse)
    named = isinstance(template, ast.Name) and template.id.endswith("_TEMPLATE")
    return named or (isinstance(template, ast.Constant) and isinstance(template.value, str))


def test_a_text_in_a_template_is_escaped_and_a_piece_of_html_stays():
    inner = fill_template("<b>{text}</b>", text=HOSTILE)

    assert inner == f"<b>{ESCAPED}</b>"
    assert fill_template("<p>{inner}{n}</p>", inner=inner, n=3) == f"<p><b>{ESCAPED}</b>3</p>"
    assert isinstance(inner, Markup)


def test_what_looks_like_a_place_in_a_template_is_none_in_a_text():
    assert fill_template("<p>{a}</p>", a="{b} {0} {") == "<p>{b} {0} {</p>"


def test_a_text_that_slipped_in_is_shown_and_not_run():
    with noting() as written:
        show_html(HOSTILE)
        show_html(join_html([HOSTILE]))
        show_html(Markup("<b>") + HOSTILE)

    assert written.html.split("\n") == [ESCAPED, ESCAPED, f"<b>{ESCAPED}"]


def test_nothing_is_false_and_adds_nothing():
    assert not NOTHING
    assert join_html([]) == join_html([NOTHING, NOTHING]) == NOTHING


@pytest.mark.parametrize("name", ["fill_template", "show_template", "Markup"])
def test_templates_are_written_out_in_the_code_and_never_made_of_data(name):
    own = (
        "indicators/text/markup.py",
        "indicators/ui/markup.py",
        "indicators/web/paper/charts.py",  # what the painter of charts has escaped
    )  # where texts are escaped, and templates handed on
    made = {
        where
        for where, call in calls(name).items()
        if call.args and not is_written_out(call.args[0]) and not where.startswith(own)
    }

    assert made == set()
    assert len(calls(name)) > 1


def test_constants_that_are_templates_are_texts_in_the_code():
    made = {
        f"{path}:{node.lineno}"
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id.endswith("_TEMPLATE")
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str))
    }

    assert made == set()


def test_only_one_door_leads_html_to_the_page():
    doors = {
        where.partition(":")[0]
        for where, call in calls("html").items()
        if isinstance(call.func, ast.Attribute)
    }

    assert doors == {"indicators/ui/markup.py", "indicators/ui/style.py"}


#: What DOMPurify, which cleans every piece of HTML in the browser, takes an attribute away for.
SANITIZED = re.compile(
    r"((--!?|])>)|</(style|script|title|xmp|textarea|noscript|iframe|noembed|noframes)", re.IGNORECASE
)
HARMLESS = ["<!--", "a > b", "a < b", "<title>", "--", "->", "] >", "x</b>", "产值"]


class Attributes(HTMLParser):
    """The attributes of a piece of HTML, as a browser reads them."""

    def __init__(self, html):
        super().__init__()
        self.found, self.text = {}, ""
        self.feed(html)
        self.close()

    def handle_starttag(self, _, attrs):
        self.found |= dict(attrs)

    def handle_data(self, data):
        self.text += data


def attributes(**parts):
    with noting() as written:
        show_html(
            fill_template(
                '<a href="{href}" title="{name}" aria-label="{name}">{name}</a>',
                **parts,
            )
        )
    return Attributes(written.html)


@pytest.mark.parametrize("name", EATEN + HARMLESS)
def test_no_text_takes_away_the_attribute_it_stands_in(name):
    found = attributes(href=f"https://x.example/?{name}", name=name)

    assert [value for value in found.found.values() if SANITIZED.search(value)] == []
    assert found.found["title"].replace("\u200b", "") == name
    assert found.found["aria-label"].replace("\u200b", "") == name
    assert "\u200b" not in found.found["href"] + found.text
    assert found.text == name


@pytest.mark.parametrize("name", HARMLESS)
def test_any_other_text_stays_as_it_is(name):
    assert attributes(href="/", name=name).found["title"] == name
