"""The title of a chart: what its figures are of, in plain words built from names.

Plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from indicators import text
from indicators.charts.chart_rows import ChartContext, all_agree, is_bound
from indicators.charts.text_metrics import LABEL_WIDTH, lines_html, text_width, wrap_text
from indicators.i18n import gettext_noop
from indicators.model import chart_kinds
from indicators.model.code_lists import STATUSES
from indicators.query.table import Row

_LEVEL_TITLES = {
    "money": gettext_noop("{topic}: amounts compared"),
    "count": gettext_noop("{topic}: {unit} by kind"),
    "area": gettext_noop("{topic}: areas compared"),
    "duration": gettext_noop("{topic}: times compared"),
    "percent": gettext_noop("{topic}: percentages compared"),
}
_MEASURE_TITLES = {
    "growth": gettext_noop("{topic}: growth compared"),
    "share": gettext_noop("{topic}: parts of a whole"),
    "change": gettext_noop("{unit}: increases and decreases"),
    "rank": gettext_noop("{topic}: places in rankings"),
}
#: The least part of a step of the axis that is written in such steps.
_LEAST_STEP = 0.001
_OTHER_TITLE = gettext_noop("{topic}: {unit} compared")
#: What one indicator is shown by, when that alone tells its figures apart.
_DIMENSION_TITLES = {
    "region": gettext_noop("{subject} by region"),
    "sector": gettext_noop("{subject} by sector"),
    "counterpart": gettext_noop("{subject} by partner"),
}


def chart_title(records: Sequence[Row], context: ChartContext) -> str:
    """Region and sector where there is one, then the indicator, two indicators, or what many have in common."""
    first, dataset, language = records[0], context.dataset, context.language
    region = (
        text.record_label(dataset, "regions", first.region, language) if all_agree(records, "region") else ""
    )
    sector = (
        text.record_label(dataset, "sectors", first.sector, language) if all_agree(records, "sector") else ""
    )
    subject = _title_subject(records, context)
    parts = [region, *([sector, subject] if subject else [_topic_heading(first, context, sector)])]
    parts.append(shared_partner(records, context))
    return " · ".join(filter(None, parts))


def shared_partner(records: Sequence[Row], context: ChartContext) -> str:
    """The trade partner that all records share; the field of a ranking is no partner."""
    found = context.dataset.counterparts.get(chart_kinds.cell_text(records[0].counterpart))
    shared = found is not None and found.kind == "partner" and all_agree(records, "counterpart")
    if not found or not shared:
        return ""
    return context.dataset.label_of("counterparts", found.id, context.language)


def _title_subject(records: Sequence[Row], context: ChartContext) -> str:
    """The indicator, or two; empty when there are more than a title holds."""
    indicators = list(dict.fromkeys(record.indicator for record in records))
    names = [text.record_label(context.dataset, "indicators", id, context.language) for id in indicators]
    if len(names) == 1:
        return _subject_by_dimension(names[0], records, context)
    if records[0].measure == "rank" or len(names) > 2:
        return ""
    joined = context.say("{one} and {other}", one=names[0], other=names[1])
    return joined if text_width(joined) <= 1.2 * LABEL_WIDTH else ""


def _subject_by_dimension(name: str, records: Sequence[Row], context: ChartContext) -> str:
    """One indicator, and over what it is shown when it is one thing only."""
    unlike = [column for column in (*_DIMENSION_TITLES, "period") if not all_agree(records, column)]
    fields = {
        context.dataset.counterparts[id].kind
        for id in (chart_kinds.cell_text(record.counterpart) for record in records)
        if id in context.dataset.counterparts
    }
    if (
        len(unlike) != 1
        or unlike[0] not in _DIMENSION_TITLES
        or (unlike[0] == "counterpart" and fields != {"partner"})
    ):
        return name
    return context.say(_DIMENSION_TITLES[unlike[0]], subject=name)


def _topic_heading(record: Row, context: ChartContext, sector: str) -> str:
    """What is counted or compared, in the sector that all share or else in the topic."""
    unit = context.dataset.units[record.unit]
    of_kind = None if unit.per else _LEVEL_TITLES.get(unit.kind)
    template = _MEASURE_TITLES.get(record.measure) or of_kind or _OTHER_TITLE
    topic = sector or text.record_label(context.dataset, "topics", record.topic, context.language)
    counted = text.unit_name(unit, context.language)
    heading = context.say(template, topic=topic, unit=counted)
    return heading[:1].upper() + heading[1:]


#: status of what nobody has measured → how it is told
STATUS_NOTES = {
    **{id: status.note for id, status in STATUSES.items() if status.note},
    "implied": gettext_noop("implied"),
}


def common_columns(records: Sequence[Row]) -> frozenset[str]:
    """What all the records have in common, of what identifies a figure."""
    columns = ("region", "indicator", "sector", "counterpart", "period", "timing")
    return frozenset(column for column in columns if all_agree(records, column))


def status_note(record: Row) -> str:
    """Why a figure is not an actual, stated one: target, expected, implied; empty when it is."""
    if record.basis == "implied":
        return "implied"
    return "" if record.status == "actual" else str(record.status)


def chart_subtitle(
    records: Sequence[Row], context: ChartContext, word: str, *, log: bool = False, ranked: bool = True
) -> str:
    """Unit, what all records share, scale, and what must not be read into the order of bounds."""
    first, common, say = records[0], common_columns(records), context.say
    parts = [_axis_unit(records, context, word)]
    if "sector" in common and context.heading:
        parts.append(text.record_label(context.dataset, "sectors", first.sector, say.language))
    if "counterpart" in common and (context.heading or not shared_partner(records, context)):
        parts.append(text.record_label(context.dataset, "counterparts", first.counterpart, say.language))
    if "period" in common:
        parts.append(shared_period_label(records, context))
    if isinstance(first.base_period, str) and all_agree(records, "base_period"):
        parts.append(describe_base_period(first, context))
    if "timing" in common:
        parts.append(text.timing_note(first, say.language))
    if not ranked and (unlike := status_note(first)):
        parts.append(say(STATUS_NOTES[unlike]))
    if log:
        parts.append(say("log scale"))
    if ranked and any(is_bound(record) for record in records):
        parts.append(say("bounds (arrows) are not ranked against exact figures"))
    return join_subtitle(parts)


def join_subtitle(parts: Iterable[str]) -> str:
    """The parts of a subtitle on one line, the first letter a capital."""
    line = " · ".join(filter(None, parts))
    return line[:1].upper() + line[1:]


def describe_base_period(record: Row, context: ChartContext) -> str:
    """What growth or a change is measured against."""
    return context.say(
        "measured against {period}",
        period=text.base_period_label(record, context.dataset, context.language),
    )


def shared_period_label(records: Sequence[Row], context: ChartContext) -> str:
    """The period that all records share: as their regions call it where all call it the same."""
    labels = {text.period_label(record, context.dataset, context.language) for record in records}
    return labels.pop() if len(labels) == 1 else text.format_period(records[0].period, context.language)


def _axis_unit(records: Sequence[Row], context: ChartContext, word: str) -> str:
    """The unit of the axis, and the whole when all figures are shares of one."""
    unit, found = context.dataset.units[records[0].unit], whole_names(records, context)
    name = text.add_unit(word, unit, context.language).strip()
    if len(found) > 1 or "" in found:
        return name
    return context.say("{unit} of {whole}", unit=name, whole=found.pop())


def whole_names(records: Sequence[Row], context: ChartContext) -> set[str]:
    """What the figures are shares of; an empty text stands for figures that are none."""
    return {whole_name(record, context) for record in records}


def whole_name(record: Row, context: ChartContext) -> str:
    """What a figure is a share of; empty when it is none."""
    of = context.dataset.indicators[record.indicator].of
    return of[context.language] if of else ""


def short_figure(record: Row, step: float, context: ChartContext) -> str:
    """A figure beside an axis in steps of `step` base units, with its hedge."""
    sign = axis_sign(record, context)
    number = text.format_printed(record, context.say, step=step, add=lambda number: number + sign)
    return text.add_hedge(number, record, context.say)


def label_figure(record: Row, step: float, context: ChartContext) -> str:
    """A figure that stands for itself beside an axis in steps of `step`: one far smaller than a step has its own unit."""
    if 0 < abs(record.plot_value) < _LEAST_STEP * step:
        return text.format_figure(record, context.dataset, context.say)
    return short_figure(record, step, context)


def dashes_note(records: Sequence[Row], context: ChartContext) -> str:
    """What dashes lead to, where outcomes are continued by what is expected or aimed at."""
    told = set(map(status_note, records))
    notes = [context.say(STATUS_NOTES[note]) for note in ("expected", "target") if note in told]
    if not notes or "" not in told:
        return ""
    return context.say("dashed: {list}", list=text.join_list(notes, context.language))


def axis_sign(record: Row, context: ChartContext) -> str:
    """What follows every number of the axis: the sign of percentages."""
    return "%" if context.dataset.units[record.unit].kind == "percent" else ""


def figure_label(
    record: Row, context: ChartContext, leave_out: frozenset[str], limit: float = LABEL_WIDTH
) -> list[str]:
    """The label of a figure in lines: what it speaks of, but for what all share."""
    subject = text.describe_subject(record, context.dataset, context.language, leave_out)
    subject = subject or text.record_label(context.dataset, "indicators", record.indicator, context.language)
    unlike = status_note(record)
    return wrap_text(f"{subject} · {context.say(STATUS_NOTES[unlike])}" if unlike else subject, limit)


def hover_text(record: Row, context: ChartContext) -> str:
    """What a mark says when pointed at: figure, subject, printed words, source. Escaped."""
    figure = text.format_figure(record, context.dataset, context.say)
    lines = figure_label(record, context, frozenset())
    if isinstance(record.base_period, str):
        lines.append(describe_base_period(record, context))
    if record.basis == "implied":
        lines += wrap_text(context.say("Never stated: implied by other figures."))
    else:
        lines += wrap_text(f"“{record.stated}”") + wrap_text(text.describe_origin(record, context.say))
    return f"<b>{escape(figure, quote=False)}</b><br>{lines_html(lines)}"
