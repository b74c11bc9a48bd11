"""What a search understands: figures as they are printed, years, plans, statuses, partners, and little words."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.i18n import LANGUAGES, load_messages
from indicators.model.code_lists import STATUSES
from indicators.model.hedges import HEDGES
from indicators.query import Selection
from indicators.query.search.meanings import FILLER_WORDS, MEANINGS
from indicators.query.search.quantities import UnitForms, find_quantities, find_years
from indicators.query.text_normalisation import normalise_text
from tests.real import real

CATALOGUE = real()
RECORDS = CATALOGUE.records(CATALOGUE.rows())
UNITS = UnitForms(CATALOGUE.dataset.units)


def found(query, **filters):
    return set(CATALOGUE.rows(Selection(q=query, **filters))["observation_id"])


def of(**filters):
    return set(CATALOGUE.rows(Selection(**filters))["observation_id"])


def quantities(query):
    return find_quantities(normalise_text(query).words, UNITS)


class TestWhatIsPrinted:
    """Every figure of the dataset is found by every way in which the product prints it."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_figure_is_found_by_its_number_with_hedge_and_unit(self, language):
        say = load_messages(language)
        printed = {row.observation_id: text.format_figure(row, CATALOGUE.dataset, say) for row in RECORDS}

        assert [(id, shown) for id, shown in printed.items() if id not in found(shown)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_and_by_it_beside_its_place(self, language):
        say = load_messages(language)
        missed = []
        for row in RECORDS:
            place = text.record_label(CATALOGUE.dataset, "regions", row.region, language)
            query = f"{place} {text.format_without_hedge(row, CATALOGUE.dataset, say)}"
            missed += [query] if row.observation_id not in found(query) else []

        assert missed == []

    def test_and_by_the_words_of_its_source(self):
        assert [row.stated for row in RECORDS if row.observation_id not in found(row.stated)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_indicator_is_found_by_its_name(self, language):
        for id, indicator in CATALOGUE.dataset.indicators.items():
            assert of(indicator=(id,)) <= found(indicator.name[language]), indicator.name[language]

    @pytest.mark.parametrize(
        ("query", "same"),
        [
            ("over 1 trillion yuan", "超1万亿元"),
            ("93.2 thousand patents", "9.32万件"),
            ("No. 4", "第4位"),
            ("8 years in a row", "连续8年"),
            ("1/4 (25%)", "1/4（25%）"),
        ],
    )
    def test_both_languages_find_the_same(self, query, same):
        assert found(query) & found(same)

    def test_a_hedge_beside_a_number_asks_for_it_however_it_was_worded(self):
        assert "goods-trade.guangzhou.2025-01--2025-10" in found("over 1 trillion yuan")  # "surpassed"
        assert "goods-trade.guangzhou.2025-01--2025-10" not in found("nearly 1 trillion yuan")

    def test_a_fraction_is_found_as_the_percentage_it_is_printed_with(self):
        row = next(row for row in RECORDS if row.printed == "1/9" and row.indicator == "gdp-share")

        assert row.observation_id in found("11.1%") & found("1/9") & found("GDP 11.1")


class TestQuantities:
    @pytest.mark.parametrize(
        ("query", "values", "qualifiers", "rest"),
        [
            ("over 1 trillion yuan", (1e12,), ("over",), ""),
            ("超1万亿元", (1e12,), ("over",), ""),
            ("3000多家企业", (3000,), ("over",), "企业"),
            ("100亿元以上", (1e10,), ("at_least",), ""),
            ("at least 10%", (10,), ("at_least",), ""),
            ("no more than 5", (5,), ("at_most",), ""),
            ("9.32万件专利", (93_200,), (), "专利"),
            ("1.2–1.5 million", (1.2, 1.2e6), (), ""),
            ("about talent 4", (4,), (), ""),
            ("33.3%", (33.3, 33.333333333333336), (), ""),
        ],
    )
    def test_the_first_figure_of_a_query(self, query, values, qualifiers, rest):
        first = quantities(query)[0]

        assert (first.values, first.qualifiers, first.rest) == (values, qualifiers, rest)

    def test_a_year_has_neither_hedge_nor_unit(self):
        [year] = quantities("about 2025年")

        assert (year.values, year.qualifiers, year.units, year.end) == ((2025,), (), (), 3)

    def test_a_number_that_looks_like_a_year_before_a_counter_is_a_number(self):
        [number] = quantities("超2000家")

        assert (number.values, number.qualifiers) == ((2000,), ("over",))

    @pytest.mark.parametrize("hedge", [hedge.id for hedge in HEDGES.values() if hedge.said])
    def test_every_word_of_a_hedge_is_read(self, hedge):
        for said in HEDGES[hedge].said:
            query = f"5{said}家" if said in ("多", "余") else f"{said} 5"
            assert quantities(query)[0].qualifiers == (hedge,), said


class TestYears:
    @pytest.mark.parametrize(
        ("query", "years"),
        [
            ("2021-2025", [(2021, 2025)]),
            ("2021—2025年", [(2021, 2025)]),
            ("2021 to 2025", [(2021, 2025)]),
            ("2021至2025年", [(2021, 2025)]),
            ("2025 2021", []),
            ("2021 and 2025", []),
            ("2025", []),
        ],
    )
    def test_two_years_beside_each_other_are_first_and_last(self, query, years):
        assert find_years(CATALOGUE.index.split(query))[0] == years

    def test_they_find_the_periods_between_them(self):
        assert found("GDP 2021-2025") == found("GDP", from_=2021, to=2025) != set()
        assert found("2021-2025") == of(from_=2021, to=2025)


class TestMeanings:
    @pytest.mark.parametrize(
        ("query", "filters"),
        [
            ("2025 target", {"status": ("target",), "from_": 2025, "to": 2025}),
            ("targets for 2025", {"status": ("target",), "from_": 2025, "to": 2025}),
            (
                "targets for 2025 and whether they were met",
                {"status": ("target",), "from_": 2025, "to": 2025},
            ),
            ("2025年目标", {"status": ("target",), "from_": 2025, "to": 2025}),
            ("2025年的目标", {"status": ("target",), "from_": 2025, "to": 2025}),
            ("2035 target", {"status": ("target",), "from_": 2035, "to": 2035}),
            ("expected 2025", {"status": ("expected",), "from_": 2025, "to": 2025}),
            ("2025年预计", {"status": ("expected",), "from_": 2025, "to": 2025}),
            ("十四五规划目标", {"status": ("target",), "plan": ("14",)}),
            ("Nansha targets", {"status": ("target",), "region": ("nansha",)}),
        ],
    )
    def test_years_plans_and_statuses_are_conditions(self, query, filters):
        assert found(query) == of(**filters) != set()

    @pytest.mark.parametrize("status", STATUSES)
    def test_every_status_is_found_by_each_of_its_words(self, status):
        for meaning in MEANINGS:
            for word in meaning.words.split() if meaning.id == status else ():
                assert of(status=(status,)) <= found(word), word

    @pytest.mark.parametrize("plan", CATALOGUE.dataset.plans)
    def test_every_plan_is_found_by_each_of_its_names(self, plan):
        record, ordinals = CATALOGUE.dataset.plans[plan], ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"]  # fmt: skip
        names = [record.name.en, record.name.zh, record.short.en, record.short.zh, f"{record.short.zh}规划"]
        names += [
            f"{ordinals[int(plan) - 1]} five-year plan",
            record.name.en.replace("Five-Year Plan", "FYP"),
        ]
        for name in names:
            assert of(plan=(plan,)) <= found(name), name

    @pytest.mark.parametrize(
        "query", ["对东盟进出口", "广州对东盟进出口", "广州对东盟进出口情况怎么样", "trade with ASEAN", "Guangzhou's trade with ASEAN"]
    )  # fmt: skip
    def test_region_topic_and_partner_together(self, query):
        assert "goods-trade-growth.guangzhou.asean.2025-01--2025-10" in found(query)

    def test_a_breakdown_by_partner_asks_for_figures_with_one(self):
        trade = of(region=("guangzhou",), indicator=("goods-trade-growth",))

        assert trade <= found("Guangzhou trade by partner")
        assert "goods-trade.guangzhou.2025-01--2025-10" not in found("Guangzhou trade by partner")

    @pytest.mark.parametrize(
        ("query", "plain"),
        [
            ("GDP of regions", "GDP"),
            ("everything about talent", "talent"),
            ("what is the GDP of Guangdong", "GDP Guangdong"),
            ("广州的外贸情况", "广州外贸"),
            ("在广州", "广州"),
        ],
    )
    def test_little_words_ask_for_nothing(self, query, plain):
        assert found(query) == found(plain) != set()

    @pytest.mark.parametrize(
        ("query", "filters"),
        [
            ("Guangzhou vs Shenzhen", {"region": ("guangzhou", "shenzhen")}),
            ("广州和深圳对比", {"region": ("guangzhou", "shenzhen")}),
            ("Guangzhou and Guangdong", {"region": ("guangzhou", "guangdong")}),
            ("trade with ASEAN and EU", {"indicator": ("goods-trade-growth",), "region": ("guangzhou",), "source": ("peoples-daily-guangzhou",)}),
        ],
    )  # fmt: skip
    def test_of_several_places_or_partners_a_figure_is_of_one(self, query, filters):
        kind = "counterpart" if "ASEAN" in query else "region"
        own = set(CATALOGUE.rows(Selection(**filters))["observation_id"])
        wanted = {row.observation_id for row in RECORDS if row.counterpart in ("asean", "eu")}

        assert (own if kind == "region" else wanted) <= found(query) != set()

    @pytest.mark.parametrize("query", ["Guangzhou, Guangdong", "广东广州", "Guangzhou China"])
    def test_a_place_behind_one_inside_it_says_where_that_is(self, query):
        assert found(query) == found("Guangzhou" if query[0] == "G" else "广州") != set()

    @pytest.mark.parametrize(
        "query", ["Shenzhen Hong Kong Guangzhou", "Beijing-Tianjin-Hebei", "China Daily"]
    )
    def test_a_name_of_several_names_is_one(self, query):
        assert found(query)
        assert all(len(part.words) == 1 for part in CATALOGUE.index.parse(query))

    def test_little_words_alone_are_looked_for(self):
        assert {row.observation_id for row in RECORDS if " the " in row.search} <= found("the") != set()

    def test_a_word_that_was_understood_is_no_slip(self):
        assert CATALOGUE.index.corrections("targets for 2025 whether they were met") == {}

    def test_no_filler_is_a_code_of_a_list(self):
        assert not FILLER_WORDS.intersection(word for meaning in MEANINGS for word in meaning.words.split())


def test_what_is_called_like_a_hedge_or_a_unit_is_found_by_its_name():
    """The name of an indicator may say "over 100 million yuan", which is no hedge of its figures."""
    own = of(indicator=("industrial-projects-over-100-million",))

    assert own <= found("projects over 100 million yuan") & found("industrial-projects-over-100-million")
