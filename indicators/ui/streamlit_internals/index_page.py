"""The page that Streamlit sends before anything is drawn, and where in it our own words stand."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

#: What Streamlit sends to browsers: its page, scripts and styles.
STATIC_FOLDER: Final = Path(st.__file__).parent / "static"
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
#: Part of the page → what is replaced; each is found exactly once.
INDEX_PAGE_PARTS: Final = {
    "language": re.compile(r'<html lang="en">'),
    "title": re.compile(r"<title>.*?</title>", re.DOTALL),
    "icon": re.compile(r'<link rel="shortcut icon"[^>]*>'),
    "service": re.compile(r'(<!--(?:(?!-->).)*-->\s*)?<link rel="service-desc"[^>]*>', re.DOTALL),
    "noscript": re.compile(r"<noscript>.*?</noscript>", re.DOTALL),
    "startup": re.compile(r'<script type="module".*?(?=\s*</head>)', re.DOTALL),
    "root": re.compile(r'<div id="root"></div>'),
}
_FONT: Final = re.compile(r'href="([^"]*SourceSans[^"]*\.woff2)"')


@cache
def index_page() -> str:
    """The page as Streamlit has it."""
    return (STATIC_FOLDER / "index.html").read_text(encoding="utf-8")


def inline_scripts(page: str) -> list[str]:
    """The scripts that stand in the page itself."""
    return _INLINE_SCRIPT.findall(page)


def font_address(page: str) -> str:
    """Where the page has the font that it asks for first; empty where it names none."""
    found = _FONT.search(page)
    return found[1] if found else ""
