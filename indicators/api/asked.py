"""What a request asks for: its query string, read strictly, with every fault at once.

Filters are the parameters of the pages, read by `select`. Knows nothing of what is answered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from indicators.api.problems import Fault, Refusal, hint, quoted
from indicators.export import CODEBOOKS
from indicators.language import LANGUAGES
from indicators.model import Language
from indicators.nearest import nearest
from indicators.select import (
    EVERYTHING,
    MAX_FIGURES,
    MAX_QUERY,
    PARAMETERS,
    SWITCHES,
    Catalogue,
    Selection,
)

#: Longest query string that is read.
LONGEST: Final = 7_500
#: Records on one page of JSON, when nothing is asked for and at most.
LIMIT, MOST = 1_000, 10_000

TEXTS: Final = ("lang", "fields")
PAGING: Final = ("limit", "offset")
_ONCE: Final = ("q", *SWITCHES, *TEXTS, *PAGING)

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows and columns are wanted, in which language, and which part of them."""

    selection: Selection = EVERYTHING
    language: Language = "en"
    fields: tuple[str, ...] = ()
    limit: int = LIMIT
    offset: int = 0

    def query(self, offset: int | None = None) -> str:
        """The shortest query string that asks for the same, or for the page at another `offset`."""
        pairs = self.selection.params()
        pairs += [("lang", self.language)] if self.language != "en" else []
        pairs += [("fields", ",".join(self.fields))] if self.fields else []
        pairs += [("limit", str(self.limit))] if self.limit != LIMIT else []
        start = self.offset if offset is None else offset
        return urlencode(pairs + ([("offset", str(start))] if start else []), safe=",")


class Renamed(Exception):
    """The request uses ids of old; `query` asks for the same with those of today."""

    def __init__(self, query: str) -> None:
        self.query = query
        super().__init__(query)


def read(
    request: Request, catalogue: Catalogue, table: str = "observations", *, known: Sequence[str] = ()
) -> Asked:
    """The query of `request`, in which the parameters `known` may stand.

    Raises Refusal with every fault, Renamed when an id has another name today.
    """
    pairs = _pairs(request)
    parsed = catalogue.parse([(name, value) for name, value in pairs if name in PARAMETERS])
    faults = [*_unknown(pairs, known), *_repeated(pairs)]
    for unknown in parsed.unknown:
        if unknown.kind in SWITCHES:
            sentence = f"expected {unknown.kind}=1 or nothing; found {quoted(unknown.id)}"
        else:
            sentence = f"there is no {unknown.kind} {quoted(unknown.id)}{hint(unknown.nearest)}"
        faults.append(Fault(sentence, unknown.kind, unknown.nearest))
    given = dict(pairs)
    if (named := len({value for name, value in pairs if name == "observation"})) > MAX_FIGURES:
        told = f"observation names at most {MAX_FIGURES} figures; found {named}"
        faults.append(Fault(told, "observation"))
    if len(given.get("q", "")) > MAX_QUERY:
        faults.append(Fault(f"q holds at most {MAX_QUERY} characters; found {len(given['q']):,}", "q"))
    language, fields = _language(given, faults), _fields(given, table, faults)
    limit, offset = _number(given, "limit", (1, MOST), faults), _number(given, "offset", (0, 10**9), faults)
    if faults:
        raise Refusal(400, faults)
    asked = Asked(parsed.selection, language, fields, limit, offset)
    if parsed.renamed:
        raise Renamed(asked.query())
    return asked


def _pairs(request: Request) -> Pairs:
    query = request.scope["query_string"]
    if len(query) > LONGEST:
        told = f"the query string holds at most {LONGEST:,} characters; found {len(query):,}"
        raise Refusal(414, [Fault(told)])
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True, errors="replace")


def _unknown(pairs: Pairs, known: Sequence[str]) -> Iterable[Fault]:
    for name in dict.fromkeys(name for name, _ in pairs):
        if name in known:
            continue
        if name in PAGING:
            yield Fault(f"{name} goes with .json only: other files hold every row", name)
            continue
        close = nearest(name, known)
        yield Fault(f"there is no parameter {quoted(name)}{hint(close)}", name[:MAX_QUERY], close)


def _repeated(pairs: Pairs) -> Iterable[Fault]:
    counts = Counter(name for name, _ in pairs)
    for name in _ONCE:
        if counts[name] > 1:
            yield Fault(f"{name} is given {counts[name]} times; give it once", name)


def _language(given: dict[str, str], faults: list[Fault]) -> Language:
    asked = given.get("lang", "en")
    for language in LANGUAGES:
        if asked == language:
            return language
    faults.append(Fault(f"expected lang={' or '.join(LANGUAGES)}; found {quoted(asked)}", "lang", "en"))
    return "en"


def _fields(given: dict[str, str], table: str, faults: list[Fault]) -> tuple[str, ...]:
    valid = CODEBOOKS[table]
    asked = dict.fromkeys(given["fields"].split(",")) if "fields" in given else ()
    for name in asked:
        if name not in valid:
            close = nearest(name, valid)
            faults.append(Fault(f"there is no field {quoted(name)}{hint(close)}", "fields", close))
    return tuple(asked)


def _number(given: dict[str, str], name: str, between: tuple[int, int], faults: list[Fault]) -> int:
    default, (least, most) = (LIMIT if name == "limit" else 0), between
    asked = given.get(name, str(default))
    if re.fullmatch(r"[0-9]{1,10}", asked) and least <= int(asked) <= most:
        return int(asked)
    whole = re.fullmatch(r"-?[0-9]{1,20}", asked)
    close = str(min(max(int(asked), least), most) if whole else default)
    told = f"expected a whole number from {least:,} to {most:,} as {name}; found {quoted(asked)}"
    faults.append(Fault(told, name, close))
    return default


#: Parameters of every table, and those of its JSON.
EVERY_TABLE: Final = (*PARAMETERS, *TEXTS)
