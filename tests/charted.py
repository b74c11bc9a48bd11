"""Small datasets for tests of charts, made of figures in a few words, and the parts of a chart they look at."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, get_args

import pandas as pd
from hypothesis import strategies as st

from indicators.charts import Chart, draw_charts
from indicators.charts.chart_rows import ChartContext, chart_context
from indicators.charts.text_metrics import text_width
from indicators.charts.theme import NARROWEST_WIDTH
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import load_messages
from indicators.model import Dataset
from indicators.model.hedges import Qualifier
from indicators.model.period import parse_period
from indicators.query.table import NAME_COLUMNS, Row, _observation_row

EN, ZH = load_messages("en"), load_messages("zh")
HEDGED = get_args(Qualifier)
#: id → unit, measure and the whole of a share.
INDICATORS = {
    "gdp": ("yuan", "level", ""),
    "trade": ("yuan", "level", ""),
    "rent": ("yuan", "level", ""),
    "firms": ("firms", "level", ""),
    "rise": ("firms", "change", ""),
    "growth": ("percent", "growth", ""),
    "pace": ("percent", "growth", ""),
    "part": ("percent", "share", "land"),
    "bit": ("percent", "share", "land"),
    "piece": ("percent", "share", "sea"),
    "loans": ("place", "rank", ""),
    "ships": ("place", "rank", ""),
    "run": ("years", "streak", ""),
    "fields": ("hectares", "level", ""),
    "hours": ("hours", "level", ""),
    "rate": ("percent", "level", ""),
    "index": ("index", "level", ""),
}


def _text(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _record(id: str, en: str, zh: str, **fields: Any) -> dict[str, Any]:
    return {"id": id, "name": _text(en, zh), **fields}


def tree() -> dict[str, Any]:
    """A data file without indicators."""
    source = {"published": "2025-03", "language": "en", "accessed": "2026-01-01"}
    return {
        "dataset": {"title": _text("T", "题"), "description": _text("D", "述"), "licence": "CC0-1.0"},
        "sources": [
            {"id": "s1", "title": _text("S", "文"), "publisher": _text("Herald", "先驱报"), **source},
            {"id": "s2", "title": _text("S", "文"), "publisher": _text("Courier", "信使报"), **source},
        ],
        "regions": [
            _record("a", "Alpha", "甲", kind="city"),
            _record("b", "Beta", "乙", kind="city"),
            _record("c", "Gamma", "丙", kind="city", within=["b"]),
        ],
        "sectors": [
            _record("cars", "Cars", "汽车"),
            _record("boats", "Boats", "船"),
            _record("yachts", "Yachts", "游艇", group="boats"),
        ],
        "topics": [
            _record("t", "Topic", "主题", description=_text("D", "述")),
            _record("u", "Other topic", "别题", description=_text("D", "述")),
        ],
        "units": [
            _record("yuan", "yuan", "元", kind="money"),
            _record("percent", "%", "%", kind="percent"),
            _record("firms", "firms", "家企业", kind="count", one=_text("firm", "家企业")),
            _record("place", "place", "位", kind="rank"),
            _record("years", "years", "年", kind="duration"),
            _record("hectares", "hectares", "公顷", kind="area"),
            _record("hours", "hours", "小时", kind="duration"),
            _record("index", "points of an index", "点", kind="other"),
        ],
        "counterparts": [
            _record("norway", "Norway", "挪威", kind="partner"),
            _record("chile", "Chile", "智利", kind="partner"),
            _record("towns", "All towns", "各镇", kind="field"),
            _record("ports", "All ports", "各港", kind="field"),
        ],
        "plans": [_record("14", "The fourteenth plan", "第十四个规划", start="2021", end="2025")],
    }


def fig(
    indicator: str, value: str, region: str = "a", period: str | None = "2024", **fields: Any
) -> tuple[str, Any]:
    """A stated figure: `value` is a number as printed, after its qualifier where it is not exact."""
    word, _, rest = value.partition(" ")
    qualifier, number = (word, rest) if word in HEDGED else ("exact", value)
    return indicator, {
        "region": region,
        "period": period,
        "timing": "during",
        "value": number,
        "qualifier": qualifier,
        "stated": f"printed {value}",
        "source": "s1",
        "at": [7],
        **fields,
    }


def made(
    *figures: tuple[str, Any],
    topics: dict[str, str] | None = None,
    names: dict[str, str] | None = None,
    **sections: Any,
) -> tuple[pd.DataFrame, Dataset]:
    """The table of figures and their dataset, those of one id numbered.

    `topics` are of indicators that are not of "t", `names` of those called otherwise; `sections` take the place of others.
    """
    file = {**tree(), **sections}
    own: dict[str, list[Any]] = {}
    known: set[tuple[Any, ...]] = set()
    for n, (indicator, observation) in enumerate(figures):
        key = (indicator, *map(observation.get, ("region", "sector", "counterpart", "period", "status")))
        again = {"id": f"{indicator}.no{n}"} if key in known else {}
        known.add(key)
        own.setdefault(indicator, []).append(again | observation)
    file["indicators"] = [
        _record(
            id,
            (names or {}).get(id, f"Name of {id}"),
            f"{id}之名",
            definition=_text("D", "述"),
            topic=(topics or {}).get(id, "t"),
            unit=INDICATORS[id][0],
            measure=INDICATORS[id][1],
            observations=observations,
            **({"of": _text(INDICATORS[id][2], f"{INDICATORS[id][2]}全部")} if INDICATORS[id][2] else {}),
        )
        for id, observations in own.items()
    ]
    return _tabled(json.dumps(file, ensure_ascii=False))


@lru_cache(maxsize=64)
def _tabled(text: str) -> tuple[pd.DataFrame, Dataset]:
    """The columns of the table that charts read, in plain dtypes: the whole table takes ten times as long."""
    dataset = parse_dataset(text)
    rows = [
        _observation_row(dataset, indicator, observation) for indicator, observation in dataset.observations()
    ]
    for found in rows:
        found |= {
            name: of(getattr(dataset, f"{key}s")[found[key]]) if found[key] else None
            for name, (key, of) in NAME_COLUMNS.items()
        }
    return pd.DataFrame(rows), dataset


def drawn(*figures: tuple[str, Any], say: Any = EN, **given: Any) -> list[Chart]:
    """The charts that are chosen for figures."""
    return draw_charts(*made(*figures, **given), say)


def set_of(*figures: tuple[str, Any], say: Any = EN, **given: Any) -> tuple[list[Row], ChartContext]:
    """The records of figures, in their order of the table, and their setting."""
    found = chart_context(*made(*figures, **given), say)
    return found.records(), found


def printed_under(hedge: str, value: str) -> str:
    """A number as `fig` takes it: of a range it is the upper end, and of a margin twice the margin."""
    if hedge == "margin":
        return f"{value} ± {int(value) / 2}"
    return f"between {int(value) / 2}–{value}" if hedge == "between" else f"{hedge} {value}"


_PERIODS = ("2022", "2023", "2024", "2023-01/2023-10", "2024-06-30", "2021/2025", None)
#: What is counted one by one, which has neither margin nor range.
_COUNTED = ("loans", "run")
#: Figures of any kind, to be joined or not.
ANY_FIGURE = st.builds(
    lambda indicator, value, hedge, region, period, sector, status, timing: fig(
        indicator,
        value if indicator in _COUNTED and hedge in ("margin", "between") else printed_under(hedge, value),
        region,
        period,
        sector=sector,
        status=status,
        timing=timing,
    ),
    st.sampled_from(("gdp", "part", "bit", "growth", "rise", "loans", "run")),
    st.sampled_from(("1", "3", "25", "60", "100")),
    st.sampled_from(("exact", "exact", "margin", *HEDGED)),
    st.sampled_from("ab"),
    st.sampled_from(_PERIODS),
    st.sampled_from((None, "cars")),
    st.sampled_from(("actual", "actual", "target")),
    st.sampled_from(("during", "during", "at")),
)


def row(**fields: Any) -> Any:
    """A figure by the columns that the rules ask for, without a dataset."""
    found = {
        "observation_id": "x",
        "indicator": "i",
        "region": "a",
        "sector": None,
        "counterpart": None,
        "period": "2024",
        "base_period": None,
        "timing": "during",
        "plot_value": 1.0,
        "printed": "1",
        "qualifier": "exact",
        "unit": "yuan",
        "measure": "level",
        "status": "actual",
        "basis": "stated",
    } | fields
    parts = ("indicator", "region", "sector", "counterpart", "timing")
    found.setdefault("series", "|".join([*(found[part] or "" for part in parts), "year"]))
    return SimpleNamespace(**found)


def trace(chart: Chart, name: str = "figures") -> dict[str, Any]:
    """The only trace of a name."""
    (found,) = traces(chart, name)
    return found


def traces(chart: Chart, name: str) -> list[dict[str, Any]]:
    """The traces of a name."""
    return [one for one in chart.plot["data"] if one["name"] == name]


def arrows(chart: Chart) -> dict[str, dict[str, Any]]:
    """The arrows, by the figure that they belong to."""
    found = chart.plot["layout"]["annotations"]
    return {note["name"]: note for note in found if note["showarrow"] and note["arrowside"] == "start"}


def labels(chart: Chart) -> dict[str, dict[str, Any]]:
    """The labels beside marks, by the figure that they belong to."""
    found = chart.plot["layout"]["annotations"]
    return {note["name"]: note for note in found if "name" in note and not note["showarrow"]}


def printed(notes: Iterable[dict[str, Any]]) -> list[str]:
    """What notes say to a reader: without markup, line by line."""
    return [
        html.unescape(re.sub("<[^>]*>", "", line)) for note in notes for line in note["text"].split("<br>")
    ]


def joined(chart: Chart) -> list[tuple[Row, Row]]:
    """The figures at both ends of every join."""
    rows = {row.observation_id: row for row in chart.rows.itertuples()}
    series = traces(chart, "figures")
    ends = []
    for join in traces(chart, "connector"):
        colour = join["line"]["color"]
        own = [one for one in series if len(series) == 1 or one["marker"]["line"]["color"] == colour]
        figure_at = {
            (x, y): rows[id]
            for one in own
            for x, y, id in zip(one["x"], one["y"], one["customdata"], strict=True)
        }
        places = list(zip(join["x"], join["y"], strict=True))
        if len(series) == 1:  # a join may bend between its ends
            ends.append((figure_at[places[0]], figure_at[places[-1]]))
        else:
            ends += [(figure_at[a], figure_at[b]) for a, b in pairwise(places) if None not in (*a, *b)]
    return ends


def what_and_when(figure: Row) -> tuple[Any, ...]:
    """What figures must share to be joined: of what they are, and how long and when in the year their periods are."""
    period = parse_period(figure.period)
    months = (period.start.month, period.end.month) if period.kind.is_seasonal else None
    columns = ("indicator", "region", "sector", "counterpart", "unit", "timing", "status", "basis")
    return (*(str(getattr(figure, column)) for column in columns), period.kind, months)


def beyond_a_phone(chart: Chart) -> list[str]:
    """What reaches out of a chart on the narrowest page; a line has another axis and is looked at by its own tests."""
    layout = chart.plot["layout"]
    left, (low, high) = layout["margin"]["l"], layout["xaxis"]["range"]
    width = NARROWEST_WIDTH - left - layout["margin"]["r"]
    beyond = []
    for note in layout["annotations"]:
        wide = max(map(text_width, printed([note])), default=0)
        if note.get("xref") == "paper":
            start, end = 0.0, wide
        elif note["showarrow"]:
            start = end = left + width * (note["x"] - low) / (high - low) + note["ax"]
        else:
            start = 0.0
            end = left + width * (note["x"] - low) / (high - low) + note["xshift"] + wide
        if start < -1 or end > NARROWEST_WIDTH + 1:
            beyond.append(note["text"] or f"the arrow of {note['name']}")
    return beyond


def lines(chart: Chart) -> list[str]:
    """Every line printed in a figure, from the first note to the last."""
    return [line for line in printed(chart.plot["layout"]["annotations"]) if line]
