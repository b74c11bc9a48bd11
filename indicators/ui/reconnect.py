"""What makes an open page go on after its connection was lost, whichever replica answers then.

The script is `assets/reconnect.js`. Everything a reader has chosen is in the address, so a new
session begins where the old one ended.
"""

from __future__ import annotations

from streamlit import runtime

from indicators.ui.components import component


def watch() -> None:
    """Run the page again when its connection comes back."""
    if runtime.exists():
        component("reconnect")(key="reconnect", on_back_change=_nothing)


def _nothing() -> None:
    """The run itself is what is wanted."""
