"""What was added and revised, source by source, and which edition it is, as an Atom feed.

Dates are those of the data, never the clock's: an entry is as new as the day its source was published, or read
where that was later, so that the same dataset is always the same feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID, uuid5

from markupsafe import Markup

import indicators
from indicators.export.package_texts import curators_name, licence_record
from indicators.i18n import LANGUAGES, Messages, locale_of
from indicators.model import Source
from indicators.query import Catalogue, Selection
from indicators.query.table import Row
from indicators.text import add_label, describe_subject, format_citation, format_figure
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.text.vintages import describe_other_statements

FEED_PATH: Final = "/feed.atom"
FEED_MIME: Final = "application/atom+xml; charset=utf-8"
#: Entries of a feed, and figures that one lists.
MAX_ENTRIES, MAX_LISTED_FIGURES = 100, 50
#: By which ids are made of those of sources and editions: an entry is the same wherever it is served.
_NAMESPACE: Final = UUID("6a3c55a6-6c1e-4d0e-9a55-0d9d0a3f1c7e")
#: A day as dates have it that name the month or the year alone.
_FIRST_DAY: Final = "0000-01-01"

_FEED: Final = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">
<title>{title}</title>
<subtitle>{subtitle}</subtitle>
<id>{id}</id>
<updated>{updated}</updated>
<author><name>{author}</name></author>
<rights>{rights}</rights>
<generator version="{generator}">Regional Indicators</generator>
<link rel="self" type="application/atom+xml" href="{self}"/>
<link rel="alternate" type="text/html" hreflang="{tag}" href="{page}"/>
{others}{entries}</feed>
"""
_OTHER: Final = '<link rel="alternate" type="application/atom+xml" hreflang="{tag}" href="{address}"/>\n'
_ENTRY: Final = """\
<entry>
<title>{title}</title>
<id>{id}</id>
<published>{published}</published>
<updated>{updated}</updated>
<link rel="alternate" type="text/html" href="{link}"/>
{via}<content type="html">{content}</content>
</entry>
"""
_VIA: Final = '<link rel="via" href="{url}"/>\n'


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One addition: `day` is when, `page` the path that shows it, `url` the text itself, empty where it has none."""

    title: str
    key: str
    day: str
    page: str
    content: Markup
    url: str = ""


def feed_text(catalogue: Catalogue, say: Messages, site: str) -> str:
    """The feed in one language; `site` is the address of the site."""
    dataset = catalogue.dataset
    entries = list(islice(_entries(catalogue, say, site), MAX_ENTRIES))
    newest = max((entry.day for entry in entries), default="")
    return str(
        fill_template(
            _FEED,
            tag=say.locale.tag,
            title=say("{dataset}: what was added", dataset=dataset.about.title[say.language]),
            subtitle=dataset.about.description[say.language],
            id=_urn(f"feed/{say.language}"),
            updated=_timestamp(newest),
            author=curators_name(dataset),
            rights=licence_record(dataset)["title"],
            generator=indicators.__version__,
            self=feed_address(site, say.language),
            page=f"{site}/sources?lang={say.language}",
            others=join_html(
                fill_template(_OTHER, tag=locale_of(each).tag, address=feed_address(site, each))
                for each in LANGUAGES
                if each != say.language
            ),
            entries=join_html(_entry_xml(entry, site) for entry in entries),
        )
    )


def feed_address(site: str, language: str) -> str:
    """Where the feed of a language is."""
    return f"{site}{FEED_PATH}?lang={language}"


def _entries(catalogue: Catalogue, say: Messages, site: str) -> Iterable[FeedEntry]:
    """The edition, then every source, the latest added first."""
    sources = sorted(
        catalogue.dataset.sources.values(), key=lambda source: (_day_added(source), source.id), reverse=True
    )
    if catalogue.dataset.about.version and sources:
        yield _edition_entry(catalogue, sources, say)
    for source in sources:
        if entry := _source_entry(catalogue, source, say, site):
            yield entry


def _edition_entry(catalogue: Catalogue, sources: Sequence[Source], say: Messages) -> FeedEntry:
    dataset, n = catalogue.dataset, len(catalogue)
    cited = [fill_template("<li>{cited}</li>", cited=format_citation(source, say)) for source in sources]
    content = fill_template("<ul>{cited}</ul>", cited=join_html(cited[:MAX_LISTED_FIGURES]))
    version = str(dataset.about.version)
    title = say.plural("Edition {version}: {n} figure", "Edition {version}: {n} figures", n, version=version)
    return FeedEntry(
        title, f"edition/{version}", _day_added(sources[0]), f"/sources?lang={say.language}", content
    )


def _source_entry(catalogue: Catalogue, source: Source, say: Messages, site: str) -> FeedEntry | None:
    """What a source added; None where no figure is from it."""
    chosen = Selection(source=(source.id,))
    n = catalogue.count(chosen)
    if not n:
        return None
    rows = catalogue.records(catalogue.page(chosen, MAX_LISTED_FIGURES))
    statements = catalogue.vintages_of(rows)
    items = [_figure_item(catalogue, row, statements.get(row.observation_id, ()), say, site) for row in rows]
    more = say.plural("and {n} more figure", "and {n} more figures", n - len(rows))
    content = fill_template(
        "<p>{cited}</p><ul>{items}</ul>{more}",
        cited=format_citation(source, say),
        items=join_html(items),
        more=fill_template("<p>{more}</p>", more=more) if n > len(rows) else NOTHING,
    )
    title = say.plural(
        "{n} figure from {source}", "{n} figures from {source}", n, source=source.title[say.language]
    )
    page = f"/sources?source={source.id}&lang={say.language}"
    return FeedEntry(title, f"source/{source.id}", _day_added(source), page, content, source.url or "")


def _figure_item(
    catalogue: Catalogue, row: Row, statements: Iterable[Row], say: Messages, site: str
) -> Markup:
    """A figure with its hedge and period, and how it was stated before where this revises it."""
    dataset = catalogue.dataset
    figure = add_label(
        describe_subject(row, dataset, say.language), format_figure(row, dataset, say), say.language
    )
    before = [other for other in statements if other.vintage <= row.vintage]
    revised = describe_other_statements(row, before, dataset, say)
    return fill_template(
        '<li><a href="{link}">{figure}</a>{revised}</li>',
        link=f"{site}/f/{row.observation_id}?lang={say.language}",
        figure=figure,
        revised=f" ({'; '.join(revised)})" if revised else "",
    )


def _entry_xml(entry: FeedEntry, site: str) -> Markup:
    day = _timestamp(entry.day)
    return fill_template(
        _ENTRY,
        title=entry.title,
        id=_urn(entry.key),
        published=day,
        updated=day,
        link=site + entry.page,
        via=fill_template(_VIA, url=entry.url) if entry.url else NOTHING,
        content=str(entry.content),
    )


def _day_added(source: Source) -> str:
    """When a source could first be in the dataset: the day it was read, or published where that is later."""
    return max(_whole_day(source.accessed), _whole_day(source.published))


def _whole_day(date: str) -> str:
    return date + _FIRST_DAY[len(date) :]


def _timestamp(day: str) -> str:
    return f"{day or '1970-01-01'}T00:00:00Z"


def _urn(key: str) -> str:
    return uuid5(_NAMESPACE, key).urn
