"""Every hedge with every kind of figure, in both languages, word for word."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.model import Text, Unit, hedges
from indicators.model.code_lists import MEASURES, REGION_KINDS, RELEASES, STATUSES, TIMINGS
from tests import world

SAY = {language: load_messages(language) for language in ("en", "zh")}
#: hedge → how it is said around a figure
HEDGES = {
    "exact": ("{}", "{}"),
    "over": ("over {}", "超{}"),
    "at_least": ("at least {}", "至少{}"),
    "nearly": ("nearly {}", "近{}"),
    "under": ("under {}", "不足{}"),
    "at_most": ("up to {}", "至多{}"),
    "about": ("about {}", "约{}"),
}
#: The same around a figure below zero, which lies on the other side of its number.
FALLEN = HEDGES | {
    "over": ("below {}", "小于{}"),
    "at_least": ("{} or less", "{}及以下"),
    "under": ("above {}", "大于{}"),
    "at_most": ("{} or more", "{}及以上"),
}
#: indicator, printed → the figure without its hedge, in English and Chinese
BARE = {
    ("gdp", "0.0000613"): ("0.0000613 crowns", "0.0000613克朗"),
    ("gdp", "1"): ("1 crowns", "1克朗"),
    ("gdp", "999"): ("999 crowns", "999克朗"),
    ("gdp", "1,000"): ("1,000 crowns", "1000克朗"),
    ("gdp", "9,999"): ("9,999 crowns", "9999克朗"),
    ("gdp", "10,000"): ("10,000 crowns", "1万克朗"),
    ("gdp", "12,340"): ("12,340 crowns", "1.234万克朗"),
    ("gdp", "999,999"): ("999,999 crowns", "99.9999万克朗"),
    ("gdp", "1 million"): ("1 million crowns", "100万克朗"),
    ("gdp", "9999万"): ("99.99 million crowns", "9999万克朗"),
    ("gdp", "1亿"): ("100 million crowns", "1亿克朗"),
    ("gdp", "999.9 million"): ("999.9 million crowns", "9.999亿克朗"),
    ("gdp", "1 billion"): ("1 billion crowns", "10亿克朗"),
    ("gdp", "9999亿"): ("999.9 billion crowns", "9999亿克朗"),
    ("gdp", "1万亿"): ("1 trillion crowns", "1万亿克朗"),
    ("gdp", "1.10 trillion"): ("1.10 trillion crowns", "1.10万亿克朗"),
    ("gdp", "12345万亿"): ("12,345 trillion crowns", "12,345万亿克朗"),
    ("jobs", "1"): ("1 person", "1人"),
    ("jobs", "12"): ("12 people", "12人"),
    ("jobs", "1.5 million"): ("1.5 million people", "150万人"),
    ("centres", "1"): ("1 centre", "1个中心"),
    ("centres", "12"): ("12 centres", "12个中心"),
    ("centres", "1 million"): ("1 million centres", "100万个中心"),
    ("quota", "62.50"): ("62.50%", "62.50%"),
    ("area", "56,000"): ("56,000 square km", "5.6万平方公里"),
    ("term", "1"): ("1 year", "1年"),
    ("term", "2.5"): ("2.5 years", "2.5年"),
    ("ore", "0"): ("0 tonnes", "0吨"),
    ("ore", "0.25"): ("0.25 tonnes", "0.25吨"),
    ("growth", "0"): ("0%", "0%"),
    ("growth", "-0.4"): ("-0.4%", "-0.4%"),
    ("growth", "-12"): ("-12%", "-12%"),
    ("share", "1/9"): ("1/9 (11.1%)", "1/9（11.1%）"),
    ("share", "1/4"): ("1/4 (25%)", "1/4（25%）"),
    ("share", "100"): ("100%", "100%"),
    ("share", "0"): ("0%", "0%"),
    ("rank", "1"): ("No. 1", "第1位"),
    ("change", "-3,000"): ("-3,000 crowns", "-3000克朗"),
    ("change", "0"): ("0 crowns", "0克朗"),
    ("points", "-0.25"): ("-0.25 percentage points", "-0.25个百分点"),
    ("streak", "1"): ("1 year in a row", "连续1年"),
    ("streak", "12"): ("12 years in a row", "连续12年"),
}
#: What rose, and by how much without a hedge: said with a plus where it is exact, for a hedge speaks of a size.
ROSE = {
    ("growth", "8.0"): ("8.0%", "8.0%"),
    ("growth", "2x"): ("100%", "100%"),
    ("growth", "1.5x"): ("50%", "50%"),
    ("change", "1.2 billion"): ("1.2 billion crowns", "12亿克朗"),
    ("points", "3"): ("3 percentage points", "3个百分点"),
}


def _id(kind: tuple[str, str], hedge: str) -> str:
    return f"f{[*BARE, *ROSE].index(kind)}.{hedge.replace('_', '-')}"


@pytest.fixture(scope="module")
def every():
    """Each of these figures under each hedge."""
    return world.catalogue(
        [
            world.figure(indicator, value, qualifier=hedge, id=_id((indicator, value), hedge))
            for (indicator, value), hedge in product([*BARE, *ROSE], HEDGES)
            if not (value == "0" and hedge in ("nearly", "under"))  # nothing is below
        ]
    )


@pytest.mark.parametrize("kind", [*BARE, *ROSE], ids=" ".join)
def test_a_figure_is_its_hedge_its_number_and_its_unit(every, kind):
    hedges_around = FALLEN if kind[1].startswith("-") else HEDGES
    for (hedge, around), (place, language) in product(hedges_around.items(), enumerate(SAY)):
        if kind[1] == "0" and hedge in ("nearly", "under"):
            continue
        row = every.find(_id(kind, hedge))
        plus = "+" if kind in ROSE and hedge == "exact" else ""
        bare = plus + (BARE | ROSE)[kind][place]
        assert text.format_without_hedge(row, every.dataset, SAY[language]) == bare
        assert text.format_figure(row, every.dataset, SAY[language]) == around[place].format(bare)


@pytest.mark.parametrize(
    ("figure", "english", "chinese"),
    [
        (("growth", "5–5.5", "between"), "5–5.5%", "5%～5.5%"),
        (("growth", "-5.5–-5", "between"), "-5.5 to -5%", "-5.5%～-5%"),
        (("growth", "-3–2", "between"), "-3 to 2%", "-3%～2%"),
        (("gdp", "1.20–1.5 million", "between"), "1.20–1.5 million crowns", "120万～150万克朗"),
        (("gdp", "900 million–1.1 billion", "between"), "900 million–1.1 billion crowns", "9亿～11亿克朗"),
        (("gdp", "30-50亿", "between"), "3–5 billion crowns", "30亿～50亿克朗"),
        (("jobs", "10–12", "between"), "10–12 people", "10～12人"),
        (("share", "1/4–1/2", "between"), "1/4–1/2 (25–50%)", "1/4–1/2（25%～50%）"),
        (("growth", "3.7 ± 0.7", "exact"), "+3.7 ± 0.7%", "+3.7%±0.7%"),
        (("growth", "-2.6 ± 0.25", "exact"), "-2.6 ± 0.25%", "-2.6%±0.25%"),
        (("gdp", "1.2 ± 0.1 million", "exact"), "1.2 ± 0.1 million crowns", "120万±10万克朗"),
        (("jobs", "500 ± 20", "exact"), "500 ± 20 people", "500±20人"),
    ],
)
def test_a_range_has_both_its_ends_and_a_margin_stands_beside_its_number(figure, english, chinese):
    indicator, value, hedge = figure
    found = world.catalogue([world.figure(indicator, value, qualifier=hedge, id="f")])
    row = found.find("f")

    assert text.format_figure(row, found.dataset, SAY["en"]) == english
    assert text.format_figure(row, found.dataset, SAY["zh"]) == chinese


class TestBounds:
    """Between what ends a stated figure lies."""

    @pytest.mark.parametrize(
        ("kind", "hedge", "english", "chinese"),
        [
            (("gdp", "9,999"), "exact", "9,998.5 to 9,999.5 crowns", "9998.5～9999.5克朗"),
            (("gdp", "0.0000613"), "exact", "0.00006125 to 0.00006135 crowns", "0.00006125～0.00006135克朗"),
            (("share", "1/9"), "exact", "10.526316 to 11.764706%", "10.526316%～11.764706%"),
            (("gdp", "10,000"), "exact", "5,000 to 15,000 crowns", "5000～1.5万克朗"),
            (("gdp", "12,340"), "over", "above 12,340 crowns", "大于1.234万克朗"),
            (("gdp", "12,340"), "at_least", "12,340 crowns or more", "1.234万克朗及以上"),
            (("gdp", "12,340"), "nearly", "12,330 to 12,340 crowns", "1.233万～1.234万克朗"),
            (("gdp", "12,340"), "under", "below 12,340 crowns", "小于1.234万克朗"),
            (("gdp", "12,340"), "at_most", "12,340 crowns or less", "1.234万克朗及以下"),
            (("gdp", "12,340"), "about", "12,330 to 12,350 crowns", "1.233万～1.235万克朗"),
            (("jobs", "12"), "exact", "exactly 12 people", "等于12人"),
            (("jobs", "1"), "exact", "exactly 1 person", "等于1人"),
            (("jobs", "1"), "over", "above 1 person", "大于1人"),
            (("share", "100"), "exact", "99.5 to 100.5%", "99.5%～100.5%"),
            (("share", "1/4"), "exact", "22.222222 to 28.571429%", "22.222222%～28.571429%"),
            (("growth", "-12"), "exact", "-12.5 to -11.5%", "-12.5%～-11.5%"),
            (("growth", "-12"), "nearly", "-12 to -11%", "-12%～-11%"),
            (("growth", "-12"), "over", "below -12%", "小于-12%"),
            (("growth", "-12"), "at_least", "-12% or less", "-12%及以下"),
            (("growth", "-0.4"), "under", "above -0.4%", "大于-0.4%"),
            (("growth", "-0.4"), "at_most", "-0.4% or more", "-0.4%及以上"),
            (("points", "3"), "exact", "2.5 to 3.5 percentage points", "2.5～3.5个百分点"),
            (("rank", "1"), "exact", "", ""),
            (("streak", "12"), "over", "", ""),
        ],
    )
    def test_are_told_to_their_last_digit(self, every, kind, hedge, english, chinese):
        row = every.find(_id(kind, hedge))

        assert text.format_bounds(row, every.dataset, SAY["en"]) == english
        assert text.format_bounds(row, every.dataset, SAY["zh"]) == chinese

    def test_of_a_figure_without_any_are_nothing(self, every):
        row = every.find(_id(("gdp", "1"), "about"))._replace(low=float("nan"), high=float("nan"))

        assert text.format_bounds(row, every.dataset, SAY["en"]) == ""


def _unit(en: str, zh: str, kind: str) -> Unit:
    return Unit(id="u", name=Text(en=en, zh=zh), kind=kind)


PERCENT, CROWN = _unit("%", "%", "percent"), _unit("crowns", "克朗", "money")


class TestSpan:
    """An interval in words: no narrower than it is, and no more digits than its width can show."""

    @pytest.mark.parametrize(
        ("low", "high", "unit", "english", "chinese"),
        [
            (38.0689, 38.1872, PERCENT, "38.06–38.19%", "38.06%～38.19%"),
            (19.5, 20.5, PERCENT, "19.5–20.5%", "19.5%～20.5%"),
            (-5.81, 63.7, PERCENT, "-6 to 64%", "-6%～64%"),
            (-3.25, -1.5, PERCENT, "-3.3 to -1.5%", "-3.3%～-1.5%"),
            (-3.25, 0, PERCENT, "-3.3 to 0%", "-3.3%～0%"),
            (1.6085e6, 1.6095e6, CROWN, "1.6085–1.6095 million crowns", "160.85万～160.95万克朗"),
            (999_000, 1.2e6, CROWN, "990,000–1.2 million crowns", "99万～120万克朗"),
            (-3_000, 25_000, CROWN, "-3,000 to 25,000 crowns", "-3000～2.5万克朗"),
            (7.0, 7.25, None, "7–7.25", "7～7.25"),
            (7.07, 7.13, None, "7.07–7.13", "7.07～7.13"),
            (41.76, 41.76, PERCENT, "41.76%", "41.76%"),
            (0, 0, CROWN, "0 crowns", "0克朗"),
        ],
    )
    def test_of_two_ends(self, low, high, unit, english, chinese):
        assert text.format_interval(low, high, unit, SAY["en"]) == english
        assert text.format_interval(low, high, unit, SAY["zh"]) == chinese

    @pytest.mark.parametrize(
        ("low", "high", "ends", "english", "chinese"),
        [
            (8e12, None, "(]", "over 8 trillion crowns", "超8万亿克朗"),
            (8e12, None, "[]", "at least 8 trillion crowns", "至少8万亿克朗"),
            (8.0123456e12, None, "()", "over 8.012 trillion crowns", "超8.012万亿克朗"),
            (None, 1_255.7, "[)", "under 1,256 crowns", "不足1256克朗"),
            (None, 1_255.2, "(]", "up to 1,256 crowns", "至多1256克朗"),
            (0, 450_000, "[)", "under 450,000 crowns", "不足45万克朗"),
            (0, 450_000, "[]", "up to 450,000 crowns", "至多45万克朗"),
            (0, None, "[]", "at least 0 crowns", "至少0克朗"),
            (None, -450_000, "()", "below -450,000 crowns", "小于-45万克朗"),
            (None, -450_000, "(]", "-450,000 crowns or less", "-45万克朗及以下"),
            (-450_000, None, "()", "above -450,000 crowns", "大于-45万克朗"),
            (-450_000, None, "[]", "-450,000 crowns or more", "-45万克朗及以上"),
            (None, None, "()", "any value", "任意值"),
        ],
    )
    def test_with_an_open_end_says_its_hedge(self, low, high, ends, english, chinese):
        assert text.format_interval(low, high, CROWN, SAY["en"], ends=ends) == english
        assert text.format_interval(low, high, CROWN, SAY["zh"], ends=ends) == chinese

    def test_is_closed_unless_it_is_said_otherwise(self):
        assert text.format_interval(5, None, CROWN, SAY["en"]) == "at least 5 crowns"
        assert text.format_interval(None, 5, CROWN, SAY["en"]) == "up to 5 crowns"


class TestHowPartsAreJoined:
    @pytest.mark.parametrize(
        ("parts", "english", "chinese"),
        [
            ([], "", ""),
            (["1"], "1", "1"),
            (["1", "2"], "1, 2", "1、2"),
            (["1", "2", "3"], "1, 2, 3", "1、2、3"),
        ],
    )
    def test_in_a_list(self, parts, english, chinese):
        assert (text.join_list(iter(parts), "en"), text.join_list(iter(parts), "zh")) == (english, chinese)

    @pytest.mark.parametrize(
        ("parts", "english", "chinese"),
        [(["a, b"], "a, b", "a, b"), (["a", "b"], "a; b", "a；b"), (["a", "b", "c"], "a; b; c", "a；b；c")],
    )
    def test_in_clauses(self, parts, english, chinese):
        assert (text.join_clauses(parts, "en"), text.join_clauses(parts, "zh")) == (english, chinese)

    def test_after_a_label_and_in_brackets(self):
        assert (text.add_label("a", "b", "en"), text.add_label("a", "b", "zh")) == ("a: b", "a：b")
        assert (text.add_brackets("a", "b", "en"), text.add_brackets("a", "b", "zh")) == ("a (b)", "a（b）")


class TestCodesInWords:
    """The words that stand for the codes of the table."""

    @pytest.mark.parametrize(
        ("words", "english", "chinese"),
        [
            (
                {id: code.label for id, code in STATUSES.items()},
                {"actual": "Actual", "expected": "Expected", "target": "Target"},
                {"actual": "实际", "expected": "预计", "target": "目标"},
            ),
            (
                {id: code.label for id, code in hedges.HEDGES.items()},
                {
                    "exact": "exact", "over": "over", "at_least": "at least", "nearly": "nearly",
                    "under": "under", "at_most": "at most", "about": "about", "between": "between",
                },
                {
                    "exact": "确数", "over": "超", "at_least": "至少", "nearly": "近",
                    "under": "不足", "at_most": "至多", "about": "约", "between": "区间",
                },
            ),
            (
                {id: code.meaning for id, code in hedges.HEDGES.items()},
                {
                    "exact": "exact as stated",
                    "over": "lower bound (over, more than, exceeded)",
                    "at_least": "lower bound (at least)",
                    "nearly": "just below (nearly, almost, close to)",
                    "under": "upper bound (under, below, less than)",
                    "at_most": "upper bound (at most, up to)",
                    "about": "rounded (about, approximately)",
                    "between": "range (between, from … to)",
                },
                {
                    "exact": "所述为确数",
                    "over": "下限（超、逾、突破）",
                    "at_least": "下限（至少、不低于）",
                    "nearly": "略低于（近、接近、将近）",
                    "under": "上限（不足、不到、低于）",
                    "at_most": "上限（至多、不超过）",
                    "about": "约数（约、左右）",
                    "between": "区间（在……之间、从……至……）",
                },
            ),
            (
                {id: code.label for id, code in MEASURES.items()},
                {"level": "Level", "growth": "Growth", "share": "Share", "rank": "Rank", "change": "Change", "streak": "Streak"},
                {"level": "水平值", "growth": "增速", "share": "占比", "rank": "位次", "change": "变动量", "streak": "连续年数"},
            ),
            (
                {id: code.label for id, code in TIMINGS.items()},
                {
                    "at": "stock at the end of the period or on a day in it",
                    "during": "flow over the period",
                    "cumulative": "sum over several years",
                    "average": "average a year",
                    "unclear": "the source does not say whether it is a stock or a flow",
                },
                {
                    "at": "时点数（期末或期内某日）",
                    "during": "时期数（期内发生）",
                    "cumulative": "多年累计",
                    "average": "年均",
                    "unclear": "资料来源未说明是时点数还是时期数",
                },
            ),
            (
                {id: code.label for id, code in REGION_KINDS.items()},
                {
                    "country": "country",
                    "province": "province-level unit",
                    "state": "state",
                    "county": "county",
                    "city": "city",
                    "town": "town",
                    "district": "district",
                    "zone": "zone",
                    "cluster": "group of regions",
                    "other": "other region",
                },
                {
                    "country": "国家",
                    "province": "省级行政区",
                    "state": "州",
                    "county": "县",
                    "city": "城市",
                    "town": "乡镇",
                    "district": "市辖区",
                    "zone": "功能区",
                    "cluster": "跨行政区域",
                    "other": "其他区域",
                },
            ),
            (
                {id: code.label for id, code in RELEASES.items()},
                {"preliminary": "Preliminary", "revised": "Revised", "final": "Final"},
                {"preliminary": "初步数", "revised": "修订数", "final": "最终数"},
            ),
        ],
    )  # fmt: skip
    def test_are_these(self, words, english, chinese):
        assert {code: SAY["en"](word) for code, word in words.items()} == english
        assert {code: SAY["zh"](word) for code, word in words.items()} == chinese


@pytest.fixture(scope="module")
def one():
    """A figure that speaks of everything there is to speak of, and an undated one."""
    figures = [
        world.figure("gdp", 1, region="north", sector="iron", counterpart="abroad"),
        world.figure("gdp", 2, period=None),
    ]
    return world.catalogue(figures)


class TestWhatAFigureSpeaksOf:
    def test_stands_in_one_order_region_indicator_sector_counterpart_period(self, one):
        row = one.find("gdp.north.iron.abroad.2024")

        assert text.describe_subject(row, one.dataset, "en") == "North · GDP · Iron · Abroad · 2024"
        assert text.describe_subject(row, one.dataset, "zh") == "北省 · 生产总值 · 铁 · 国外 · 2024年"

    @pytest.mark.parametrize(
        ("part", "left"),
        [
            ("region", "GDP · Iron · Abroad · 2024"),
            ("indicator", "North · Iron · Abroad · 2024"),
            ("sector", "North · GDP · Abroad · 2024"),
            ("counterpart", "North · GDP · Iron · 2024"),
            ("period", "North · GDP · Iron · Abroad"),
        ],
    )
    def test_any_part_can_be_left_out(self, one, part, left):
        row = one.find("gdp.north.iron.abroad.2024")

        assert text.describe_subject(row, one.dataset, "en", frozenset({part})) == left

    def test_the_undated_says_so(self, one):
        row = one.find("gdp.land.undated")

        assert text.describe_subject(row, one.dataset, "en") == "Land · GDP · undated"
        assert text.describe_subject(row, one.dataset, "zh") == "全国 · 生产总值 · 未注明时期"


def test_an_implied_rank_or_share_is_said_as_what_it_lies_between():
    """An implied figure has no printed number: only its ends are said."""
    row = SimpleNamespace(basis="implied", qualifier="over", value=2.0, low=2.0, high=float("nan"), unit="u")
    dataset = SimpleNamespace(units={"u": PERCENT})

    assert text.format_figure(row, dataset, SAY["en"]) == "over 2% (implied)"
    assert text.format_figure(row, dataset, SAY["zh"]) == "超2%（推算）"
