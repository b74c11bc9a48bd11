"""Figures, periods and citations as people read them; what needs no translation."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators import text
from indicators.i18n import Messages, gettext_noop, load_messages
from indicators.model.quantity import parse_printed_number

ENGLISH = load_messages("en")
#: A catalogue of our own, so that these tests do not hang on the translation that ships.
CHINESE = Messages(
    "zh", {"over {figure}": "超{figure}", "No. {n}": "第{n}位", "Source: {list}": ("资料来源：{list}",)}
)


class TestNumber:
    @pytest.mark.parametrize(
        ("value", "precision", "english", "chinese"),
        [
            (1_609_000, 1_000, "1.609 million", "160.9万"),
            (93_200, 100, "93,200", "9.32万"),
            (1.1e12, 1e11, "1.1 trillion", "1.1万亿"),
            (1e12, 1e12, "1 trillion", "1万亿"),
            (14.5e12, 1e11, "14.5 trillion", "14.5万亿"),
            (510e9, 10e9, "510 billion", "5100亿"),
            (53.8e9, 1e8, "53.8 billion", "538亿"),
            (285e6, 1e6, "285 million", "2.85亿"),
            (3_056, 1, "3,056", "3056"),
            (77_000, 1_000, "77,000", "7.7万"),
            (19_999, 1, "19,999", "1.9999万"),
            (9_999, 1, "9,999", "9999"),
            (10_000, 10_000, "10,000", "1万"),
            (999_999, 1, "999,999", "99.9999万"),
            (4_000_000, 100_000, "4.0 million", "400万"),
            (38.1, 0.1, "38.1", "38.1"),
            (24.75, 0.01, "24.75", "24.75"),
            (3.5, 0.01, "3.50", "3.50"),
            (-1.5, 0.1, "-1.5", "-1.5"),
            (-2_000_000, 1_000_000, "-2 million", "-200万"),
            (0, 1, "0", "0"),
            (45, 1, "45", "45"),
            (1e15, 1e12, "1,000 trillion", "1000万亿"),
        ],
    )
    def test_stands_on_the_ladder_of_its_language_to_the_printed_digit(
        self, value, precision, english, chinese
    ):
        assert text.format_number(value, precision, "en") == english
        assert text.format_number(value, precision, "zh") == chinese

    @given(
        st.integers(0, 10**9),
        st.sampled_from(["", ".{:01}", ".{:02}", ".{:03}"]),
        st.integers(1, 9),
        st.sampled_from(["", " thousand", " million", " billion", " trillion", "万", "亿", "万亿"]),
        st.sampled_from(["en", "zh"]),
    )
    def test_never_drops_printed_precision(self, digits, decimals, last, scale, language):
        """What is shown reads back as the very number that was printed, to the same digit or a finer one."""
        printed = parse_printed_number(f"{digits:,}{decimals.format(last)}{scale}")
        precision = printed.unit if printed.form == "decimal" else printed.significant

        shown = parse_printed_number(text.format_number(float(printed.value), float(precision), language))

        assert shown.value == printed.value
        if printed.form == "decimal":
            assert shown.unit <= printed.unit

    @given(
        st.integers(0, 10**9),
        st.text("0123456789", max_size=6),
        st.sampled_from(["", " thousand", " million", " billion", " trillion", "亿", "万亿"]),
        st.sampled_from(["en", "zh"]),
        st.sampled_from([1.0, 1e4, 1e6, 1e8, 1e9, 1e12]),
    )
    def test_beside_an_axis_is_the_same_number_in_its_steps(self, digits, decimals, scale, language, step):
        """What stands at a point, times the word of the axis, is what was printed; no zeros run on behind it."""
        printed = parse_printed_number(f"{digits}{decimals and '.' + decimals}{scale}")
        assume(Decimal(repr(float(printed.value))) == printed.value)

        shown = text.format_number(float(printed.value), float(printed.precision), language, step)
        number = parse_printed_number(shown)

        assert number.value * (int(step) if step != 1 else 1) == printed.value
        assert not re.search(r"\.[0-9]*0000\b", shown)
        assert number.form != "scaled" or step == 1

    @pytest.mark.parametrize(
        ("value", "precision", "step", "shown"),
        [
            (0, 1, 1e9, "0"),
            (0, 1, 1e12, "0"),
            (0, 1, 1e4, "0"),
            (0, 0.1, 1.0, "0.0"),
            (0, 1e8, 1e9, "0.0"),
            (1e18, 1e18, 1e12, "1,000,000"),
            (1e18, 1.0, 1e12, "1,000,000"),
            (1e18, 0.1, 1e12, "1,000,000"),
            (2.5e9, 1, 1e9, "2.5"),
            (24e9, 1e8, 1e9, "24.0"),
            (12_345, 1, 1e9, "0.000012345"),
            (-3e9, 1, 1e9, "-3"),
        ],
    )
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_zero_and_the_largest_have_the_digits_they_need(self, value, precision, step, shown, language):
        assert text.format_number(value, precision, language, step) == shown

    @pytest.mark.parametrize(
        ("value", "precision", "english", "chinese"),
        [
            (1e16, 1e16, "10,000 trillion", "10,000万亿"),
            (1e18, 1e18, "1,000,000 trillion", "1,000,000万亿"),
            (1e18, 0.1, "1,000,000 trillion", "1,000,000万亿"),
            (1_609_000, 0.1, "1.609 million", "160.9万"),
            (-1e18, 1e18, "-1,000,000 trillion", "-1,000,000万亿"),
            (5e-7, 1e-7, "0.0000005", "0.0000005"),
            (-0.0, 1, "0", "0"),
        ],
    )
    def test_beyond_the_ladder_its_last_step_is_counted(self, value, precision, english, chinese):
        assert text.format_number(value, precision, "en") == english
        assert text.format_number(value, precision, "zh") == chinese


class TestLadderStep:
    @pytest.mark.parametrize(
        ("largest", "english", "chinese"),
        [
            (14.5e12, (1e12, "trillion"), (1e12, "万亿")),
            (999e9, (1e9, "billion"), (1e8, "亿")),
            (2.5e6, (1e6, "million"), (1e4, "万")),
            (77_000, (1.0, ""), (1e4, "万")),
            (38.1, (1.0, ""), (1.0, "")),
            (0, (1.0, ""), (1.0, "")),
        ],
    )
    def test_an_axis_counts_in_one_step(self, largest, english, chinese):
        assert text.axis_scale_step(largest, "en") == english
        assert text.axis_scale_step(largest, "zh") == chinese


class TestFigure:
    @pytest.mark.parametrize(
        ("id", "said"),
        [
            ("gdp.ostland.2024", "2.4 trillion crowns"),
            ("gdp.east.2024", "over 1 trillion crowns"),
            ("gdp.ostland.2025.target", "at least 2.5 trillion crowns"),
            ("gdp.bay.2024", "under 500 billion crowns"),
            ("gdp-growth.isle.2024", "nearly 3%"),
            ("gdp-growth.ostland.2024", "-1.5%"),
            ("gdp-growth.bay.2021--2025.expected", "about 5%"),
            ("gdp-growth.port.2024", "+100%"),
            ("gdp-rank.port.world-ports.2020", "No. 3"),
            ("catch.port.salmon.2019", "about 900 tonnes"),
            ("catch.port.fishing.2024", "3.50 million tonnes"),
            ("jobs.isle.undated", "about 77,000 people"),
            ("surplus-streak.isle.2024", "4 years in a row"),
        ],
    )
    def test_says_the_hedge_the_number_and_the_unit(self, small, id, said):
        assert text.format_figure(small.find(id), small.dataset, ENGLISH) == said

    @pytest.mark.parametrize(
        ("id", "said"),
        [
            ("high-skilled-talent.guangzhou.2025", "1.609 million people"),
            ("high-skilled-talent-share.guangzhou.2025", "38.1%"),
            ("goods-trade.guangzhou.2025-01--2025-10", "over 1 trillion yuan"),
            ("cluster-revenue.guangdong.new-energy.2024", "1.1 trillion yuan"),
            ("rd-spending.guangdong.2024", "about 510 billion yuan"),
            ("land-share.greater-bay-area.2025", "under 0.6%"),
            ("data-rights-certificates.guangzhou.data-industry.2025", "nearly 300 certificates"),
            ("goods-trade-growth.guangzhou.eu.2025-01--2025-10", "+23.9%"),
        ],
    )
    def test_says_the_real_ones(self, catalogue, id, said):
        assert text.format_figure(catalogue.find(id), catalogue.dataset, ENGLISH) == said

    def test_a_fraction_keeps_its_print_and_adds_the_percentage(self, catalogue):
        row = catalogue.find("gdp-share.greater-bay-area.2024")

        assert text.format_figure(row, catalogue.dataset, ENGLISH) == "1/9 (11.1%)"

    def test_chinese_has_no_spaces_and_its_own_ladder(self, small):
        said = [
            text.format_figure(small.find(id), small.dataset, CHINESE)
            for id in ("gdp.east.2024", "gdp.ostland.2024", "gdp-rank.port.world-ports.2020")
        ]

        assert said == ["超1万亿克朗", "2.4万亿克朗", "第3位"]

    def test_without_its_hedge_only_where_a_mark_draws_it(self, small):
        assert (
            text.format_without_hedge(small.find("gdp.east.2024"), small.dataset, ENGLISH)
            == "1 trillion crowns"
        )

    def test_a_hedge_is_never_lost(self, catalogue):
        for row in catalogue.rows().itertuples():
            bare = text.format_without_hedge(row, catalogue.dataset, ENGLISH)
            said = text.format_figure(row, catalogue.dataset, ENGLISH)
            assert (said == bare) == (row.qualifier == "exact"), row.observation_id


class TestPeriod:
    @pytest.mark.parametrize(
        ("iso", "english", "chinese"),
        [
            ("2024", "2024", "2024年"),
            ("2024-10", "Oct 2024", "2024年10月"),
            ("2025-10-23", "23 Oct 2025", "2025年10月23日"),
            ("2024-01/2024-10", "Jan–Oct 2024", "2024年1—10月"),
            ("2024-01/2024-02", "Jan–Feb 2024", "2024年1—2月"),
            ("2024-01/2024-03", "Q1 2024", "2024年一季度"),
            ("2024-04/2024-06", "Q2 2024", "2024年二季度"),
            ("2024-07/2024-09", "Q3 2024", "2024年三季度"),
            ("2024-Q4", "Q4 2024", "2024年四季度"),
            ("2024-01/2024-06", "first half of 2024", "2024年上半年"),
            ("2024-H2", "second half of 2024", "2024年下半年"),
            ("2024-01/2024-09", "first three quarters of 2024", "2024年前三季度"),
            ("2024-02/2024-04", "Feb–Apr 2024", "2024年2—4月"),
            ("2023-04/2024-03", "Apr 2023 – Mar 2024", "2023年4月—2024年3月"),
            ("0001", "0001", "0001年"),
            ("0987-03", "Mar 0987", "0987年3月"),
            ("0001-02-03", "3 Feb 0001", "0001年2月3日"),
            ("0001/9999", "0001–9999", "0001—9999年"),
            ("9999-07/9999-12", "second half of 9999", "9999年下半年"),
            ("2021/2025", "2021–2025", "2021—2025年"),
            ("2023-11/2024-02", "Nov 2023 – Feb 2024", "2023年11月—2024年2月"),
            ("2025-10-15/2025-11-04", "15 Oct 2025 – 4 Nov 2025", "2025年10月15日—2025年11月4日"),
            ("2025-12-30/2026-01-04", "30 Dec 2025 – 4 Jan 2026", "2025年12月30日—2026年1月4日"),
            (None, "undated", "未注明时期"),
            (float("nan"), "undated", "未注明时期"),
            ("", "undated", "未注明时期"),
        ],
    )
    def test_is_written_as_people_write_it(self, iso, english, chinese):
        assert text.format_period(iso, "en") == english
        assert text.format_period(iso, "zh") == chinese

    @pytest.mark.parametrize(
        ("iso", "begins", "english", "chinese"),
        [
            ("2023-04/2024-03", "04", "FY2023–24", "2023—24财年"),
            ("2023-10/2024-09", "10", "FY2023–24", "2023—24财年"),
            ("1999-07/2000-06", "07", "FY1999–2000", "1999—2000财年"),
            ("0001-04/0002-03", "04", "FY0001–02", "0001—02财年"),
            ("2023-04/2024-03", "07", "Apr 2023 – Mar 2024", "2023年4月—2024年3月"),
            ("2023-04/2024-09", "04", "Apr 2023 – Sept 2024", "2023年4月—2024年9月"),
            ("2023-04/2025-03", "04", "Apr 2023 – Mar 2025", "2023年4月—2025年3月"),
            ("2024", "01", "2024", "2024年"),
            ("2024", "04", "2024", "2024年"),
            ("2024-04/2024-06", "04", "Q2 2024", "2024年二季度"),
        ],
    )
    def test_of_twelve_months_is_a_fiscal_year_where_one_begins_in_that_month(
        self, iso, begins, english, chinese
    ):
        assert text.format_period(iso, "en", begins) == english
        assert text.format_period(iso, "zh", begins) == chinese

    @pytest.mark.parametrize(
        ("iso", "english", "chinese"),
        [
            ("2025", "2025", "2025年"),
            ("2025-03", "Mar 2025", "2025年3月"),
            ("2019-01-25", "25 Jan 2019", "2019年1月25日"),
        ],
    )
    def test_a_day_is_written_as_far_as_it_is_known(self, iso, english, chinese):
        assert (text.format_day(iso, "en"), text.format_day(iso, "zh")) == (english, chinese)


def test_a_range_has_its_percent_sign_at_both_ends_in_chinese(catalogue):
    told = text.format_bounds(
        catalogue.find("high-skilled-talent-share.guangzhou.2025"), catalogue.dataset, load_messages("zh")
    )

    assert told == "38.05%～38.15%"


def test_dollars_are_counted_in_the_steps_of_the_language():
    assert (text.format_dollars(1.4155e11, "en"), text.format_dollars(1.4155e11, "zh")) == (
        "US$141.55 billion",
        "1415.5亿美元",
    )


class TestNames:
    def test_a_subject_names_everything_a_figure_speaks_of(self, small):
        row = small.find("catch.port.salmon.2024-01--2024-10")

        assert text.describe_subject(row, small.dataset, "en") == "Port · Catch · Salmon · Jan–Oct 2024"
        assert text.describe_subject(row, small.dataset, "zh") == "港城 · 捕捞量 · 三文鱼 · 2024年1—10月"

    def test_but_for_what_is_left_out(self, small):
        row = small.find("gdp-rank.port.world-ports.2020")

        assert text.describe_subject(row, small.dataset, "en", frozenset({"region", "period"})) == (
            "Rank by turnover · The world's ports"
        )

    def test_a_name_of_nothing_is_empty(self, small):
        assert text.record_label(small.dataset, "sectors", float("nan"), "en") == ""
        assert text.record_label(small.dataset, "sectors", "none", "en") == ""


class TestSources:
    def test_where_a_figure_was_printed(self, small):
        row = small.find("gdp.ostland.2024")

        assert text.describe_origin(row, ENGLISH) == "Ostland Gazette, 7 Mar 2025, line 2"

    def test_a_citation_has_publisher_title_date_address_and_day_read(self, small):
        sources = small.dataset.sources

        assert text.format_citation(sources["gazette"], ENGLISH) == (
            "Ostland Gazette, “Year in figures”, 7 Mar 2025, https://gazette.example/2025/03, read 1 Apr 2025"
        )
        assert text.format_citation(sources["herald"], ENGLISH) == (
            "Harbour Herald, 《港口新闻》 [Port news], Sept 2025, read 2 Oct 2025"
        )

    def test_a_chinese_citation_has_chinese_marks(self, small):
        assert text.format_citation(small.dataset.sources["herald"], CHINESE).startswith(
            "海港先驱报，《港口新闻》，2025年9月，"
        )

    def test_the_sources_of_a_chart_stand_on_one_line_oldest_first(self, small):
        both = small.rows().iloc[::-1]
        one = both[both["source"] == "herald"]

        assert text.format_sources(both.itertuples(), ENGLISH) == (
            "Sources: Ostland Almanac (2020); Ostland Gazette (7 Mar 2025); Harbour Herald (Sept 2025)"
        )
        assert text.format_sources(one.itertuples(), ENGLISH) == "Source: Harbour Herald (Sept 2025)"
        assert text.format_sources(one.itertuples(), CHINESE) == "资料来源：海港先驱报（2025年9月）"


class TestMessages:
    def test_english_stands_in_the_code(self):
        assert ENGLISH("over {figure}", figure="5") == "over 5"
        assert gettext_noop("Level") == "Level"

    def test_what_is_not_translated_is_english(self):
        assert CHINESE("nearly {figure}", figure="5") == "nearly 5"

    def test_braces_without_values_are_left_alone(self):
        assert ENGLISH("a {b}") == "a {b}"

    @pytest.mark.parametrize(("n", "said"), [(0, "0 figures"), (1, "1 figure"), (12_345, "12,345 figures")])
    def test_plurals_follow_the_number(self, n, said):
        assert ENGLISH.plural("{n} figure", "{n} figures", n) == said

    def test_chinese_has_one_form(self):
        say = Messages("zh", {"{n} figure": ("{n}项数据",)})

        assert [say.plural("{n} figure", "{n} figures", n) for n in (1, 2)] == ["1项数据", "2项数据"]

    def test_a_language_is_read_once(self):
        assert load_messages("en") is ENGLISH
