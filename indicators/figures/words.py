"""What stands beside a chart and in it: subtitle, labels, hover texts.

Everything here is plain text but `hover`, which is escaped. Knows nothing of plotly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from indicators import text
from indicators.figures import titles
from indicators.figures.fit import LABEL, html, wrapped
from indicators.figures.setting import Record, Setting, same
from indicators.language import mark
from indicators.quantity import BOUNDS

#: status of what nobody has measured → how it is told
STANDINGS = {"target": mark("target"), "expected": mark("expected"), "implied": mark("implied")}


def shared(records: Sequence[Record]) -> frozenset[str]:
    """What all the records have in common, of what identifies a figure."""
    columns = ("region", "indicator", "sector", "counterpart", "period")
    return frozenset(column for column in columns if same(records, column))


def standing(record: Record) -> str:
    """Why a figure is not an actual, stated one: target, expected, implied; empty when it is."""
    if record.basis == "implied":
        return "implied"
    return "" if record.status == "actual" else str(record.status)


def subtitle(
    records: Sequence[Record], setting: Setting, word: str, *, log: bool = False, ranked: bool = True
) -> str:
    """Unit, what all records share, scale, and what must not be read into the order of bounds."""
    first, common, say = records[0], shared(records), setting.say
    parts = [_unit(records, setting, word)]
    if "sector" in common and setting.heading:
        parts.append(text.name(setting.dataset.sectors, first.sector, say.language))
    if "counterpart" in common and (setting.heading or not titles.partner(records, setting)):
        parts.append(text.name(setting.dataset.counterparts, first.counterpart, say.language))
    if "period" in common:
        parts.append(text.period(first.period, say.language))
    if isinstance(first.base_period, str) and same(records, "base_period"):
        parts.append(against(first, setting))
    if first.measure == "growth" and first.timing == "average" and same(records, "timing"):
        parts.append(say("average a year"))
    if not ranked and (unlike := standing(first)):
        parts.append(say(STANDINGS[unlike]))
    if log:
        parts.append(say("log scale"))
    if ranked and any(record.qualifier in BOUNDS for record in records):
        parts.append(say("bounds (arrows) are not ranked against exact figures"))
    return joined(parts)


def joined(parts: Iterable[str]) -> str:
    """The parts of a subtitle on one line, the first letter a capital."""
    line = " · ".join(filter(None, parts))
    return line[:1].upper() + line[1:]


def against(record: Record, setting: Setting) -> str:
    """What growth or a change is measured against."""
    return setting.say("measured against {period}", period=text.period(record.base_period, setting.language))


def _unit(records: Sequence[Record], setting: Setting, word: str) -> str:
    """The unit of the axis, and the whole when all figures are shares of one."""
    unit, found = setting.dataset.units[records[0].unit], wholes(records, setting)
    name = text.with_unit(word, unit, setting.language).strip()
    if len(found) > 1 or "" in found:
        return name
    return setting.say("{unit} of {whole}", unit=name, whole=found.pop())


def wholes(records: Sequence[Record], setting: Setting) -> set[str]:
    """What the figures are shares of; an empty text stands for figures that are none."""
    return {whole(record, setting) for record in records}


def whole(record: Record, setting: Setting) -> str:
    """What a figure is a share of; empty when it is none."""
    of = setting.dataset.indicators[record.indicator].of
    return of[setting.language] if of else ""


def sign(record: Record, setting: Setting) -> str:
    """What follows every number of the axis: the sign of percentages."""
    return "%" if setting.dataset.units[record.unit].kind == "percent" else ""


def label(record: Record, setting: Setting, leave_out: frozenset[str], limit: float = LABEL) -> list[str]:
    """The label of a figure in lines: what it speaks of, but for what all share."""
    subject = text.subject(record, setting.dataset, setting.language, leave_out)
    subject = subject or text.name(setting.dataset.indicators, record.indicator, setting.language)
    unlike = standing(record)
    return wrapped(f"{subject} · {setting.say(STANDINGS[unlike])}" if unlike else subject, limit)


def hover(record: Record, setting: Setting) -> str:
    """What a mark says when pointed at: figure, subject, printed words, source. Escaped."""
    figure = text.figure(record, setting.dataset, setting.say)
    lines = label(record, setting, frozenset())
    if isinstance(record.base_period, str):
        lines.append(against(record, setting))
    if record.basis == "implied":
        lines += wrapped(setting.say("Never stated: implied by other figures."))
    else:
        lines += wrapped(f"“{record.stated}”") + wrapped(text.where_printed(record, setting.say))
    return f"<b>{escape(figure, quote=False)}</b><br>{html(lines)}"
