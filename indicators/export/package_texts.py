"""The texts of a data package in its language: README.md, CODEBOOK.md and CITATION.cff."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sized
from typing import Any, Final

from indicators.export.codebooks import codebook_of
from indicators.export.download import Download
from indicators.i18n import DEFAULT_LANGUAGE, Language, Messages, gettext_noop, load_messages
from indicators.model import Dataset
from indicators.model.hedges import HEDGES
from indicators.text import escape_commonmark, join_list, to_one_line

#: id of a licence → its address and name
LICENCE_NAMES: Final = {
    "CC-BY-4.0": (
        "https://creativecommons.org/licenses/by/4.0/",
        gettext_noop("Creative Commons Attribution 4.0 International"),
    ),
}

#: Parts of the README; what stands between braces is filled in.
_HOW_TO_READ: Final = (
    gettext_noop(
        'A figure is an interval: `low` and `high` are its ends in base units, an empty end is open. "Over 1 trillion" has a `low` and no `high`.'
    ),
    gettext_noop(
        "`qualifier` says how it was hedged, `stated` gives the printed words, `source` and `locator` where they stand."
    ),
    gettext_noop(
        "Figures of different periods, statuses or qualifiers are not to be added or joined in a line; `timing` tells stocks from flows."
    ),
    gettext_noop(
        "Files are UTF-8 with commas, LF and dots for decimals; empty means missing. Columns of type `list` are joined with semicolons."
    ),
    gettext_noop("A text that a spreadsheet would take for a formula has an apostrophe before it."),
)


def readme_text(rows: Sized, about: Download, sizes: Mapping[str, int]) -> str:
    """What the package holds and how to read it; `sizes` are the rows of each table."""
    say, dataset = about.say, about.dataset
    filters = join_list((f"{name} = {value}" for name, value in about.selection.params()), about.language)
    held = say(
        "This package holds {figures} ({filters}) and the vocabularies that their ids stand for, as of {made}, version {version}.",
        figures=say.plural("{n} figure", "{n} figures", len(rows)),
        filters=escape_commonmark(filters) or say("every one"),
        made=about.made.isoformat(),
        version=dataset.version,
    )
    # Signs that are markup, in the form that addresses have for them.
    address = about.link.replace("_", "%5F").replace("~", "%7E")
    link = say("The same figures to browse: {link}", link=address) + "\n" if address else ""
    described = say(
        "`datapackage.json` describes every column for programs (Data Package 2.0), `CODEBOOK.md` for people."
    )
    title = licence_record(dataset)["title"]
    terms = say(
        "The compilation is under {licence}; how to cite it is in `CITATION.cff`. Each figure's own source is in `data/sources.csv`.",
        licence=escape_commonmark(say(title)),
    )
    files, reading, citing = say("Files"), say("How to read a figure"), say("Licence and citation")
    return "\n".join(
        (
            f"# {escape_commonmark(about.title)}\n",
            f"{escape_commonmark(dataset.about.description[about.language])}\n",
            f"{held}\n{link}",
            f"## {files}\n",
            *(_file_line(name, count, say) for name, count in sizes.items()),
            f"\n{described}\n",
            f"## {reading}\n",
            *(f"- {say(rule)}" for rule in _HOW_TO_READ),
            f"\n## {citing}\n",
            f"{terms}\n",
        )
    )


def _file_line(table: str, rows: int, say: Messages) -> str:
    return f"- `data/{table}.csv` – " + say.plural("{n} row", "{n} rows", rows)


def codebook_text(tables: Iterable[str], language: Language) -> str:
    """Every column of every table, with its type and meaning."""
    say = load_messages(language)
    title, qualifiers = say("Codebook"), say("Qualifiers")
    column, kind, meaning = say("column"), say("type"), say("meaning")
    parts = [f"# {title}\n"]
    for table in tables:
        rows = "".join(
            f"| `{n}` | {dtype} | {note} |\n" for n, (dtype, note) in codebook_of(table, language).items()
        )
        parts.append(f"## {table}\n\n| {column} | {kind} | {meaning} |\n|---|---|---|\n{rows}")
    hedges = "".join(f"| `{id}` | {say(hedge.meaning)} |\n" for id, hedge in HEDGES.items())
    parts.append(f"## {qualifiers}\n\n| qualifier | {meaning} |\n|---|---|\n{hedges}")
    return "\n".join(parts)


def citation_text(about: Download) -> str:
    """CITATION.cff: how to cite the dataset. JSON texts are YAML texts."""
    dataset, say = about.dataset, about.say
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": say("If you use these data, cite them as below, and the source of each figure."),
        "type": "dataset",
        "title": about.title,
        "abstract": to_one_line(dataset.about.description[about.language]),
        "authors": [{"name": curators_name(dataset, about.language)}],
        "version": dataset.version,
        "date-released": about.made.isoformat(),
        "license": to_one_line(dataset.about.licence),
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())


def curators_name(dataset: Dataset, language: Language = DEFAULT_LANGUAGE) -> str:
    """Whom to name as its makers."""
    say = load_messages(language)
    return say("The curators of {dataset}", dataset=to_one_line(dataset.about.title[language]))


def licence_record(dataset: Dataset) -> dict[str, str]:
    """The licence as data packages and catalogues name it."""
    id = dataset.about.licence
    path, title = LICENCE_NAMES.get(id, ("", to_one_line(id)))
    return {"name": id, "title": title} | ({"path": path} if path else {})
