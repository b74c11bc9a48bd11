"""How a page looks on paper: no controls, dark ink, nothing cut in two, charts as wide as the sheet.

`assets/picture.js` gives each chart its shape before it is printed, so that it can be scaled. A chart
that was drawn for a dark page is turned round: its ground becomes paper, its hues stay.
"""

PAPER = """
@media print {
@page { size: A4; margin: 14mm 12mm; }
.stApp, .stApp * { color-scheme: light !important; }
.stApp { background: #FFF !important; zoom: 0.72; }
.stApp :not(svg, svg *) { color: #11161D !important; }
[class*="st-key-chart_"][class*="_dark"] .js-plotly-plot { filter: invert(1) hue-rotate(180deg) brightness(1.1); print-color-adjust: exact; }
[data-testid="stAppViewContainer"], [data-testid="stMain"], .stApp { position: static !important; height: auto !important; overflow: visible !important; }
[data-testid="stMainBlockContainer"] { max-width: none !important; padding: 0 !important; }
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stSkeleton"], [data-testid="stPopover"], [data-testid="stButtonGroup"], [data-testid="stSelectbox"], [data-testid="stTextInput"], [data-testid="stMultiSelect"], [data-testid="stCheckbox"], [data-testid="stTabs"] [role="tablist"], [data-testid="stBidiComponentRegular"], [data-testid="stExpander"]:not(:has(details[open])), [data-testid="stElementToolbar"], .ri-files, .ri-open { display: none !important; }
[data-testid="stElementContainer"]:has(> [data-testid="stButton"]) { display: none !important; }
[data-testid="stVerticalBlock"]:has(> [data-testid="stElementContainer"] .ri-title), [data-testid="stPlotlyChart"], .ri-tiles, .ri-matrix tr, .ri-facts { break-inside: avoid; }
h1, h2, h3, .ri-title { break-after: avoid; }
[data-testid="stHorizontalBlock"] { flex-wrap: nowrap !important; }
[data-testid="stColumn"] { min-width: 0 !important; flex: 1 1 0 !important; }
[data-testid="stElementContainer"]:has(> * [data-testid="stPlotlyChart"]), *:has(> [data-testid="stPlotlyChart"]), [data-testid="stPlotlyChart"], [data-testid="stPlotlyChart"] > div, .js-plotly-plot, .plot-container { height: auto !important; min-height: 0 !important; flex: none !important; }
.svg-container[style*="--ri-shape"] { width: min(100%, var(--ri-width)) !important; height: auto !important; aspect-ratio: var(--ri-shape); }
.svg-container[style*="--ri-shape"] .main-svg { width: 100% !important; height: 100% !important; }
.ri-scroll { overflow: visible; }
.ri-matrix { font-size: 0.7rem; }
.ri-matrix th[scope=col] { min-width: 0; }
.ri-tile, .ri-matrix td { print-color-adjust: exact; }
}
"""
