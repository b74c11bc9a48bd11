"""Every text of a dataset is data, never markup; and no address, whoever wrote it, breaks an answer."""

from __future__ import annotations

import json
import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.ui.startup import build_middleware
from indicators.ui.style import escape_markdown
from indicators.web.composition.site_pages import SITE_PAGES
from tests.asgi import Asking
from tests.hostile import ENDLESS, WORDS, hostile
from tests.serving import Served, server, serving

ROOT = Path(__file__).parents[2]
SMALL = (Path(__file__).parents[1] / "data" / "small.yaml").read_text(encoding="utf-8")
HOSTILE = hostile(SMALL, "isle")
#: What stands in a proto when Markdown would act on it; escaped, each is broken by a backslash.
MARKS = (
    "[press](",
    "![pixel](",
    "$\\\\frac",
    ":material/home:",
    ":red[",
    "**strong",
    "~~gone",
    "# heading",
    "&lt;i",
)
#: Elements whose words Streamlit reads as Markdown, and those whose words it shows as they are.
MARKDOWN = {"button", "markdown", "title", "header", "subheader", "error", "toggle"}
PLAIN = {
    "bidi_component",
    "button_group",
    "code",
    "dataframe",
    "multiselect",
    "number_input",
    "selectbox",
    "text_area",
    "text_input",
}
CHARTED = ("regions", "sectors", "plans", "topics", "compare")
ACTIVE = re.compile(r"(?<!\\)(?:" + "|".join(map(re.escape, MARKS)) + ")")


@pytest.fixture
def served(tmp_path, monkeypatch):
    """The hostile dataset as the one that is served."""
    path = tmp_path / "hostile.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    with serving(Served(indicators.load(path), path)) as served:
        yield served.live.catalogue


def elements(block):
    for child in block.children.values():
        yield from elements(child) if hasattr(child, "children") else [child]


class Tags(HTMLParser):
    """The tags and links of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [tag, *(value for name, value in attrs if name in ("href", "src", "onerror"))]


def words_of(node):
    """The texts that plotly draws."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("customdata", "meta"):
                yield from words_of(value)
    elif isinstance(node, list):
        for each in node:
            yield from words_of(each)
    elif isinstance(node, str):
        yield node


def test_the_hostile_dataset_is_a_valid_one():
    told = repr(parse_dataset(HOSTILE))

    assert all(repr(words)[1:-1] in told for words in WORDS)
    assert ENDLESS in told


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES])
def test_every_page_shows_it_as_it_is_written(slug, language, served):
    app = AppTest.from_file(str(ROOT / "indicators" / "ui" / "main.py"), default_timeout=60)
    asked = {"lang": language, "figure": "gdp.ostland.2024"} | (
        {"region": "isle"} if slug == "regions" else {}
    )
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    if slug != "overview":
        app.switch_page(str(ROOT / "pages" / f"{slug}.py"))
        for name, value in asked.items():
            app.query_params[name] = value
        app.run()

    assert [error.value for error in app.exception] == []
    shown = [*elements(app.main), *elements(app.sidebar)]
    kinds = {element.type for element in shown}
    assert kinds - PLAIN - MARKDOWN == {"html", *({"plotly_chart"} if slug in CHARTED else ())}
    assert "title" in kinds
    for element in shown:
        if element.type == "html":
            found = Tags(element.proto.body).found
            ours = {"img"} if slug in ("overview", "charts") else set()  # pictures of its charts
            assert not set(found) & ({"script", "img", "javascript:alert(1)", "https://evil.example/"} - ours)
        elif element.type == "plotly_chart":
            for words in words_of(json.loads(element.proto.spec)):
                assert "<b>bold" not in words
                assert "<a href" not in words
                assert "<script" not in words
        elif element.type in MARKDOWN:
            assert not ACTIVE.search(str(element.proto)), element.proto


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b", r"a\_b"),
        ("&lt;", r"\&lt;"),
        ("2. Trade", r"2\. Trade"),
        ("in 2. Trade", "in 2. Trade"),
        ("https://x.example", "https\u2060\\://x.example"),
        ("www.x.example", "www\u2060.x.example"),
        ("a@x.example", "a@\u2060x.example"),
    ],
)
def test_labels_are_escaped(text, escaped):
    assert escape_markdown(text) == escaped


NAMES = st.sampled_from(["region", "q", "lang", "figure", "embed", "limit", "chart", "series"])


def whole():
    """Everything that stands around the dashboard, around a stub of it."""

    async def streamlit(scope, receive, send):
        head = [(b"content-type", b"text/html")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"<html>"})

    app = streamlit
    for layer in reversed(build_middleware(server())):
        app = layer.cls(app, *layer.args, **layer.kwargs)
    return Asking(app)


WHOLE = whole()
BYTES = st.binary(max_size=40).map(lambda raw: raw.replace(b"?", b"").decode("latin-1"))


@settings(max_examples=30)
@given(
    st.sampled_from(
        ["/", "/regions", "/api/v1/regions.json", "/api/v1/observations/x.json", "/static/js/", "/r/", "/"]
    ),
    BYTES,
    st.lists(st.tuples(NAMES, BYTES), max_size=4),
)
def test_no_address_breaks_an_answer(path, more, pairs):
    """Whatever stands in it, it is answered, with the headers of every answer, and nothing is logged."""
    query = "&".join(f"{name}={value}" for name, value in pairs)
    with silent():
        answer = WHOLE.request("GET", f"{path}{more}?{query}")

    assert answer.status_code in (200, 301, 302, 304, 307, 308, 400, 404, 414)
    assert "content-security-policy" in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


class silent(logging.Handler):  # noqa: N801 - read as a word
    """Fails when anything is logged inside."""

    def __enter__(self):
        self.seen = []
        logging.getLogger("indicators").addHandler(self)

    def emit(self, record):
        self.seen.append(record.getMessage())

    def __exit__(self, *_):
        logging.getLogger("indicators").removeHandler(self)
        assert self.seen == []
