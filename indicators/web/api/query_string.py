"""What a request asks for: its query string, read strictly, with every fault at once.

Filters are the parameters of the pages, read by `query`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from indicators.charts.comparison import MAX_SERIES
from indicators.errors import YearOutOfRange
from indicators.export import CODEBOOKS, FileFormat
from indicators.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language, find_language
from indicators.i18n.letters import find_nearest
from indicators.query import (
    EVERYTHING,
    FILTER_NAMES,
    MAX_NAMED_FIGURES,
    MAX_QUERY_LENGTH,
    OTHER_FILTERS,
    Catalogue,
    Selection,
)
from indicators.web.http_messages import Refusal, RequestFault, nearest_hint, quote_input
from indicators.web.site_links import SERIES_PARAMETER, selection_pairs

#: Longest query string that is read.
MAX_QUERY_STRING_LENGTH: Final = 7_500
#: Records on one page of JSON, when nothing is asked for and at most.
DEFAULT_LIMIT, MAX_LIMIT = 1_000, 10_000

TEXT_PARAMETERS: Final = ("lang", "fields")
#: Whether CSV begins with a byte order mark.
BOM_PARAMETER: Final = "bom"
PAGING_PARAMETERS: Final = ("limit", "offset")
_SINGLE_PARAMETERS: Final = (
    *(each.id for each in OTHER_FILTERS if not each.is_repeated),
    *TEXT_PARAMETERS,
    BOM_PARAMETER,
    *PAGING_PARAMETERS,
)
_EXPECTED_TEXTS: Final = {each.id: each.expected for each in OTHER_FILTERS}

QueryPairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ApiQuery:
    """Which rows and columns are wanted, in which language, and which part of them."""

    selection: Selection = EVERYTHING
    language: Language = DEFAULT_LANGUAGE
    fields: tuple[str, ...] = ()
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    bom: bool = False
    series: tuple[str, ...] = ()
    """Those compared in a chart."""

    @property
    def part(self) -> tuple[int, ...]:
        """Which page of the rows it is, where it is not the first as it comes."""
        return () if (self.limit, self.offset) == (DEFAULT_LIMIT, 0) else (self.limit, self.offset)

    def query(self, offset: int | None = None) -> str:
        """The shortest query string that asks for the same, or for the page at another `offset`."""
        pairs = [(SERIES_PARAMETER, name) for name in self.series]
        pairs += selection_pairs(self.selection, self.language)
        pairs += [("fields", ",".join(self.fields))] if self.fields else []
        pairs += [(BOM_PARAMETER, "1")] if self.bom else []
        pairs += [("limit", str(self.limit))] if self.limit != DEFAULT_LIMIT else []
        start = self.offset if offset is None else offset
        return urlencode(pairs + ([("offset", str(start))] if start else []), safe=",")


class RenamedIds(Exception):
    """The request uses ids of old; `query` asks for the same with those of today."""

    def __init__(self, query: str) -> None:
        self.query = query
        super().__init__(query)


def read_query(
    request: Request, catalogue: Catalogue, table: str = "observations", *, known: Sequence[str] = ()
) -> ApiQuery:
    """The query of `request`, in which the parameters `known` may stand.

    Raises Refusal with every fault, Renamed when an id has another name today.
    """
    pairs = query_pairs(request)
    parsed = catalogue.parse([(name, value) for name, value in pairs if name in FILTER_NAMES])
    faults = [*_unknown_parameters(pairs, known), *_repeated_parameters(pairs)]
    for unknown in parsed.unknown:
        expected = _EXPECTED_TEXTS.get(unknown.kind)
        if isinstance(unknown, YearOutOfRange):
            expected = unknown.expected
        if expected:
            sentence = f"expected {expected}; found {quote_input(unknown.id)}"
        else:
            sentence = f"there is no {unknown.kind} {quote_input(unknown.id)}{nearest_hint(unknown.nearest)}"
        faults.append(RequestFault(sentence, unknown.kind, unknown.nearest))
    given = dict(pairs)
    if (named := len({value for name, value in pairs if name == "observation"})) > MAX_NAMED_FIGURES:
        message = f"observation names at most {MAX_NAMED_FIGURES} figures; found {named}"
        faults.append(RequestFault(message, "observation"))
    if len(given.get("q", "")) > MAX_QUERY_LENGTH:
        faults.append(
            RequestFault(f"q holds at most {MAX_QUERY_LENGTH} characters; found {len(given['q']):,}", "q")
        )
    language, fields = read_language(given, faults), _read_fields(given, table, faults)
    bom = _read_bom(given, faults)
    limit, offset = LIMIT.read(given, faults), OFFSET.read(given, faults)
    compared = list(dict.fromkeys(value for name, value in pairs if name == SERIES_PARAMETER))
    series = _read_series(compared if SERIES_PARAMETER in known else [], catalogue, faults)
    if faults:
        raise Refusal(400, faults)
    asked = ApiQuery(parsed.selection, language, fields, limit, offset, bom, series)
    if parsed.renamed or list(series) != compared:
        raise RenamedIds(asked.query())
    return asked


def _read_series(names: Sequence[str], catalogue: Catalogue, faults: list[RequestFault]) -> tuple[str, ...]:
    """The series that are compared, by the names that they have today."""
    if len(names) > MAX_SERIES:
        message = f"series names at most {MAX_SERIES} series; found {len(names)}"
        faults.append(RequestFault(message, SERIES_PARAMETER))
        return ()
    found = {name: catalogue.series.name_of_today(name) for name in names}
    for name in (name for name in names if not found[name]):
        close = catalogue.series.find_nearest(name[:MAX_QUERY_LENGTH])
        message = f"there is no series {quote_input(name)}{nearest_hint(close)}"
        faults.append(RequestFault(message, SERIES_PARAMETER, close))
    return tuple(found.values())


def query_pairs(request: Request) -> QueryPairs:
    """The parameters of a request as they are written. Raises Refusal where they are too many."""
    query = request.scope["query_string"]
    if len(query) > MAX_QUERY_STRING_LENGTH:
        message = (
            f"the query string holds at most {MAX_QUERY_STRING_LENGTH:,} characters; found {len(query):,}"
        )
        raise Refusal(414, [RequestFault(message)])
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="replace")


def _unknown_parameters(pairs: QueryPairs, known: Sequence[str]) -> Iterable[RequestFault]:
    for name in dict.fromkeys(name for name, _ in pairs):
        if name in known:
            continue
        if name in PAGING_PARAMETERS:
            yield RequestFault(f"{name} goes with .json only: other files hold every row", name)
            continue
        close = find_nearest(name, known)
        yield RequestFault(
            f"there is no parameter {quote_input(name)}{nearest_hint(close)}", name[:MAX_QUERY_LENGTH], close
        )


def _repeated_parameters(pairs: QueryPairs) -> Iterable[RequestFault]:
    counts = Counter(name for name, _ in pairs)
    for name in _SINGLE_PARAMETERS:
        if counts[name] > 1:
            yield RequestFault(f"{name} is given {counts[name]} times; give it once", name)


def read_language(given: dict[str, str], faults: list[RequestFault]) -> Language:
    """The language of the answer among the parameters given; the default, with a fault added, where it is none."""
    asked = given.get("lang", DEFAULT_LANGUAGE)
    if language := find_language(asked):
        return language
    message = f"expected lang={' or '.join(LANGUAGES)}; found {quote_input(asked)}"
    faults.append(RequestFault(message, "lang", DEFAULT_LANGUAGE))
    return DEFAULT_LANGUAGE


def _read_bom(given: dict[str, str], faults: list[RequestFault]) -> bool:
    asked = given.get(BOM_PARAMETER, "0")
    if asked not in ("0", "1"):
        message = f"expected bom=1 or nothing; found {quote_input(asked)}"
        faults.append(RequestFault(message, BOM_PARAMETER, "1"))
    return asked == "1"


def _read_fields(given: dict[str, str], table: str, faults: list[RequestFault]) -> tuple[str, ...]:
    valid = CODEBOOKS.get(table, CODEBOOKS["observations"])  # a package has no columns of its own
    asked = dict.fromkeys(given["fields"].split(",")) if "fields" in given else ()
    for name in asked:
        if name not in valid:
            close = find_nearest(name, valid)
            faults.append(
                RequestFault(f"there is no field {quote_input(name)}{nearest_hint(close)}", "fields", close)
            )
    return tuple(asked)


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A parameter that is a whole number."""

    name: str
    least: int
    most: int
    default: int
    meaning: str

    @property
    def schema(self) -> dict[str, object]:
        """Its JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most, "default": self.default}

    def read(self, given: Mapping[str, str], faults: list[RequestFault]) -> int:
        """Its value among the parameters given; the default, with a fault added, where that is none."""
        asked = given.get(self.name, str(self.default))
        if re.fullmatch(r"[0-9]{1,10}", asked) and self.least <= int(asked) <= self.most:
            return int(asked)
        whole = re.fullmatch(r"-?[0-9]{1,20}", asked)
        close = min(max(int(asked), self.least), self.most) if whole else self.default
        message = f"expected a whole number from {self.least:,} to {self.most:,} as {self.name}; found {quote_input(asked)}"
        faults.append(RequestFault(message, self.name, str(close)))
        return self.default


LIMIT: Final = WholeNumber("limit", 1, MAX_LIMIT, DEFAULT_LIMIT, "Records on one page.")
OFFSET: Final = WholeNumber("offset", 0, 10**9, 0, "Records to leave out before the page.")


#: Parameters of every table, and those of its JSON.
TABLE_PARAMETERS: Final = (*FILTER_NAMES, *TEXT_PARAMETERS)


def file_parameters(form: FileFormat) -> tuple[str, ...]:
    """The parameters that a file of `form` takes."""
    return (
        *(name for name in TABLE_PARAMETERS if name != "fields" or form.has_fields),
        *((BOM_PARAMETER,) if form.takes_bom else ()),
        *(PAGING_PARAMETERS if form.is_paged else ()),
    )
