"""The texts of a data package: README.md, CODEBOOK.md and CITATION.cff.

Knows nothing of archives.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sized
from typing import Any, Final

from indicators.export.download import Download
from indicators.export.vocabularies import CODEBOOKS
from indicators.language import mark
from indicators.model import Dataset
from indicators.text import QUALIFIERS

#: id of a licence → its address and name
LICENCES: Final = {
    "CC-BY-4.0": (
        "https://creativecommons.org/licenses/by/4.0/",
        mark("Creative Commons Attribution 4.0 International"),
    ),
}

_README: Final = """\
# {title}

{description}

This package holds {rows:,} figures ({filters}) and the vocabularies that their ids stand for, as of {made}, version {version}.
{link}
## Files

{files}

`datapackage.json` describes every column for programs (Data Package 2.0), `CODEBOOK.md` for people.

## How to read a figure

- A figure is an interval: `low` and `high` are its ends in base units, an empty end is open. "Over 1 trillion" has a `low` and no `high`.
- `qualifier` says how it was hedged, `stated` gives the printed words, `source` and `locator` where they stand.
- Figures of different periods, statuses or qualifiers are not to be added or joined in a line; `timing` tells stocks from flows.
- Files are UTF-8 with commas, LF and dots for decimals; empty means missing. Columns of type `list` are joined with semicolons.
- A text that a spreadsheet would take for a formula has an apostrophe before it.

## Licence and citation

The compilation is under {licence}; how to cite it is in `CITATION.cff`. Each figure's own source is in `data/sources.csv`.
"""


def readme(rows: Sized, about: Download, sizes: Mapping[str, int]) -> str:
    """What the package holds and how to read it; `sizes` are the rows of each table."""
    filters = ", ".join(f"{name} = {value}" for name, value in about.selection.params())
    return _README.format(
        title=about.dataset.about.title.en,
        description=about.dataset.about.description.en,
        rows=len(rows),
        filters=filters or "every one",
        made=about.made.isoformat(),
        version=about.dataset.version,
        link=f"The same figures to browse: {about.link}\n" if about.link else "",
        files="\n".join(f"- `data/{name}.csv` – {count:,} rows" for name, count in sizes.items()),
        licence=licence(about.dataset)["title"],
    )


def codebook(tables: Iterable[str]) -> str:
    """Every column of every table, with its type and meaning."""
    parts = ["# Codebook\n"]
    for table in tables:
        rows = "".join(
            f"| `{n}` | {dtype} | {meaning} |\n" for n, (dtype, meaning) in CODEBOOKS[table].items()
        )
        parts.append(f"## {table}\n\n| column | type | meaning |\n|---|---|---|\n{rows}")
    hedges = "".join(f"| `{id}` | {meaning} |\n" for id, meaning in QUALIFIERS.items())
    parts.append(f"## Qualifiers\n\n| qualifier | meaning |\n|---|---|\n{hedges}")
    return "\n".join(parts)


def citation_file(about: Download) -> str:
    """CITATION.cff: how to cite the dataset. JSON texts are YAML texts."""
    dataset = about.dataset
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, cite them as below, and the source of each figure.",
        "type": "dataset",
        "title": dataset.about.title.en,
        "abstract": dataset.about.description.en,
        "authors": [{"name": curators(dataset)}],
        "version": dataset.version,
        "date-released": about.made.isoformat(),
        "license": dataset.about.licence,
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())


def curators(dataset: Dataset) -> str:
    """Whom to name as its makers."""
    return f"The curators of {dataset.about.title.en}"


def licence(dataset: Dataset) -> dict[str, str]:
    """The licence as data packages and catalogues name it."""
    id = dataset.about.licence
    path, title = LICENCES.get(id, ("", id))
    return {"name": id, "title": title} | ({"path": path} if path else {})
