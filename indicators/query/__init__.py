"""What is wanted of a dataset, and the rows and counts that answer it.

Pages, API and command line ask here, never a table they hold, so that the engine behind can
change: a `selection` becomes `conditions`, and the `catalogue` has them answered.
"""

from __future__ import annotations

from indicators.query.catalogue import MAX_DRAWN_ROWS, Catalogue, DrawnRows, PlacedFigures, SelectedFigures
from indicators.query.filters import MAX_NAMED_FIGURES, MAX_QUERY_LENGTH, OTHER_FILTERS
from indicators.query.selection import (
    DIMENSION_FILTERS,
    EVERYTHING,
    FILTER_FIELDS,
    FILTER_NAMES,
    ParsedSelection,
    Selection,
    chart_selection,
    filter_parameters,
    parse_selection,
)

__all__ = [
    "DIMENSION_FILTERS",
    "EVERYTHING",
    "FILTER_FIELDS",
    "FILTER_NAMES",
    "MAX_DRAWN_ROWS",
    "MAX_NAMED_FIGURES",
    "MAX_QUERY_LENGTH",
    "OTHER_FILTERS",
    "Catalogue",
    "DrawnRows",
    "ParsedSelection",
    "PlacedFigures",
    "SelectedFigures",
    "Selection",
    "chart_selection",
    "filter_parameters",
    "parse_selection",
]
