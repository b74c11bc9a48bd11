"""How the words, cards, lists and maps of a page look, wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PAGE_CSS: Final = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
#: The one colour beside ink: it can be told from the ground of either theme.
ACCENT: Final = "#3476AF"
