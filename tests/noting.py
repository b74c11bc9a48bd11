"""What a page's functions ask Streamlit to write, noted down: for limits and words that no page of the data reaches.

Every call is held to Streamlit's own signature, so that what is noted is what Streamlit would take.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, Self
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.query.caches import Caches
from indicators.ui.session import Page, set_current_page
from indicators.web.composition.choices import PageChoices
from tests.real import real

KINDS = (
    *("title", "header", "subheader", "markdown", "caption", "html", "code", "dataframe", "plotly_chart"),
    *("info", "warning", "error", "success", "button", "link_button", "download_button"),
    *(
        "text_input",
        "number_input",
        "text_area",
        "multiselect",
        "selectbox",
        "toggle",
        "segmented_control",
        "pills",
    ),
    *("file_uploader", "container", "expander", "popover"),
)
SITE = "https://figures.example"
#: The real data, read once for all tests of pages: ask it, never change it.
CATALOGUE = real()


class Variant:
    """The real data, some questions to which are answered otherwise: by a subclass, or by what a test sets."""

    def __init__(self, **answers: Any) -> None:
        self.caches = Caches(self)
        vars(self).update(answers)

    def __getattr__(self, name: str) -> Any:
        return getattr(CATALOGUE, name)


class Block:
    """What holds other elements; a fold that tells when it is opened is open when the page says so."""

    def __init__(self, page: Noted, given: dict[str, Any] | None = None) -> None:
        self._page = page
        self.open = page.opened if given and given.get("on_change") == "rerun" else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __getattr__(self, kind: str) -> Any:
        return lambda *given, **named: self._page.note(kind, given, named)


class Noted:
    """The calls in their order: the kind of element and its arguments by name."""

    def __init__(self, opened: bool, state: dict[str, Any]) -> None:
        self.opened, self.state = opened, state
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def note(self, kind: str, given: tuple[Any, ...], named: dict[str, Any]) -> Block:
        bound = dict(SIGNED[kind].bind(*given, **named).arguments)
        self.calls.append((kind, bound))
        return Block(self, bound)

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The arguments of every call of one kind."""
        return [given for name, given in self.calls if name == kind]

    def keyed(self, key: str) -> dict[str, Any]:
        """The arguments of the one element with this key."""
        [found] = [given for _, given in self.calls if given.get("key") == key]
        return found

    @property
    def keys(self) -> set[str]:
        """The keys of all elements."""
        return {str(given["key"]) for _, given in self.calls if given.get("key")}

    @property
    def html(self) -> str:
        """All HTML, in its order."""
        return "\n".join(markup(given["body"]) for given in self.of("html"))

    @property
    def choices(self) -> PageChoices:
        """What the reader has chosen by now."""
        found = self.state["_choices"]
        assert isinstance(found, PageChoices)
        return found

    def chooses(self, key: str, value: Any) -> PageChoices:
        """The reader sets the widget `key` to `value`; what is chosen then."""
        self.state[key] = value
        return self.does(self.keyed(key)["on_change"])

    def clicks(self, key: str) -> PageChoices:
        """The reader clicks the button `key`; what is chosen then."""
        button = self.keyed(key)
        return self.does(button["on_click"], **button.get("kwargs") or {})

    def does(self, callback: Callable[..., None], **named: Any) -> PageChoices:
        """What is chosen after a callback, which runs before the page is drawn again."""
        with patch.object(st, "session_state", self.state):
            callback(**named)
        return self.choices


def markup(body: Any) -> str:
    """What is given to `st.html`, as text."""
    return str(body._repr_html_()) if hasattr(body, "_repr_html_") else str(body)


SIGNED = {kind: inspect.signature(getattr(st, kind)) for kind in KINDS}


@contextmanager
def noting(
    now: Page | None = None,
    *,
    opened: bool = False,
    url: str = f"{SITE}/data",
    theme: str = "light",
    state: dict[str, Any] | None = None,
) -> Iterator[Noted]:
    """Note what is written inside, of the page `now`; `opened` opens every fold."""
    if now:
        set_current_page(now)
    page = Noted(opened, {"_choices": now.choices if now else PageChoices(), **(state or {})})

    def noted(kind: str) -> Any:
        return lambda *given, **named: page.note(kind, given, named)

    def dialog(title: str, **named: Any) -> Any:
        page.calls.append(("dialog", {"title": title, **named}))
        return lambda drawn: drawn

    def columns(spec: Any, **_: Any) -> list[Block]:
        n = spec if isinstance(spec, int) else len(spec)
        assert n > 0, "Streamlit makes no row of no columns"
        return [Block(page) for _ in range(n)]

    stubs: dict[str, Any] = {kind: noted(kind) for kind in KINDS} | {
        "columns": columns,
        # Streamlit's own, where no script runs, makes a form of the whole process
        "form": lambda *_, **__: Block(page),
        "form_submit_button": lambda *_, **__: False,
        "tabs": lambda labels, **_: [Block(page) for _ in labels],
        "fragment": lambda drawn: drawn,
        "dialog": dialog,
        "session_state": page.state,
        "context": SimpleNamespace(url=url, theme=SimpleNamespace(type=theme), locale="en", headers={}),
    }
    with patch.multiple(st, **stubs):
        yield page


def here(
    catalogue: Catalogue,
    page: str = "data",
    language: Any = "en",
    selection: Selection = EVERYTHING,
    **others: Any,
) -> Page:
    """A run of `page` in `language` with this selection; `others` are further choices."""
    return Page(catalogue, PageChoices(selection, language, **others), load_messages(language), page)


class Link(HTMLParser):
    """The links of some HTML: address and text, of a picture what it says instead, in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append((dict(attrs).get("href") or "", ""))
            self._inside = True
        elif tag == "img" and self._inside:
            self.handle_data(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            href, text = self.found[-1]
            self.found[-1] = href, text + data


def links(text: str) -> list[tuple[str, str]]:
    """Address and text of every link of some HTML."""
    return Link(text).found


def asked(href: str) -> tuple[str, list[tuple[str, str]]]:
    """The page and the parameters of an address."""
    parts = urlsplit(href)
    return parts.path, parse_qsl(parts.query, keep_blank_values=True)


def rows_of(catalogue: Catalogue, href: str) -> list[str]:
    """The ids of the figures that the filters of an address choose."""
    parsed = catalogue.parse(asked(href)[1])
    assert not parsed.unknown, href
    return list(catalogue.rows(parsed.selection)["observation_id"])


def facts(text: str) -> list[tuple[str, str]]:
    """The terms of a list of facts and what is told of each, as HTML."""
    return [
        (unescape(term), told)
        for term, told in re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", text, re.DOTALL)
    ]


def bare(text: str) -> str:
    """HTML as it is read: its texts without tags."""
    return unescape(re.sub("<[^>]+>", "", text))
