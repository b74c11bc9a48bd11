"""A packed dataset behind pages and API: parts are said to be parts, files hold all, nothing is held whole."""

from __future__ import annotations

import csv
import io
import re

import httpx
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

import indicators
from indicators import export
from indicators.export import plain_records
from indicators.query import MAX_DRAWN_ROWS, Selection
from indicators.query.row_store import RowStore
from indicators.ui import session
from indicators.web.api import routes
from indicators.web.composition import data
from tests.asgi import waited
from tests.opening import html, page
from tests.packing import ROWS, packed
from tests.serving import Served, api, serving

DAYS = [
    f"catch,isle,,,{year}-{month:02}-{day:02},at,{day},exact,,herald,4"
    for year in (2010, 2011)
    for month in range(1, 13)
    for day in range(1, 29)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, vocabulary_file):
    return packed(tmp_path_factory.mktemp("packed"), vocabulary_file, ROWS + DAYS, part=100)


@pytest.fixture(scope="module")
def every(folder):
    return indicators.load(folder, "pandas").rows()


@pytest.fixture(autouse=True)
def served(folder, monkeypatch):
    """This dataset is served, and no more than a few parts of it are ever fetched at once."""
    original = RowStore.rows

    def rows(store, conditions):
        found = original(store, conditions)
        assert len(found) <= MAX_DRAWN_ROWS, "too many rows at once"
        return found

    monkeypatch.setattr(RowStore, "rows", rows)
    monkeypatch.setattr("indicators.query.catalogue.PART_ROWS", 250)
    with serving(Served(indicators.load(folder), folder)) as server:
        yield server.live.catalogue


def ask(path: str) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(api(session.current_server().live))
        async with httpx.AsyncClient(transport=transport, base_url="http://here.test") as client:
            return await client.get(path)

    return waited(asked())


class TestFiles:
    def test_there_is_more_than_is_drawn(self, every):
        assert len(every) == len(DAYS) + len(ROWS) + 20 > MAX_DRAWN_ROWS

    @pytest.mark.parametrize("streamed", [False, True])
    def test_csv_and_parquet_hold_every_row_whether_sent_whole_or_in_parts(
        self, every, monkeypatch, streamed
    ):
        monkeypatch.setattr(routes, "MIN_STREAMED_ROWS", 0 if streamed else 10**9)
        told = ask("/api/v1/observations.csv")
        rows = list(csv.DictReader(io.StringIO(told.text)))
        table = pq.read_table(io.BytesIO(ask("/api/v1/observations.parquet").content))

        assert [row["observation_id"] for row in rows] == every["observation_id"].to_list()
        assert table["observation_id"].to_pylist() == every["observation_id"].to_list()
        assert table["value"].to_pylist() == [float(row["value"]) for row in rows]

    def test_json_pages_lead_through_every_row_once(self, every):
        path, found = "/api/v1/observations.json?limit=170&fields=observation_id", []
        while path:
            told = ask(path).json()
            assert told["total"] == len(every)
            found += [record["observation_id"] for record in told["records"]]
            path = told["next"]

        assert found == every["observation_id"].to_list()

    def test_records_are_those_of_the_table_in_memory(self, folder, served):
        chosen = Selection(region=("port",))

        assert plain_records(served.rows(chosen)) == plain_records(
            indicators.load(folder, "pandas").rows(chosen)
        )

    def test_vocabularies_name_what_the_chosen_figures_name(self):
        units = {row["id"] for row in ask("/api/v1/units.json?region=isle&plan=1").json()["records"]}

        assert units == {"people", "percent"}

    def test_one_figure_the_catalogue_and_the_guide_are_answered(self, every):
        assert ask("/api/v1/observations/catch.isle.2010-01-02.json").json()["value"] == 2
        missing = ask("/api/v1/observations/catch.isle.2010-01-32.json")
        assert (missing.status_code, missing.json()["nearest"][:11]) == (404, "catch.isle.")
        assert ask("/api/v1/catalog.jsonld").json()["temporalCoverage"] == "2000-01-01/2030-12-31"
        assert f"{len(every)} figures" in ask("/llms.txt").text

    def test_what_must_be_whole_is_refused_when_it_is_too_long(self, monkeypatch):
        monkeypatch.setattr(export, "MAX_ROWS", 100)
        for path, what in (("observations.xlsx", "workbook"), ("package.zip", "package")):
            told = ask(f"/api/v1/{path}")
            assert told.status_code == 400
            assert told.json()["detail"].startswith(f"a {what} holds at most")
        assert ask("/api/v1/package.zip?region=bay").status_code == 200


class TestPages:
    def notices(self, app: AppTest) -> list[str]:
        told = [element.value.replace("\\", "") for element in app.info]
        return told + re.findall('<p class="ri-notice">(.*?)</p>', html(app))

    def test_a_long_page_draws_the_latest_of_each_series_and_says_so(self):
        app = page("indicators", indicator="catch")
        [notice] = [text for text in self.notices(app) if "are drawn" in text]

        assert notice.startswith("5 of 699 figures are drawn: the latest of each series.")

    def test_a_filtered_page_draws_all_and_says_nothing(self):
        app = page("regions", region="port")

        assert [text for text in self.notices(app) if "are drawn" in text] == []

    def test_the_table_lists_the_first_and_says_of_how_many(self, monkeypatch, every):
        monkeypatch.setattr(data, "MAX_TABLE_ROWS", 20)
        app = page("data")

        assert len(app.dataframe[0].value) == 20
        assert any(f"the first 20 of {len(every)} figures" in text for text in self.notices(app))

    @pytest.mark.parametrize(
        "slug", ["overview", "sectors", "plans", "compare", "consistency", "sources", "about"]
    )
    def test_every_other_page_comes_up_too(self, slug):
        assert len(page(slug).title) == 1
