"""HTML of the pages, in which no text of the data can stand unescaped.

A piece of HTML is `Markup`, a text is `str`, and only `show_html`, which takes nothing but `Markup`,
puts HTML on the page. `Markup` comes of templates, which are written out in the code and never made
of data: a text in one is escaped, a piece of HTML stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st
from markupsafe import Markup, escape

from indicators.ui.streamlit_internals.raw_html import RawHtml

# What is a word of no language: a code, such as that of a hedge, and an id.
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[a-z0-9]+([-.][a-z0-9-]+)+")
_SPECIAL = re.compile("[&<>\"']")
# An attribute in which DOMPurify, Streamlit's sanitizer, finds one of these it takes away. Here they are escaped.
_EATEN = re.compile(
    "(?:--!?|])(?=&gt;)|&lt;(?=/(?:style|script|title|xmp|textarea|noscript|iframe|noembed|noframes))",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r'(?P<name>[a-z-]+)="(?P<value>[^"]*)"')
_ADDRESSES = ("href", "src")
#: Parts what a sanitizer takes for one, and is neither seen nor read out.
_ZERO_WIDTH_SPACE = "\u200b"
#: No HTML at all.
NOTHING = Markup()


def json_attribute(value: object) -> str:
    """JSON for an attribute, without a sign that a sanitizer might take for HTML."""
    return json.dumps(value, ensure_ascii=False).replace("<", r"\u003c").replace(">", r"\u003e")


def fill_template(template: str, **parts: object) -> Markup:
    """`template` with every part in its place: HTML as it is, all else as text, escaped."""
    for name, part in parts.items():
        # A page has hundreds of pieces, and most texts hold nothing to escape: looking costs a third of escaping.
        if not isinstance(part, Markup) and (not isinstance(part, str) or _SPECIAL.search(part)):
            parts[name] = escape(part)
    return Markup(template.format_map(parts))  # noqa: S704 - every part is escaped here


def join_html(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))  # noqa: S704 - every part is escaped here


def show_html(html: Markup) -> None:
    """Write a piece of HTML; a text that is none would be shown as it is written."""
    st.html(RawHtml(_keep_attributes(str(escape(html)))))


def _keep_attributes(html: str) -> str:
    """`html` with its attributes written so that a sanitizer leaves them: it takes ``-->`` for the end of a comment."""
    return _ATTRIBUTE.sub(_keep_attribute, html) if _EATEN.search(html) else html


def _keep_attribute(found: re.Match[str]) -> str:
    name, value = found["name"], found["value"]
    if name in _ADDRESSES:
        value = value.replace("&lt;", "%3C").replace("&gt;", "%3E")
    return f'{name}="{_EATEN.sub(_part_signs, value)}"'


def _part_signs(found: re.Match[str]) -> str:
    return found[0] + _ZERO_WIDTH_SPACE


def show_template(template: str, **parts: object) -> None:
    """Write `template` with every part in its place."""
    show_html(fill_template(template, **parts))


def show_facts(pairs: Sequence[tuple[str, str | Mapping[str, str]]]) -> None:
    """Write a list of terms and what they are."""
    show_html(facts_html(pairs))


def facts_html(pairs: Sequence[tuple[str, str | Mapping[str, str]]]) -> Markup:
    """A list of terms and what they are; empty ones are left out.

    What is told in several languages is a text by the tag of each, that of the page first.
    """
    items = join_html(
        fill_template(
            "<dt{term_attribute}>{term}</dt><dd{text_attribute}>{text}</dd>",
            term_attribute=_untranslated_attribute(_CODE, term),
            term=term,
            text_attribute=_untranslated_attribute(_ID, text),
            text=_fact_html(text),
        )
        for term, text in pairs
        if text
    )
    return fill_template('<dl class="ri-facts">{items}</dl>', items=items)


def _fact_html(text: str | Mapping[str, str]) -> Markup:
    if isinstance(text, str):
        return escape(text)
    first, *others = text.items()
    return join_html(
        (
            escape(first[1]),
            *(
                fill_template(' · <span lang="{tag}">{other}</span>', tag=tag, other=other)
                for tag, other in others
            ),
        )
    )


def _untranslated_attribute(pattern: re.Pattern[str], text: str | Mapping[str, str]) -> Markup:
    """Tell translators and screen readers that an id or a code is a word of no language."""
    is_word = isinstance(text, str) and pattern.fullmatch(text)
    return Markup(' translate="no"') if is_word else NOTHING
