"""llms.txt: what is here and how to ask for it, for language models and people in a hurry.

Knows nothing of HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from indicators.api.asked import LIMIT, MOST
from indicators.export import FORMATS, VOCABULARIES
from indicators.export.documents import licence
from indicators.select import DIMENSIONS, Catalogue
from indicators.table import COLUMNS

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
- Pages for readers, by short links to quote: `/f/{example}`, `/i/<indicator>`, `/r/<region>`

Filters, each may be repeated: {filters}. `observation=` takes a figure by its id. `q=` searches names, aliases and printed words in English and Chinese. `within=1` takes a region with everything inside it. `implied=1` adds implied figures. `lang=en|zh`. `fields=a,b` chooses columns. JSON has `limit` (at most {most:,}, {limit:,} when left out), `offset`, `total` and `next`.

Example: {base}/api/v1/observations.csv?region={region}&plan={plan}

What is wrong in a question is answered with a problem (RFC 9457) whose `nearest` names the valid value.

## Columns

{columns}

## Ids

{ids}
"""


def llms(catalogue: Catalogue, base: str) -> str:
    """The whole text; `base` is the address of the site."""
    dataset, facets = catalogue.dataset, catalogue.facets()
    return _LLMS.format(
        title=dataset.about.title.en,
        description=dataset.about.description.en,
        figures=len(catalogue),
        version=dataset.version,
        licence=licence(dataset)["title"],
        base=base,
        kinds=", ".join(f".{form.extension}" for kind, form in FORMATS.items() if kind != "json"),
        example=next(iter(catalogue.figures().page(1)["observation_id"]), "id"),
        tables=", ".join(f"[{name}]({base}/api/v1/{name}.json)" for name in VOCABULARIES),
        filters=", ".join(f"`{name}`" for name in DIMENSIONS),
        columns="\n".join(f"- `{name}`: {meaning}" for name, (_, meaning) in COLUMNS.items()),
        most=MOST,
        limit=LIMIT,
        region=_most(facets["region"]),
        plan=_most(facets["plan"]),
        ids="\n".join(_listed(name, facets[name]) for name in DIMENSIONS),
    )


def _most(counts: Mapping[str, int]) -> Any:
    return max(counts, key=lambda id: counts[id], default="id")


def _listed(dimension: str, counts: Mapping[str, int]) -> str:
    return f"- {dimension}: " + ", ".join(f"{id} ({n})" for id, n in counts.items() if n)
