"""Addresses of the site that pages and API both write: the query string of a selection, short links, charts."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from indicators.charts.chart_cache import find_declared_chart
from indicators.charts.comparison import is_comparison
from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.query import EVERYTHING, Catalogue, Selection

#: Letter of a short link → the page it leads to, and the parameter that takes its id.
SHORT_LINKS: Final = {
    "i": ("indicators", "indicator"),
    "r": ("regions", "region"),
    "f": ("data", "figure"),
    "c": ("charts", "chart"),
}

#: Asks for CSV as Excel opens it.
BOM_QUERY: Final = "bom=1"
#: How wide a picture of a chart is, how many times as large, and in which colours.
WIDTH_PARAMETER, SCALE_PARAMETER, THEME_PARAMETER = "width", "scale", "theme"
#: Which words stand around the plot of a picture.
WORDS_PARAMETER: Final = "words"
#: Names the series that are compared.
SERIES_PARAMETER: Final = "series"


def selection_pairs(selection: Selection, language: Language) -> list[tuple[str, str]]:
    """The parameters that name `selection` and `language`, where they are not the default."""
    return selection.params() + ([("lang", language)] if language != DEFAULT_LANGUAGE else [])


def selection_query(selection: Selection, language: Language) -> str:
    """The shortest query string that asks for `selection` in `language`."""
    return urlencode(selection_pairs(selection, language), safe=",")


def chart_query(
    catalogue: Catalogue,
    id: str,
    selection: Selection,
    language: Language,
    series: tuple[str, ...] = (),
) -> str:
    """The query string that finds a chart among those of a selection, or of a comparison of `series`.

    One that the dataset declares needs neither.
    """
    if find_declared_chart(catalogue, id, language):
        return selection_query(EVERYTHING, language)
    if is_comparison(id):
        pairs = [*((SERIES_PARAMETER, name) for name in series), *selection_pairs(EVERYTHING, language)]
        return urlencode(pairs)
    return selection_query(selection, language)


def chart_file_path(id: str, extension: str, query: str) -> str:
    """Where a chart is as a file."""
    return _with_query(f"/api/v1/charts/{id}.{extension}", query)


def chart_link(id: str, query: str) -> str:
    """The address of a chart that stays."""
    return _with_query(f"/c/{id}", query)


def chart_page_path(id: str, query: str) -> str:
    """The page of a chart, as pages link to it: without a way round by its address that stays."""
    return _with_query("/charts", "&".join(filter(None, (f"chart={id}", query))))


def embed_path(id: str, query: str) -> str:
    """Where a chart is a page for the frames of other sites."""
    return _with_query(f"/embed/c/{id}", query)


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
