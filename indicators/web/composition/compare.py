"""The page of comparisons: series beside each other, and whether they can be compared at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from indicators import text
from indicators.charts.comparison import MAX_SERIES
from indicators.charts.comparison_cache import best_axes, charts_of_series, comparability_of
from indicators.i18n import Language, gettext_noop, quote
from indicators.model.labels import distinct_labels
from indicators.query import EVERYTHING, Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.series_index import series_names
from indicators.web.composition.blocks import (
    Block,
    ChartBlock,
    Columns,
    Comparability,
    Document,
    Download,
    FigureTable,
    Heading,
    Index,
    Link,
    Paragraph,
    SeriesChoice,
    ViewChoice,
)
from indicators.web.composition.choices import VIEW_VALUES
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.view import View

#: Indicators to begin with; series that are offered for the words of a search; series of one indicator looked at.
_MAX_SUGGESTIONS: Final = 60
_MAX_FOUND: Final = 24
_MAX_LOOKED_AT: Final = 600
_AXES_LABELS: Final = {
    "own": gettext_noop("Own axes"),
    "shared": gettext_noop("One axis"),
    "index": gettext_noop("Index, base = 100"),
}
_SENTENCES: Final = {
    "yes": gettext_noop("These can be compared."),
    "with-care": gettext_noop("These can be compared with care."),
    "no": gettext_noop("These cannot be compared."),
}


def compose_compare(view: View) -> Document:
    """The series of the address side by side; without any, where to begin and an example."""
    title = view.say("Compare")
    lead = view.say("Up to six series side by side, and a plain answer to whether they can be compared.")
    series = view.choices.series
    head: tuple[Block, ...] = (*compose_choices(view), *_compose_choice(view, series))
    if not series and not view.catalogue.count(view.selection):
        return Document(title, lead, head, is_empty=True)
    body = _compose_comparison(view, series) if series else _compose_beginning(view)
    return Document(title, lead, (*head, *body))


# What to compare.


def _compose_choice(view: View, series: tuple[str, ...]) -> Iterator[Block]:
    """The series that are compared and those the filters leave; those of the words of a search a click away."""
    rows = view.catalogue.rows_to_draw(view.catalogue.drawn(view.selection)).rows
    offered = dict.fromkeys([*series, *series_names(rows[rows["basis"] == "stated"])])
    labels = distinct_labels({name: series_label(view, name) for name in offered}, view.language)
    chosen = tuple(
        (name, Link(labels[name], view.address_with(series=tuple(one for one in series if one != name))))
        for name in series
    )
    yield SeriesChoice(chosen, tuple(labels.items()), MAX_SERIES)
    if view.selection.q and len(series) < MAX_SERIES:
        found = tuple(
            Link(labels[name], view.address_with(series=(*series, name)))
            for name in offered
            if name not in series
        )
        if found:
            words = quote(view.selection.q, view.language)
            yield Index(found[:_MAX_FOUND], view.say("Add a series of {words}", words=words))


def series_label(view: View, series: str) -> str:
    """A series as people say it: region, indicator, sector, counterpart."""
    return _series_label(view.catalogue, series, view.language)


@cached_on_owner(maxsize=4096)
def _series_label(catalogue: Catalogue, series: str, language: Language) -> str:
    return text.describe_subject(
        catalogue.series.subject_of(series), catalogue.dataset, language, frozenset({"period"})
    )


# What comes of it.


def _compose_comparison(view: View, series: tuple[str, ...]) -> Iterator[Block]:
    asked, auto = view.choices.view("axes"), VIEW_VALUES["axes"][0]
    mode = best_axes(view.catalogue, series, view.language) if asked == auto else asked
    yield _compose_answer(view, series)
    links = tuple(
        (id, Link(view.say(label), view.address_with(views=view.choices.with_view("axes", id).views)))
        for id, label in _AXES_LABELS.items()
    )
    yield ViewChoice("axes", view.say("Axes"), links, mode)
    yield from _compose_charts(view, series, mode)
    rows = view.catalogue.rows_of_series(series)
    yield Download(view.select_figures(rows["observation_id"], view.selection))
    yield FigureTable(rows, "compare_table")


def _compose_answer(view: View, series: tuple[str, ...]) -> Comparability:
    """One plain sentence, and the reasons."""
    answer = comparability_of(view.catalogue, series, view.language)
    return Comparability(answer.kind, view.say(_SENTENCES[answer.kind]), tuple(answer.reasons))


def _compose_charts(view: View, series: tuple[str, ...], mode: str) -> Iterator[Block]:
    """The series as small multiples; an axis or index that would mislead is not drawn."""
    found = charts_of_series(view.catalogue, series, view.language, mode)
    blocks = tuple(ChartBlock(chart, f"compare_{mode}", series=series) for chart in found)
    if not blocks:
        yield Paragraph(view.say("No chart shows this honestly; read the figures in the table."), "notice")
    elif len(blocks) == 1:
        yield from blocks
    else:
        yield Columns((blocks[::2], blocks[1::2]))


# Where to begin.


def _compose_beginning(view: View) -> Iterator[Block]:
    """Indicators with several series, and one of them over several regions as an example."""
    offered = _suggest_series(view.catalogue)
    if not offered:
        return
    yield Heading(
        view.say("Where to begin"), "begin", view.say("Indicators with several series, and how many.")
    )
    yield Index(tuple(_link_to(view, indicator, names) for indicator, names in offered.items()))
    example = max(offered.values(), key=lambda names: len(_regions_of(view.catalogue, names)))
    indicators = dict.fromkeys(view.catalogue.series.subject_of(name).indicator for name in example)
    names = text.join_list(
        [text.record_label(view.dataset, "indicators", id, view.language) for id in indicators], view.language
    )
    yield Heading(text.add_label(view.say("An example"), names, view.language), "example")
    yield _compose_answer(view, example)
    yield from _compose_charts(view, example, best_axes(view.catalogue, example, view.language))
    yield FigureTable(view.catalogue.rows_of_series(example), "compare_table")


def _link_to(view: View, indicator: str, names: tuple[str, ...]) -> Link:
    label = view.dataset.label_of("indicators", indicator, view.language)
    n = view.catalogue.series.counts_by_indicator[indicator]
    return Link(label, view.address_of("compare", EVERYTHING, series=names), n)


@cached_on_owner(maxsize=16)
def _suggest_series(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Indicators with several series → the first of these, of as many regions as there are."""
    several = [id for id, n in catalogue.series.counts_by_indicator.items() if n > 1][:_MAX_SUGGESTIONS]
    return {
        id: _spread_over_regions(catalogue, catalogue.series.names_of_indicator(id, _MAX_LOOKED_AT))
        for id in several
    }


def _spread_over_regions(catalogue: Catalogue, names: Iterable[str]) -> tuple[str, ...]:
    """As many series as can be told apart: the first of each region, then the second, and on."""
    turns: dict[str, int] = {}
    order = []
    for name in names:
        region = catalogue.series.subject_of(name).region
        turns[region] = turns.get(region, -1) + 1
        order.append((turns[region], name))
    return tuple(name for _, name in sorted(order, key=lambda each: each[0])[:MAX_SERIES])


def _regions_of(catalogue: Catalogue, names: Iterable[str]) -> set[str]:
    return {catalogue.series.subject_of(name).region for name in names}
