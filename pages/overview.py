"""Overview: what is here, at a glance."""

import streamlit as st

from indicators.ui import cards, download, finding, frame, overview, tables
from indicators.ui.session import here
from indicators.ui.style import plain

now = here()
shown = now.catalogue.shown(now.selection)
rows = shown.rows
frame.title(now.dataset.about.title[now.language], now.dataset.about.description[now.language])

finding.box(now)

if rows.empty:
    frame.nothing(now)
else:
    overview.measure_of_things(now)
    frame.part_of(now, shown)
    cards.wall(now, cards.headlines(now.catalogue, now.selection), width=300)
    overview.places(now)
    overview.evidence(now)
    overview.curated_charts(now)
    overview.newest_sources(now)
    st.header(plain(now.say("All figures")), anchor="figures")
    download.control(now, now.selection, now.catalogue.figures(now.selection))
    tables.figures(now, rows, "overview_table")
