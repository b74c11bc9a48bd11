"""The codes of the table in words, to be said in the language of a reader: measures, hedges, statuses."""

from __future__ import annotations

from indicators.i18n import gettext_noop

MEASURE_LABELS = {
    "level": gettext_noop("Level"),
    "growth": gettext_noop("Growth"),
    "share": gettext_noop("Share"),
    "rank": gettext_noop("Rank"),
    "change": gettext_noop("Change"),
    "streak": gettext_noop("Streak"),
}
QUALIFIER_LABELS = {
    "exact": gettext_noop("exact as stated"),
    "over": gettext_noop("lower bound (over, more than, exceeded)"),
    "at_least": gettext_noop("lower bound (at least)"),
    "nearly": gettext_noop("upper bound (nearly, almost, less than)"),
    "about": gettext_noop("rounded (about, approximately)"),
}
#: hedge → the one word for it
HEDGE_LABELS = {
    "exact": gettext_noop("exact"),
    "over": gettext_noop("over"),
    "at_least": gettext_noop("at least"),
    "nearly": gettext_noop("nearly"),
    "about": gettext_noop("about"),
}
STATUS_LABELS = {
    "actual": gettext_noop("Actual"),
    "expected": gettext_noop("Expected"),
    "target": gettext_noop("Target"),
}
TIMING_LABELS = {
    "at": gettext_noop("stock at the end of the period or on a day in it"),
    "during": gettext_noop("flow over the period"),
    "cumulative": gettext_noop("sum over several years"),
    "average": gettext_noop("average a year"),
    "unclear": gettext_noop("the source does not say whether it is a stock or a flow"),
}
REGION_KIND_LABELS = {
    "country": gettext_noop("country"),
    "province": gettext_noop("province-level unit"),
    "city": gettext_noop("city"),
    "district": gettext_noop("district"),
    "zone": gettext_noop("zone"),
    "cluster": gettext_noop("group of regions"),
}
