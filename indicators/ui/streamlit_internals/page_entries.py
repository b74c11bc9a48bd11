"""Entries of the navigation, made once: `st.Page` looks for the file of every page at each of its runs."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

Visibility = Literal["visible", "hidden"]


def page_entry(
    file: Path, *, title: str, icon: str, url_path: str, default: bool, help: str, visibility: Visibility
) -> StreamlitPage:
    """What `st.Page` makes of the same: an entry for one run, for Streamlit marks the one that may be run."""
    return copy(_make_entry(file, title, icon, url_path, default, help, visibility))


@lru_cache(maxsize=256)
def _make_entry(
    file: Path, title: str, icon: str, url_path: str, default: bool, help: str, visibility: Visibility
) -> StreamlitPage:
    return st.Page(
        file, title=title, icon=icon, url_path=url_path, default=default, help=help, visibility=visibility
    )
