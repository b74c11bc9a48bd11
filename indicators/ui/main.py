"""The script that Streamlit runs for every reader and every click. All of it is in `frame`."""

from indicators.ui.frame import run

run()
