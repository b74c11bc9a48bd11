"""Our own scripts in the reader's browser, each a Streamlit component made known once.

A script is served as a file of our own origin and not sent inline, so that it runs under a
content security policy that trusts no other script, and is sent once however often it is used.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from indicators import __version__

_PROJECT = "regional-indicators"
_SCRIPT_NAMES = ("chart_menu", "interface", "reconnect", "reading_desk")


def browser_component(name: str) -> Any:
    """The component whose script is `assets/{name}.js`; call it to put it on the page."""
    return _register_component(get_bidi_component_manager(), name)


@lru_cache(maxsize=16)
def _register_component(manager: BidiComponentManager, name: str) -> Any:
    """Made known once to each runtime; there is one, but for tests."""
    manifest = ComponentManifest(
        _PROJECT, __version__, [ComponentConfig(each, "assets") for each in _SCRIPT_NAMES]
    )
    manager.register_from_manifest(manifest, Path(__file__).parent.parent)
    return st.components.v2.component(f"{_PROJECT}.{name}", js=f"{name}.js")


def add_chart_menu_script() -> None:
    """Let the menus of charts copy, and close when the reader leaves them."""
    if runtime.exists():
        browser_component("chart_menu")(key="chart_menu")


def add_reconnect_script() -> None:
    """Run the page again when its connection comes back."""
    if runtime.exists():
        browser_component("reconnect")(key="reconnect", on_back_change=_do_nothing)


def _do_nothing() -> None:
    """The run itself is what is wanted."""
