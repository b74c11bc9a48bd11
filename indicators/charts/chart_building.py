"""A drawing → a Chart, with every word beside it; a record → its mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from indicators import text
from indicators.charts import captions
from indicators.charts.captions import STATUS_NOTES, common_columns, status_note
from indicators.charts.chart import Chart, Drawing, DrawnKind, chart_id, present_marks, value_order
from indicators.charts.chart_rows import ChartContext, all_agree, hedge_mark, sort_by_time, stated_span
from indicators.charts.marks import HEDGE_SIGNS, ChartMark
from indicators.i18n import gettext_noop, join_sentences
from indicators.model.observation import SUBJECT_IDS
from indicators.query.table import Row


def build_chart(kind: DrawnKind, drawing: Drawing, context: ChartContext) -> Chart:
    """The chart of a drawing, with every word that must stand beside it."""
    records = drawing.records
    heading = context.heading or drawing.heading or captions.chart_title(records, context)
    return Chart(
        id=chart_id(kind, records),
        kind=kind.id,
        title=heading,
        subtitle=drawing.subtitle,
        source=text.format_sources(records, context.say),
        alt=alt_text(kind, heading, records, context),
        plot=drawing.plot,
        marks=present_marks(records),
        has_exact=any(hedge_mark(record) == "exact" for record in records),
        topic=str(records[0].topic),
        ids=tuple(record.observation_id for record in records),
        table=context.table,
        places=tuple(record.Index for record in records),
    )


def build_mark(record: Row, context: ChartContext) -> ChartMark:
    """The mark of a figure, not yet placed."""
    return ChartMark(
        id=record.observation_id,
        value=record.plot_value,
        y=0,
        qualifier=record.qualifier,
        text=text.format_figure(record, context.dataset, context.say),
        hover=captions.hover_text(record, context),
        status_note=captions.status_note(record),
        span=stated_span(record),
    )


def printed_values(records: Sequence[Row]) -> list[float]:
    """The printed numbers in base units, of ranges and margins both ends."""
    return [value for record in records for value in stated_span(record) or (record.plot_value,)]


def alt_text(kind: DrawnKind, heading: str, records: Sequence[Row], context: ChartContext) -> str:
    """The alternative text of a chart."""
    say = context.say
    sentences = [
        say(kind.opening, title=heading),
        say.plural("{n} figure.", "{n} figures.", len(records)),
        *_describe_extremes(kind, records, context),
        *_describe_hedges(records, context),
    ]
    return join_sentences(sentences, say.language)


def _describe_extremes(kind: DrawnKind, records: Sequence[Row], context: ChartContext) -> Iterator[str]:
    """The only figure, the first and the last of one thing in time, else the highest and the lowest."""
    say = context.say
    if len(records) == 1:
        yield say("It is {figure}.", figure=_describe_figure(records[0], records, context))
        return
    is_course = all(all_agree(records, column) for column in SUBJECT_IDS) and all(
        isinstance(record.period, str) for record in records
    )
    if kind.is_course and is_course:
        first, *_, last = sort_by_time(records)
        yield say("Earliest: {figure}.", figure=_describe_figure(first, records, context))
        yield say("Latest: {figure}.", figure=_describe_figure(last, records, context))
        if len(records) == 2:
            return
    ordered = sorted(records, key=value_order, reverse=not kind.lowest_first)
    if len(set(map(_statement_key, records))) == 1:
        yield say(
            "All are stated alike: {figure}.", figure=text.format_figure(ordered[0], context.dataset, say)
        )
        return
    for template, order, is_high in (
        (gettext_noop("Highest as stated: {figure}."), ordered, not kind.lowest_first),
        (gettext_noop("Lowest as stated: {figure}."), ordered[::-1], kind.lowest_first),
    ):
        if found := _find_extremes(order, is_high=is_high):
            yield say(template, figure=_describe_figure(found[0], records, context))
            if others := len(found) - 1:
                yield say.plural("{n} more is stated alike.", "{n} more are stated alike.", others)


def _find_extremes(ordered: Sequence[Row], *, is_high: bool) -> list[Row]:
    """Those that certainly are the highest, or the lowest, the first of `ordered` first; none where none is certain.

    Of exact figures the printed numbers decide; a hedged one must lie beyond others by its interval.
    """
    candidates = [record for record in ordered if record.plot_value == ordered[0].plot_value]
    for candidate in candidates:
        alike = [record for record in ordered if _is_tie(candidate, record)]
        if all(_lies_beyond(candidate, other, is_high=is_high) for other in ordered if other not in alike):
            return [candidate, *(record for record in alike if record is not candidate)]
    return []


def _is_tie(one: Row, other: Row) -> bool:
    """Whether both are stated alike, or are exact figures of one number."""
    are_exact = hedge_mark(one) == hedge_mark(other) == "exact"
    return _statement_key(one) == _statement_key(other) or (are_exact and one.plot_value == other.plot_value)


def _lies_beyond(one: Row, other: Row, *, is_high: bool) -> bool:
    """Whether `one` cannot be exceeded by `other`, upwards or downwards. An open end is no number: never."""
    if hedge_mark(one) == hedge_mark(other) == "exact":
        return one.plot_value > other.plot_value if is_high else one.plot_value < other.plot_value
    near, far = (one.low, other.high) if is_high else (other.low, one.high)
    return not pd.isna(near) and not pd.isna(far) and near >= far


def _statement_key(record: Row) -> tuple[object, ...]:
    """What figures that are stated alike have in common."""
    return record.plot_value, stated_span(record), record.qualifier, status_note(record)


def _describe_hedges(records: Sequence[Row], context: ChartContext) -> Iterator[str]:
    """How many are hedged, and how many nobody has measured; of one figure its own words say so."""
    say, marks = context.say, Counter(map(hedge_mark, records))
    status_notes = Counter(map(status_note, records))
    target, expected, implied = status_notes["target"], status_notes["expected"], status_notes["implied"]
    counts = [
        *((marks[mark], sign.count(say, marks[mark])) for mark, sign in HEDGE_SIGNS.items() if sign.count),
        (target, say.plural("{n} is a target", "{n} are targets", target)),
        (expected, say.plural("{n} is expected", "{n} are expected", expected)),
        (implied, say.plural("{n} is implied", "{n} are implied", implied)),
    ]
    sentences = [sentence for count, sentence in counts if count]
    if sentences and len(records) > 1:
        yield say("Of these, {counts}.", counts=text.join_list(sentences, say.language))


def _describe_figure(record: Row, records: Sequence[Row], context: ChartContext) -> str:
    """A figure and what sets it apart from the others: "over 1 trillion crowns (Goods trade · 2025 · target)"."""
    subject = text.describe_subject(
        record, context.dataset, context.language, common_columns(records) & {*SUBJECT_IDS}
    )
    if unlike := status_note(record):
        subject = f"{subject} · {context.say(STATUS_NOTES[unlike])}"
    figure = text.format_figure(record, context.dataset, context.say)
    return context.say("{figure} ({subject})", figure=figure, subject=subject)
