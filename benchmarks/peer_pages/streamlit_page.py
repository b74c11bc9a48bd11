"""A region's page as plain Streamlit with plotly.express has it."""

import streamlit as st

from benchmarks.peer_pages import figures

st.set_page_config(layout="wide")
rows = st.cache_data(figures.read_figures)()
counts = figures.topic_counts(rows)
st.title(figures.REGION)
chosen = st.multiselect("Topic", list(counts), format_func=lambda t: f"{t} · {counts[t]}", key="w_topic")
shown = figures.shown(rows, chosen)
columns = st.columns(2)
for n, chart in enumerate(figures.charts_of(shown)):
    columns[n % 2].plotly_chart(chart, key=f"chart_{n}_{shown['topic'].iloc[0]}")
columns = st.columns(3)
for n, (name, words) in enumerate(figures.cards_of(shown)):
    columns[n % 3].metric(name, words, border=True)
