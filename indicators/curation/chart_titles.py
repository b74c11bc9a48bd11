"""Numbers in the titles of declared charts, held against the figures that the charts show.

A title may say a number of its figures, both ends of a range of them, how many figures there are, a number of
years, or one that stands in a name or definition of what is shown ("projects above ¥10 billion"). Its hedge is
that of the figure: "more than doubled" is no "doubled".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indicators.consistency.hint import CuratorHint
from indicators.i18n import TEXT_LOCALES, Language
from indicators.query import Catalogue, chart_selection
from indicators.query.table import Row
from indicators.reading import Mention, read


def find_title_hints(catalogue: Catalogue) -> Iterator[CuratorHint]:
    """A hint for every number of a title that no figure of its chart has, or has with another hedge."""
    for chart in catalogue.dataset.charts.values():
        rows = catalogue.records(catalogue.rows(catalogue.drawn(chart_selection(chart))))
        for language in (locale.id for locale in TEXT_LOCALES):
            named = _numbers_in_names(rows, catalogue, language)
            for mention in read(chart.title[language], language, stated=True).mentions:
                if reason := _describe_difference(mention, rows, named):
                    message = f"the title “{chart.title[language]}” of the chart {chart.id} says {mention.stated!r}, {reason}"
                    yield CuratorHint("title-number", message, tuple(row.observation_id for row in rows))


def _describe_difference(mention: Mention, rows: Sequence[Row], named: frozenset[float]) -> str:
    """What the figures say instead; empty where they say the number, or it counts them or names what is shown."""
    sizes = [float(abs(end)) for end in (mention.value, mention.value_high) if end is not None]
    if mention.unit.kind == "duration" or (
        mention.unit.kind in ("count", "other") and sizes[0] in (1, len(rows))
    ):
        return ""
    if set(sizes) <= named:
        return ""
    found = [[row for row in rows if _says(row, size, mention)] for size in sizes]
    if not all(found):
        return "which none of its figures is"
    hedges = {row.qualifier for row in found[0]}
    if len(sizes) == 1 and mention.qualifier not in hedges:
        return f"{mention.qualifier}, and its figure is {' or '.join(sorted(hedges))}"
    return ""


def _says(row: Row, size: float, mention: Mention) -> bool:
    """Whether a figure is of this size; three times as much is a growth of 200 percent."""
    sizes = [size, (size - 1) * 100] if mention.measure == "multiple" else [size]
    return any(abs(abs(row.plot_value) - each) <= 1e-9 * max(1.0, each) for each in sizes)


def _numbers_in_names(rows: Iterable[Row], catalogue: Catalogue, language: Language) -> frozenset[float]:
    """The sizes of numbers in the names and definitions of what is shown."""
    indicators = {row.indicator: catalogue.dataset.indicators[row.indicator] for row in rows}
    texts = [text[language] for each in indicators.values() for text in (each.name, each.definition)]
    return frozenset(
        float(abs(mention.value)) for text in texts for mention in read(text, language, stated=True).mentions
    )
