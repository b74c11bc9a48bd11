"""Overview: what is here, at a glance."""

import streamlit as st

from indicators.ui import cards, download, frame, overview, tables
from indicators.ui.session import here
from indicators.ui.style import plain

now = here()
rows = now.catalogue.rows(now.selection)
frame.title(now.dataset.about.title[now.language], now.dataset.about.description[now.language])

overview.search(now)

if rows.empty:
    frame.nothing(now)
else:
    overview.measure_of_things(now, rows)
    cards.wall(now, cards.headlines(rows, now.dataset.about.headlines), "headlines", width=300)
    overview.places(now, rows)
    overview.evidence(now, rows)
    overview.curated_charts(now)
    overview.newest_sources(now, rows)
    st.header(plain(now.say("All figures")), anchor="figures")
    download.control(now, now.selection, rows)
    tables.figures(now, rows, "overview_table")
