"""The ASGI application: the dashboard and the API in one process on one port.

Run it with `indicators serve`, `streamlit run app.py` or `make run`. The script that draws the
pages lies in the package and not here, because a `pages/` folder beside the main script would
make Streamlit serve deep links without their frame until somebody opens the home page.
"""

import streamlit as st

from indicators.ui.serving import MAIN_SCRIPT, lifespan, middleware, refuse_what_is_wrong, routes

refuse_what_is_wrong()
app = st.App(MAIN_SCRIPT, lifespan=lifespan, middleware=middleware(), routes=routes())

if __name__ == "__main__":
    app.run()
