"""The page that is there before Streamlit: to be read and followed at once, gone for good when Streamlit has drawn it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from indicators.ui.streamlit_internals.index_page import inline_scripts
from indicators.web.middleware.security_headers import csp_hash
from tests.browser.inspection import axe, sideways

pytestmark = pytest.mark.browser
FIRST = "#ri-first"
PHONE = {"viewport": {"width": 390, "height": 844}}
#: Where things stand, from the top of the page.
PLACES = """(within) => Object.fromEntries([...document.querySelectorAll(`${within} :is(h1, h2[id], .ri-headlines, .ri-gallery)`)]
    .map((each) => [each.matches("h1") ? "title" : each.id || each.className,
        Math.round(each.getBoundingClientRect().top + scrollY + (document.querySelector(`[data-testid="stMain"]`)?.scrollTop ?? 0))]))"""
#: All that has moved without the reader's doing since the page began to load.
SHIFTS = """() => new Promise((then) => new PerformanceObserver((list) =>
    then(list.getEntries().reduce((sum, each) => sum + (each.hadRecentInput ? 0 : each.value), 0))
).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => then(0), 500))"""


@pytest.fixture
def held(reader):
    """A page of a reader's browser that Streamlit never answers."""
    page = reader.page.context.new_page()
    page.route_web_socket("**/_stcore/stream", lambda _: None)
    yield page
    page.close()


@pytest.mark.parametrize("reader", [{}, PHONE], indirect=True, ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/", "/regions?region=guangzhou", "/indicators?indicator=gdp&lang=zh"])
def test_a_page_is_read_and_seen_before_streamlit_has_drawn_anything(server, held, path):
    held.goto(server.url + path)
    first = held.locator(FIRST)

    expect(first.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(first.locator(".ri-plot svg:visible, .ri-gallery svg:visible").first).to_be_visible()
    assert axe(held, FIRST) == []
    assert sideways(held) == []


def test_links_of_the_first_view_are_followed_without_streamlit(server, held):
    held.goto(f"{server.url}/")
    held.locator(FIRST).get_by_role("link", name="Maoming: 4 figures").click()

    expect(held).to_have_url(f"{server.url}/regions?region=maoming")
    expect(held.locator(f"{FIRST} h1")).to_have_text("Maoming")


@pytest.mark.parametrize("path", ["/", "/regions?region=guangzhou"])
def test_a_page_is_painted_before_anything_of_streamlit_is_asked_for(server, reader, path):
    page = reader.page
    page.goto(server.url + path)
    page.wait_for_selector("#root [data-testid]", state="attached")

    painted, asked = (
        page.evaluate("""() => [performance.getEntriesByName("first-contentful-paint")[0].startTime,
        performance.getEntriesByType("resource").filter((each) => /\\.(js|css)$/.test(each.name)).map((each) => each.startTime)]""")
    )
    assert len(asked) > 50
    assert painted < min(asked)


@pytest.mark.parametrize("hidden", [True, False], ids=["a tab that is not shown", "a tab that is shown"])
def test_streamlit_comes_where_no_paint_is_told_and_at_once_where_there_is_none(server, browser, hidden):
    page = browser.new_page()
    page.add_init_script(f"""
        PerformanceObserver.prototype.observe = () => {{}}
        Object.defineProperty(document, "hidden", {{ get: () => {str(hidden).lower()} }})
    """)
    page.goto(server.url)
    page.wait_for_selector("head > script[type=module]", state="attached")
    waited = page.evaluate("""() => performance.getEntriesByType("resource").find((each) => each.name.endsWith(".js")).startTime
        - performance.getEntriesByType("navigation")[0].domContentLoadedEventStart""")
    page.wait_for_selector("#root h1")

    assert (waited < 2000) is hidden
    page.close()


def test_the_policy_lets_only_the_scripts_of_the_page_itself_run_and_each_by_its_text(server, reader):
    answer = reader.page.goto(f"{server.url}/regions?region=guangzhou")
    page = answer.text()
    [allowed] = re.findall(r"script-src ([^;]*);", answer.headers["content-security-policy"])

    scripts = inline_scripts(page)
    assert sorted(allowed.split()) == sorted(["'self'", *(f"'{csp_hash(each)}'" for each in scripts)])
    assert re.search("<template.*</template>", page, re.DOTALL)[0].count("<script>") == 1
    reader.settle()


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_first_view_is_the_page_and_its_search_works(server, reader):
    page = reader.page
    page.goto(f"{server.url}/regions?region=guangzhou#figures")
    first = page.locator(FIRST)

    expect(first.get_by_role("heading", name="All figures of this page")).to_be_in_viewport()
    first.get_by_role("link", name="Overview").click()
    first.get_by_role("searchbox").fill("ASEAN")
    first.get_by_role("button", name="Search").click()
    expect(first.get_by_role("table")).to_contain_text("ASEAN")
    assert [each for each in reader.asked if re.search(r"\.(js|css)$", each)] == []


@pytest.mark.parametrize("reader", [{}, PHONE], indirect=True, ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["/", "/regions?region=guangzhou", "/topics?topic=trade"])
def test_streamlit_takes_over_without_a_jump_and_nothing_is_there_twice(server, reader, path):
    page = reader.page
    page.goto(server.url + path, wait_until="commit")
    expect(page.locator(f"{FIRST} h1")).to_be_visible()
    assert page.locator("#root").evaluate("(root) => getComputedStyle(root).visibility") == "hidden"
    places = page.evaluate(PLACES, FIRST)
    reader.settle()

    assert page.locator(FIRST).count() == 0
    expect(page.locator("#root h1")).to_have_count(1)
    assert page.evaluate(SHIFTS) < 0.05
    after = page.evaluate(PLACES, "#root")
    assert after["title"] == places["title"]
    assert list(after) == list(places)


def test_a_link_to_a_section_leads_there_and_stays_there(server, reader):
    page = reader.page
    page.goto(f"{server.url}/regions?region=guangzhou#others", wait_until="commit")
    expect(page.locator(f"{FIRST} h2#others")).to_be_in_viewport()
    reader.settle()

    expect(page.locator("#root h2#others")).to_be_in_viewport()


def test_while_a_reader_types_the_first_view_waits(server, reader):
    page = reader.page
    page.goto(f"{server.url}/", wait_until="commit")
    page.locator(FIRST).get_by_role("searchbox").fill("robots")
    page.wait_for_selector("#root .ri-foot", state="attached")
    page.locator(FIRST).get_by_role("searchbox").press("Enter")

    expect(page).to_have_url(f"{server.url}/data?lang=en&q=robots")
    reader.settle()


def test_the_first_view_wears_the_theme_that_its_reader_has_chosen(server, held):
    held.goto(f"{server.url}/about")
    held.evaluate("""() => localStorage.setItem("stActiveTheme-/about-v2", '"Dark"')""")
    held.reload()

    ground = held.locator(FIRST).evaluate("(first) => getComputedStyle(first).backgroundColor")
    assert ground == "rgb(23, 22, 20)"
