"""How to fetch the rows from other programs: examples that can be copied and run as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode

from indicators.export import FORMATS_OF_TABLE, VOCABULARY_TABLES
from indicators.export.package_texts import licence_record
from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.query import DIMENSION_FILTERS, Catalogue, Selection
from indicators.query.table import COLUMNS
from indicators.text import escape_commonmark
from indicators.web.api.query_string import DEFAULT_LIMIT, MAX_LIMIT
from indicators.web.http_messages import MAX_BODY_BYTES
from indicators.web.site_links import selection_query


class CodeExample(NamedTuple):
    """Code for one program; `language` is what it is written in, for colours."""

    program: str
    code: str
    language: str | None = None


_PANDAS: Final = """\
import pandas as pd

rows = pd.read_csv("{csv}")
print(rows[["indicator_name_{lang}", "period", "qualifier", "value", "low", "high", "unit"]])

# or typed, with days as days and codes as text
rows = pd.read_parquet("{parquet}", dtype_backend="pyarrow")"""

_R: Final = """\
rows <- read.csv("{csv}", na.strings = "")
rows[, c("indicator_name_{lang}", "period", "qualifier", "value", "low", "high", "unit")]"""

_EXCEL: Final = """\
let
    File = Web.Contents("{csv}"),
    Table = Csv.Document(File, [Delimiter = ",", Encoding = 65001]),
    Rows = Table.PromoteHeaders(Table)
in
    Rows"""

_DUCKDB: Final = """\
INSTALL httpfs; LOAD httpfs;
SELECT indicator_name_{lang}, period, qualifier, value, low, high, unit
FROM read_parquet('{parquet}');"""

_CURL: Final = """\
curl --fail --output rows.csv "{csv}"

# again later: sends nothing when nothing has changed
curl --fail --etag-save etag.txt --etag-compare etag.txt --output rows.csv "{csv}\""""


def code_examples(
    catalogue: Catalogue, base: str, language: Language = DEFAULT_LANGUAGE
) -> list[CodeExample]:
    """One for each program; `base` is the address of the site. They fetch the region with most figures, if any."""
    query = selection_query(Selection(region=_most_frequent(catalogue.facets()["region"])), language)
    parts = {
        "csv": f"{base}/api/v1/observations.csv?{query}",
        "parquet": f"{base}/api/v1/observations.parquet?{query}",
        "lang": language,
    }
    return [
        CodeExample("pandas", _PANDAS.format(**parts), "python"),
        CodeExample("R", _R.format(**parts), "r"),
        CodeExample("Excel (Power Query)", _EXCEL.format(**parts)),
        CodeExample("Google Sheets", f'=IMPORTDATA("{parts["csv"]}")'),
        CodeExample("DuckDB", _DUCKDB.format(**parts), "sql"),
        CodeExample("curl", _CURL.format(**parts), "bash"),
    ]


_LLMS: Final = """\
# {title}

> {description}

{figures:,} figures, version {version}. Read-only, no key. Compilation: {licence}; cite each figure's own source.

## How to read a figure

- A figure is an interval in base units: `low` and `high`; an empty end is open. "Over 1 trillion" has no `high`. Never quote `value` without its `qualifier`.
- `stated` gives the printed words, `source` and `locator` where they stand.
- Do not add, interpolate or rank figures of different periods, timings or qualifiers.

## How to ask

- [Figures]({base}/api/v1/observations.json): also {kinds}
- [One figure]({base}/api/v1/observations/{example}.json): JSON-LD and its record
- [Everything]({base}/api/v1/package.zip): tables, codebook, citation
- [Description for programs]({base}/api/v1/openapi.json), [for catalogues]({base}/api/v1/catalog.jsonld)
- Vocabularies: {tables}
- Figures of a text: `POST /api/v1/read`; whether they agree with the dataset: `POST /api/v1/factcheck`. Either takes `text/plain`, or JSON with `text`, `language=auto|en|zh` and `lang=en|zh`, at most {body:,} bytes; nothing of it is kept
- [What was added and revised]({base}/feed.atom): Atom, `lang=en|zh`
- Pages for readers, by short links to quote: `/f/{example}`, `/i/<indicator>`, `/r/<region>`

Filters, each may be repeated: {filters}. `observation=` takes a figure by its id. `q=` searches names, aliases and printed words in English and Chinese. `within=1` takes a region with everything inside it. `implied=1` adds implied figures. `from=` and `to=` take the years that a period lies in. `vintage=current` leaves out superseded statements. `lang=en|zh`. `fields=a,b` chooses columns. JSON has `limit` (at most {most:,}, {limit:,} when left out), `offset`, `total` and `next`.

Example: {base}/api/v1/observations.csv{query}

What is wrong in a question is answered with a problem (RFC 9457) whose `nearest` names the valid value.

## Columns

{columns}

## Ids

{ids}
"""


def llms_text(catalogue: Catalogue, base: str) -> str:
    """The whole text; `base` is the address of the site."""
    dataset, facets = catalogue.dataset, catalogue.facets()
    fullest = [(name, id) for name in ("region", "plan") for id in _most_frequent(facets[name])]
    return _LLMS.format(
        title=escape_commonmark(dataset.about.title.en),
        description=escape_commonmark(dataset.about.description.en),
        figures=len(catalogue),
        version=dataset.version,
        licence=escape_commonmark(licence_record(dataset)["title"]),
        base=base,
        kinds=", ".join(
            f".{form.extension}" for kind, form in FORMATS_OF_TABLE["observations"].items() if kind != "json"
        ),
        example=next(iter(catalogue.figures().page(1)["observation_id"]), "id"),
        tables=", ".join(f"[{name}]({base}/api/v1/{name}.json)" for name in VOCABULARY_TABLES),
        filters=", ".join(f"`{name}`" for name in DIMENSION_FILTERS),
        columns="\n".join(f"- `{name}`: {meaning}" for name, (_, meaning) in COLUMNS.items()),
        body=MAX_BODY_BYTES,
        most=MAX_LIMIT,
        limit=DEFAULT_LIMIT,
        query="?" + urlencode(fullest) if fullest else "",
        ids="\n".join(_ids_line(name, facets[name]) for name in DIMENSION_FILTERS),
    )


def _most_frequent(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The id with most figures; none where there is none."""
    return (max(counts, key=lambda id: counts[id]),) if counts else ()


def _ids_line(dimension: str, counts: Mapping[str, int]) -> str:
    return f"- {dimension}: " + ", ".join(f"{id} ({n})" for id, n in counts.items() if n)
