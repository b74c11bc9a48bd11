"""What is wanted of a dataset, and the rows and counts that answer it.

Pages, API and command line ask here, never a table they hold, so that the engine behind can
change: a `selection` becomes `conditions`, and the `catalogue` has them answered. Knows nothing of
widgets, HTTP or languages.
"""

from __future__ import annotations

from indicators.select.catalogue import DRAWN, Catalogue, Figures, Shown
from indicators.select.selection import (
    DIMENSIONS,
    EVERYTHING,
    MAX_FIGURES,
    MAX_QUERY,
    PARAMETERS,
    SWITCHES,
    Parsed,
    Selection,
    parse,
    selection_of,
)

__all__ = [
    "DIMENSIONS",
    "DRAWN",
    "EVERYTHING",
    "MAX_FIGURES",
    "MAX_QUERY",
    "PARAMETERS",
    "SWITCHES",
    "Catalogue",
    "Figures",
    "Parsed",
    "Selection",
    "Shown",
    "parse",
    "selection_of",
]
