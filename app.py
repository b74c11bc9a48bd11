"""The ASGI application: the dashboard and the API in one process on one port.

Run it with `streamlit run app.py`, `uvicorn app:app` or `make run`; `indicators serve` builds the
same. The script that draws the pages lies in the package and not here, because a `pages/` folder
beside the main script would make Streamlit serve deep links without their frame until somebody
opens the home page.
"""

import streamlit as st

from indicators.ui.startup import MAIN_SCRIPT, app_options, open_server_or_exit

# Written out, because `streamlit run` looks for this call in the text of the file.
app = st.App(MAIN_SCRIPT, **app_options(open_server_or_exit()))

if __name__ == "__main__":
    app.run()
