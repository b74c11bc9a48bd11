"""The tools: each answers one question from a catalogue. What cannot be answered is a `ToolMistake`, one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pandas as pd

from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, find_declared_chart
from indicators.charts.png_painter import PictureUnavailable, paint_png
from indicators.charts.sheet_words import sheet_words
from indicators.charts.svg_sheet import draw_sheet
from indicators.charts.theme import PALETTES
from indicators.errors import UnknownId, YearOutOfRange
from indicators.i18n import Language, Messages, load_messages, locale_of
from indicators.i18n.letters import find_nearest
from indicators.model.hedges import HEDGES
from indicators.query import Catalogue, Selection
from indicators.query.table import Row
from indicators.text import describe_origin, describe_subject, format_figure, unit_name
from indicators.text.citations import cite_figure
from indicators.text.period_labels import base_period_label, period_label
from indicators.text.vintages import describe_other_statements
from indicators.web.http_messages import nearest_hint, quote_input
from indicators.web.mcp.answers import (
    ChartAnswer,
    CheckAnswer,
    ClaimAnswer,
    ComparisonAnswer,
    FigureAnswer,
    FigureDetails,
    FiguresAnswer,
    IndicatorAnswer,
    IndicatorsAnswer,
    OrderAnswer,
    ReadingAnswer,
)
from indicators.web.site_links import chart_link, chart_query
from indicators.web.text_answers import factcheck_answer, read_answer

#: Figures of one answer, figures that are compared, and other charts that are named.
MAX_FIGURES, MAX_COMPARED, MAX_OTHER_CHARTS = 50, 12, 20
#: Characters of a text: with what the protocol adds it fits into a request.
MAX_TEXT_LENGTH: Final = 20_000
#: What two figures must have in common to be compared → how a difference is told.
_LIKENESS: Final = {
    "indicator": "they are of different indicators",
    "measure": "they are of different measures",
    "unit": "they are in different units",
    "period": "they are for different periods",
    "timing": "they lie in their periods in different ways",
    "status": "they are of different status",
    "base_period": "they are measured against different periods",
}


class ToolMistake(Exception):
    """What was asked cannot be answered; the sentence says what is expected and names the nearest valid value."""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The tools over one catalogue, in one language of answers; `site` is the address of the pages, or empty."""

    catalogue: Catalogue
    site: str = ""
    language: Language = "en"

    @property
    def _say(self) -> Messages:
        return load_messages(self.language)

    def search_figures(
        self, filters: Mapping[str, object], limit: int = 10, offset: int = 0
    ) -> FiguresAnswer:
        """The figures that fit `filters`, by the names of the filters of the API."""
        selection = self._select(filters)
        total = self.catalogue.count(selection)
        rows = self.catalogue.page(selection, limit, offset)
        end = offset + len(rows)
        return FiguresAnswer(
            total=total,
            figures=self._figures(rows),
            next_offset=end if end < total else None,
            note=None if total else self._explain_nothing(selection),
        )

    def get_figure(self, id: str) -> FigureDetails:
        """One figure with all that is known of it."""
        row = self._find(id)
        dataset, language = self.catalogue.dataset, self.language
        statements = self.catalogue.vintages_of([row]).get(row.observation_id, ())
        return FigureDetails(
            figure=self._figure(row),
            definition=dataset.indicators[row.indicator].definition[language],
            measured_against=base_period_label(row, dataset, language) if _is_text(row.base_period) else None,
            place=describe_origin(row, self._say),
            speaker=_text_or_none(getattr(row, f"speaker_{language}", None)),
            note=_text_or_none(getattr(row, f"note_{language}", None)),
            other_statements=describe_other_statements(row, statements, dataset, self._say),
        )

    def list_indicators(
        self,
        query: str = "",
        topics: Sequence[str] = (),
        regions: Sequence[str] = (),
        limit: int = 25,
        offset: int = 0,
    ) -> IndicatorsAnswer:
        """The indicators that have figures which fit."""
        selection = self._select({"q": query, "topic": topics, "region": regions})
        counts = {id: n for id, n in self.catalogue.counts(selection, "indicator").items() if n}
        listed = list(counts)[offset : offset + limit]
        end = offset + len(listed)
        return IndicatorsAnswer(
            total=len(counts),
            indicators=[self._indicator(id, counts[id]) for id in listed],
            next_offset=end if end < len(counts) else None,
            note=None if counts else self._explain_nothing(selection),
        )

    def compare(self, ids: Sequence[str]) -> ComparisonAnswer:
        """Figures side by side, and which is larger where their bounds leave no doubt."""
        names = list(dict.fromkeys(ids))
        if not 2 <= len(names) <= MAX_COMPARED:
            raise ToolMistake(f"expected 2 to {MAX_COMPARED} different ids of figures; found {len(names)}")
        rows = [self._find(id) for id in names]
        differences = [
            f"{told}: {', '.join(dict.fromkeys(_show(getattr(row, name)) for row in rows))}"
            for name, told in _LIKENESS.items()
            if len({_show(getattr(row, name)) for row in rows}) > 1
        ]
        if any(not _is_text(row.period) for row in rows):
            differences.append("a figure without a period can be compared with none")
        pairs = [] if differences else list(combinations(rows, 2))
        return ComparisonAnswer(
            comparable=not differences,
            why_not=differences,
            figures=[self._figure(row) for row in rows],
            order=[
                OrderAnswer(first=one.observation_id, second=other.observation_id, larger=_larger(one, other))
                for one, other in pairs
            ],
        )

    def get_chart(
        self, id: str, filters: Mapping[str, object], theme: str = "light", width: int = 720
    ) -> tuple[ChartAnswer, bytes | None]:
        """A chart by its id, or the first of the figures that fit `filters`, and its picture as PNG."""
        selection = self._select(filters)
        chart, others = self._find_chart(id, selection)
        query = chart_query(self.catalogue, chart.id, selection, self.language, ())
        link = self.site + chart_link(chart.id, query)
        picture, note = self._paint(chart, link, theme, width)
        rows = chart.rows
        answer = ChartAnswer(
            id=chart.id,
            title=chart.title,
            subtitle=chart.subtitle,
            source=chart.source,
            description=chart.alt,
            figures=self._figures(rows.head(MAX_FIGURES)),
            total=len(rows),
            other_charts={other.id: other.title for other in others if other.id != chart.id},
            link=link if self.site else None,
            note=note,
        )
        return answer, picture

    def read_text(self, text: str, language: str = "auto") -> ReadingAnswer:
        """Every figure that `text` states."""
        _check_text(text)
        return ReadingAnswer(**read_answer(self.catalogue, text, language))

    def check_text(self, text: str, language: str = "auto") -> CheckAnswer:
        """Whether the figures of `text` agree with the dataset."""
        _check_text(text)
        found = factcheck_answer(self.catalogue, text, language, self.language)
        claims = [
            ClaimAnswer(
                start=claim["start"],
                end=claim["end"],
                printed=claim["printed"],
                verdict=claim["verdict"],
                says=claim["says"],
                suggestion=claim["suggestion"],
                figures=[self._figure(self.catalogue.find(id)) for id in claim["observations"]],
            )
            for claim in found["claims"]
        ]
        return CheckAnswer(claims=claims, note=found["note"])

    def _select(self, filters: Mapping[str, object]) -> Selection:
        """The selection of filters by name. Raises ToolMistake with every fault."""
        pairs = [
            (name, str(value))
            for name, given in filters.items()
            for value in (given if isinstance(given, list | tuple) else [given])
            if value not in (None, "", False)
        ]
        parsed = self.catalogue.parse(pairs)
        if parsed.unknown:
            raise ToolMistake("; ".join(_tell_unknown(unknown) for unknown in parsed.unknown))
        return parsed.selection

    def _find(self, id: str) -> Row:
        try:
            return self.catalogue.find(id)
        except UnknownId as unknown:
            raise ToolMistake(
                f"there is no figure {quote_input(id)}{nearest_hint(unknown.nearest)}; search_figures finds ids"
            ) from None

    def _find_chart(self, id: str, selection: Selection) -> tuple[Chart, tuple[Chart, ...]]:
        """The chart asked for, and others of the same figures."""
        if id and (declared := find_declared_chart(self.catalogue, id, self.language)):
            return declared, ()
        found = charts_of_selection(self.catalogue, selection, self.language)
        by_id = {chart.id: chart for chart in found}
        if id and id not in by_id:
            close = find_nearest(id, [*self.catalogue.dataset.charts, *by_id])
            raise ToolMistake(f"there is no chart {quote_input(id)} of these figures{nearest_hint(close)}")
        if not found:
            raise ToolMistake("there is no chart of these figures; search_figures lists them")
        return by_id[id] if id else found[0], found[: MAX_OTHER_CHARTS + 1]

    def _paint(self, chart: Chart, link: str, theme: str, width: int) -> tuple[bytes | None, str | None]:
        words = sheet_words(self.catalogue, chart, self.language, link if self.site else "")
        palette = PALETTES["dark" if theme == "dark" else "light"]
        svg = draw_sheet(chart, words, palette, width, locale_of(self.language).tag).svg
        try:
            return paint_png(svg), None
        except PictureUnavailable as unavailable:
            return None, str(unavailable)

    def _figures(self, rows: pd.DataFrame) -> list[FigureAnswer]:
        return [self._figure(row) for row in self.catalogue.records(rows)]

    def _figure(self, row: Row) -> FigureAnswer:
        dataset, language = self.catalogue.dataset, self.language
        source = dataset.sources[row.source]
        return FigureAnswer(
            id=row.observation_id,
            subject=describe_subject(row, dataset, language),
            figure=format_figure(row, dataset, self._say),
            hedge=row.qualifier,
            period=period_label(row, dataset, language),
            status=row.status,
            low=_number_or_none(row.low),
            high=_number_or_none(row.high),
            unit=unit_name(dataset.units[row.unit], language),
            indicator=row.indicator,
            region=row.region,
            current=bool(row.current),
            printed=row.stated,
            citation=cite_figure(row, dataset, self._say),
            link=self._page(f"/f/{row.observation_id}") or source.url,
        )

    def _indicator(self, id: str, figures: int) -> IndicatorAnswer:
        dataset, language = self.catalogue.dataset, self.language
        indicator = dataset.indicators[id]
        return IndicatorAnswer(
            id=id,
            name=indicator.name[language],
            definition=indicator.definition[language],
            topic=indicator.topic,
            measure=indicator.measure,
            unit=unit_name(dataset.units[indicator.unit], language),
            figures=figures,
            link=self._page(f"/i/{id}"),
        )

    def _page(self, path: str) -> str | None:
        """The address of a page; None where the site has none."""
        return f"{self.site}{path}?lang={self.language}" if self.site else None

    def _explain_nothing(self, selection: Selection) -> str:
        if selection.q and (offers := self.catalogue.index.suggest_queries(selection.q)):
            return f"nothing fits; did you mean {' or '.join(repr(offer) for offer in offers[:3])}?"
        return "nothing fits: leave out a filter, or ask list_indicators what there is"


def _tell_unknown(unknown: UnknownId) -> str:
    """What is wrong with a filter."""
    if isinstance(unknown, YearOutOfRange):
        return f"expected a year from {unknown.least} to {unknown.most} as {unknown.kind}_year; found {unknown.id}"
    return f"there is no {unknown.kind} {quote_input(unknown.id)}{nearest_hint(unknown.nearest)}"


def _check_text(text: str) -> None:
    if not text.strip():
        raise ToolMistake("expected a text; found nothing")


def _larger(one: Row, other: Row) -> str | None:
    """The id of the larger of two figures like with like; None where their intervals overlap."""
    for larger, smaller in ((one, other), (other, one)):
        low, high = _number_or_none(larger.low), _number_or_none(smaller.high)
        if low is None or high is None:
            continue
        both_end_there = (
            HEDGES[larger.qualifier].low.is_included and HEDGES[smaller.qualifier].high.is_included
        )
        if low > high or (low == high and not both_end_there):
            return larger.observation_id
    return None


def _show(value: object) -> str:
    return str(value) if _is_text(value) else "unsaid"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _text_or_none(value: object) -> str | None:
    return str(value) if _is_text(value) else None


def _number_or_none(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None
