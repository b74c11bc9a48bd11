"""How a page looks on paper: no controls, dark ink, nothing cut in two, charts as wide as the sheet.

`assets/chart_menu.js` gives each chart its shape before it is printed, so that it can be scaled. A chart
that was drawn for a dark page is turned round: its ground becomes paper, its hues stay.
"""

from __future__ import annotations

import re

import streamlit as st

from indicators.ui.streamlit_internals.raw_html import RawHtml

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
.ri-name, .ri-meta, .ri-lead, .ri-title, .ri-quote, .ri-matrix th { overflow-wrap: anywhere; }
.ri-name { font-size: 0.92rem; line-height: 1.3; opacity: 0.86; }
.ri-figure { font-size: 1.55rem; line-height: 1.2; font-weight: 600; margin: 0.15rem 0 0.25rem; overflow-wrap: anywhere; }
.ri-figure small { font-size: 0.95rem; font-weight: 500; opacity: 0.86; }
.ri-meta { font-size: 0.82rem; line-height: 1.35; opacity: 0.8; }
.ri-badge { display: inline-block; font-size: 0.75rem; padding: 0 0.45em; border: 1px solid currentColor; border-radius: 1em; opacity: 0.9; }
.ri-foot { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid color-mix(in srgb, currentColor 22%, transparent); }
.ri-title { font-size: 1.08rem; font-weight: 600; line-height: 1.3; margin: 0; }
.ri-lead { font-size: 1.05rem; line-height: 1.5; max-width: 46rem; margin: 0; }
.ri-legend { display: flex; flex-wrap: wrap; column-gap: 1.2rem; }
.ri-facts { padding: 0 !important; display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.3rem 1rem; margin: 0; font-size: 0.92rem; }
.ri-facts dt { opacity: 0.76; } :is(.ri-facts, .ri-rules) code { font-size: 0.92em; } .ri-facts dd { margin: 0; overflow-wrap: anywhere; }
.ri-quote { border-inline-start: 3px solid currentColor; padding-inline-start: 0.8rem; font-size: 1.05rem; margin: 0.2rem 0 0.8rem; }
/* small pictures of charts, in columns */
.ri-gallery { list-style: none; margin: 0; padding: 0 !important; columns: 20rem; column-gap: 1rem; }
.ri-gallery li { break-inside: avoid; margin: 0 0 1rem !important; }
.ri-gallery img { display: block; width: 100%; height: auto; box-sizing: border-box; border: 1px solid color-mix(in srgb, currentColor 16%, transparent); border-radius: 0.5rem; }
.ri-gallery a:is(:hover, :focus-visible) img { border-color: currentColor; }
.ri-quote mark { color: inherit; font-weight: 650; background: color-mix(in srgb, #E0A100 32%, transparent); border-radius: 2px; }
.ri-article { max-width: 52rem; max-height: 70vh; overflow-y: auto; padding: 0.4rem 1rem; border: 1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius: 0.5rem; line-height: 1.75; overflow-wrap: anywhere; }
.ri-article p { position: relative; margin: 0.6rem 0; padding-inline-start: 2.4rem; }
.ri-line { position: absolute; inset-inline-start: 0; min-width: 1.8rem; text-align: end; font-size: 0.72rem; opacity: 0.7; user-select: none; font-variant-numeric: tabular-nums; }
.ri-article a { color: inherit !important; } .ri-printed { background: color-mix(in srgb, #E0A100 32%, transparent); border-radius: 2px; text-decoration: underline; text-underline-offset: 0.2em; text-decoration-thickness: 1px; padding-block: 0.1rem; }
.ri-article a:is(:hover, :focus-visible) { outline: 2px solid currentColor; outline-offset: 1px; }
.ri-exempt { opacity: 0.66; } .ri-article sup a { padding: 0.3rem 0.45rem; user-select: none; }
/* the menu of a chart: at its corner, on a phone at the thumb */
.ri-menu { float: inline-end; position: relative; z-index: 2; margin: -0.3rem -0.5rem 0 0.5rem; }
.ri-menu summary { list-style: none; cursor: pointer; min-width: 2.2rem; line-height: 2rem; text-align: center; font-size: 1.3rem; font-weight: 700; border-radius: 0.5rem; } .ri-menu summary::-webkit-details-marker { display: none; }
.ri-menu[open] { z-index: 100; } .ri-menu summary:hover, .ri-menu[open] summary { background: color-mix(in srgb, currentColor 10%, transparent); }
.ri-menu dl { position: absolute; inset-inline-end: 0; z-index: 100; box-sizing: border-box; width: min(25rem, 86vw); margin: 0.2rem 0 0; padding: 0.8rem 1rem !important; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.35rem 1rem; align-items: center; font-size: 0.86rem; background: light-dark(#FFF, #242424); border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.6rem; box-shadow: 0 6px 24px #0004; }
.ri-menu dt { opacity: 0.76; } .ri-menu dd { margin: 0; display: flex; flex-wrap: nowrap; gap: 0.4rem; align-items: center; }
.ri-menu dd > code { flex: 1; min-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; user-select: all; font-size: 0.78rem; color: inherit; background: color-mix(in srgb, currentColor 7%, transparent); padding: 0.35rem 0.5rem; border-radius: 0.35rem; }
.ri-menu dd > :is(a, button) { font: inherit; line-height: 1; background: none; cursor: pointer; min-width: 3.2rem; min-height: 1.9rem; box-sizing: border-box; display: inline-flex; align-items: center; justify-content: center; padding: 0.3rem 0.6rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.5rem; color: inherit !important; text-decoration: none !important; }
.ri-menu dd > :is(a, button):hover { border-color: currentColor; }
.ri-menu [role=status] { position: absolute; inset-inline-end: 100%; top: 0; line-height: 2rem; padding-inline: 0.5rem; font-size: 0.82rem; }
@media (max-width: 640px) { .ri-menu dl { position: fixed; inset: auto 0 0 0; width: auto; padding: 1rem 1rem 1.6rem !important; border-radius: 0.9rem 0.9rem 0 0; gap: 0.6rem 1rem; } .ri-menu dd > :is(a, button) { min-height: 2.6rem; flex: 0 1 5rem; } .ri-menu dd > code { padding-block: 0.7rem; } }
/* ten pages fit a common screen without a menu for the last two */
@media (max-width: 1700px) { [data-testid="stTopNavLink"] [data-testid="stIconMaterial"] { display: none; } [data-testid="stTopNavLink"] { gap: 0; } }
/* cards: the whole card is the way to its figure; the words for it are quiet */
.ri-wall { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(var(--ri-card), 100%), 1fr)); gap: 1rem; }
.ri-wall:has(> :only-child) { grid-template-columns: minmax(0, max(20rem, var(--ri-card))); }
.ri-card { position: relative; display: flex; flex-direction: column; gap: 0.15rem; padding: 0.95rem 1rem 0.7rem; border: 1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius: 0.5rem; overflow-wrap: anywhere; }
.ri-card:has(> .ri-open):hover { border-color: color-mix(in srgb, currentColor 55%, transparent); }
.ri-card .ri-badge { align-self: flex-start; }
.ri-open { margin-top: auto; min-height: 24px; display: inline-flex; align-items: center; gap: 0.45rem; font-size: 0.82rem; color: inherit !important; text-decoration: none !important; }
.ri-open::before { content: "i" / ""; flex: none; width: 1rem; height: 1rem; border: 1.5px solid currentColor; border-radius: 50%; box-sizing: border-box; font: 700 0.66rem/0.82rem ui-serif, Georgia, serif; text-align: center; }
.ri-open::after { content: ""; position: absolute; inset: 0; border-radius: 0.5rem; }
.ri-open > span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.ri-card:has(> .ri-open):focus-within { border-color: currentColor; }
.ri-ways { margin-top: auto; padding-top: 0.3rem; font-size: 0.85rem; display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; }
.ri-ways a { min-height: 24px; display: inline-flex; align-items: center; color: inherit !important; text-decoration: underline; text-underline-offset: 0.2em; }
.ri-row { display: flex; flex-wrap: wrap; align-items: center; column-gap: 1rem; } .ri-row a { display: inline-flex; align-items: center; min-height: 1.7rem; }
.ri-row a, .ri-beside a { color: inherit !important; text-decoration: underline; text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
.ri-beside { display: flex; flex-direction: column; gap: 0.6rem; } .ri-beside .ri-card { gap: 0.5rem; } .ri-beside a { min-height: 24px; align-self: flex-start; }
.ri-tiles { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); max-width: 46rem; margin: 0.6rem 0; }
.ri-map { container-type: inline-size; }
.ri-cell { padding: 2px; box-sizing: border-box; }
.ri-tile { aspect-ratio: 1; min-height: 100%; box-sizing: border-box; display: flex; flex-direction: column; align-items: center; justify-content: center; text-align: center; border-radius: 4px; font-size: clamp(10px, calc(100cqi / var(--columns) / 5.2), 0.88rem); line-height: 1.15; hyphens: manual; color: inherit !important; text-decoration: none !important; background: color-mix(in srgb, #3476AF var(--shade), color-mix(in srgb, currentColor 9%, transparent)); }
@container (max-width: 25rem) { .ri-tile { aspect-ratio: 3 / 4; letter-spacing: -0.01em; } }
.ri-group { display: inline-block; margin-inline-end: 1rem; }
.ri-tile b { font-weight: 500; } a.ri-tile b { font-weight: 700; }
div.ri-tile { opacity: 0.82; }
a.ri-tile:hover, a.ri-tile:focus-visible, .ri-matrix a:focus-visible { outline: 3px solid currentColor; outline-offset: 1px; }
.ri-scroll { overflow-x: auto; max-width: 100%; }
.ri-group a { display: inline-flex; align-items: center; min-height: 24px; }
pre.ri-excerpt { width: max-content; min-width: 100%; margin: 0.4rem 0; padding: 0.6rem 0.8rem; font-size: 0.85rem; line-height: 1.45; white-space: pre; background: color-mix(in srgb, currentColor 6%, transparent); }
.ri-matrix { border-collapse: separate; border-spacing: 3px; font-size: 0.82rem; }
.ri-matrix th[scope=row] { text-align: end; font-weight: 500; padding-inline-end: 0.5rem; position: sticky; left: 0; background: var(--ri-ground, inherit); overflow-wrap: break-word; min-width: 5.5rem; max-width: 12rem; }
.ri-matrix th[scope=col] { overflow-wrap: break-word; font-weight: 500; vertical-align: bottom; max-width: 6.5rem; min-width: 3.2rem; line-height: 1.15; padding-bottom: 0.3rem; }
.ri-matrix td { text-align: center; height: 2rem; border-radius: 4px; background: color-mix(in srgb, #3476AF var(--shade, 0%), transparent); }
.ri-matrix td a { display: block; line-height: 2rem; color: inherit !important; text-decoration: none !important; font-weight: 600; }
.ri-found { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 0.4rem 1.6rem; border: 1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius: 8px; padding: 0.7rem 1rem; margin: 0.2rem 0 0.6rem; }
.ri-found h2 { font-size: 0.82rem; font-weight: 600; opacity: 0.8; margin: 0.2rem 0; padding: 0; }
.ri-found ul { list-style: none; margin: 0; padding: 0; } .ri-found li { margin: 0; padding: 0.22rem 0; line-height: 1.35; font-size: 0.95rem; overflow-wrap: anywhere; }
.ri-found a { color: inherit !important; text-decoration: underline; text-underline-offset: 0.15em; line-height: 1.55rem; }
.ri-found-fold summary { cursor: pointer; font-size: 0.92rem; padding: 0.1rem 0 0.4rem; }
.ri-found .ri-pictures { grid-column: 1 / -1; } .ri-pictures ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(12rem, 46%), 1fr)); align-items: start; gap: 0.8rem; }
.ri-pictures img { display: block; width: 100%; height: auto; border: 1px solid color-mix(in srgb, currentColor 16%, transparent); border-radius: 0.5rem; }
.ri-found mark { color: inherit; font-weight: 650; background: color-mix(in srgb, #E0A100 32%, transparent); border-radius: 2px; }
[class*="st-key-w_workbench"] textarea { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace !important; font-size: 0.82rem; line-height: 1.45; white-space: pre; overflow: auto; }
/* the reading desk: what a number is, is told by its underline and the sign behind it */
@media screen and (min-width: 641px) { .st-key-desk [data-testid="stColumn"]:has(.ri-title) { min-width: 0; } }
.ri-reading { max-width: none; max-height: 78vh; } @media (max-width: 640px) { .ri-reading { max-height: 45vh; } }
.ri-reading [data-draft] { cursor: pointer; }
.ri-mark { background: none; color: inherit; text-decoration: underline; text-underline-offset: 0.22em; text-decoration-thickness: 2px; border-radius: 2px; padding-block: 0.1rem; }
.ri-mark::after { font-size: 0.7em; font-weight: 700; vertical-align: super; line-height: 1; padding-inline-start: 0.1em; }
.ri-draft { text-decoration-style: dashed; background: color-mix(in srgb, #E0A100 30%, transparent); } .ri-draft::after { content: "?" / ""; }
.ri-accepted { text-decoration-style: double; background: color-mix(in srgb, #2E9E5B 26%, transparent); } .ri-accepted::after { content: "✓" / ""; }
.ri-known { text-decoration-style: solid; background: color-mix(in srgb, #3476AF 24%, transparent); } .ri-known::after { content: "●" / ""; }
.ri-excused { text-decoration-style: dotted; text-decoration-thickness: 1px; opacity: 0.72; }
.ri-unread { text-decoration-style: wavy; text-decoration-thickness: 1px; } .ri-unread::after { content: "!" / ""; }
.ri-mark[aria-current] { outline: 2px solid currentColor; outline-offset: 2px; }
.ri-rules { border-collapse: collapse; width: 100%; max-width: 60rem; font-size: 0.9rem; line-height: 1.35; }
.ri-rules :is(th, td) { text-align: start; vertical-align: top; padding: 0.25rem 0.8rem 0.25rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 22%, transparent); font-weight: inherit; overflow-wrap: anywhere; }
.ri-rules thead th { font-weight: 600; }
.ri-none { opacity: 0.45; }
.ri-verdict { display: inline-block; margin-block-end: 0.35rem; font-weight: 600; border-radius: 1em; border: 1px solid currentColor; padding: 0 0.5em; margin-inline-end: 0.3em; white-space: nowrap; }
.ri-verdict.ri-does-not-reconcile { border-color: #C8720A; box-shadow: inset 0 0 0 1px #C8720A; }
.ri-verdict.ri-cannot-check { border-style: dashed; }
.ri-sum { font-size: 0.95rem; line-height: 1.4; margin: 0.1rem 0 0.2rem; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.ri-spans { display: grid; grid-template-columns: max-content minmax(3rem, 1fr) max-content; gap: 0.25rem 0.6rem; align-items: center; font-size: 0.82rem; line-height: 1.2; margin: 0.3rem 0; }
.ri-spans > span { max-width: 9.5rem; font-variant-numeric: tabular-nums; }
.ri-track { position: relative; height: 1.1rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.ri-bar { position: absolute; top: 0.2rem; height: 0.6rem; min-width: 5px; border-radius: 2px; box-sizing: border-box; background: var(--ri-bar); transform: translateX(-1px); --ri-bar: #3476AF; }
.ri-does-not-reconcile .ri-bar { --ri-bar: #C8720A; }
.ri-bar.ri-hollow { background: none; border: 2px solid var(--ri-bar); }
.ri-bar.ri-endless-high { border-right: none; border-radius: 2px 0 0 2px; mask-image: linear-gradient(to right, #000 35%, transparent); }
.ri-bar.ri-endless-low { border-left: none; border-radius: 0 2px 2px 0; mask-image: linear-gradient(to left, #000 35%, transparent); }
.ri-shared { position: absolute; top: -0.15rem; bottom: -0.15rem; min-width: 5px; background: color-mix(in srgb, #3476AF 26%, transparent); }
@media (max-width: 640px) { .ri-spans { grid-template-columns: max-content minmax(2.5rem, 1fr); } .ri-spans > span:nth-of-type(2n) { grid-column: 1 / -1; } }
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
[data-testid="stMainBlockContainer"] { max-width: 96rem; padding-top: 4.5rem; }
[data-testid="stHeading"] h2 { padding-bottom: 0.6rem; }
@media (max-width: 480px) { [data-testid="stMainBlockContainer"], [data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] > .stHtml > :is(.ri-title, .ri-menu)) { padding-inline: 0.7rem; } }
/* a screen narrower than any chart is laid out for, such as a desktop zoomed to 400 % */
@media (max-width: 360px) { [data-testid="stMainBlockContainer"], [data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] > .stHtml > :is(.ri-title, .ri-menu)) { padding-inline: 0.3rem; } .js-plotly-plot :is(.annotation-text, .xtick text, .ytick text) { font-size: 10px !important; } }
/* charts stand beside each other only where each is as wide as it is laid out for */
@media screen { [data-testid="stColumn"]:has(.ri-title) { min-width: min(24.5rem, 100%); } }
[data-testid="stCode"] .token { color: inherit !important; }
/* the menu is for the theme and for printing */
[data-testid="stMainMenuItem-recordScreencast"], [data-testid="stMainMenuPopover"] > div > div:not([role]) { display: none !important; }
.st-key-ri_scripts { position: absolute; width: 0; height: 0; overflow: hidden; }
:is(a, button, summary, div[tabindex="0"]):focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
[data-testid="stTextInputRootElement"]:focus-within { outline: 1px solid currentColor; }
[data-testid="InputInstructions"] { display: none; }
[data-testid="stMain"]:focus-visible { outline: 2px solid currentColor !important; outline-offset: -2px !important; }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation-duration: 1ms !important; animation-iteration-count: 1 !important; transition-duration: 1ms !important; scroll-behavior: auto !important; } }
</style>
"""


# Beginnings of addresses, which become links even where their marks are escaped, and of numbered lists.
_ADDRESS = re.compile(r"https?(?=\\:)|www(?=\.)|(?<=\w)@(?=\w)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\s*\d+)\.", re.MULTILINE)


_STYLE_SHEET = RawHtml(_CSS.replace("</style>", f"{PRINT_CSS}</style>").strip())


def write_style_sheet() -> None:
    """Write the style sheet; once a run."""
    st.html(_STYLE_SHEET)


def escape_markdown(text: str) -> str:
    """`text` made safe for Streamlit labels, which read Markdown, HTML's names of characters and bare addresses."""
    marked = "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-!|~$:&" else char for char in text)
    return _ADDRESS.sub("\\g<0>\u2060", _NUMBERED.sub(r"\1\\.", marked))
