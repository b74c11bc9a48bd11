"""The ASGI application: the dashboard and the API in one process on one port.

Run it with `indicators serve`, `streamlit run app.py` or `make run`. The script that draws the
pages lies in the package and not here, because a `pages/` folder beside the main script would
make Streamlit serve deep links without their frame until somebody opens the home page.
"""

import streamlit as st

from indicators.ui.startup import MAIN_SCRIPT, build_middleware, exit_on_invalid_data, extra_routes, lifespan

exit_on_invalid_data()
app = st.App(MAIN_SCRIPT, lifespan=lifespan, middleware=build_middleware(), routes=extra_routes())

if __name__ == "__main__":
    app.run()
