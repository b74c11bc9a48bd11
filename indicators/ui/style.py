"""How a page looks on paper: no controls, dark ink, nothing cut in two, charts as wide as the sheet.

`assets/chart_menu.js` gives each chart its shape before it is printed, so that it can be scaled. A chart
that was drawn for a dark page is turned round: its ground becomes paper, its hues stay.
"""

from __future__ import annotations

import re

import streamlit as st

from indicators.ui.streamlit_internals.raw_html import RawHtml
from indicators.web.paper.style import PAGE_CSS

PRINT_CSS = """
@media print {
@page { size: A4; margin: 14mm 12mm; }
.stApp, .stApp * { color-scheme: light !important; }
.stApp { background: #FFF !important; zoom: 0.72; }
.stApp :not(svg, svg *) { color: #11161D !important; }
[class*="st-key-chart_"][class*="_dark"] .js-plotly-plot { filter: invert(1) hue-rotate(180deg) brightness(1.1); print-color-adjust: exact; }
[data-testid="stAppViewContainer"], [data-testid="stMain"], .stApp { position: static !important; height: auto !important; overflow: visible !important; }
[data-testid="stMainBlockContainer"] { max-width: none !important; padding: 0 !important; }
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stSkeleton"], [data-testid="stPopover"], [data-testid="stButtonGroup"], [data-testid="stSelectbox"], [data-testid="stTextInput"], [data-testid="stMultiSelect"], [data-testid="stCheckbox"], [data-testid="stTabs"] [role="tablist"], [data-testid="stBidiComponentRegular"], [data-testid="stExpander"]:not(:has(details[open])), [data-testid="stElementToolbar"], .ri-menu, .ri-open { display: none !important; }
[data-testid="stElementContainer"]:has(> [data-testid="stButton"]) { display: none !important; }
[data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] .ri-title), [data-testid="stPlotlyChart"], .ri-tiles, .ri-matrix tr, .ri-facts { break-inside: avoid; }
h1, h2, h3, .ri-title { break-after: avoid; }
[data-testid="stHorizontalBlock"] { flex-wrap: nowrap !important; }
[data-testid="stColumn"] { min-width: 0 !important; flex: 1 1 0 !important; }
[data-testid="stElementContainer"]:has(> * [data-testid="stPlotlyChart"]), *:has(> [data-testid="stPlotlyChart"]), [data-testid="stPlotlyChart"], [data-testid="stPlotlyChart"] > div, .js-plotly-plot, .plot-container { height: auto !important; min-height: 0 !important; flex: none !important; }
.svg-container[style*="--ri-shape"] { width: min(100%, var(--ri-width)) !important; height: auto !important; aspect-ratio: var(--ri-shape); }
.svg-container[style*="--ri-shape"] .main-svg { width: 100% !important; height: 100% !important; }
.ri-scroll, .ri-article { overflow: visible; max-height: none; }
.ri-matrix { font-size: 0.7rem; }
.ri-matrix th[scope=col] { min-width: 0; }
.ri-tile, .ri-matrix td { print-color-adjust: exact; }
}
"""

_CSS = """
<style>
/* ten pages fit a common screen without a menu for the last two */
@media (max-width: 1700px) { [data-testid="stTopNavLink"] [data-testid="stIconMaterial"] { display: none; } [data-testid="stTopNavLink"] { gap: 0; } }
[class*="st-key-w_workbench"] textarea { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace !important; font-size: 0.82rem; line-height: 1.45; white-space: pre; overflow: auto; }
@media screen and (min-width: 641px) { .st-key-desk [data-testid="stColumn"]:has(.ri-title) { min-width: 0; } }
/* one download control, and it is ours: the table's own would leave out bounds and sources */
[data-testid="stDataFrame"] [aria-label^="Download as CSV"], [data-testid="stElementToolbar"] [aria-label^="Download"] { display: none !important; }
/* a chip wears the ink of its theme: white on the dark theme's blue could not be read */
[data-testid="stMultiSelect"] [data-tag], [data-testid="stMultiSelect"] [data-tag] * { color: inherit !important; }
[data-testid="stMultiSelect"] [data-tag] { background: color-mix(in srgb, currentColor 14%, transparent) !important; }
[data-testid="stMultiSelectTagsContainer"] input { min-height: 24px; min-width: 24px; }
/* a long name breaks rather than being cut off */
[data-testid="stMultiSelect"] [data-tag], [data-testid="stMultiSelect"] [data-tag] * { white-space: normal !important; height: auto !important; max-width: 100%; overflow-wrap: anywhere; }
[data-testid="stButton"] button :is(p, div), [data-testid="stPageLink"] a, [data-testid="stPageLink"] a * { white-space: normal !important; overflow: visible !important; text-overflow: clip !important; }
/* ten pages fit beside each other without their icons */
[data-testid="stTopNavLink"] > span:has([data-testid="stIconMaterial"]) { display: none; }
@media (max-width: 1500px) { [data-testid="stTopNavLink"] { padding-inline: 0.3rem !important; font-size: 0.85rem; } [data-testid="stTopNavLink"] * { font-size: inherit; } }
[data-testid="stMainBlockContainer"] { max-width: 96rem; padding-top: 4.5rem; }
/* on a phone the pages stand in the bar, between its buttons; elsewhere Streamlit has them there */
[data-testid="stElementContainer"]:has(.ri-pages) { position: absolute; width: 0 !important; }
@media (max-width: 768px) { .ri-pages { position: fixed; z-index: 999990; top: 0; inset-inline: 3.4rem 3.2rem; height: 3.75rem; align-items: center; } }
[data-testid="stHeading"] h2 { padding-bottom: 0.6rem; }
/* the handle at the corner of a table, with which nobody makes it larger there, stands out of the page */
@media (max-width: 480px) { [data-testid="stDataFrame"] { overflow-x: clip; } }
@media (max-width: 480px) { [data-testid="stMainBlockContainer"], [data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] > .stHtml > :is(.ri-title, .ri-menu)) { padding-inline: 0.7rem; } }
/* a screen narrower than any chart is laid out for, such as a desktop zoomed to 400 % */
@media (max-width: 360px) { [data-testid="stMainBlockContainer"], [data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] > .stHtml > :is(.ri-title, .ri-menu)) { padding-inline: 0.3rem; } .js-plotly-plot :is(.annotation-text, .xtick text, .ytick text) { font-size: 10px !important; } }
/* charts stand beside each other only where each is as wide as it is laid out for */
@media screen { [data-testid="stColumn"]:has(.ri-title) { min-width: min(24.5rem, 100%); } }
[data-testid="stCode"] .token { color: inherit !important; }
/* the menu is for the theme and for printing */
[data-testid="stMainMenuItem-recordScreencast"], [data-testid="stMainMenuPopover"] > div > div:not([role]) { display: none !important; }
.st-key-ri_scripts { position: absolute; width: 0; height: 0; overflow: hidden; }
[data-testid="stTextInputRootElement"]:focus-within { outline: 1px solid currentColor; }
[data-testid="InputInstructions"] { display: none; }
[data-testid="stMain"]:focus-visible { outline: 2px solid currentColor !important; outline-offset: -2px !important; }
</style>
"""


# Beginnings of addresses, which become links even where their marks are escaped, and of numbered lists.
_ADDRESS = re.compile(r"https?(?=\\:)|www(?=\.)|(?<=\w)@(?=\w)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\s*\d+)\.", re.MULTILINE)


_STYLE_SHEET = RawHtml(
    _CSS.replace("<style>", f"<style>\n{PAGE_CSS}").replace("</style>", f"{PRINT_CSS}</style>").strip()
)


def write_style_sheet() -> None:
    """Write the style sheet; once a run."""
    st.html(_STYLE_SHEET)


def escape_markdown(text: str) -> str:
    """`text` made safe for Streamlit labels, which read Markdown, HTML's names of characters and bare addresses."""
    marked = "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-!|~$:&" else char for char in text)
    return _ADDRESS.sub("\\g<0>\u2060", _NUMBERED.sub(r"\1\\.", marked))
