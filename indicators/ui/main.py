"""The script that Streamlit runs for every reader and every click. All of it is in `frame`."""

from indicators.ui.page_frame import run_page

run_page()
