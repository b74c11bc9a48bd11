"""A walk over every page in one language: one page load, then the navigation, and the width changes live.

The two walks share the work: English in the light theme and on wide and narrow screens, Chinese in the dark one and on a phone.
"""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page, expect

from indicators.i18n import Language, load_messages
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from tests.browser import inspection
from tests.browser.conftest import Reader

DESKTOP, PHONE = 1440, 390
#: The other widths of the walk in each language: in English, where words are longest, a tablet and a desktop zoomed to 400 %.
WIDTHS = {"en": (768, 320), "zh": (PHONE,)}


def to(reader: Reader, slug: str, language: Language) -> None:
    """Go to a page by the navigation at the top."""
    name = load_messages(language)(PAGES_BY_SLUG[slug].title)
    reader.page.get_by_test_id("stTopNav").get_by_role("link", name=name, exact=True).click()
    current = reader.page.locator("[data-testid=stTopNavLink][aria-current]")
    expect(current).to_contain_text(name)
    drawn(reader)


def drawn(reader: Reader) -> None:
    """Wait until the script has ended and every chart has its marks."""
    reader.settle()
    reader.page.wait_for_function(
        """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"], .stPlotlyChart')]
            .every((chart) => chart.querySelector(".main-svg .xy, .main-svg .infolayer text"))"""
    )


def resize(reader: Reader, width: int) -> None:
    """Another width; charts follow by themselves, so wait until nothing moves any more."""
    reader.page.set_viewport_size({"width": width, "height": 1000})
    still(reader.page)


def still(page: Page) -> None:
    """Wait until the page has had one height and its charts one width for four looks in a row."""
    page.evaluate("window.still = [0, '']")
    page.wait_for_function(
        """() => {
            const charts = [...document.querySelectorAll(".js-plotly-plot .main-svg")].map((svg) => svg.clientWidth);
            const now = [document.querySelector('[data-testid="stMain"]').scrollHeight, ...charts].join();
            window.still = window.still[1] === now ? [window.still[0] + 1, now] : [0, now];
            return window.still[0] >= 3;
        }""",
        polling=50,
    )


def theme(reader: Reader, scheme: Literal["light", "dark"]) -> None:
    """The other theme, as when the system changes it; charts are drawn anew a moment later than the page."""
    reader.page.emulate_media(color_scheme=scheme)
    reader.page.wait_for_function(
        "(scheme) => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme", arg=scheme
    )
    drawn(reader)


def inspect(reader: Reader, language: Language) -> dict[str, list[str]]:
    """All that is wrong with the page as it stands, in the theme of the reader and at every width of the walk."""
    page, found = reader.page, {}

    def look(name: str, faults: list[str]) -> None:
        if faults:
            found[name] = faults

    look("page", inspection.axe(page) + inspection.faint(page))
    if language == "zh":
        look("English", inspection.english(page))
    for width in (DESKTOP, *WIDTHS[language]):
        if width != DESKTOP:
            resize(reader, width)
        look(f"{width} px", inspection.sideways(page) + inspection.clipped(page))
        if width == PHONE:
            look("phone", inspection.axe(page, within='[data-testid="stMain"]'))
    resize(reader, DESKTOP)
    return found


def inspect_open(reader: Reader, language: Language, word: str) -> dict[str, list[str]]:
    """All that is wrong with what opens over a page: a list, a popover, the results of a search, a figure card."""
    page, found = reader.page, {}

    def look(name: str) -> None:
        faults = inspection.axe(page)
        if language == "zh":
            faults += inspection.english(page)
        if faults:
            found[name] = faults

    to(reader, "data", language)
    page.locator(".st-key-w_region").get_by_role("combobox").click()
    expect(page.get_by_role("listbox")).to_be_visible()
    look("list")
    page.keyboard.press("Escape")
    page.locator(".st-key-download_page button").first.click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    look("popover")
    page.keyboard.press("Escape")
    search = page.locator(".st-key-w_q input")
    search.fill(word)
    search.press("Enter")
    expect(page.locator(".ri-found")).to_be_visible()
    reader.settle()
    look("results")
    page.locator(".ri-found a[href*='figure=']").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    reader.settle()
    look("card")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    search.fill("")
    search.press("Enter")
    expect(page.locator(".ri-found")).to_be_hidden()
    reader.settle()
    return found
