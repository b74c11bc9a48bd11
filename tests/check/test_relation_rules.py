"""Which figures may meet in which relation: what is refused, and in which words."""

from __future__ import annotations

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.errors import InvalidDataset
from tests import world

F = world.figure


def _of(indicator, value, id, period="2024", **fields):
    return F(indicator, value, id=id, period=period, **fields)


FIGURES = [
    _of("gdp", 5, "gdp.then", "2020", usd="1"),
    _of("gdp", 6, "gdp.now", usd="1"),
    _of("gdp", 6, "gdp.now-too", usd="2"),
    _of("gdp", 6, "gdp.other", usd="1", source="monthly"),
    _of("gdp", 6, "gdp.undated", None),
    _of("gdp", 3, "gdp.months", "2024-01/2024-10"),
    _of("gdp", 3, "gdp.months-before", "2023-01/2023-10"),
    _of("gdp", 3, "gdp.mid", "2024-03-15/2024-04-14"),
    _of("gdp", 3, "gdp.mid-before", "2023-03-15/2023-04-14"),
    _of("gdp", 3, "gdp.mid-longer", "2023-03-15/2023-04-15"),
    _of("gdp", 3, "gdp.q1", "2023-Q1"),
    _of("gdp", 3, "gdp.q3", "2024-Q3"),
    _of("growth", 3, "growth.q3", "2024-Q3", base_period="2023-Q1"),
    _of("jobs", 3, "jobs.now"),
    _of("trade", 3, "trade.now"),
    _of("quota", 3, "quota.then", "2020"),
    _of("quota", 3, "quota.now"),
    _of("growth", 3, "growth.now", base_period="2020"),
    _of("growth", 3, "growth.bare"),
    _of("growth", 3, "growth.undated", None),
    _of("growth", 3, "growth.quarter", "2024-10/2024-12", base_period="2020"),
    _of("share", 3, "share.now"),
    _of("share", 3, "share.then", "2020"),
    _of("change", 3, "change.now", base_period="2020"),
    _of("points", 3, "points.now", base_period="2020"),
    _of("centres", 3, "centres.now"),
    _of("streak", 3, "streak.now"),
    _of("rank", 3, "rank.first", "2022"),
    _of("rank", 3, "rank.before", "2021"),
    _of("rank", 3, "rank.after", "2025", status="expected"),
]
GDP = {"indicator": "gdp", "region": "land", "period": "2023", "timing": "during"}


def growth(earlier="gdp.then", later="gdp.now", rate="growth.now"):
    return {"earlier": earlier, "later": later, "rate": rate}


def cagr(first="gdp.then", last="gdp.now", rate="growth.now"):
    return {"first": first, "last": last, "rate": rate}


def difference(earlier="gdp.then", later="gdp.now", change="change.now"):
    return {"earlier": earlier, "later": later, "change": change}


def share(part="trade.now", whole="gdp.now", share="share.now"):
    return {"part": part, "whole": whole, "share": share}


def total(*parts, total="gdp.now"):
    return {"parts": list(parts), "total": total}


#: kind, members, other fields → what is refused; nothing where the figures may meet
CASES = [
    ("growth", growth(), {}, []),
    ("growth", growth(rate="growth.bare"), {}, []),
    ("growth", growth(rate="growth.undated"), {}, []),
    ("growth", growth(later="gdp.undated"), {}, []),
    ("growth", growth("quota.then", "quota.now"), {}, []),
    ("growth", growth("share.then", "share.now"), {}, []),
    ("growth", growth("gdp.months-before", "gdp.months", "growth.undated"), {}, []),
    ("growth", growth("gdp.mid-before", "gdp.mid", "growth.undated"), {}, []),
    ("growth", growth(rate="growth.quarter"), {}, []),
    ("growth", growth("gdp.q1", "gdp.q3", "growth.q3"), {}, []),
    ("growth", growth("gdp.q1", "gdp.months", "growth.undated"), {}, [
        "2023-01/2023-03 and 2024-01/2024-10 are periods of different kinds"]),
    ("growth", growth("gdp.mid-longer", "gdp.mid", "growth.undated"), {}, [
        "2023-03-15/2023-04-15 and 2024-03-15/2024-04-14 are periods of different kinds"]),
    ("growth", growth("gdp.now-too", "gdp.now", "growth.undated"), {}, ["2024 does not come before 2024"]),
    ("growth", growth("gdp.now", "gdp.then", "growth.undated"), {}, ["2024 does not come before 2020"]),
    ("growth", growth("gdp.months-before", "gdp.now"), {}, [
        "'earlier' is of 2023-01/2023-10, and 'rate' is measured against 2020",
        "2023-01/2023-10 and 2024 are periods of different kinds"]),
    ("growth", growth(later="gdp.months"), {}, [
        "'later' is of 2024-01/2024-10, and 'rate' of 2024: they end on different days",
        "2020 and 2024-01/2024-10 are periods of different kinds"]),
    ("growth", growth(rate="gdp.now-too"), {}, ["'rate' takes a growth, and 'gdp' is a level"]),
    ("growth", growth(later="jobs.now"), {}, ["'gdp' is in crown and 'jobs' in person: they may not meet"]),
    ("growth", growth(later="rank.first", rate="growth.undated"), {}, [
        "'gdp' is in crown and 'rank' in place: they may not meet",
        "'later' takes a level or share, and 'rank' is a rank"]),
    ("growth", growth(later="gdp.noww"), {}, ["there is no observation 'gdp.noww'; did you mean 'gdp.now'?"]),
    ("growth", growth(), {"years": 4}, ["a growth has no number of years"]),
    ("growth", growth(), {"implies": GDP}, ["every figure is stated: nothing is implied"]),
    ("growth", growth(None), {}, [
        "'earlier' was not stated: say under 'implies' of which indicator, region and period it is"]),
    ("growth", growth(None, None), {"implies": GDP}, ["at most one figure can be left unstated"]),
    ("growth", growth(None), {"implies": GDP | {"region": "nroth", "sector": "irn", "counterpart": "abrod"}}, [
        "there is no counterpart 'abrod'; did you mean 'abroad'?",
        "there is no region 'nroth'; did you mean 'north'?",
        "there is no sector 'irn'; did you mean 'iron'?"]),
    ("growth", growth("gdp.land.2023.implied"), {}, [
        "'gdp.land.2023.implied' is implied by a relation; only stated figures meet here"]),
    ("growth", growth() | {"change": "change.now"}, {}, [
        "a growth has no 'change'; expected one of earlier, later, rate"]),
    ("growth", {"earlier": "gdp.then", "rate": "growth.now"}, {}, [
        "a growth needs earlier, later, rate; 'later' is missing"]),
    ("growth", growth(later=["gdp.now"]), {}, ["'later' is one figure, not a list"]),
    ("growth", growth("gdp.now"), {}, ["the figure 'gdp.now' stands here twice"]),
    ("cagr", cagr(), {"years": 4}, []),
    ("cagr", cagr(last="gdp.undated", rate="growth.undated"), {"years": 1}, []),
    ("cagr", cagr(last="gdp.undated", rate="growth.undated"), {"years": 200}, []),
    ("cagr", cagr(), {"years": 0}, ["expected 1 to 200 years; found 0"]),
    ("cagr", cagr(last="gdp.undated"), {"years": 201}, ["expected 1 to 200 years; found 201"]),
    ("cagr", cagr("gdp.q1", "gdp.q3", "growth.undated"), {"years": 1}, [
        "from 2023-01/2023-03 to 2024-07/2024-09 there is no whole number of years"]),
    ("cagr", cagr(), {"years": 3}, ["from 2020 to 2024 there are 4 years; found 3"]),
    ("cagr", cagr(), {}, ["a cagr needs 'years', the number of years from first to last"]),
    ("cagr", cagr("share.then", "share.now"), {"years": 4}, [
        "'first' takes a level, and 'share' is a share", "'last' takes a level, and 'share' is a share"]),
    ("difference", difference(), {}, []),
    ("difference", difference("quota.then", "quota.now", "points.now"), {}, []),
    ("difference", difference("share.then", "share.now", "points.now"), {}, []),
    ("difference", difference(change="points.now"), {}, [
        "'gdp' is in crown and 'points' in point: they may not meet"]),
    ("difference", difference("quota.then", "quota.now"), {}, [
        "'quota' is in percent and 'change' in crown: they may not meet"]),
    ("difference", difference(change="trade.now"), {}, ["'change' takes a change, and 'trade' is a level"]),
    ("share", share(), {}, []),
    ("share", share(share=None), {}, []),
    ("share", share("change.now"), {}, []),
    ("share", share(whole="gdp.undated"), {}, []),
    ("share", share(whole="gdp.then"), {}, ["the figures are of 2020 and 2024", "the figures are of 2024 and 2020"]),
    ("share", share(share="growth.now"), {}, ["'share' takes a share, and 'growth' is a growth"]),
    ("share", share("jobs.now"), {}, ["'jobs' is in person and 'gdp' in crown: they may not meet"]),
    ("share", share("share.now", share=None), {}, [
        "'part' takes a level or change, and 'share' is a share",
        "'share' is in percent and 'gdp' in crown: they may not meet"]),
    ("share", share(None), {"implies": GDP | {"region": "north"}}, ["the figures are of 2023 and 2024"]),
    ("share", share(None), {"implies": GDP | {"indicator": "jobs", "region": "south", "period": "2024"}}, [
        "'jobs' is in person and 'gdp' in crown: they may not meet"]),
    ("sum", total("trade.now", "gdp.now-too"), {}, []),
    ("sum", total("trade.now", "gdp.undated"), {}, []),
    ("sum", total("trade.now", "change.now"), {}, [
        "'change' is a change and 'gdp' a level: they may not meet",
        "'trade' is a level and 'change' a change: they may not meet"]),
    ("sum", total("trade.now", "gdp.now-too", total="change.now"), {}, [
        "'gdp' is a level and 'change' a change: they may not meet"]),
    ("sum", total("quota.now", "share.now", total="quota.then"), {}, [
        "'quota' is a level and 'share' a share: they may not meet",
        "'share' is a share and 'quota' a level: they may not meet",
        "the figures are of 2024 and 2020"]),
    ("sum", total("trade.now", "jobs.now"), {}, [
        "'jobs' is in person and 'gdp' in crown: they may not meet",
        "'trade' is in crown and 'jobs' in person: they may not meet"]),
    ("sum", total("trade.now", "gdp.then"), {}, [
        "the figures are of 2020 and 2024", "the figures are of 2024 and 2020"]),
    ("sum", total("trade.now"), {}, ["'parts' needs a list of at least 2"]),
    ("sum", {"parts": "trade.now", "total": "gdp.now"}, {}, ["'parts' needs a list of at least 2"]),
    ("sum", {"parts": None, "total": "gdp.now"}, {"implies": GDP | {"region": "north"}}, [
        "'parts' needs a list of at least 2"]),
    ("count", {"count": "centres.now", "items": ["gdp.now"]}, {}, []),
    ("count", {"count": "centres.now", "items": ["rank.first", "gdp.then", "growth.now"]}, {}, []),
    ("count", {"count": "share.now", "items": ["gdp.now"]}, {}, [
        "'count' takes a level or change, and 'share' is a share"]),
    ("count", {"count": None, "items": ["gdp.now"]}, {}, ["in a count every figure is stated"]),
    ("same", {"figures": ["gdp.now", "gdp.now-too", "trade.now"]}, {}, []),
    ("same", {"figures": ["gdp.now", "gdp.then"]}, {}, []),
    ("same", {"figures": ["gdp.now", "gdp.months"]}, {}, [
        "2024 and 2024-01/2024-10 are periods of different kinds"]),
    ("same", {"figures": ["gdp.now", "change.now"]}, {}, [
        "'gdp' is a level and 'change' a change: they may not meet"]),
    ("same", {"figures": ["gdp.now"]}, {}, ["'figures' needs a list of at least 2"]),
    ("streak", {"streak": "streak.now", "ranks": ["rank.first"]}, {}, []),
    ("streak", {"streak": "streak.now", "ranks": ["rank.before", "rank.first"]}, {}, []),
    ("streak", {"ranks": ["rank.before", "rank.first"], "streak": "streak.now"}, {}, []),
    ("streak", {"streak": "streak.now", "ranks": ["rank.before"]}, {}, [
        "no rank is of a year that the streak counts"]),
    ("streak", {"streak": "streak.now", "ranks": ["rank.after"]}, {}, [
        "no rank is of a year that the streak counts"]),
    ("streak", {"streak": "jobs.now", "ranks": ["gdp.now"]}, {}, [
        "'ranks' takes a rank, and 'gdp' is a level", "'streak' takes a streak, and 'jobs' is a level"]),
    ("exchange", {"figures": ["gdp.now", "gdp.now-too"]}, {}, []),
    ("exchange", {"figures": ["gdp.now", "gdp.undated"]}, {}, [
        "no dollar value was printed beside 'gdp.undated'"]),
    ("exchange", {"figures": ["gdp.now", "gdp.now-too", "gdp.other"]}, {}, [
        "the figures are of two sources, 'daily' and 'monthly', and each converts at a rate of its own"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def refused():
    """What is refused of each of the cases, all in one file with a relation that implies a figure."""
    relations = [
        world.relation(f"r{n}", kind, members, **more) for n, (kind, members, more, _) in enumerate(CASES)
    ]
    implying = world.relation("implying", "growth", growth(None, rate="growth.bare"), implies=GDP)
    with pytest.raises(InvalidDataset) as caught:
        parse_dataset(world.text(FIGURES, [*relations, implying]))
    found = {f"r{n}": [] for n in range(len(CASES))}
    for problem in caught.value.problems:
        id, _, message = problem.message.removeprefix("relation '").partition("': ")
        found[id].append(message)
    return found


@pytest.mark.parametrize("n", range(len(CASES)), ids=lambda n: f"{n} {CASES[n][0]}")
def test_figures_that_may_not_meet_are_refused_with_the_reason(refused, n):
    assert sorted(refused[f"r{n}"]) == sorted(CASES[n][-1])
