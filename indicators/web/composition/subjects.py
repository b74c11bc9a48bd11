"""Pages about one subject: a region, a sector, a plan, a topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from indicators import text
from indicators.charts import chart_cache
from indicators.i18n import Language, join_sentences, load_messages
from indicators.model.code_lists import REGION_KINDS, STATUSES
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import Catalogue, DrawnRows, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.web.brief_formats import available_brief_formats
from indicators.web.composition.blocks import (
    Block,
    Cards,
    Document,
    Download,
    FigureTable,
    Heading,
    Link,
    Links,
    Paragraph,
    SubjectChoice,
    TakeAlong,
    Target,
    Targets,
)
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.figures import describe_figure
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.headlines import choose_headlines
from indicators.web.composition.notices import compose_partial_notice
from indicators.web.composition.other_regions import compose_other_regions
from indicators.web.composition.sections import compose_charts, compose_topics
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from indicators.web.composition.view import Addresses, View
from indicators.web.site_links import selection_pairs

#: More regions than this are counted, not named.
_MAX_NAMED_REGIONS: Final = 40
#: Figures that a profile shows first.
MAX_HEADLINES: Final = 4


def find_subject(view: View) -> tuple[str, str]:
    """The dimension that the page is about one id of, and the id: the first chosen, else the one with most figures.

    The id is empty where none is chosen and the page lists them all.
    """
    page = PAGES_BY_SLUG[view.page]
    dimension = page.subject
    if dimension is None:
        raise LookupError(f"the page {view.page} is about no one subject")
    asked: tuple[str, ...] = getattr(view.selection, dimension)
    if page.lists and not asked:
        return dimension, ""
    counts = view.catalogue.facets(view.selection.without(dimension))[dimension]
    return dimension, asked[0] if asked else max(counts, key=lambda id: counts[id])


def compose_subject_choice(view: View) -> SubjectChoice:
    """The subjects that the page can be about under the filters."""
    dimension, chosen = find_subject(view)
    others = PageChoices(view.selection.without(dimension), view.choices.language)
    find_links = (
        _make_subject_links if others.selection.q else _keep_subject_links
    )  # nothing of a search is kept
    found = find_links(view.catalogue, others, view.language, view.page, view.addresses)
    links = tuple((id, link) for id, link in found if link.count or id == chosen)
    every = None
    if PAGES_BY_SLUG[view.page].lists:
        every = Link(
            view.say("All indicators"), view.address_of(view.page, view.selection.without(dimension))
        )
    return SubjectChoice(dimension, chosen, links, every)


def _make_subject_links(
    catalogue: Catalogue, others: PageChoices, language: Language, slug: str, addresses: Addresses
) -> tuple[tuple[str, Link], ...]:
    """All that a page can be about beside `others`, by id: hundreds of links, the same whichever of them is chosen."""
    view = View(catalogue, others, load_messages(language), slug, addresses)
    dimension = find_subject(view)[0]
    label_of = DIMENSIONS_BY_ID[dimension].label_of
    counts = catalogue.facets(others.selection)[dimension]
    return tuple(
        (id, _subject_link(view, dimension, id, label_of(id, view.dataset, view.say), n))
        for id, n in counts.items()
    )


_keep_subject_links = cached_on_owner(maxsize=64)(_make_subject_links)


def _subject_link(view: View, dimension: str, id: str, label: str, count: int | None = None) -> Link:
    chosen: dict[str, Any] = {dimension: (id,)}
    return Link(label, view.address_of(view.page, view.selection, **chosen), count)


def compose_subject(view: View) -> Document:
    """A page about one region, sector, plan or topic."""
    dimension, id = find_subject(view)
    chosen: dict[str, Any] = {dimension: (id,)}
    selection = replace(view.selection, **chosen)
    shown = view.catalogue.rows_to_draw(selection)
    label = DIMENSIONS_BY_ID[dimension].label_of(id, view.dataset, view.say)
    lead = _LEADS[dimension](view, id, selection)
    choice, chips = compose_subject_choice(view), tuple(compose_choices(view))
    if shown.rows.empty:
        return Document(label, lead, (choice, *chips), is_empty=True)
    body = _compose_body(view, dimension, id, selection, shown)
    return Document(
        label, lead, (choice, Download(selection), *chips, _compose_take_along(view, dimension, id), *body)
    )


def _compose_take_along(view: View, dimension: str, id: str) -> TakeAlong:
    """The page as a file, with the filters that are chosen; its subject is named first."""
    others = selection_pairs(view.selection.without(dimension), view.language)
    query = urlencode([(dimension, id), *others], safe=",")
    return TakeAlong(
        tuple(Link(form.label, f"/api/v1/brief.{form.id}?{query}") for form in available_brief_formats())
    )


def _compose_body(
    view: View, dimension: str, id: str, selection: Selection, shown: DrawnRows
) -> Iterator[Block]:
    yield from compose_partial_notice(view, shown)
    leave_out = _SAID_BY_TITLE[dimension] if not (dimension == "region" and selection.within) else frozenset()
    yield from _LINKS[dimension](view, id)
    headlines = choose_headlines(view.catalogue, selection, MAX_HEADLINES)
    yield Cards(tuple(describe_figure(view, row, leave_out) for row in headlines))
    if dimension == "plan":
        yield from _compose_targets(view, view.catalogue.records(shown.rows))
        yield from _compose_since_earlier_plans(view, id)
    yield from compose_topics(view, selection, dimension, leave_out)
    if dimension == "region":
        yield from compose_other_regions(view, id)
    yield from compose_folded_table(view, shown, leave_out)


def compose_folded_table(view: View, shown: DrawnRows, leave_out: frozenset[str]) -> Iterator[Block]:
    """The table that closes a page whose figures all stand above."""
    yield Heading(view.say("All figures of this page"), "figures")
    label = view.say.plural("Table of {n} figure", "Table of {n} figures", len(shown.rows))
    yield FigureTable(shown.rows, f"{view.page}_table", leave_out, label)


# What the page says of its subject.


def _describe_region(view: View, id: str, selection: Selection) -> str:
    """One sentence: what kind of region, its code, how many figures."""
    record, say = view.dataset.regions[id], view.say
    kind = say(REGION_KINDS[record.kind].label)
    known = say("{kind}, code {code}", kind=kind, code=record.code) if record.code else kind
    subject = Selection(region=(id,), within=view.selection.within)
    return f"{known} · {_describe_count(view, view.catalogue.count(selection), subject)}"


def _describe_count(view: View, n: int, subject: Selection) -> str:
    """How many figures of the subject there are, and how many of them fit the filters."""
    say, total = view.say, view.catalogue.count(replace(subject, implied=view.selection.implied))
    if n == total:
        return say.plural("{n} figure in our sources", "{n} figures in our sources", n)
    return say.plural(
        "{fit} of {n} figure in our sources", "{fit} of {n} figures in our sources", total, fit=n
    )


def _describe_sector(view: View, id: str, selection: Selection) -> str:
    """One sentence: how many figures, in which regions."""
    return _describe_regions_of(view, selection, Selection(sector=(id,)))


def _describe_topic(view: View, id: str, selection: Selection) -> str:
    """What the topic is, how many figures, in which regions."""
    description = view.dataset.topics[id].description[view.language]
    return join_sentences(
        [description, _describe_regions_of(view, selection, Selection(topic=(id,)))], view.language
    )


def _describe_regions_of(view: View, selection: Selection, subject: Selection) -> str:
    counts = view.catalogue.counts(selection, "region")
    names = [view.dataset.label_of("regions", id, view.language) for id, n in counts.items() if n]
    count = _describe_count(view, sum(counts.values()), subject)
    if not names:
        return count
    if len(names) > _MAX_NAMED_REGIONS:
        return f"{count} · {view.say.plural('{n} region', '{n} regions', len(names))}"
    return f"{count} · {text.join_list(names, view.language)}"


def _describe_plan(view: View, id: str, selection: Selection) -> str:
    """One sentence: the years, and how many outcomes, expectations and targets."""
    record, say = view.dataset.plans[id], view.say
    counts = view.catalogue.counts(selection, "status")
    parts = [
        say("{first}–{last}", first=f"{record.start:04}", last=f"{record.end:04}"),
        *(status.count(say, counts[id]) for id, status in STATUSES.items()),
    ]
    return " · ".join(parts)


_LEADS: Final[Mapping[str, Callable[[View, str, Selection], str]]] = {
    "region": _describe_region,
    "sector": _describe_sector,
    "plan": _describe_plan,
    "topic": _describe_topic,
}
#: What cards need not say again of the subject of the page.
_SAID_BY_TITLE: Final[Mapping[str, frozenset[str]]] = {
    "region": frozenset({"region"}),
    "sector": frozenset({"sector"}),
    "plan": frozenset(),
    "topic": frozenset(),
}


# Where the page leads.


def _compose_links(view: View, label: str, dimension: str, ids: Iterable[str]) -> Iterator[Block]:
    """Other subjects of this page, one click away."""
    label_of = DIMENSIONS_BY_ID[dimension].label_of
    links = tuple(_subject_link(view, dimension, id, label_of(id, view.dataset, view.say)) for id in ids)
    if links:
        yield Links(links, label)


def _compose_region_links(view: View, id: str) -> Iterator[Block]:
    regions = view.dataset.regions
    yield from _compose_links(view, view.say("Inside"), "region", regions[id].within)
    holds = [region.id for region in regions.values() if id in region.within]
    yield from _compose_links(view, view.say("Holds"), "region", holds)


def _compose_sector_links(view: View, id: str) -> Iterator[Block]:
    sectors = view.dataset.sectors
    yield from _compose_links(
        view, view.say("Part of"), "sector", [group] if (group := sectors[id].group) else []
    )
    counts = view.catalogue.facets(view.selection.without("sector"))["sector"]
    parts = [part.id for part in sectors.values() if part.group == id and counts[part.id]]
    yield from _compose_links(view, view.say("Holds"), "sector", parts)


def _compose_no_links(view: View, id: str) -> Iterator[Block]:  # noqa: ARG001
    """A plan and a topic lead to no other of their kind."""
    yield from ()


_LINKS: Final[Mapping[str, Callable[[View, str], Iterator[Block]]]] = {
    "region": _compose_region_links,
    "sector": _compose_sector_links,
    "plan": _compose_no_links,
    "topic": _compose_no_links,
}


# What a plan aimed at.


def _compose_targets(view: View, records: Iterable[Row]) -> Iterator[Block]:
    """Targets and expectations of the plan, each beside its outcome; those without one are named."""
    records = [record for record in records if record.current]
    aimed = [record for record in records if record.status != "actual"]
    if not aimed:
        return
    yield Heading(
        view.say("Targets and outcomes"),
        "targets",
        view.say("An outcome is a figure of the same series, stated for the same period or a later one."),
    )
    met: set[str] = set()
    found = []
    for row in aimed:
        outcomes = view.catalogue.outcomes(row)
        met.update(record.observation_id for record in outcomes)
        found.append(
            Target(describe_figure(view, row), tuple(_describe_outcome(view, one) for one in outcomes))
        )
    yield Targets(tuple(found))
    actual = (record.observation_id for record in records if record.status == "actual")
    if n := sum(id not in met for id in actual):
        remark = view.say.plural(
            "{n} outcome of this plan has no stated target in our sources",
            "{n} outcomes of this plan have no stated target in our sources",
            n,
        )
        yield Paragraph(remark, "meta")


def _describe_outcome(view: View, row: Row) -> str:
    figure = text.format_figure(row, view.dataset, view.say)
    return f"{figure} · {text.period_label(row, view.dataset, view.language)}"


@cached_on_owner(maxsize=64)
def _figures_across_plans(catalogue: Catalogue, selection: Selection, plan: str) -> tuple[Row, ...]:
    """The figures of the series with an outcome in the plan and one before it, up to the end of the plan."""
    first, last = catalogue.dataset.plans[plan].start, catalogue.dataset.plans[plan].end
    rows = catalogue.records(catalogue.rows_to_draw(selection).rows)
    outcomes = [row for row in rows if row.status == "actual" and row.period_end.year <= last]
    before = {row.series for row in outcomes if row.period_end.year < first}
    within = {row.series for row in outcomes if row.plan == plan}
    return tuple(row for row in outcomes if row.series in before & within)


def _compose_since_earlier_plans(view: View, plan: str) -> Iterator[Block]:
    """What the sources state both for a plan and for a time before it."""
    selection = view.catalogue.drawn(view.selection.without("plan"))
    rows = view.catalogue.rows_to_draw(selection).rows
    records = _figures_across_plans(view.catalogue, selection, plan)
    found = chart_cache.charts_of_rows(view.catalogue, rows, records, view.language)
    if found:
        note = view.say("What our sources state of this plan and of an earlier time.")
        yield Heading(view.say("Since the plans before"), "since", note)
        yield from compose_charts(view, found, "since")
