"""The codes of the table in words, to be said in the language of a reader: measures, hedges, statuses.

Knows nothing of single figures.
"""

from __future__ import annotations

from indicators.language import mark

MEASURES = {
    "level": mark("Level"),
    "growth": mark("Growth"),
    "share": mark("Share"),
    "rank": mark("Rank"),
    "change": mark("Change"),
    "streak": mark("Streak"),
}
QUALIFIERS = {
    "exact": mark("exact as stated"),
    "over": mark("lower bound (over, more than, exceeded)"),
    "at_least": mark("lower bound (at least)"),
    "nearly": mark("upper bound (nearly, almost, less than)"),
    "about": mark("rounded (about, approximately)"),
}
#: hedge → the one word for it
HEDGES = {
    "exact": mark("exact"),
    "over": mark("over"),
    "at_least": mark("at least"),
    "nearly": mark("nearly"),
    "about": mark("about"),
}
STATUSES = {"actual": mark("Actual"), "expected": mark("Expected"), "target": mark("Target")}
TIMINGS = {
    "at": mark("stock at the end of the period or on a day in it"),
    "during": mark("flow over the period"),
    "cumulative": mark("sum over several years"),
    "average": mark("average a year"),
    "unclear": mark("the source does not say whether it is a stock or a flow"),
}
KINDS = {
    "country": mark("country"),
    "province": mark("province-level unit"),
    "city": mark("city"),
    "district": mark("district"),
    "zone": mark("zone"),
    "cluster": mark("group of regions"),
}
