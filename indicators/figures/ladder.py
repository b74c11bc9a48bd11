"""Rank ladder: places downwards from the first, dots with labels; never bars, for a place is no amount.

A rung is a place. Rungs nobody stands on are kept where they are few, and drawn as a gap where
they are many. Hedged ranks ("among the top three") have no rung and stay cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from indicators import kinds, text
from indicators.figures import frame, titles, words
from indicators.figures.chart import Chart, Figure
from indicators.figures.compose import compose, mark
from indicators.figures.fit import LABEL, Margins, pixels, wrapped
from indicators.figures.marks import Mark, dot_trace
from indicators.figures.scale import Scale
from indicators.figures.setting import Record, Setting, grouped, same
from indicators.figures.theme import AXIS, GAP, INK, LINE

#: Pixels of a rung nobody stands on, and how many such rungs in a row are drawn.
EMPTY: Final = 24
MOST_EMPTY: Final = 4
#: Pixels from the dots, which stand on the left edge of the plot, to their labels.
_LABEL: Final = 14


class Rung(NamedTuple):
    """A place with the figures that stand on it; "⋮" stands for many that nobody stands on."""

    name: str
    records: list[Record]


def ladder_groups(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Exact ranks that share a ladder: first rankings over regions, then what is left of a region."""
    left = [record for record in records if record.measure == "rank" and record.qualifier == "exact"]
    found = kinds.grouped(left, lambda record: (*kinds.ranking(record), record.basis))
    over_regions = [group for group in found if len(group) > 1 and not same(group, "region")]
    yield from over_regions
    taken = {record.Index for group in over_regions for record in group}
    for group in grouped([record for record in left if record.Index not in taken], "region"):
        if len(group) > 1:
            yield group


def draw_ladder(records: Sequence[Record], setting: Setting) -> Chart:
    """The ladder of records."""
    ordered = sorted(records, key=lambda record: record.value)
    several = not (same(ordered, "indicator") and same(ordered, "counterpart"))
    parts = [setting.say("place, first on top")]
    common = words.shared(ordered)
    if "counterpart" in common:
        parts.append(text.name(setting.dataset.counterparts, ordered[0].counterpart, setting.language))
    if "period" in common:
        parts.append(text.period(ordered[0].period, setting.language))
    if several:
        parts.append(setting.say("each ranking counts for itself"))
    return compose(
        "ladder",
        ordered,
        setting,
        figure=_figure(ordered, setting),
        subtitle=words.joined(parts),
        heading=_title(ordered, setting),
    )


def _title(records: Sequence[Record], setting: Setting) -> str:
    if same(records, "topic") or not same(records, "region"):
        return titles.title(records, setting)
    region = text.name(setting.dataset.regions, records[0].region, setting.language)
    return setting.say("{region} · Places in rankings", region=region)


def _rungs(records: Sequence[Record], setting: Setting) -> Iterator[Rung]:
    """From the first place to the last that somebody stands on."""
    last = 0
    for group in grouped(records, "value"):
        place = int(group[0].value)
        empty = range(last + 1, place)
        if len(empty) > MOST_EMPTY:
            yield Rung("⋮", [])
        else:
            yield from (Rung(setting.say("No. {n}", n=n), []) for n in empty)
        yield Rung(setting.say("No. {n}", n=place), group)
        last = place


def _figure(records: Sequence[Record], setting: Setting) -> Figure:
    rungs, common = list(_rungs(records, setting)), words.shared(records)
    found = Margins(round(max(pixels(rung.name) for rung in rungs)) + 16, 8)
    marks: list[Mark] = []
    labels: list[frame.Annotation] = []
    y, guides = 0.0, []
    for rung in rungs:
        guides += [y - GAP / 2] if y else []
        top = y + LINE / 2
        labels.append(frame.period_label(rung.name, top, found))
        if rung.records:
            labels[-1]["font"] = labels[-1]["font"] | {"color": INK}
        for record in rung.records:
            marks.append(replace(mark(record, setting), value=0.0, y=y + LINE / 2))
            first, second = _label(record, setting, common, LABEL - found.left - _LABEL)
            labels.append(frame.row_label(first, y, small=second) | {"xshift": _LABEL})
            y += LINE * len(first + second) + GAP / 2
        y += GAP / 2 if rung.records else EMPTY
    axes = {"xaxis": _no_axis(), "yaxis": frame.pixel_axis(y, guides)}
    figure = frame.figure([_dots(marks)], axes, labels, y, found)
    figure["layout"]["height"] -= AXIS - 4
    figure["layout"]["margin"]["b"] = 4
    return figure


def _label(
    record: Record, setting: Setting, common: frozenset[str], limit: float
) -> tuple[list[str], list[str]]:
    """What is ranked, then in whose company and when."""
    dataset, language = setting.dataset, setting.language
    second = text.subject(record, dataset, language, common | {"region", "indicator"})
    beside = frozenset({"sector", "counterpart", "period"})
    if second and not text.subject(record, dataset, language, common | beside):
        return wrapped(second, limit), []
    first = words.label(record, setting, common | beside, limit)
    return first, wrapped(second, limit) if second else []


def _dots(marks: Sequence[Mark]) -> dict[str, Any]:
    """Dots in one column: only how far down they stand says anything."""
    return dot_trace(marks, Scale(0, 1, 1.0, ""))


def _no_axis() -> dict[str, Any]:
    """An axis that says nothing: every dot stands at its left end."""
    return {
        "range": [0, 1],
        "showticklabels": False,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }
