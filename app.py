"""The ASGI application: the dashboard and the API in one process on one port.

Run it with `indicators serve`, `streamlit run app.py` or `make run`. The script that draws the
pages lies in the package and not here, because a `pages/` folder beside the main script would
make Streamlit serve deep links without their frame until somebody opens the home page.
"""

import streamlit as st
from starlette.middleware import Middleware

from indicators import api
from indicators.ui.serving import MAIN_SCRIPT, lifespan, refuse_bad_data

refuse_bad_data()
app = st.App(MAIN_SCRIPT, lifespan=lifespan, middleware=[Middleware(api.Beside)])

if __name__ == "__main__":
    app.run()
