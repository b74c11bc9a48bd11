"""Citations that reference managers read and footnotes can hold."""

from __future__ import annotations

import json

from indicators import cite
from indicators.language import messages


def test_plain_names_publisher_title_date_and_reading(catalogue):
    source = catalogue.dataset.sources["guangzhou-press-conference"]

    assert cite.plain(source, messages("en")) == (
        "Press Office, Guangzhou Municipal People's Government, "
        "“Strategic Emerging Industries’ Added Value Exceeds One Trillion Yuan”, 17 Dec 2025, read 21 Nov 2026"
    )


def test_bibtex_has_an_entry_with_escaped_texts(catalogue):
    source = catalogue.dataset.sources["newsgd-globalization-4"]
    sharp = source.model_copy(update={"title": source.title.model_copy(update={"en": "R&D {in} 5% \\of #1"})})

    assert cite.bibtex(sharp) == (
        "@misc{newsgd-globalization-4,\n"
        "  title = {R\\&D in 5\\% of \\#1},\n"
        "  author = {{newsgd.com}},\n"
        "  year = {2019},\n"
        "  month = {1},\n"
        "  urldate = {2026-11-21}\n"
        "}"
    )


def test_csl_dates_are_as_precise_as_the_source(catalogue):
    records = {id: json.loads(cite.csl(source))[0] for id, source in catalogue.dataset.sources.items()}

    assert records["peoples-daily-guangzhou"]["issued"] == {"date-parts": [[2025]]}
    assert records["china-daily-gd-today"]["issued"] == {"date-parts": [[2025, 3]]}
    assert records["guangzhou-press-conference"]["issued"] == {"date-parts": [[2025, 12, 17]]}
    assert all(record["type"] == "article-newspaper" for record in records.values())


def test_a_figure_has_entries_for_reference_managers_that_keep_hedge_source_and_link(catalogue):
    row = catalogue.find("marine-gdp.guangdong.marine-economy.2024")
    link, say = "https://example.org/data?figure=x", messages("en")

    assert cite.figure_bibtex(row, catalogue.dataset, link, say) == (
        "@misc{marine-gdp.guangdong.marine-economy.2024,\n"
        "  title = {Guangdong · Gross marine product · Marine economy · 2024: over 2 trillion yuan},\n"
        "  author = {{China Daily}},\n"
        "  year = {2025},\n"
        "  howpublished = {Regional Indicators},\n"
        "  note = {China Daily, “Industry clusters power province's progress (GD Today)”, Mar 2025, read 21 Nov 2026},\n"
        "  url = {https://example.org/data?figure=x}\n"
        "}"
    )
    record = json.loads(cite.figure_csl(row, catalogue.dataset, link, say))[0]
    assert record["title"].endswith("over 2 trillion yuan")
    assert record["issued"] == {"date-parts": [[2025, 3]]}
    assert record["URL"] == link


def test_a_figure_is_cited_with_its_words_source_and_id(catalogue):
    row = catalogue.find("marine-gdp.guangdong.marine-economy.2024")

    assert cite.figure_plain(row, catalogue.dataset, messages("en")) == (
        "Guangdong · Gross marine product · Marine economy · 2024: over 2 trillion yuan. "
        "China Daily, “Industry clusters power province's progress (GD Today)”, Mar 2025, read 21 Nov 2026. "
        "In: Regional Indicators, marine-gdp.guangdong.marine-economy.2024."
    )
