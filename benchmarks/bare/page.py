"""The measure of everything: a Streamlit page with one Plotly chart and one filter, and nothing else."""

import streamlit as st

SERIES = {"first": [3, 5, 4, 6], "second": [2, 4, 6, 8], "third": [9, 7, 5, 3]}

chosen = st.multiselect("Filter", list(SERIES), key="w_filter")
shown = {name: values for name, values in SERIES.items() if not chosen or name in chosen}
st.plotly_chart(
    {
        "data": [{"type": "scatter", "x": [1, 2, 3, 4], "y": y, "name": name} for name, y in shown.items()],
        "layout": {"height": 400},
    },
    key="chart",
)
