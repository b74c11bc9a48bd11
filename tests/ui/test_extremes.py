"""Every page shows whatever `check` accepts: extreme values and names, one figure, two thousand."""

from __future__ import annotations

import json
import re

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue
from indicators.ui.style import escape_markdown
from indicators.web.composition.site_pages import SITE_PAGES
from tests.extremes import DATASETS, NAMES, VALUES
from tests.opening import page
from tests.serving import Served, serving

#: What Streamlit would set as a colour, an icon, a formula, a link or emphasis, not escaped.
_ACTIVE = re.compile(r"(?<!\\):(?:red\[|material/)|(?<!\\)\$|(?<!\\)\]\(")
SERIES = {
    "values": [f"gdp.r{n}" for n in range(6)],
    "many": [f"gdp.p{n}" for n in range(6)],
    "one": ["gdp.land"],
}


@pytest.fixture(scope="module", params=list(DATASETS))
def served(request):
    with serving(Served(Catalogue(parse_dataset(DATASETS[request.param]())))):
        yield request.param


def holds(app):
    """That a page says what it is, draws what plotly can read, and has no text that Markdown acts on."""
    assert len(app.title) == 1
    for chart in app.get("plotly_chart"):
        assert "NaN" not in json.dumps(json.loads(chart.proto.spec))
    read = [
        element.value
        for kind in ("title", "header", "subheader", "info", "warning")
        for element in app.get(kind)
    ]
    read += [element.label for element in app.button]
    read += [option.content for group in app.get("button_group") for option in group.proto.options]
    assert not [text for text in read if _ACTIVE.search(text)]


@pytest.mark.parametrize("slug", [each.slug for each in SITE_PAGES])
def test_every_page_shows_it(served, slug):
    for language in ("en", "zh"):
        holds(page(slug, lang=language))


@pytest.mark.parametrize("axes", ["own", "shared", "index"])
def test_series_are_compared_on_any_axes(served, axes):
    holds(page("compare", lang="en", series=SERIES[served], axes=axes))


@pytest.mark.parametrize("n", range(len(NAMES) - 1))
def test_the_page_of_every_region_shows_its_name_as_it_is_written(served, n):
    if served != "values":
        return
    app = page("regions", lang=("en", "zh")[n % 2], region=[f"r{n}", f"r{n + 1}"])
    read = " ".join(element.value for element in (*app.title, *app.info)).replace("\\", "")

    holds(app)
    for name in NAMES[n : n + 2]:
        assert name.replace("\\", "") in read


@pytest.mark.parametrize("indicator", VALUES)
def test_the_page_of_every_measure_shows_its_figures(served, indicator):
    if served == "values":
        holds(page("indicators", lang="zh", indicator=indicator))


def test_the_topics_that_a_page_offers_are_named_as_they_are_written(served):
    if served == "many":
        groups = page("regions", region="land").get("button_group")
        shown = [option.content for group in groups for option in group.proto.options]
        assert escape_markdown(":red[x] $5 and $6") + " · 1" in shown
        assert escape_markdown("[a](b) *c*") + " · 2,000" in shown
