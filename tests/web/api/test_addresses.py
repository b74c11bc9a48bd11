"""Where one address leads to another: ids of old, short links, and the site as its caller knows it."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from tests.asgi import Asking
from tests.real import real
from tests.serving import Served, api

SERVED = Served(real())
APP = Asking(api(SERVED), "here.test")
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
NAMES = {
    "haven": "guangzhou",
    "old.figure": TRADE,
    "old-sector": "strategic-clusters",
    "old-chart": "gdp-of-regions",
}


@cache
def renamed_catalogue():
    """The dataset as it would be had some ids had other names before."""
    listed = "".join(f"  {old}: {today}\n" for old, today in NAMES.items())
    text = DATA_FILE.read_text(encoding="utf-8").replace("\nrenamed:\n", f"\nrenamed:\n{listed}")
    return Catalogue(parse_dataset(text))


@pytest.fixture
def renamed(monkeypatch):
    monkeypatch.setattr(SERVED, "catalogue", renamed_catalogue())


@pytest.mark.usefixtures("renamed")
class TestRenamedIds:
    """Ids of old lead to those of today, with everything else that was asked for."""

    def led(self, target, method="GET"):
        answer = APP.request(method, target)
        assert answer.headers["cache-control"] == "public, no-cache"
        assert answer.headers["access-control-allow-origin"] == "*"
        return answer.status_code, answer.headers["location"]

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize(
        ("address", "query", "today"),
        [
            ("observations.csv", "region=haven&sector=old-sector", "region=guangzhou&sector=strategic-clusters"),
            ("observations.csv", "region=haven&lang=zh", "region=guangzhou&lang=zh"),
            ("observations.json", "region=haven&limit=5&offset=2", "region=guangzhou&limit=5&offset=2"),
            ("observations.csv", "region=haven&fields=value,low&within=1", "region=guangzhou&within=1&fields=value,low"),
            ("regions.parquet", "region=haven", "region=guangzhou"),
            ("package.zip", "region=haven&lang=zh", "region=guangzhou&lang=zh"),
        ],
    )  # fmt: skip
    def test_a_filter_by_an_old_id_leads_to_the_same_question_by_todays(self, address, query, today, method):
        assert self.led(f"/api/v1/{address}?{query}", method) == (
            301,
            f"http://here.test/api/v1/{address}?{today}",
        )

    def test_the_address_of_a_figure_by_its_old_id_leads_to_todays(self):
        there = f"http://here.test/api/v1/observations/{TRADE}.json"

        assert self.led("/api/v1/observations/old.figure.json") == (301, there)
        assert self.led("/api/v1/observations/old.figure.json?lang=zh") == (301, f"{there}?lang=zh")

    def test_a_figure_chosen_by_its_old_id_is_chosen_by_todays(self):
        assert self.led("/api/v1/observations.csv?observation=old.figure") == (
            301,
            f"http://here.test/api/v1/observations.csv?observation={TRADE}",
        )

    @pytest.mark.parametrize("kind", ["csv", "json"])
    def test_a_chart_by_its_old_id_leads_to_todays(self, kind):
        there = f"http://here.test/api/v1/charts/gdp-of-regions.{kind}"

        assert self.led(f"/api/v1/charts/old-chart.{kind}?lang=zh") == (301, f"{there}?lang=zh")

    def test_an_old_id_of_a_region_is_none_of_a_chart_a_figure_or_a_topic(self):
        assert APP.get("/api/v1/charts/haven.csv").status_code == 404
        assert APP.get("/api/v1/observations/haven.json").status_code == 404
        assert APP.get("/api/v1/observations.csv?topic=haven").status_code == 400

    def test_a_wrong_question_with_an_old_id_is_refused_and_not_led_on(self):
        assert APP.get("/api/v1/observations.csv?region=haven&x=1").status_code == 400


class TestShortLinks:
    """Links to quote: they lead to pages, which say what they make of an id."""

    @pytest.mark.parametrize(
        ("link", "page"),
        [
            ("/f/a.b", "/data?figure=a.b"),
            ("/i/a", "/indicators?indicator=a"),
            ("/r/a", "/regions?region=a"),
            ("/r/a?lang=zh", "/regions?region=a&lang=zh"),
            ("/r/a?lang=en&lang=zh&x=1", "/regions?region=a&lang=zh"),
            ("/r/a?lang=", "/regions?region=a"),
            ("/r/a%26b%0d%0ax", "/regions?region=a%26b%0D%0Ax"),
            ("/r/a?lang=%26x", "/regions?region=a&lang=%26x"),
            ("/r/%E5%B9%BF%20%3F%23", "/regions?region=%E5%B9%BF+%3F%23"),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_a_short_link_leads_to_its_page_with_the_language_and_nothing_else(self, link, page, method):
        answer = APP.request(method, link)

        assert (answer.status_code, answer.headers["location"]) == (302, f"http://here.test{page}")
        assert answer.headers["cache-control"] == "public, no-cache"
        assert answer.headers["access-control-allow-origin"] == "*"


class TestSite:
    """Addresses in answers are those by which the caller knows the site."""

    @pytest.mark.parametrize(
        ("host", "base"),
        [
            ("here.test", "http://here.test"),
            ("here.test:8501", "http://here.test:8501"),
            ("[::1]", "http://[::1]"),
            ("[::1]:8501", "http://[::1]:8501"),
            ("a" * 253, "http://" + "a" * 253),
            ("a" * 254, ""),
            ("here.test:123456", ""),
            ("here.test:", ""),
            ("here.test/x", ""),
            ("x@here.test", ""),
            ("here.test\r\nX: y", ""),
            ("", ""),
        ],
    )
    def test_the_site_is_named_by_the_host_header_where_that_is_a_host(self, host, base):
        answer = Asking(api(SERVED), host).get("/r/a")

        assert answer.headers["location"] == f"{base}/regions?region=a"

    def test_a_link_by_https_leads_to_https(self):
        answer = Asking(api(SERVED), "here.test", "https").get("/r/a")

        assert answer.headers["location"] == "https://here.test/regions?region=a"

    def test_an_invalid_host_header_makes_the_links_of_a_page_of_records_relative(self):
        told = Asking(api(SERVED), 'evil"><x').get("/api/v1/observations.json?limit=1").json()

        assert (told["link"], told["next"]) == ("/data", "/api/v1/observations.json?limit=1&offset=1")

    def test_the_addresses_in_a_page_of_records_are_those_of_the_caller(self):
        for host, scheme in itertools.product(("a.test", "b.test:81"), ("http", "https")):
            asking = Asking(api(SERVED), host, scheme)
            answer = asking.get("/api/v1/observations.json?limit=2&region=china")
            site = f"{scheme}://{host}"

            following = f"{site}/api/v1/observations.json?region=china&limit=2&offset=2"
            assert answer.json()["link"] == f"{site}/data?region=china"
            assert answer.json()["next"] == following
            assert answer.headers["link"] == f'<{following}>; rel="next"'

    def test_the_addresses_in_linked_data_are_those_of_the_caller(self):
        for host, scheme in itertools.product(("a.test", "b.test:81"), ("http", "https")):
            asking = Asking(api(SERVED), host, scheme)
            figure = asking.get(f"/api/v1/observations/{TRADE}.json").json()
            catalogue = asking.get("/api/v1/catalog.jsonld").json()

            assert figure["@id"] == f"{scheme}://{host}/api/v1/observations/{TRADE}.json"
            assert figure["isPartOf"]["@id"] == catalogue["@id"] == f"{scheme}://{host}/api/v1/catalog.jsonld"
