"""Records and their figure → a Chart, with every word beside it; a record → its mark."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import text
from indicators.figures import spoken, titles, words
from indicators.figures.chart import Chart, Figure, Kind, chart_id, hedges
from indicators.figures.marks import Mark
from indicators.figures.setting import Record, Setting


def compose(
    kind: Kind,
    records: Sequence[Record],
    setting: Setting,
    *,
    figure: Figure,
    subtitle: str,
    heading: str = "",
) -> Chart:
    """The chart of `records` in the order drawn."""
    heading = setting.heading or heading or titles.title(records, setting)
    return Chart(
        id=chart_id(kind, records),
        kind=kind,
        title=heading,
        subtitle=subtitle,
        source=text.sources_line(records, setting.say),
        alt=spoken.alt(kind, heading, records, setting),
        figure=figure,
        hedges=hedges(records),
        topic=str(records[0].topic),
        ids=tuple(record.observation_id for record in records),
        table=setting.table,
        places=tuple(record.Index for record in records),
    )


def mark(record: Record, setting: Setting) -> Mark:
    """The mark of a figure, not yet placed."""
    return Mark(
        id=record.observation_id,
        value=record.value,
        y=0,
        qualifier=record.qualifier,
        text=text.figure(record, setting.dataset, setting.say),
        hover=words.hover(record, setting),
        standing=words.standing(record),
    )


def values(records: Sequence[Record]) -> list[float]:
    """The printed numbers in base units."""
    return [record.value for record in records]
