"""What is asked of a picture of a chart, beside the filters: theme, width, scale, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from indicators.charts.theme import ColourScheme
from indicators.i18n.letters import find_nearest
from indicators.query import FILTER_NAMES, Catalogue
from indicators.web.api.query_string import ApiQuery, RenamedIds, WholeNumber, read_query
from indicators.web.http_messages import Refusal, RequestFault, quote_input
from indicators.web.site_links import (
    SCALE_PARAMETER,
    SERIES_PARAMETER,
    THEME_PARAMETER,
    WIDTH_PARAMETER,
    WORDS_PARAMETER,
)

THEMES: Final = get_args(ColourScheme)
#: A page that takes the theme of its reader has one more.
ANY_THEME: Final = "auto"


WIDTH: Final = WholeNumber(WIDTH_PARAMETER, 320, 2400, 720, "Width of the picture in pixels.")
SCALE: Final = WholeNumber(SCALE_PARAMETER, 1, 3, 1, "How many times as large the picture is drawn.")
#: What says among which charts one is looked for, and in which language.
CHART_PARAMETERS: Final = (*FILTER_NAMES, SERIES_PARAMETER, "lang")
#: Which words stand around the plot of a picture: all that a page says of it, or none.
WORDS: Final = ("all", "none")


@dataclass(frozen=True, slots=True)
class ChartQuery:
    """Which figures a chart is looked for in and the language of its words, and how it is drawn."""

    asked: ApiQuery
    theme: str = THEMES[0]
    width: int = WIDTH.default
    scale: int = SCALE.default
    words: str = WORDS[0]


def read_chart_query(
    request: Request,
    catalogue: Catalogue,
    numbers: Sequence[WholeNumber] = (WIDTH, SCALE),
    themes: Sequence[str] = THEMES,
) -> ChartQuery:
    """The query of a request for a picture. Raises Refusal with every fault, RenamedIds for ids of old."""
    given = dict(parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True))
    faults: list[RequestFault] = []
    own = {number.name: number.read(given, faults) for number in numbers}
    theme = _read_choice(given, THEME_PARAMETER, themes, faults)
    words = _read_choice(given, WORDS_PARAMETER, WORDS, faults) if numbers else WORDS[0]
    looks = (THEME_PARAMETER, *own, *((WORDS_PARAMETER,) if numbers else ()))
    known = (*CHART_PARAMETERS, *looks)
    try:
        asked = read_query(request, catalogue, known=known)
    except Refusal as refusal:
        raise Refusal(refusal.status, [*refusal.faults, *faults]) from None
    except RenamedIds as renamed:
        if faults:
            raise Refusal(400, faults) from None
        mine = [(name, value) for name, value in given.items() if name in looks]
        raise RenamedIds("&".join(filter(None, (renamed.query, urlencode(mine))))) from None
    if faults:
        raise Refusal(400, faults)
    return ChartQuery(
        asked, theme, own.get(WIDTH.name, WIDTH.default), own.get(SCALE.name, SCALE.default), words
    )


def _read_choice(
    given: Mapping[str, str], name: str, values: Sequence[str], faults: list[RequestFault]
) -> str:
    """One of some values, the first where none is asked; a fault is added where it is none of them."""
    value = given.get(name, values[0])
    if value not in values:
        close = find_nearest(value, values) or values[0]
        message = f"expected {name}={' or '.join(values)}; found {quote_input(value)}"
        faults.append(RequestFault(message, name, close))
    return value
