"""Citations that reference managers read and footnotes can hold."""

from __future__ import annotations

import json

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.i18n import load_messages
from indicators.text import citations
from tests import world


def test_plain_names_publisher_title_date_and_reading(catalogue):
    source = catalogue.dataset.sources["guangzhou-press-conference"]

    assert citations.cite_source(source, load_messages("en")) == (
        "Press Office, Guangzhou Municipal People's Government, "
        "“Strategic emerging industries’ added value exceeds one trillion yuan”, 17 Dec 2025, "
        "https://chinagbanews.com/guangzhou-14th-five-year-modern-industrial-system-achievements, read 21 Nov 2026"
    )


def test_bibtex_has_an_entry_with_escaped_texts(catalogue):
    source = catalogue.dataset.sources["newsgd-globalization-4"]
    sharp = source.model_copy(update={"title": source.title.model_copy(update={"en": "R&D {in} 5% \\of #1"})})

    assert citations.source_bibtex(sharp) == (
        "@misc{newsgd-globalization-4,\n"
        "  title = {R\\&D in 5\\% of \\#1},\n"
        "  author = {{newsgd.com}},\n"
        "  year = {2019},\n"
        "  month = {1},\n"
        "  url = {http://english.gz.gov.cn/gzgoven/s4171/201901/cf5b35e6b9324fd598cfd7d288f00cb9.shtml},\n"
        "  urldate = {2026-11-21}\n"
        "}"
    )


def test_csl_dates_are_as_precise_as_the_source(catalogue):
    records = {
        id: json.loads(citations.source_csl(source))[0] for id, source in catalogue.dataset.sources.items()
    }

    assert records["peoples-daily-guangzhou"]["issued"] == {"date-parts": [[2025, 12, 16]]}
    assert records["china-daily-gd-today"]["issued"] == {"date-parts": [[2025, 3]]}
    assert records["guangzhou-press-conference"]["issued"] == {"date-parts": [[2025, 12, 17]]}
    assert all(record["type"] == "article-newspaper" for record in records.values())


def test_a_figure_has_entries_for_reference_managers_that_keep_hedge_source_and_link(catalogue):
    row = catalogue.find("marine-gdp.guangdong.marine-economy.2024")
    link, say = "https://example.org/data?figure=x", load_messages("en")

    assert citations.figure_bibtex(row, catalogue.dataset, link, say) == (
        "@misc{marine-gdp.guangdong.marine-economy.2024,\n"
        "  title = {Guangdong · Gross ocean product · Marine economy · 2024: over 2 trillion yuan},\n"
        "  author = {{China Daily}},\n"
        "  year = {2025},\n"
        "  howpublished = {Regional Indicators},\n"
        "  note = {China Daily, “Industry clusters power province's progress (GD Today)”, Mar 2025, read 21 Nov 2026},\n"
        "  url = {https://example.org/data?figure=x}\n"
        "}"
    )
    record = json.loads(citations.figure_csl(row, catalogue.dataset, link, say))[0]
    assert record["title"].endswith("over 2 trillion yuan")
    assert record["issued"] == {"date-parts": [[2025, 3]]}
    assert record["URL"] == link


def test_a_figure_is_cited_with_its_words_source_and_id(catalogue):
    row = catalogue.find("marine-gdp.guangdong.marine-economy.2024")

    assert citations.cite_figure(row, catalogue.dataset, load_messages("en")) == (
        "Guangdong · Gross ocean product · Marine economy · 2024: over 2 trillion yuan. "
        "China Daily, “Industry clusters power province's progress (GD Today)”, Mar 2025, read 21 Nov 2026. "
        "In: Regional Indicators, marine-gdp.guangdong.marine-economy.2024."
    )


def test_a_chart_is_cited_with_what_it_is_about_its_sources_and_where_it_is(catalogue):
    version = catalogue.dataset.version
    given = "Growth", "% · 2025", "Source: China Daily", "https://a.example/c/x", catalogue.dataset

    assert citations.cite_chart(*given, load_messages("en")) == (
        "Growth (% · 2025). Source: China Daily. "
        f"In: Regional Indicators, version {version}, https://a.example/c/x"
    )
    assert citations.cite_chart(*given, load_messages("zh")) == (
        f"Growth（% · 2025）。Source: China Daily。载于：区域指标，版本{version}，https://a.example/c/x"
    )


@pytest.mark.parametrize(
    ("language", "title"), [("en", "gazette title"), ("zh", "gazette题"), ("zh-Hant", "gazette题"), ("de", "gazette title")]
)  # fmt: skip
def test_a_source_in_any_language_is_cited_in_its_own_or_in_english_and_says_which(language, title):
    sources = [world.source("gazette", "2025-03", language=language)]
    [source] = world.catalogue([world.figure("gdp", 1, source="gazette")], sources=sources).dataset.sources.values()  # fmt: skip
    record = json.loads(citations.source_csl(source))[0]

    assert (record["title"], record["language"]) == (title, language)
    assert f"  title = {{{title}}},\n" in citations.source_bibtex(source)


class TestHostileTexts:
    """Titles and addresses with everything that TeX, BibTeX, JSON or Markdown takes for its own."""

    TITLE = r'{R&D} \input{x} "5%" of #1: $x_1$ ~ a^2 – 100% {'
    URL = "https://x.example/a_b?c=1&d={2}\\%20#e~g"
    HOSTILE = world.source("hostile", "2025-03", title=world.both(TITLE, TITLE), publisher=world.both("A & B {Ltd}", "甲"), url=URL)  # fmt: skip

    @pytest.fixture(scope="class")
    @staticmethod
    def made():
        sources = [TestHostileTexts.HOSTILE, *world.SOURCES]
        figures = [world.figure("gdp", 5, source="hostile", qualifier="over")]
        return world.catalogue(figures, sources=sources, about={"title": world.both("50% _Sample_", "样本")})

    def test_stay_one_entry_of_bibtex_that_is_typeset_as_they_read(self, made):
        assert citations.source_bibtex(made.dataset.sources["hostile"]) == (
            "@misc{hostile,\n"
            '  title = {R\\&D inputx "5\\%" of \\#1: \\$x\\_1\\$ \\~{} a\\^{}2 – 100\\% },\n'
            "  author = {{A \\& B Ltd}},\n"
            "  year = {2025},\n"
            "  month = {3},\n"
            "  url = {https://x.example/a_b?c=1&d=%7B2%7D%5C%20#e~g},\n"
            "  urldate = {2026-02-03}\n"
            "}"
        )

    def test_of_a_figure_do_too(self, made):
        row = made.find("gdp.land.2024")
        link = "https://ours.example/data?figure=gdp.land.2024&lang=en"

        assert citations.figure_bibtex(row, made.dataset, link, load_messages("en")) == (
            "@misc{gdp.land.2024,\n"
            "  title = {Land · GDP · 2024: over 5 crowns},\n"
            "  author = {{A \\& B Ltd}},\n"
            "  year = {2025},\n"
            "  howpublished = {50\\% \\_Sample\\_},\n"
            '  note = {A \\& B Ltd, “R\\&D inputx "5\\%" of \\#1: \\$x\\_1\\$ \\~{} a\\^{}2 – 100\\% ”, Mar 2025, '
            "https://x.example/a\\_b?c=1\\&d=2\\%20\\#e\\~{}g, read 3 Feb 2026},\n"
            "  url = {https://ours.example/data?figure=gdp.land.2024&lang=en}\n"
            "}"
        )

    def test_are_exact_in_csl(self, made):
        [record] = json.loads(citations.source_csl(made.dataset.sources["hostile"]))

        assert record == {
            "id": "hostile",
            "type": "article-newspaper",
            "title": self.TITLE,
            "author": [{"literal": "A & B {Ltd}"}],
            "issued": {"date-parts": [[2025, 3]]},
            "accessed": {"date-parts": [[2026, 2, 3]]},
            "language": "en",
            "URL": self.URL,
        }

    def test_are_exact_in_the_csl_of_a_figure(self, made):
        row, say = made.find("gdp.land.2024"), load_messages("zh")

        assert json.loads(citations.figure_csl(row, made.dataset, "https://ours.example", say)) == [
            {
                "id": "gdp.land.2024",
                "type": "dataset",
                "title": "全国 · 生产总值 · 2024年：超5克朗",
                "author": [{"literal": "甲"}],
                "issued": {"date-parts": [[2025, 3]]},
                "container-title": "样本",
                "note": f"甲，“{self.TITLE}”，2025年3月，{self.URL}，2026年2月3日查阅",
                "language": "zh",
                "URL": "https://ours.example",
            }
        ]


@pytest.mark.parametrize(
    ("published", "english", "chinese", "fields", "parts"),
    [
        ("2025", "2025", "2025年", "  year = {2025},\n", [2025]),
        ("2025-03", "Mar 2025", "2025年3月", "  year = {2025},\n  month = {3},\n", [2025, 3]),
        ("2025-12-07", "7 Dec 2025", "2025年12月7日", "  year = {2025},\n  month = {12},\n", [2025, 12, 7]),
    ],
)
def test_a_source_is_dated_as_far_as_it_is_known(published, english, chinese, fields, parts):
    [made] = parse_dataset(
        world.text([], sources=[world.source("paper", published, language="zh")])
    ).sources.values()

    assert (
        citations.cite_source(made, load_messages("en"))
        == f"paper office, 《paper题》 [paper title], {english}, read 3 Feb 2026"
    )
    assert (
        citations.cite_source(made, load_messages("zh"))
        == f"paper社，《paper题》，{chinese}，2026年2月3日查阅"
    )
    assert citations.source_bibtex(made) == (
        "@misc{paper,\n  title = {paper题},\n  author = {{paper社}},\n"
        + fields
        + "  urldate = {2026-02-03}\n}"
    )
    [record] = json.loads(citations.source_csl(made))
    assert record["issued"] == {"date-parts": [parts]}
    assert (record["language"], record["title"], "URL" in record) == ("zh", "paper题", False)


def test_a_figure_is_cited_in_the_language_of_the_reader():
    made = world.catalogue([world.figure("growth", "-3.0", base_period="2023")])

    assert citations.cite_figure(made.find("growth.land.2024"), made.dataset, load_messages("zh")) == (
        "全国 · 增速 · 2024年：-3.0%。daily社，“daily title”（译：daily题），2025年3月7日，2026年2月3日查阅。载于：样本，growth.land.2024。"
    )
