"""The one door through which HTML comes onto a page of Streamlit: it takes nothing but `Markup`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup, escape

from indicators.text.markup import facts_html, fill_template
from indicators.ui.streamlit_internals.raw_html import RawHtml

# An attribute in which DOMPurify, Streamlit's sanitizer, finds one of these it takes away. Here they are escaped.
_EATEN = re.compile(
    "(?:--!?|])(?=&gt;)|&lt;(?=/(?:style|script|title|xmp|textarea|noscript|iframe|noembed|noframes))",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r'(?P<name>[a-z-]+)="(?P<value>[^"]*)"')
_ADDRESSES = ("href", "src")
#: Parts what a sanitizer takes for one, and is neither seen nor read out.
_ZERO_WIDTH_SPACE = "\u200b"


def show_html(html: Markup | RawHtml) -> None:
    """Write a piece of HTML, made ready or not; a text that is none would be shown as it is written."""
    st.html(html if isinstance(html, RawHtml) else prepare_html(html))


def prepare_html(html: Markup) -> RawHtml:
    """HTML made ready to be shown, for whoever shows it again."""
    return RawHtml(_keep_attributes(str(escape(html))))


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
