"""The real data file: valid, sorted, nothing unused, two languages, and figures as the articles print them."""

import re

import pandas as pd
import pytest

from indicators import text
from indicators.check.dataset_file import find_problems
from indicators.i18n import load_messages
from indicators.query import chart_selection

CHINESE = re.compile("[\u4e00-\u9fff]")
#: What is written the same in Chinese: signs and names that have no Chinese form.
SAME_IN_CHINESE = {"%", "PFLOPS"}


@pytest.fixture(scope="module")
def dataset(catalogue):
    return catalogue.dataset


@pytest.fixture(scope="module")
def figures(dataset):
    return [observation for _, observation in dataset.observations()]


def test_the_file_is_valid(root):
    assert find_problems(root / "data" / "indicators.yaml") == []


@pytest.mark.parametrize("name", ["sources", "indicators", "relations"])
def test_lists_are_sorted_by_id(dataset, name):
    ids = list(getattr(dataset, name))

    assert ids == sorted(ids)


def test_plans_are_in_the_order_of_time(dataset):
    years = [(plan.start, plan.end) for plan in dataset.plans.values()]

    assert years == sorted(years)
    assert all(end - start == 4 for start, end in years)


def test_figures_of_an_indicator_are_sorted(dataset):
    for indicator in dataset.indicators.values():
        keys = [
            (o.region, o.sector or "", o.counterpart or "", str(o.period or ""))
            for o in indicator.observations
        ]
        assert keys == sorted(keys), indicator.id


class TestNothingIsUnused:
    def test_sources(self, dataset, figures):
        assert set(dataset.sources) == {figure.source for figure in figures}

    def test_topics_and_units(self, dataset):
        assert set(dataset.topics) == {indicator.topic for indicator in dataset.indicators.values()}
        assert set(dataset.units) == {indicator.unit for indicator in dataset.indicators.values()}

    def test_counterparts(self, dataset, figures):
        assert set(dataset.counterparts) == {figure.counterpart for figure in figures if figure.counterpart}

    def test_sectors_but_for_groups(self, dataset, figures):
        used = {figure.sector for figure in figures if figure.sector}
        groups = {sector.group for sector in dataset.sectors.values() if sector.group}

        assert set(dataset.sectors) - used - groups == set()

    def test_regions_but_for_parents_and_members_of_a_group_that_has_figures(self, dataset, figures):
        used = {figure.region for figure in figures}
        regions = dataset.regions.values()
        parents = {parent for region in regions for parent in region.within}
        groups = {region.id for region in regions if region.kind == "cluster"} & used
        members = {region.id for region in regions if groups & set(region.within)}

        assert set(dataset.regions) - used - parents - members == set()


SECTIONS = ("sources", "regions", "sectors", "topics", "units", "counterparts", "plans", "indicators")


def _texts(dataset):
    for name in (*SECTIONS, "relations"):
        for record in getattr(dataset, name).values():
            for field in type(record).model_fields:
                if hasattr(text := getattr(record, field), "zh"):
                    yield f"{name} {record.id} {field}", text
    for indicator, figure in dataset.observations():
        for text in (figure.note, figure.speaker):
            if text is not None:
                yield figure.key(indicator.id), text


def test_every_text_is_in_both_languages(dataset):
    texts = [*_texts(dataset), ("title", dataset.about.title), ("description", dataset.about.description)]

    assert [
        where for where, text in texts if not CHINESE.search(text.zh) and text.zh not in SAME_IN_CHINESE
    ] == []
    names = [(where, text) for where, text in texts if where.endswith((" name", " title", " definition"))]
    assert [where for where, text in names if CHINESE.search(text.en)] == []


def test_links_to_sources_are_secure_but_for_two_that_are_found_under_http_only(dataset):
    assert [
        source.id for source in dataset.sources.values() if source.url and source.url[:8] != "https://"
    ] == ["newsgd-globalization-4", "peoples-daily-guangzhou"]


def test_a_growth_over_a_stretch_of_one_year_says_what_it_is_measured_against(dataset):
    bare = [
        figure.key(indicator.id)
        for indicator, figure in dataset.observations()
        if indicator.measure == "growth"
        and figure.period
        and figure.period.kind.id != "years"
        and not figure.base_period
    ]

    assert bare == []


#: id, value, low, high, qualifier: read from the articles by hand, interval by the table of the design.
GOLDEN = [
    ("skilled-talent.guangzhou.2021", 3_530_000, 3_525_000, 3_535_000, "exact"),
    ("skilled-talent.guangzhou.2025", 4_220_000, 4_215_000, 4_225_000, "exact"),
    ("skilled-talent-growth.guangzhou.2025", 19.5, 19.45, 19.55, "exact"),
    ("high-skilled-talent.guangzhou.2025", 1_609_000, 1_608_500, 1_609_500, "exact"),
    ("high-skilled-talent-growth.guangzhou.2025", 30, 29.5, 30.5, "exact"),
    ("high-skilled-talent-share.guangzhou.2021", 35, 34.5, 35.5, "exact"),
    ("high-skilled-talent-share.guangzhou.2025", 38.1, 38.05, 38.15, "exact"),
    ("patents-granted.guangdong.strategic-clusters.2024-01--2024-10", 93_200, 93_150, 93_250, "exact"),
    ("patents-granted-growth.guangdong.strategic-clusters.2024-01--2024-10", 24.75, 24.745, 24.755, "exact"),
    ("cluster-revenue.guangdong.new-energy.2024", 1.1e12, 1.05e12, 1.15e12, "exact"),
    ("rd-spending.guangdong.2024", 510e9, 500e9, 520e9, "about"),
    ("high-tech-enterprises.guangdong.2024", 77_000, 76_000, 78_000, "about"),
    ("goods-trade.guangzhou.2025-01--2025-10", 1e12, 1e12, None, "over"),
    ("goods-trade-growth.guangzhou.eu.2025-01--2025-10", 23.9, 23.85, 23.95, "exact"),
    ("goods-trade-growth.guangzhou.asean.2025-01--2025-10", 31.1, 31.05, 31.15, "exact"),
    ("goods-trade-growth.guangzhou.brics.2025-01--2025-10", 20, 20, None, "over"),
    ("gdp.greater-bay-area.2024", 14.5e12, 14.45e12, 14.55e12, "exact"),
    ("gdp-change.greater-bay-area.2019--2024", 3.7e12, 3.65e12, 3.75e12, "exact"),
    ("gdp-share.greater-bay-area.2024", 100 / 9, 100 / 9.5, 100 / 8.5, "exact"),
    ("land-share.greater-bay-area.2024", 1, 0, 1, "under"),
    ("land-share.greater-bay-area.2025", 0.6, 0, 0.6, "under"),
    ("population-share.greater-bay-area.2024", 6, 5.5, 6.5, "exact"),
    ("gdp.hengqin.2009", 285e6, 284.5e6, 285.5e6, "exact"),
    ("gdp.hengqin.2024", 53.8e9, 53.75e9, 53.85e9, "exact"),
    ("gdp-growth.hengqin.2010--2024", 27.4, 27.35, 27.45, "exact"),
    ("infrastructure-fund.guangzhou.2025", 200e9, 199.5e9, 200.5e9, "exact"),
    ("digitalised-markets.guangzhou.2021--2025", 510, 510, 510, "exact"),
    ("competition-high-tech-enterprises.guangzhou.2021--2025", 3_056, 3_055.5, 3_056.5, "exact"),
    ("data-rights-certificates.guangzhou.data-industry.2025", 300, 200, 300, "nearly"),
    ("industrial-investment-growth.guangzhou.2021--2025", 10, 10, None, "at_least"),
    ("marine-gdp.guangdong.marine-economy.2024", 2e12, 2e12, None, "over"),
    ("marine-gdp-share.guangdong.marine-economy.2024", 20, 100 / 6, 25, "about"),
    ("product-output-share.guangdong.smart-robots.2024", 44, 43.5, 44.5, "exact"),
    ("innovation-cluster-rank.shenzhen-hong-kong-guangzhou.world-clusters.2025", 1, 1, 1, "exact"),
    ("vehicle-output.guangzhou.new-energy-vehicles.2021--2025", 2.25e6, 2.245e6, 2.255e6, "exact"),
    ("technology-contracts.guangdong.2023", 440e9, 440e9, None, "over"),
]


@pytest.mark.parametrize(("id", "value", "low", "high", "qualifier"), GOLDEN, ids=[row[0] for row in GOLDEN])
def test_a_figure_is_what_the_article_prints(catalogue, id, value, low, high, qualifier):
    row = catalogue.find(id)

    assert row.qualifier == qualifier
    for found, expected in [(row.value, value), (row.low, low), (row.high, high)]:
        assert pd.isna(found) if expected is None else found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("id", "usd"),
    [
        ("goods-trade.guangzhou.2025-01--2025-10", 141.55e9),
        ("rd-spending.guangdong.2024", 70.3e9),
        ("marine-gdp.guangdong.marine-economy.2024", 275.86e9),
        ("gdp.beijing-tianjin-hebei.2024", 1.6e12),
    ],
)
def test_dollars_stand_beside_the_figure_as_printed(catalogue, id, usd):
    assert catalogue.find(id).usd == pytest.approx(usd)


@pytest.mark.parametrize(
    ("id", "locator", "source"),
    [
        ("skilled-talent.guangzhou.2025", "36", "guangzhou-press-conference"),
        (
            "patents-granted.guangdong.strategic-clusters.2024-01--2024-10",
            "91;106",
            "china-daily-gd-today",
        ),
        ("goods-trade.guangzhou.2025-01--2025-10", "5;6", "peoples-daily-guangzhou"),
        ("land-share.greater-bay-area.2025", "47", "cgtn-regional-innovation"),
        ("marathon-runners.guangzhou.2018", "65", "newsgd-globalization-4"),
    ],
)
def test_a_figure_leads_to_its_lines(catalogue, id, locator, source):
    row = catalogue.find(id)

    assert (row.locator, row.source) == (locator, source)


#: A number as it is printed in a title; four digits without a comma may be a year.
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_in_the_title_of_a_chart_is_one_of_what_it_draws(catalogue, language):
    """Of a figure, its period or what its indicator counts; "mid-December" (12月中旬) stands in the note."""
    say, dataset, strange = load_messages(language), catalogue.dataset, {}
    for chart in dataset.charts.values():
        rows = catalogue.records(catalogue.rows_to_draw(catalogue.drawn(chart_selection(chart))).rows)
        said = [chart.note[language]] if chart.note else []
        for row in rows:
            said += [text.format_figure(row, dataset, say), text.format_period(row.period, language)]
            said.append(dataset.indicators[row.indicator].name[language])
        unknown = set(_NUMBER.findall(chart.title[language])) - set(_NUMBER.findall(" ".join(said)))
        if unknown:
            strange[chart.id] = unknown

    assert strange == {}
