"""The title of a chart: what its figures are of, in plain words built from names.

Plain text. Knows nothing of plotly.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators import kinds, text
from indicators.figures.fit import LABEL, pixels
from indicators.figures.setting import Record, Setting, column_of, same
from indicators.language import mark

_LEVELS = {
    "money": mark("{topic}: amounts compared"),
    "count": mark("{topic}: {unit} by kind"),
    "area": mark("{topic}: areas compared"),
    "duration": mark("{topic}: times compared"),
    "percent": mark("{topic}: percentages compared"),
}
_MEASURES = {
    "growth": mark("{topic}: growth compared"),
    "share": mark("{topic}: parts of a whole"),
    "change": mark("{unit}: increases and decreases"),
    "rank": mark("{topic}: places in rankings"),
}
_ANY = mark("{topic}: {unit} compared")
#: What one indicator is shown by, when that alone tells its figures apart.
_BY = {
    "region": mark("{subject} by region"),
    "sector": mark("{subject} by sector"),
    "counterpart": mark("{subject} by partner"),
}


def title(records: Sequence[Record], setting: Setting) -> str:
    """Region and sector where there is one, then the indicator, two indicators, or what many have in common."""
    first, dataset, language = records[0], setting.dataset, setting.language
    region = text.name(dataset.regions, first.region, language) if same(records, "region") else ""
    sector = text.name(dataset.sectors, first.sector, language) if same(records, "sector") else ""
    subject = _subject(records, setting)
    parts = [region, *([sector, subject] if subject else [_heading(first, setting, sector)])]
    parts.append(partner(records, setting))
    return " · ".join(filter(None, parts))


def partner(records: Sequence[Record], setting: Setting) -> str:
    """The trade partner that all records share; the field of a ranking is no partner."""
    found = setting.dataset.counterparts.get(kinds.cell(records[0].counterpart))
    shared = found is not None and found.kind == "partner" and same(records, "counterpart")
    return found.name[setting.language] if found and shared else ""


def _subject(records: Sequence[Record], setting: Setting) -> str:
    """The indicator, or two; empty when there are more than a title holds."""
    indicators = list(dict.fromkeys(column_of(records, "indicator")))
    names = [text.name(setting.dataset.indicators, id, setting.language) for id in indicators]
    if len(names) == 1:
        return _by(names[0], records, setting)
    if records[0].measure == "rank" or len(names) > 2:
        return ""
    joined = setting.say("{one} and {other}", one=names[0], other=names[1])
    return joined if pixels(joined) <= 1.2 * LABEL else ""


def _by(name: str, records: Sequence[Record], setting: Setting) -> str:
    """One indicator, and over what it is shown when it is one thing only."""
    unlike = [column for column in (*_BY, "period") if not same(records, column)]
    fields = {
        setting.dataset.counterparts[id].kind
        for id in column_of(records, "counterpart")
        if id in setting.dataset.counterparts
    }
    if len(unlike) != 1 or unlike[0] not in _BY or (unlike[0] == "counterpart" and fields != {"partner"}):
        return name
    return setting.say(_BY[unlike[0]], subject=name)


def _heading(record: Record, setting: Setting, sector: str) -> str:
    """What is counted or compared, in the sector that all share or else in the topic."""
    unit = setting.dataset.units[record.unit]
    template = _MEASURES.get(record.measure) or _LEVELS.get(unit.kind) or _ANY
    topic = sector or text.name(setting.dataset.topics, record.topic, setting.language)
    counted = unit.name[setting.language]
    heading = setting.say(template, topic=topic, unit=counted)
    return heading[:1].upper() + heading[1:]
