"""A pause in which the browser draws what it has: Streamlit's page draws in one go what comes together."""

from __future__ import annotations

import time
from typing import Final

#: Twice the time for which the page gathers what comes.
PAINT_SECONDS: Final = 0.02


def let_browser_paint() -> None:
    """Wait, without work, until the browser has begun to draw what was sent."""
    time.sleep(PAINT_SECONDS)
