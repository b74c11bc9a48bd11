"""What only a browser shows: links, history, clicks, downloads – and no other host asked. Widths are walked elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

import indicators
from indicators.web.composition.site_pages import SITE_PAGES

pytestmark = pytest.mark.browser
CATALOGUE = indicators.load()


def test_the_first_request_to_a_fresh_server_may_be_a_deep_link_with_filters(fresh_server, reader):
    reader.open(f"{fresh_server.url}/regions?region=guangdong&topic=talent")
    page = reader.page

    expect(page.get_by_role("heading", level=1)).to_have_text("Guangdong")
    expect(page.locator(".st-key-w_topic")).to_contain_text("Talent and skills")
    for named in SITE_PAGES[:8]:  # the bar has room for these; the others are behind "more"
        expect(page.get_by_role("link", name=named.title, exact=True).first).to_be_visible()
    assert reader.query == "region=guangdong&topic=talent"


def test_filters_stay_on_a_change_of_page_and_history_goes_back(server, reader):
    reader.open(f"{server.url}/regions?region=guangdong&topic=talent")
    reader.page.get_by_role("link", name="Data", exact=True).first.click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Data")
    reader.settle()
    assert reader.query == "topic=talent"  # the subject of a page is looked at, and no filter

    reader.page.locator(".st-key-w_topic").get_by_role("combobox").click()
    reader.page.get_by_role("option").filter(has_text="Economic output").click()
    expect(reader.page).to_have_url(f"{server.url}/data?topic=talent&topic=output")
    reader.settle()
    reader.page.go_back()
    reader.settle()
    expect(reader.page.locator(".ri-lead")).to_contain_text("17 figures of")


def test_a_link_from_a_page_to_itself_is_in_the_address_and_history_goes_back(server, reader):
    reader.open(f"{server.url}/compare")
    reader.page.get_by_role("link", name="Rank among the world's science cities").click()
    expect(reader.page).to_have_url(re.compile(r"\?series=science-city-rank\.beijing"), timeout=20_000)
    reader.settle()
    reader.page.go_back()
    reader.settle()
    expect(reader.page.get_by_role("heading", name="Where to begin")).to_be_visible(timeout=20_000)


def test_a_link_of_a_map_or_a_row_is_followed_without_a_new_load_and_history_goes_back(server, reader):
    page, head = reader.page, reader.page.get_by_role("heading", level=1)
    reader.open(f"{server.url}/")
    page.evaluate("window.loaded = 1")
    page.get_by_role("link", name="Maoming: 4 figures").click()
    expect(head).to_have_text("Maoming")
    expect(page).to_have_url(f"{server.url}/regions?region=maoming")
    page.locator(".ri-row").get_by_role("link", name="Guangdong").click()
    expect(head).to_have_text("Guangdong")
    expect(page).to_have_url(f"{server.url}/regions?region=guangdong")
    page.go_back()
    expect(head).to_have_text("Maoming")
    page.go_back()
    expect(page.locator(".st-key-w_region [data-tag]")).to_have_count(0)
    expect(head).to_have_text("Regional Indicators")
    assert page.evaluate("window.loaded") == 1


def test_a_search_is_in_the_address_and_a_reload_keeps_it(server, reader):
    reader.open(f"{server.url}/data")
    reader.page.locator(".st-key-w_q input").fill("南沙")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".ri-lead")).to_contain_text(f"{len(CATALOGUE.observations(q='南沙'))} figure")
    reader.settle()
    reader.page.reload()
    reader.settle()

    expect(reader.page.locator(".st-key-w_q input")).to_have_value("南沙")


def test_a_mark_of_a_chart_opens_its_figure_card(server, reader):
    reader.open(f"{server.url}/indicators?indicator=goods-trade-growth")
    page = reader.page
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    mark = page.locator(".js-plotly-plot .bars path, .js-plotly-plot .scatterlayer path.point").first
    mark.click(force=True)
    expect(page.get_by_role("dialog")).to_be_visible()
    reader.settle()
    assert "figure=goods-trade-growth." in reader.query

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    reader.settle()
    assert "figure=" not in reader.query


def test_a_file_that_breaks_while_serving_shows_a_banner_and_the_last_good_data(fresh_server, reader):
    reader.open(f"{fresh_server.url}/data")
    fresh_server.data.write_text("sources: [", encoding="utf-8")
    expect(async_banner(reader, fresh_server.url)).to_contain_text("you see the last good version")

    expect(reader.page.locator(".ri-lead")).to_contain_text(f"{len(CATALOGUE)} figures")


def async_banner(reader, url):
    """Ask again until the server has looked at the file."""
    for _ in range(20):
        reader.open(f"{url}/data")
        if reader.page.get_by_role("alert").count():
            break
    return reader.page.get_by_role("alert")
