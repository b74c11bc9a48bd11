"""Engines: the same questions, the same answers, whatever keeps the rows and however they are cut into parts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import indicators
from indicators.errors import DataFileError, UnknownId
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, EVERYTHING, Selection, opening
from indicators.query import catalogue as answering
from indicators.query.opening import MissingExtra, UnknownEngine
from indicators.query.series_index import series_names
from tests.packing import packed

some = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = (
    "",
    "salmon",
    "port 2019",
    "港城",
    "million",
    "1500000",
    "150万",
    "1.5 million",
    "nothing-like-it",
    "2010-2013",
    "over 2 trillion crowns",
    "targets",
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory, vocabulary_file):
    """The small sample with some more figures, packed in parts of seven rows."""
    return packed(tmp_path_factory.mktemp("engines"), vocabulary_file)


@pytest.fixture(scope="session")
def truth(folder):
    """The same rows in a table in memory, to be asked by plain Python."""
    return indicators.load(folder, "pandas").rows(Selection(implied=True))


@pytest.fixture(scope="session", params=["pandas", "duckdb"])
def catalogue(request, folder):
    return indicators.load(folder, request.param)


@st.composite
def selections(draw, dataset):
    chosen = {
        name: tuple(id for id in DIMENSIONS_BY_ID[name].ids(dataset) if draw(st.integers(0, 2)) == 0)
        for name in DIMENSION_FILTERS
        if draw(st.integers(0, 2)) == 0
    }
    years = draw(st.sampled_from([(None, None), (2011, None), (None, 2012), (2012, 2012), (1, 9999)]))
    return Selection(
        **chosen, q=draw(st.sampled_from(WORDS)), from_=years[0], to=years[1], within=draw(st.booleans())
    )


def fitting(catalogue, truth, selection):
    """The rows that fit, one after the other, by nothing but the meaning of the filters."""
    wanted = catalogue.index.resolve(selection.q) if selection.q else ()

    def fits(row):
        for name in DIMENSION_FILTERS:
            chosen = set(getattr(selection, name))
            if name == "region" and selection.within:
                chosen = {inside for id in chosen for inside in catalogue.dataset.regions_within(id)}
            if getattr(selection, name) and getattr(row, name) not in chosen:
                return False
        if selection.from_ and not row.period_start.year >= selection.from_:
            return False
        if selection.to and not row.period_end.year <= selection.to:
            return False
        return all(
            any(getattr(row, kind) in some for kind, some in each.ids.items())
            or any(text in row.search for text in each.texts)
            or bool({row.value, row.usd} & set(each.numbers))
            or (
                each.years and each.years[0] <= row.period_start.year and row.period_end.year <= each.years[1]
            )
            or (row.qualifier == "between" and bool({row.low, row.high} & set(each.numbers)))
            for each in wanted
        )

    return [row.observation_id for row in truth.itertuples() if row.basis == "stated" and fits(row)]


def check_rows(catalogue, truth, selection):
    expected = fitting(catalogue, truth, selection)

    assert list(catalogue.rows(selection)["observation_id"]) == expected
    assert catalogue.count(selection) == len(catalogue.figures(selection)) == len(expected)
    pieces = [list(piece["observation_id"]) for piece in catalogue.parts(selection, 5)]
    assert [id for piece in pieces for id in piece] == expected
    assert max(map(len, pieces)) <= 5


def check_page(catalogue, truth, selection, offset, limit):
    expected = fitting(catalogue, truth, selection)[offset : offset + limit]

    assert list(catalogue.page(selection, limit, offset)["observation_id"]) == expected
    with patch.object(answering, "PART_ROWS", 0):  # as if every page lay too deep to fetch all before it
        deep = catalogue.page(selection, limit, offset)
    assert list(deep["observation_id"]) == expected


def check_facets(catalogue, truth, selection, dimensions=("region", "plan")):
    facets = catalogue.facets(selection)

    assert list(facets) == list(DIMENSION_FILTERS)
    for name in dimensions:
        rows = truth.set_index("observation_id").loc[
            fitting(catalogue, truth, replace(selection, **{name: ()}))
        ]
        for id in DIMENSIONS_BY_ID[name].ids(catalogue.dataset):
            members = catalogue.dataset.regions_within(id) if name == "region" and selection.within else {id}
            assert facets[name][id] == rows[name].isin(members).sum(), (name, id)


def check_latest(catalogue, truth, selection):
    """Of each series and status the figure of the newest period, of two such the one that stands later."""
    shown = catalogue.rows_to_draw(selection, most=3)
    expected = {}
    rows = truth.set_index("observation_id", drop=False).loc[fitting(catalogue, truth, selection)]
    for row in rows.itertuples():
        key, end = (row.series, row.status), row.period_end
        kept = expected.get(key)
        if kept is None or pd.isna(kept.period_end) or not (end < kept.period_end):
            expected[key] = row
    newest = sorted(expected.values(), key=lambda row: row.position)

    assert shown.total == len(rows)
    if len(rows) <= 3:
        assert list(shown.rows["observation_id"]) == list(rows["observation_id"])
    else:
        assert list(shown.rows["observation_id"]) == [row.observation_id for row in newest[:3]]


class TestEveryEngine:
    @some
    @given(st.data())
    def test_rows_and_their_parts_are_those_that_fit_in_order(self, catalogue, truth, data):
        check_rows(catalogue, truth, data.draw(selections(catalogue.dataset)))

    @some
    @given(st.data(), st.integers(0, 60), st.integers(1, 20))
    def test_a_page_is_a_slice_of_the_rows(self, catalogue, truth, data, offset, limit):
        check_page(catalogue, truth, data.draw(selections(catalogue.dataset)), offset, limit)

    @some
    @given(st.data())
    def test_facets_count_rows_beside_the_other_filters(self, catalogue, truth, data):
        name = data.draw(st.sampled_from(DIMENSION_FILTERS))
        check_facets(catalogue, truth, data.draw(selections(catalogue.dataset)), [name])

    @some
    @given(st.data())
    def test_the_latest_of_each_series_stand_for_many(self, catalogue, truth, data):
        check_latest(catalogue, truth, data.draw(selections(catalogue.dataset)))

    def test_whole_rows_are_equal_to_the_last_cell_and_type(self, catalogue, truth):
        rows = catalogue.rows(Selection(implied=True))

        pd.testing.assert_frame_equal(rows, truth, check_categorical=False)
        assert rows.dtypes.astype(str).to_dict() == indicators.load().rows().dtypes.astype(str).to_dict()

    def test_the_figures_of_the_vocabulary_are_among_them(self, catalogue, small):
        expected = small.rows(Selection(implied=True)).set_index("observation_id").sort_index()
        found = catalogue.rows(Selection(implied=True)).set_index("observation_id")
        working = ["position", "part", "is_latest"]

        pd.testing.assert_frame_equal(
            found.loc[expected.index].drop(columns=working),
            expected.drop(columns=working),
            check_categorical=False,
        )

    def test_every_series_is_found_by_its_name(self, catalogue, truth):
        names = list(catalogue.series)

        assert sorted(names) == sorted(set(series_names(truth[truth["basis"] == "stated"])))
        for name in names:
            assert name in catalogue.series
            assert set(series_names(catalogue.rows_of_series((name,)))) == {name}
        assert "catch.port" not in catalogue.series
        assert catalogue.series.find_nearest("catch.prt.salmon") == "catch.port.salmon"

    def test_rows_of_series_stand_in_the_order_asked(self, catalogue):
        rows = catalogue.rows_of_series(["jobs.isle", "catch.port.salmon"])

        assert list(dict.fromkeys(series_names(rows))) == ["jobs.isle", "catch.port.salmon"]

    def test_a_figure_is_found_by_its_id_or_the_nearest_is_named(self, catalogue):
        assert catalogue.find("catch.port.salmon.2010").value == 1010.5
        with pytest.raises(UnknownId) as caught:
            catalogue.find("catch.port.salmon.2110")
        assert caught.value.nearest == "catch.port.salmon.2010"
        with pytest.raises(UnknownId, match=r"^there is no observation 'x'$"):
            catalogue.find("x")

    def test_cross_tables_and_coverage(self, catalogue, truth):
        stated = truth[truth["basis"] == "stated"]

        assert (
            catalogue.cross_table(EVERYTHING, "region", "topic")
            == stated.groupby(["region", "topic"], observed=True).size().to_dict()
        )
        assert catalogue.coverage() == (
            stated["period_start"].min().date(),
            stated["period_end"].max().date(),
        )

    def test_named_figures_and_hostile_texts_are_answered(self, catalogue):
        both = ("catch.port.salmon.2010", "gdp.east.2024")

        assert set(catalogue.rows(Selection(observation=both))["observation_id"]) == set(both)
        for q in ("'", '"; DROP TABLE observations; --', "%", "\\", "_T", "[("):
            assert catalogue.count(Selection(q=q)) == len(catalogue.rows(Selection(q=q)))

    def test_what_is_shared_with_other_regions_is_drawn_up_to_the_limit(self, catalogue):
        shared = catalogue.shared_indicators("isle")

        assert {"gdp", "jobs", "gdp-share"} <= set(shared)
        assert all(
            rows["region"].nunique() > 1 and set(rows["status"]) == {"actual"} for rows in shared.values()
        )

    def test_what_is_forgotten_is_asked_again(self, catalogue):
        before = catalogue.facets(EVERYTHING)
        assert catalogue.facets(EVERYTHING) is before
        catalogue.caches.clear()

        assert catalogue.facets(EVERYTHING) is not before
        assert catalogue.facets(EVERYTHING) == before


class TestChoice:
    def test_a_data_file_is_kept_in_memory(self, small_file):
        assert len(indicators.load(small_file, "pandas")) == 20
        with pytest.raises(DataFileError) as caught:
            indicators.load(small_file, "duckdb")
        assert str(caught.value) == (
            f"{small_file}: the engine duckdb reads a packed dataset; make one: indicators pack --help"
        )

    @pytest.mark.parametrize(
        ("name", "hint"), [("duckbd", "; did you mean 'duckdb'?"), ("sc:/x", ""), ("http://x", "")]
    )
    def test_an_unknown_engine_is_named_with_the_nearest(self, folder, name, hint):
        with pytest.raises(UnknownEngine) as caught:
            indicators.load(folder, name)

        assert str(caught.value) == f"engine: expected pandas, duckdb or sc://host:port; found {name!r}{hint}"

    @pytest.mark.parametrize(
        ("name", "library", "extra"), [("duckdb", "duckdb", "big"), ("sc://127.0.0.1:1", "pyspark", "spark")]
    )
    def test_a_missing_extra_is_one_line_that_says_how_to_install_it(
        self, folder, monkeypatch, name, library, extra
    ):
        def missing(module):
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)

        monkeypatch.setattr(opening, "import_module", missing)
        with pytest.raises(MissingExtra) as caught:
            indicators.load(folder, name)

        assert (
            str(caught.value)
            == f"the engine {name} is not installed: pip install 'regional-indicators[{extra}]'"
        )

    def test_many_threads_may_ask_at_once(self, folder, truth):

        catalogue = indicators.load(folder)
        asked = [Selection(region=(id,)) for id in catalogue.dataset.regions]
        with ThreadPoolExecutor(8) as pool:
            counts = list(pool.map(lambda selection: len(catalogue.rows(selection)), asked * 8))

        assert counts == [len(fitting(catalogue, truth, selection)) for selection in asked] * 8


@pytest.fixture(scope="module")
def server():
    """A Spark Connect server on this machine: Sail, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"sc://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


@pytest.mark.spark
# PySpark says so of every pandas from 3.0 on; whether it is right is what this test finds out
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_a_spark_connect_server_gives_the_same_answers(server, folder, truth, monkeypatch):
    # pyspark takes a process whose main module has no file for a run of its own doctests: pytest's workers.
    monkeypatch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
    from pyspark.sql.connect.session import SparkSession

    catalogue = indicators.load(folder, server)
    asked = [
        EVERYTHING,
        Selection(region=("bay",), within=True),
        Selection(plan=("1",), status=("actual",)),
        Selection(q="port 2019"),
        Selection(indicator=("jobs",), qualifier=("about",)),
    ]

    pd.testing.assert_frame_equal(catalogue.rows(Selection(implied=True)), truth, check_categorical=False)
    for selection in asked:
        check_rows(catalogue, truth, selection)
        check_page(catalogue, truth, selection, 4, 9)
        check_facets(catalogue, truth, selection)
        check_latest(catalogue, truth, selection)
    assert catalogue.find("catch.port.salmon.2010").value == 1010.5
    assert set(series_names(catalogue.rows_of_series(["jobs.isle"]))) == {"jobs.isle"}
    # a client that does not end its session asks a server that is gone until it gives up
    SparkSession.builder.remote(server).getOrCreate().stop()
