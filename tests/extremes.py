"""Dense datasets at the ends of what `check` accepts: names, values and numbers of figures; `years` has the periods."""

from __future__ import annotations

from tests import world
from tests.world import Tree, both

#: Names as long, short and foreign as they may be, and such as Markdown, HTML, KaTeX, plotly and templates read.
NAMES = (
    "Municipality of the Most Serene and Ancient Confederation of the Seventeen United Harbours beyond the Northern "
    "Mountains and the Sea",
    "X",
    "مدينة الميناء",
    "עיר הנמל 2",
    "🚢👩‍🚀🇨🇳",
    "Z̈ä́ḷ̇g̃o",
    "<b>Port</b><br>&amp;",
    "--> </script><!--",
    "{0} {title} %(name)s %s %",
    "$5 and $\\frac{1}{2}$",
    ":red[x] :material/home: :smile:",
    "1. *a* _b_ `c` ~~d~~",
    "a|b\\c\"d'e",
    "W" * 130,
)
#: indicator → how its figures are printed and hedged
VALUES: dict[str, list[tuple[str, str]]] = {
    "gdp": [
        ("0", "exact"),
        ("0." + "0" * 22 + "1", "exact"),
        ("1" + "0" * 23, "exact"),
        ("1" + "0" * 23 + " trillion", "over"),
        ("999999999 trillion", "over"),
        ("0.0000005–0.0000009", "between"),
        ("0–5 million", "between"),
        ("0", "at_most"),
        ("123456789012345", "about"),
        ("0 ± 0.4", "exact"),
    ],
    "growth": [
        ("-100", "exact"),
        ("0", "exact"),
        ("-0.0001", "over"),
        ("1000000", "nearly"),
        ("-5–5", "between"),
        ("0", "at_most"),
        ("0 ± 100", "exact"),
        ("99999999", "at_least"),
    ],
    "share": [
        ("0", "exact"),
        ("1/3", "exact"),
        ("100", "exact"),
        ("0–100", "between"),
        ("100", "under"),
        ("0", "at_most"),
        ("100", "nearly"),
        ("0.0000001", "about"),
        ("99.9999999", "over"),
    ],
    "rank": [("1", "exact"), ("1000000000", "exact"), ("2", "at_most")],
    "change": [("-999999999 trillion", "exact"), ("0", "exact"), ("0.000001", "exact"), ("-5–5", "between")],
    "points": [("-100", "exact"), ("100", "over"), ("0", "exact")],
    "streak": [("1", "exact"), ("1000", "exact")],
    "term": [("0.5", "exact"), ("10000", "over")],
    "jobs": [("1", "exact"), ("0", "exact"), ("9,876,543,210,123", "about")],
}
_REGIONS = [{"id": f"r{n}", "name": both(name, name), "kind": "city"} for n, name in enumerate(NAMES)]
_BASED = ("growth", "change", "points")


def _figure(indicator: str, value: str, hedge: str, region: str, year: int) -> Tree:
    based = {"base_period": f"{year - 1:04}"} if indicator in _BASED else {}
    return world.figure(
        indicator, value, qualifier=hedge, region=region, period=f"{year:04}", source="late", **based
    )


def values() -> str:
    """Every extreme value beside the others in one year, and after the others in one region."""
    figures = [
        _figure(indicator, value, hedge, region, year)
        for indicator, printed in VALUES.items()
        for n, (value, hedge) in enumerate(printed)
        for region, year in ((f"r{n}", 2024), ("land", 2 + n), ("north", 9990 + n))
    ]
    figures += [_figure("gdp", "7 million", "exact", f"r{n}", 2023) for n in range(len(NAMES))]
    return world.text(
        figures,
        regions=[*world.REGIONS, *_REGIONS],
        sources=[world.source("late", "9999-12-31", accessed="9999-12-31")],
    )


def many() -> str:
    """Ten years of two hundred sectors, and some of sixty regions: more than two thousand figures."""
    sectors = [{"id": f"s{n}", "name": both(f"Sector {n}", f"第{n}业")} for n in range(200)]
    regions = [{"id": f"p{n}", "name": both(f"Place {n}", f"第{n}地"), "kind": "town"} for n in range(60)]
    figures = [
        world.figure("jobs", 1 + n * year, sector=f"s{n}", period=str(year))
        for n in range(200)
        for year in range(2015, 2025)
    ]
    figures += [world.figure("gdp", f"{n + 1} million", region=f"p{n}") for n in range(60)]
    figures.append(world.figure("gdp", "1 trillion"))
    figures += [world.figure("rank", n + 1, region=f"p{n}") for n in range(60)]
    figures += [
        world.figure("gdp", f"{n + 1}.{year % 10} million", region=f"p{n}", period=str(year))
        for n in range(60)
        for year in (2010, 2011, 2012)
    ]
    topics = [
        {"id": id, "name": both(name, name), "description": both(name, name)}
        for id, name in (("output", ":red[x] $5 and $6"), ("people", "[a](b) *c*"))
    ]
    return world.text(figures, sectors=sectors, regions=[*world.REGIONS, *regions], topics=topics)


def one() -> str:
    """A single figure."""
    return world.text([world.figure("gdp", "2.0–2.2 billion", qualifier="between")])


DATASETS = {"values": values, "many": many, "one": one}
