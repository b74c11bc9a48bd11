"""Statements of one figure in a long table: a packed dataset knows them as a data file does."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.curation.fragment import join_fragment
from indicators.errors import InvalidDataset
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.query.packing import pack_dataset
from tests import packing

ROWS = [
    "gdp-growth,east,2012,during,4.6,exact,herald,3,,percent of the herald",
    "gdp-growth,east,2012,during,4.2,exact,gazette,3,preliminary,four point two",
    "gdp-growth,east,2012,during,4,over,gazette,1,,over four",
    "gdp-growth,isle,2012,during,4,exact,gazette,1,,",
    "jobs,east,2024-06-30,at,5,over,gazette,2,,",
    "gdp,bay,2024,during,490 billion,exact,herald,2,final,490 billion",
]
HEADER = "indicator,region,period,timing,value,qualifier,source,at,release,stated"
#: id → vintage, current, release, all statements of the figure
EXPECTED = {
    "gdp-growth.east.2012": ("2025-03-07", False, None, 3),
    "gdp-growth.east.2012.gazette": ("2025-03-07", False, "preliminary", 3),
    "gdp-growth.east.2012.herald": ("2025-09", True, None, 3),
    "gdp-growth.isle.2012": ("2025-03-07", True, None, 0),
    "gdp.bay.2024": ("2025-03-07", False, None, 2),
    "gdp.bay.2024.herald": ("2025-09", True, "final", 2),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, vocabulary_file):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "HEADER", HEADER)
        folder = tmp_path_factory.mktemp("vintages")
        table = packing.table(folder, ROWS, HEADER)
        outcome = packing.pack_dataset(table, vocabulary_file, folder / "packed")
    assert outcome.manifest is not None, outcome.problems
    return folder / "packed"


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_every_engine_knows_date_release_and_the_current_statement(folder, engine):
    rows = indicators.load(folder, engine).rows().set_index("observation_id")

    found = rows.loc[list(EXPECTED), ["vintage", "current", "release", "vintages"]]
    told = {
        id: (row.vintage, row.current, row.release if isinstance(row.release, str) else None, len(row.vintages.split(";")) if isinstance(row.vintages, str) else 0)
        for id, row in zip(found.index, found.itertuples(), strict=True)
    }  # fmt: skip
    assert told == EXPECTED
    assert str(rows["current"].dtype) == "bool"
    assert rows.loc["gdp-growth.east.2012", "vintages"] == (
        "gdp-growth.east.2012;gdp-growth.east.2012.gazette;gdp-growth.east.2012.herald"
    )


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_the_latest_of_a_series_is_the_current_statement_of_its_last_period(folder, engine):
    rows = indicators.load(folder, engine).rows().set_index("observation_id")

    assert rows.loc["gdp.bay.2024.herald", "is_latest"]
    assert not rows.loc["gdp.bay.2024", "is_latest"]


@pytest.fixture(scope="module", params=["pandas", "duckdb"])
def catalogue(request, folder):
    return indicators.load(folder, request.param)


class TestChoices:
    def test_all_are_taken_unless_the_current_ones_are_asked_for(self, catalogue):
        growth = Selection(indicator=("gdp-growth",), region=("east",))
        current = replace(growth, vintage="current")

        assert catalogue.count(growth) == catalogue.count(replace(growth, vintage="all")) == 3
        assert catalogue.rows(current)["observation_id"].tolist() == ["gdp-growth.east.2012.herald"]
        assert catalogue.count(current) == 1
        assert catalogue.counts(current, "source")["gazette"] == 0
        assert catalogue.facets(current)["source"]["herald"] == 1

    def test_a_search_counts_current_ones_too(self, catalogue):
        found = Selection(q="percent of the herald", vintage="current")
        superseded = Selection(q="over four", region=("east",), indicator=("gdp-growth",))

        assert catalogue.count(found) == 1
        assert catalogue.count(superseded) == 1
        assert catalogue.count(replace(superseded, vintage="current")) == 0

    def test_a_release_is_a_filter(self, catalogue):
        assert catalogue.rows(Selection(release=("preliminary",)))["observation_id"].tolist() == [
            "gdp-growth.east.2012.gazette"
        ]
        assert catalogue.counts(EVERYTHING, "release") == {"preliminary": 1, "revised": 0, "final": 1}

    def test_charts_draw_the_current_one_unless_all_are_asked_for_or_one_is_named(self, catalogue):
        growth = Selection(indicator=("gdp-growth",), region=("east",))

        assert catalogue.drawn(growth) == replace(growth, vintage="current")
        for own in (
            replace(growth, vintage="all"),
            Selection(observation=("gdp-growth.east.2012",)),
            Selection(region=("isle",)),
        ):
            assert catalogue.drawn(own) == own

    def test_series_to_compare_and_outcomes_of_targets_are_current(self, catalogue):
        assert catalogue.rows_of_series(["gdp-growth.east"])["observation_id"].tolist() == [
            "gdp-growth.east.2012.herald"
        ]

    def test_all_statements_of_a_figure_are_found_from_any(self, catalogue):
        rows = catalogue.records(
            catalogue.rows(Selection(region=("east", "isle"), indicator=("gdp-growth",)))
        )
        ids = ("gdp-growth.east.2012", "gdp-growth.east.2012.gazette", "gdp-growth.east.2012.herald")
        found = catalogue.vintages_of(rows)

        assert {id: tuple(row.observation_id for row in some) for id, some in found.items()} == dict.fromkeys(
            ids, ids
        )


def pick(*values):
    return st.sampled_from(values)


PLAIN = "gdp-growth.east.2011"
FIELDS = {
    "qualifier": pick("exact", "over", "about"),
    "source": pick("gazette", "herald"),
    "base_period": pick("", "", "2010", "2009"),
    "release": pick("", "preliminary", "final"),
    "stated": pick("four point two", "Four  point two", "over four", "4.2"),
    "id": pick("", "", "", "", PLAIN, f"{PLAIN}.herald", f"{PLAIN}.gazette", "mine", "yours"),
}
SHARED = {"indicator": "gdp-growth", "region": "east", "period": "2011", "timing": "during"}


@settings(max_examples=15)
@given(st.lists(st.fixed_dictionaries({"value": pick("4", "4.2", "5")} | FIELDS), min_size=1, max_size=6))
def test_statements_are_the_same_vintages_in_a_table_and_in_the_data_file(
    tmp_path_factory, vocabulary_file, some
):
    folder, text = tmp_path_factory.mktemp("agree"), vocabulary_file.read_text(encoding="utf-8")
    figures = [SHARED | one for one in some]
    given_ones = [{name: value for name, value in one.items() if value} for one in figures]
    fragment = "".join(f"- {json.dumps(one | {'at': [n]})}\n" for n, one in enumerate(given_ones, 1))
    try:
        there = told(
            Catalogue(parse_dataset(join_fragment(fragment, "f.yaml", text, "d.yaml").text, "d.yaml"))
        )
    except InvalidDataset as error:
        there = {problem.rule for problem in error.problems}
    names = [*SHARED, "value", *FIELDS]
    rows = [",".join([*(one[name] for name in names), str(n)]) for n, one in enumerate(figures, 1)]

    outcome = pack_dataset(
        packing.table(folder, rows, ",".join([*names, "at"])), vocabulary_file, folder / "packed"
    )

    if outcome.manifest is None:
        assert {problem.rule for problem in outcome.problems} == there
    else:
        assert told(indicators.load(folder / "packed", "pandas")) == there


def told(catalogue):
    """The statements by the lines they stand on: id, whether it is current, and those of the same figure."""
    rows = catalogue.rows(EVERYTHING)
    rows = rows[(rows["indicator"] == "gdp-growth") & (rows["period"] == "2011")]
    return {
        row.locator: (row.observation_id, row.current, row.vintages if isinstance(row.vintages, str) else "")
        for row in rows.itertuples()
    }


LONG_ID = "the id made for it has {n} characters; expected at most 120: give it an 'id' of its own"


def faults_of_rows(tmp_path, vocabulary_file, rows, header=HEADER):
    """The faults of a table beside a vocabulary whose region `east` and source `herald` have ids of 104 letters."""
    vocabulary = tmp_path / "long.yaml"
    text = vocabulary_file.read_text(encoding="utf-8")
    for word in ("east", "herald"):
        text = re.sub(rf"(?<![\w-]){word}(?![\w-])", word[0] * 90, text)
    vocabulary.write_text(text, encoding="utf-8")
    outcome = packing.pack_dataset(packing.table(tmp_path, rows, header), vocabulary, tmp_path / "packed")
    return [(problem.line, problem.column, problem.message, problem.rule) for problem in outcome.problems]


def test_an_id_that_is_made_for_a_row_is_short_or_a_fault_of_the_row(tmp_path, vocabulary_file):
    region = "e" * 90
    rows = [
        f"gdp-growth,{region},2012,during,4.6,exact,gazette,3,,",
        f"gdp-growth,{region},2012-01/2012-10,during,4.6,exact,gazette,3,,",
        f"gdp-growth,{region},2012-01/2012-11,during,4.6,exact,gazette,3,,",
        f"gdp-growth,{region},2011-01-01/2012-11-11,during,4.6,exact,gazette,3,,",
    ]

    assert faults_of_rows(tmp_path, vocabulary_file, rows) == [(5, "row", LONG_ID.format(n=124), "id")]


def test_so_is_the_id_of_a_later_statement(tmp_path, vocabulary_file):
    rows = [
        "gdp-growth,ostland,2002,during,4.6,exact,gazette,3,,",
        f"gdp-growth,ostland,2002,during,4.7,exact,{'h' * 90},3,,",
    ]

    assert faults_of_rows(tmp_path, vocabulary_file, rows) == []

    assert faults_of_rows(
        tmp_path, vocabulary_file, [row.replace("2002", "2002-01-01/2002-12-30") for row in rows]
    ) == [(3, "row", LONG_ID.format(n=132), "id")]


def test_an_id_that_a_row_is_given_is_held_to_the_same_bound(tmp_path, vocabulary_file):
    rows = [f"gdp-growth,ostland,2002,during,4.6,exact,gazette,3,,,{'a' * n}" for n in (120, 121)]

    assert faults_of_rows(tmp_path, vocabulary_file, rows, f"{HEADER},id") == [
        (3, "id", "expected an id of at most 120 characters; found 121", "id")
    ]
