"""How to cite a source or a figure: plain text, BibTeX, CSL-JSON.

The plain form follows the reader's language; the other two are for reference managers, in the
language of the source, or in English where the dataset has no texts in that.
"""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import quote

from indicators.i18n import Messages
from indicators.model import Dataset, Source
from indicators.query.table import Row
from indicators.text import (
    add_brackets,
    add_label,
    describe_subject,
    format_citation,
    format_figure,
    to_one_line,
)


def cite_source(source: Source, say: Messages) -> str:
    """The source as a reference list has it."""
    return format_citation(source, say)


def cite_figure(row: Row, dataset: Dataset, say: Messages) -> str:
    """One figure with its source, its id and this dataset: what a footnote needs."""
    cited = say(
        "{subject}: {figure}. {source}. In: {dataset}, {id}.",
        subject=describe_subject(row, dataset, say.language),
        figure=format_figure(row, dataset, say),
        source=format_citation(dataset.sources[row.source], say),
        dataset=dataset.about.title[say.language],
        id=row.observation_id,
    )
    return to_one_line(cited)


def cite_chart(title: str, about: str, sources: str, link: str, dataset: Dataset, say: Messages) -> str:
    """A chart with what it is `about` and its sources, as text: what stands below a copy of it."""
    cited = say(
        "{subject}. {source}. In: {dataset}, version {version}, {link}",
        subject=add_brackets(title, about, say.language),
        source=sources,
        dataset=dataset.about.title[say.language],
        version=dataset.version,
        link=link,
    )
    return to_one_line(cited)


def _figure_title(row: Row, dataset: Dataset, say: Messages) -> str:
    """The figure as the title of what is cited."""
    subject, figure = describe_subject(row, dataset, say.language), format_figure(row, dataset, say)
    return to_one_line(add_label(subject, figure, say.language))


def figure_bibtex(row: Row, dataset: Dataset, link: str, say: Messages) -> str:
    """A BibTeX entry for one figure at its permalink; the note names its source."""
    source = dataset.sources[row.source]
    fields = {
        "title": _figure_title(row, dataset, say),
        "author": "{" + _escape_tex(source.publisher[say.language]) + "}",
        "year": source.published[:4],
        "howpublished": dataset.about.title[say.language],
        "note": format_citation(source, say),
        "url": link,
    }
    return _bibtex_entry(row.observation_id, fields)


def source_bibtex(source: Source) -> str:
    """A BibTeX entry for the source; its texts are typeset as they read."""
    language = source.locale.id
    fields = {
        "title": source.title[language],
        "author": "{" + _escape_tex(source.publisher[language]) + "}",
        "year": source.published[:4],
        "month": source.published[5:7].lstrip("0"),
        "url": source.url or "",
        "urldate": source.accessed,
    }
    return _bibtex_entry(source.id, fields)


def _bibtex_entry(key: str, fields: dict[str, str]) -> str:
    lines = [
        f"  {name} = {{{_AS_IT_IS.get(name, _escape_tex)(to_one_line(value))}}}"
        for name, value in fields.items()
        if value
    ]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _escape_tex(text: str) -> str:
    """A text that is typeset as it reads; braces and backslashes, which would not be, are left out."""
    escaped = re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[\\{}]", "", text))
    return re.sub(r"([~^])", r"\\\1{}", escaped)


def _address(url: str) -> str:
    """An address that leads where it did: programs follow it as it is written, so that only braces must go."""
    return re.sub(r"[\\{}]", lambda found: quote(found[0]), url)


def _same(text: str) -> str:
    return text


#: Fields that are not typeset as text: addresses, and what is escaped already.
_AS_IT_IS: Final = {"url": _address, "author": _same}


def source_csl(source: Source) -> str:
    """A CSL-JSON record of the source, the form that Zotero and Pandoc read."""
    language = source.locale.id
    record = {
        "id": source.id,
        "type": "article-newspaper",
        "title": to_one_line(source.title[language]),
        "author": [{"literal": to_one_line(source.publisher[language])}],
        "issued": _csl_date(source.published),
        "accessed": _csl_date(source.accessed),
        "language": source.language,
    }
    if source.url:
        record["URL"] = source.url
    return json.dumps([record], ensure_ascii=False, indent=2)


def figure_csl(row: Row, dataset: Dataset, link: str, say: Messages) -> str:
    """A CSL-JSON record of one figure at its permalink; the note names its source."""
    source = dataset.sources[row.source]
    record = {
        "id": row.observation_id,
        "type": "dataset",
        "title": _figure_title(row, dataset, say),
        "author": [{"literal": to_one_line(source.publisher[say.language])}],
        "issued": _csl_date(source.published),
        "container-title": to_one_line(dataset.about.title[say.language]),
        "note": format_citation(source, say),
        "language": say.language,
        "URL": link,
    }
    return json.dumps([record], ensure_ascii=False, indent=2)


def _csl_date(text: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in text.split("-")]]}
