"""Records that an editor would not sign, beside like ones that are in order."""

from __future__ import annotations

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.consistency.hints import find_hints
from indicators.consistency.record_hints import find_record_hints
from tests import world
from tests.real import real

F, BOTH = world.figure, world.both
PER_PERSON = {
    "id": "crown-a-head",
    "name": BOTH("crowns", "克朗"),
    "kind": "money",
    "per": BOTH("person", "人"),
}


def hints(*figures, **sections):
    found = find_record_hints(parse_dataset(world.text(figures, **sections)))
    return [(hint.hint, hint.figures) for hint in found if hint.hint != "unit-noun"]


def with_head(id, **fields):
    """The heads of the land, one of them otherwise."""
    return [head | fields if head["id"] == id else head for head in world.INDICATORS]


class TestFlowsOfPeriodsThatAreNotOver:
    """The daily came out on 7 March 2025, the monthly in April 2025."""

    @pytest.mark.parametrize("timing", ["during", "cumulative", "unclear"])
    @pytest.mark.parametrize("period", ["2025", "2025-03", "2021/2025", "2025-01/2025-06"])
    def test_are_hinted_at(self, period, timing):
        assert hints(F("gdp", 5, period=period, timing=timing, id="early")) == [("early-flow", ("early",))]

    @pytest.mark.parametrize(
        "fields",
        [
            {"period": "2024"},
            {"period": "2025-02"},
            {"period": "2025", "timing": "at"},
            {"period": "2025", "timing": "average"},
            {"period": "2025", "status": "target"},
            {"period": "2025", "status": "expected"},
            {"period": "2025", "note": BOTH("As far as it had run.", "截至当时。")},
            {"period": "2025-03", "source": "monthly"},
        ],
    )
    def test_are_none_where_the_period_was_over_or_a_note_says_how_it_was_dated(self, fields):
        assert hints(F("gdp", 5, **fields)) == []

    def test_the_note_of_the_source_is_enough_when_it_names_the_year(self):
        for year, hinted in (("2025", []), ("2024", [("early-flow", ("one",))])):
            note = BOTH(f"Sums are of {year}.", f"累计数为{year}年。")
            noted = [one | {"note": note} if one["id"] == "daily" else one for one in world.SOURCES]

            assert hints(F("gdp", 5, period="2025", id="one"), sources=noted) == hinted

    def test_the_hint_says_when_the_source_came_out(self):
        (hint,) = find_record_hints(parse_dataset(world.text([F("gdp", 5, period="2025")])))

        assert str(hint) == (
            "early-flow: 2025 was not over when its source was published (2025-03-07): "
            "leave it undated, or say in its note how far it goes [gdp.land.2025]"
        )


@pytest.mark.parametrize(
    ("fields", "hinted"),
    [
        ({"period": None, "timing": "unclear", "status": "target"}, True),
        ({"period": None, "timing": "unclear", "status": "expected"}, True),
        ({"period": "2030", "status": "target"}, False),
        ({"period": None, "timing": "unclear"}, False),
        (
            {"period": None, "timing": "unclear", "status": "target", "note": BOTH("No year.", "无年份。")},
            False,
        ),
    ],
)
def test_a_target_without_a_year_may_be_none(fields, hinted):
    assert hints(F("gdp", 5, **fields, id="one")) == [("undated-target", ("one",))] * hinted


@pytest.mark.parametrize(
    "words", ["over 5 crowns each", "Each has 5", "5 crowns apiece", "每个5克朗", "各自超5克朗", "均超5克朗"]
)
def test_words_of_each_of_several_want_a_unit_per_something(words):
    each = F("gdp", 5, stated=words, id="one")
    per = {"heads": with_head("gdp", unit="crown-a-head"), "units": [*world.UNITS, PER_PERSON]}

    assert hints(each) == [("each-of", ("one",))]
    assert hints(each, **per) == []
    assert hints(F("growth", 5, stated=words)) == []


def test_a_note_may_say_that_each_is_meant():
    of_each = F("gdp", 5, note=BOTH("A bound for each of the six.", "为六个中每一个的下限。"), id="one")

    assert hints(of_each) == [("each-of", ("one",))]


@pytest.mark.parametrize("words", ["over 5 annually", "5 a year", "5 per year", "annual 5", "每年5", "年均5"])
def test_words_of_a_year_want_an_average_over_several(words):
    assert hints(F("gdp", 5, stated=words, period="2021/2023", id="one")) == [("a-year", ("one",))]
    assert hints(F("gdp", 5, stated=words, period="2021/2023", timing="average")) == []
    assert hints(F("gdp", 5, stated=words, period="2023")) == []


@pytest.mark.parametrize(
    ("english", "chinese", "n"),
    [
        ("Value at current prices.", "全部价值。", 1),
        ("Value.", "按不变价格计算的价值。", 1),
        ("Value at constant prices.", "可比价格的价值。", 2),
        ("Value, usually at current prices.", "价值，一般按当年价格计算。", 0),
        ("Value; the source does not say whether at current prices.", "价值；原文未说明是否为当年价格。", 0),
        ("The price of rice.", "大米价格。", 0),
    ],
)
def test_a_definition_does_not_assert_prices(english, chinese, n):
    heads = with_head("gdp", definition=BOTH(english, chinese))

    assert hints(F("gdp", 5), heads=heads) == [("prices", ("gdp",))] * n


@pytest.mark.parametrize(
    ("name", "unit", "again"),
    [
        ("发明专利授权量", "件专利", "专利"),
        ("规模以上企业数", "家企业", "企业"),
        ("马拉松参赛国家和地区数", "个国家和地区", "国家和地区"),
        ("发明专利授权量", "件", ""),
        ("职业技能培训人次", "人次", ""),
        ("就业人数", "人", ""),
        ("中心数", "家企业", ""),
    ],
)
def test_a_unit_does_not_say_the_noun_of_the_name_again(name, unit, again):
    heads = with_head("centres", name=BOTH("Centres", name))
    units = [one | {"name": BOTH("things", unit)} if one["id"] == "centre" else one for one in world.UNITS]
    text = world.text(
        [F("centres", 5)], heads=heads, units=[{k: v for k, v in u.items() if k != "one"} for u in units]
    )
    told = [str(hint) for hint in find_record_hints(parse_dataset(text))]

    assert told == [
        f"unit-noun: the unit {unit!r} says {again!r} again, which the name {name!r} has [centres]"
    ] * bool(again)


@pytest.mark.parametrize(("name", "n"), [("城镇化率提高百分点", 1), ("城镇化率提高幅度", 0)])
def test_percentage_points_are_named_by_their_unit_alone(name, n):
    heads = with_head("points", name=BOTH("Points", name))

    figures = [F("points", 5, base_period="2023")]
    told = list(find_record_hints(parse_dataset(world.text(figures, heads=heads))))

    assert [(hint.hint, hint.figures) for hint in told] == [("unit-noun", ("points",))] * n


def test_they_stand_among_the_hints_of_the_audit():
    found = find_hints(parse_dataset(world.text([F("gdp", 5, period="2025")])))

    assert [hint.hint for hint in found] == ["early-flow"]


def test_our_own_records_are_in_order():
    assert [str(hint) for hint in find_record_hints(real().dataset)] == []
