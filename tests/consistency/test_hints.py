"""What a curator may have missed: each kind of hint, what it says, and what is no reason for one."""

from __future__ import annotations

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.consistency.hints import find_hints
from tests import world

F = world.figure


def hints(figures, relations=(), **sections):
    return [str(hint) for hint in find_hints(parse_dataset(world.text(figures, relations, **sections)))]


def in_units(**units):
    """The sections of a land whose indicators have units of their own: money of some currency, or a rate."""
    heads = [{**head, "unit": units.get(head["id"], head["unit"])} for head in world.INDICATORS]
    own = [
        {"id": "mark", "name": world.both("marks", "马克"), "kind": "money", "currency": "DEM"},
        {"id": "crown-a-head", "name": world.both("crowns", "克朗"), "kind": "money", "per": world.both("person", "人")},
    ]  # fmt: skip
    return {"heads": heads, "units": [*world.UNITS, *own]}


def gdp(value, period="2024", **fields):
    return F("gdp", value, period=period, **fields)


def growth(rate="growth.land.2024", **fields):
    members = {"earlier": "gdp.land.2020", "later": "gdp.land.2024", "rate": rate}
    return world.relation("told", "growth", members, **fields)


GROWN = [gdp("2.00 trillion", "2020"), gdp("2.40 trillion"), F("growth", "20.0")]
MAYBE = "undeclared: these may be a growth [gdp.land.2020, gdp.land.2024, growth.land.2024]"
PART = [gdp("5.00 trillion"), F("trade", "1.00 trillion"), F("share", "20.0")]
A_PART = "undeclared: these may be a share [trade.land.2024, gdp.land.2024, share.land.2024]"


class TestUndeclared:
    def test_two_levels_and_their_growth(self):
        assert hints(GROWN) == [MAYBE]

    def test_two_levels_and_their_share(self):
        assert hints(PART) == [A_PART]

    @pytest.mark.parametrize("sector", [("iron", "metal"), ("iron", None), ("metal", None), ("iron", "iron")])
    def test_a_part_of_a_branch_is_in_the_whole(self, sector):
        part, whole = ({"sector": id} if id else {} for id in sector)
        figures = [gdp("5.00 trillion", **whole, id="whole"), F("trade", "1.00 trillion", **part, id="part"), F("share", "20.0")]  # fmt: skip

        assert hints(figures) == ["undeclared: these may be a share [part, whole, share.land.2024]"]

    @pytest.mark.parametrize(
        "figures",
        [
            pytest.param([*GROWN[:2], F("growth", "25.0")], id="that do not fit"),
            pytest.param([*GROWN[:2], F("growth", "20", qualifier="over")], id="with an open end"),
            pytest.param([*GROWN[:2], F("growth", "20", qualifier="about")], id="too blunt"),
            pytest.param([*GROWN[:2], F("growth", "20.0", region="north")], id="of another region"),
            pytest.param([*GROWN[:2], F("growth", "20.0", period="2023")], id="of another time"),
            pytest.param([GROWN[0], F("trade", "2.40 trillion"), GROWN[2]], id="of two indicators"),
            pytest.param([gdp("2.40 trillion", "2020"), gdp("2.00 trillion"), F("growth", "20.0")], id="the other way round"),
            pytest.param([gdp("5.00 trillion", "2020"), *PART[1:]], id="of a part and a whole of two times"),
            pytest.param([F("jobs", "5,000"), F("trade", "1.00 trillion"), F("share", "20.0")], id="of two units"),
            pytest.param([gdp("5.00 trillion", sector="iron"), *PART[1:]], id="of a whole that is a branch"),
        ],
    )  # fmt: skip
    def test_nothing_is_said_of_figures(self, figures):
        assert [hint for hint in hints(figures) if hint.startswith("undeclared")] == []

    @pytest.mark.parametrize("unit", ["mark", "crown-a-head"])
    def test_nothing_is_said_of_two_currencies_nor_of_a_total_and_a_figure_per_head(self, unit):
        assert hints(PART, **in_units(trade=unit, gdp=unit)) == [A_PART]
        assert hints(PART, **in_units(trade=unit)) == []

    def test_nothing_is_said_of_figures_that_stand_in_a_relation_together(self):
        assert hints(GROWN, [growth()]) == []

    @pytest.mark.parametrize(("rate", "is_sharp"), [("6.0", True), ("6", False)])
    def test_a_figure_must_be_known_to_six_hundredths_of_its_size(self, rate, is_sharp):
        figures = [gdp("2.00 trillion", "2020"), gdp("2.12 trillion"), F("growth", rate)]

        assert bool(hints(figures)) is is_sharp


class TestSlips:
    @pytest.mark.parametrize(
        ("later", "told"),
        [
            ("24 trillion", "1/10 as large"),
            ("240 billion", "10 times as large"),
            ("2.4 billion", "1,000 times as large"),
            ("24000 trillion", "1/10,000 as large"),
        ],
    )
    def test_a_relation_that_would_fit_with_other_zeros(self, later, told):
        figures = [gdp("2.00 trillion", "2020"), gdp(later), F("growth", "20.0")]

        assert f"slip: relation 'told' would reconcile with a figure {told} [gdp.land.2020, gdp.land.2024, growth.land.2024]" in hints(figures, [growth()])  # fmt: skip

    def test_nothing_is_said_of_one_that_fits_or_that_zeros_do_not_mend(self):
        assert hints(GROWN, [growth()]) == []
        assert hints([*GROWN[:2], F("growth", "37.0")], [growth()]) == []

    def test_an_average_over_years_is_tried_too(self):
        figures = [gdp("2.00 trillion", "2020"), gdp("24.0 trillion"), F("growth", "4.7")]
        members = {"first": "gdp.land.2020", "last": "gdp.land.2024", "rate": "growth.land.2024"}

        assert hints(figures, [world.relation("told", "cagr", members, years=4)]) == [
            "slip: relation 'told' would reconcile with a figure 1/10 as large [gdp.land.2020, gdp.land.2024, growth.land.2024]"
        ]

    def test_a_sum_is_tried_too(self):
        figures = [F("jobs", 120, region="north"), F("jobs", 130, region="south"), F("jobs", 2500)]
        members = {"parts": ["jobs.north.2024", "jobs.south.2024"], "total": "jobs.land.2024"}

        assert hints(figures, [world.relation("told", "sum", members)]) == [
            "slip: relation 'told' would reconcile with a figure 10 times as large [jobs.north.2024, jobs.south.2024, jobs.land.2024]"
        ]

    @pytest.mark.parametrize(
        ("figures", "told"),
        [
            ([gdp("24 billion", "2020"), gdp("2.4 trillion")], "the same digits, 100 times as large"),
            ([gdp("2.4 trillion", "2020"), gdp("24 billion")], "the same digits, 100 times as large"),
            ([gdp("123万", "2020"), gdp("123亿")], "the same digits, 10,000 times as large"),
        ],
    )
    def test_two_levels_with_the_same_digits(self, figures, told):
        assert hints(figures) == [f"slip: {told} [gdp.land.2020, gdp.land.2024]"]

    @pytest.mark.parametrize(
        "figures",
        [
            [gdp("2 billion", "2020"), gdp("2 trillion")],
            [gdp("24 billion", "2020"), gdp("24 billion")],
            [gdp("24 billion", "2020"), gdp("2.5 trillion")],
            [gdp("24 billion"), gdp("2.4 trillion", region="north")],
            [gdp("0", "2020"), gdp("0", "2021")],
            [F("growth", "2.4", period="2020"), F("growth", "24")],
        ],
    )
    def test_nothing_is_said_of_one_digit_one_size_two_places_or_rates(self, figures):
        assert hints(figures) == []


class TestTwoValues:
    OTHER = {"source": "monthly", "id": "gdp.other"}  # noqa: RUF012 - only read

    @pytest.mark.parametrize("period", ["2024", None])
    def test_of_one_figure_in_two_sources(self, period):
        assert hints([gdp("2.4 trillion"), gdp("2.7 trillion", period, **self.OTHER)]) == [
            "two-values: two sources state values that cannot both be true [gdp.land.2024, gdp.other]"
        ]

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param({"value": "2.4 trillion"}, id="that agree"),
            pytest.param({"value": "2 trillion", "qualifier": "over"}, id="with a number in common"),
            pytest.param({"value": "2.7 trillion", "source": "daily"}, id="of one source"),
            pytest.param({"value": "2.7 trillion", "period": "2023"}, id="of two times"),
            pytest.param({"value": "2.7 trillion", "sector": "iron"}, id="of two sectors"),
            pytest.param({"value": "2.7 trillion", "counterpart": "abroad"}, id="of two counterparts"),
            pytest.param({"value": "2.7 trillion", "status": "target"}, id="of two statuses"),
            pytest.param({"value": "2.7 trillion", "region": "north"}, id="of two regions"),
        ],
    )
    def test_nothing_is_said_of_figures(self, other):
        assert hints([gdp("2.4 trillion"), gdp(**self.OTHER | other)]) == []

    def test_nothing_is_said_where_a_relation_compares_them(self):
        same = world.relation("told", "same", {"figures": ["gdp.land.2024", "gdp.other"]})

        assert hints([gdp("2.4 trillion"), gdp("2.7 trillion", **self.OTHER)], [same]) == []


class TestDollars:
    def dollars(self, *rates, source="daily"):
        """Amounts of a hundred dollars at some rates, each of a region and a size of its own."""
        regions = [region["id"] for region in world.REGIONS]
        return [gdp(f"{rate * 100:.1f}", region=region, usd="100", source=source) for region, rate in zip(regions, rates, strict=False)]  # fmt: skip

    def test_far_from_the_usual_rate_of_an_article_of_three_or_more(self):
        assert hints(self.dollars(7.0, 7.1, 7.3)) == [
            "dollars: 7.300 crowns a dollar is +2.8% from the usual 7.100 [gdp.south.2024]"
        ]

    def test_below_it_too(self):
        assert hints(self.dollars(6.9, 7.1, 7.1)) == [
            "dollars: 6.900 crowns a dollar is -2.8% from the usual 7.100 [gdp.land.2024]"
        ]

    def test_nothing_is_said_within_two_hundredths(self):
        assert hints(self.dollars(7.0, 7.1, 7.2)) == []

    def test_two_in_an_article_are_far_only_at_a_tenth_of_the_rate_everywhere(self):
        others = [
            F("trade", "710.0", region=id, usd="100", source="monthly") for id in ("land", "north", "south")
        ]

        assert hints([*self.dollars(7.5, 7.3), *others]) == []
        assert hints([*self.dollars(8.0, 7.1), *others]) == [
            "dollars: 8.000 crowns a dollar is +12.7% from the usual 7.100 [gdp.land.2024]"
        ]

    def test_each_currency_has_its_own_usual_rate(self):
        marks = [F("trade", "180.0", region=id, usd="100") for id in ("land", "north", "south", "town")]

        assert hints([*self.dollars(7.1, 7.1, 7.1), *marks], **in_units(trade="mark")) == []
        assert hints([*self.dollars(7.1, 7.1, 7.3), *marks], **in_units(trade="mark")) == [
            "dollars: 7.300 crowns a dollar is +2.8% from the usual 7.100 [gdp.south.2024]"
        ]

    def test_two_units_of_one_currency_share_its_usual_rate(self):
        sections = in_units(trade="mark", gdp="mark-a-head")
        a_head = {"id": "mark-a-head", "name": world.both("marks", "马克"), "kind": "money", "currency": "DEM", "per": "km²"}  # fmt: skip
        others = [F("trade", "180.0", region=id, usd="100") for id in ("land", "north", "south")]

        assert hints([*self.dollars(2.0), *others], **sections | {"units": [*sections["units"], a_head]}) == [
            "dollars: 2.000 marks a dollar is +11.1% from the usual 1.800 [gdp.land.2024]"
        ]


def test_hints_are_said_once_in_the_order_of_their_kinds_and_figures():
    found = hints(
        [*GROWN, gdp("24 trillion", "2021"), gdp("7.7 trillion", "2024", source="monthly", id="gdp.z")]
    )

    assert found == sorted(set(found))
    assert {hint.partition(":")[0] for hint in found} == {"undeclared", "slip", "two-values"}
