"""Tables read like print: each figure with its hedge, nothing that the page already says, the card one click away."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from indicators import text
from indicators.charts.text_metrics import text_width
from indicators.i18n import load_messages
from indicators.model.code_lists import MEASURES, STATUSES
from indicators.query import Selection
from indicators.ui import figure_table
from indicators.ui.streamlit_internals.sortable_table import displayed_columns
from tests.noting import CATALOGUE, here, noting
from tests.world import both, catalogue, figure

ROWS = CATALOGUE.rows(Selection(implied=True))
COLUMNS = {
    "Indicator": lambda row, say: CATALOGUE.dataset.indicators[row.indicator].name[say.language],
    "Region": lambda row, say: CATALOGUE.dataset.regions[row.region].name[say.language],
    "Figure": lambda row, say: text.format_figure(row, CATALOGUE.dataset, say),
    "Period": lambda row, say: text.format_period(row.period, say.language),
    "Timing": lambda row, say: text.timing_note(row, say.language),
    "Sector": lambda row, say: text.record_label(CATALOGUE.dataset, "sectors", row.sector, say.language),
    "Partner or field": lambda row, say: text.record_label(
        CATALOGUE.dataset, "counterparts", row.counterpart, say.language
    ),
    "Printed words": lambda row, _: row.stated or "",
    "Source": lambda row, say: CATALOGUE.dataset.sources[row.source].short[say.language],
    "Measure": lambda row, say: say(MEASURES[row.measure].label),
    "Status": lambda row, say: say(STATUSES[row.status].label),
    "Other statements": lambda row, say: "; ".join(
        text.describe_other_statements(
            row, CATALOGUE.vintages_of([row]).get(row.observation_id, ()), CATALOGUE.dataset, say
        )
    ),
}


def table(rows, language="en", **options):
    now = here(CATALOGUE, "data", language)
    with noting(now) as written:
        figure_table.show_figures_table(now, rows, "t", **options)
    return written


def cells(written):
    return displayed_columns(written.of("dataframe")[0]["data"].data)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("implied", [False, True])
def test_every_row_says_of_its_figure_what_its_columns_are_called(language, implied):
    rows, say = CATALOGUE.rows(Selection(implied=implied)), load_messages(language)
    records = CATALOGUE.records(rows)
    found = cells(table(rows, language))

    heads = {
        name: "英文原文" if (name, language) == ("Printed words", "zh") else say(name) for name in COLUMNS
    }
    assert list(found) == list(heads.values())
    for name, told in COLUMNS.items():
        assert found[heads[name]] == [told(row, say) for row in records], name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_lines_stand_first_where_they_are_asked_for(language):
    rows = ROWS[ROWS["source"] == "peoples-daily-guangzhou"].head(20)
    found = cells(table(rows, language, lines=True))
    first = next(iter(found))

    assert first == load_messages(language)("Line")
    assert found[first] == [text.format_lines(row.locator, language) for row in rows.itertuples()]


@pytest.mark.parametrize("name", ["indicator", "region", "sector", "source"])
def test_what_the_page_says_is_left_out(name):
    rows = ROWS[ROWS["sector"].notna()]
    left, whole = (list(cells(table(rows, leave_out=frozenset(out)))) for out in ((name, "plan"), ()))

    assert [column for column in whole if column not in left] == [name.title()]


def test_what_goes_without_saying_is_left_out():
    actual = ROWS[(ROWS["status"] == "actual") & ROWS["sector"].isna()]
    one_target = ROWS[(ROWS["status"] == "target")].head(1)

    assert {"Status", "Sector"}.isdisjoint(cells(table(actual)))
    assert "Status" in cells(table(one_target))
    assert {"Indicator", "Region", "Figure", "Period", "Measure"} <= set(cells(table(actual)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_columns_are_as_wide_as_what_stands_in_them_up_to_a_limit(language):
    say = load_messages(language)
    for rows in (ROWS, ROWS[ROWS["region"] == "china"], ROWS.head(1)):
        written = table(rows, language)
        config, found = written.of("dataframe")[0]["column_config"], cells(written)
        for name in ("Region", "Period", "Sector", "Partner or field"):
            if say(name) in found:
                widest = max(map(text_width, [say(name), *found[say(name)]]))
                assert config[say(name)]["width"] == min(240, int(widest)) + 18
            else:
                assert say(name) not in config
        assert config[say("Figure")]["width"] == "medium"


@pytest.mark.parametrize(
    ("n", "height", "given"),
    [
        (20, 720, "content"),
        (21, 720, 720),
        (1, "auto", "auto"),
        (100, "content", "content"),
        (3, 105, "content"),
        (4, 105, 105),
    ],
)
def test_a_short_table_is_as_high_as_its_rows(n, height, given):
    assert table(ROWS.head(n), height=height).of("dataframe")[0]["height"] == given


@pytest.mark.parametrize(
    ("n", "language", "alt"),
    [(1, "en", "Table of 1 figure"), (12, "en", "Table of 12 figures")],
)
def test_a_table_is_named_by_its_number_of_figures(n, language, alt):
    given = table(ROWS.head(n), language).of("dataframe")[0]

    assert (given["alt"], given["key"], given["hide_index"], given["selection_mode"]) == (
        alt,
        "t",
        True,
        "single-row",
    )


@pytest.mark.parametrize(("rows", "figure"), [([], ""), ([0], 0), ([7], 7), ([3, 5], 3)])
def test_choosing_a_row_opens_the_card_of_its_figure(rows, figure):
    written = table(ROWS.head(10))
    written.state["t"] = SimpleNamespace(selection=SimpleNamespace(rows=rows))
    expected = ROWS["observation_id"].iloc[figure] if rows else ""

    assert written.does(written.of("dataframe")[0]["on_select"]).figure == expected


def test_a_table_is_kept_for_the_rows_language_lines_and_columns_it_was_made_of():
    rows = ROWS.head(3)
    kept = [
        cells(table(rows)),
        cells(table(ROWS.tail(3))),
        cells(table(rows, "zh")),
        cells(table(rows, lines=True)),
        cells(table(rows, leave_out=frozenset({"region"}))),
    ]

    assert all(one != other for k, one in enumerate(kept) for other in kept[:k])
    assert cells(table(rows)) == kept[0]


SORTED_FIGURES = {
    "figure": [
        figure("gdp", "2", qualifier="under", region="north"),
        figure("gdp", "2", qualifier="nearly", region="south"),
        figure("gdp", "2", region="town"),
        figure("gdp", "2", qualifier="over", region="coast"),
        figure("gdp", "3–5", qualifier="between"),
        figure("gdp", "10", period="2023"),
        figure("gdp", "11", qualifier="about", period="2022"),
        figure("gdp", "100 million", period="2021"),
        figure("gdp", "2 billion", period="2020"),
    ],
    "period": [
        figure("jobs", 6, period="0987"),
        figure("jobs", 5, period="1990-07-01", timing="at"),
        figure("jobs", 4, period="2020-01", region="north"),
        figure("jobs", 4, period="2020-01/2020-10", region="north"),
        figure("jobs", 4, period="2020", region="north"),
        figure("jobs", 3, period="2020-12-01", timing="at"),
        figure("jobs", 2, period="2021"),
        figure("jobs", 9, period="9998", status="target"),
        figure("jobs", 1, period=None, note=both("Undated.", "无日期。")),
    ],
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("column", "in_order"), SORTED_FIGURES.items())
def test_a_column_sorts_by_quantity_and_time_whatever_its_words_begin_with(language, column, in_order):
    made = catalogue(in_order[::-1])
    rows = made.rows()
    now = here(made, "data", language)
    with noting(now) as written:
        figure_table.show_figures_table(now, rows, "t", lines=True)
    table = written.of("dataframe")[0]["data"].data
    heading = load_messages(language)(column.title())
    order = sorted(range(len(table)), key=lambda place: table[heading][place])

    assert order == list(reversed(range(len(in_order))))
    assert all("\ue000" <= text[0] < "\uf900" for text in table[heading])
