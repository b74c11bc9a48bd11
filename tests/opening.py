"""A page of the dashboard as Streamlit runs it for a first visitor."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
MAIN = ROOT / "indicators" / "ui" / "main.py"


def page(slug: str = "overview", **params: str | list[str]) -> AppTest:
    """The page `slug` as a first visitor with this link sees it."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    if slug != "overview":
        app.switch_page(str(ROOT / "pages" / f"{slug}.py"))
    app.query_params.update(params)
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def html(app: AppTest) -> str:
    """All the HTML of a page."""
    return "\n".join(element.proto.body for element in app.get("html"))
