"""Pictures of charts with or without the words around the plot."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from indicators.charts.chart_cache import curated_chart
from indicators.charts.svg_sheet import draw_plot
from indicators.charts.theme import PALETTES
from indicators.i18n import locale_of
from indicators.web.api.chart_query import SCALE, WIDTH, WORDS, WORDS_PARAMETER
from tests.asgi import Asking
from tests.real import real
from tests.serving import api

APP = Asking(api(), "here.test")
DECLARED = "guangzhou-trade-growth"
PICTURE = f"/api/v1/charts/{DECLARED}.svg"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_without_words_is_the_plot_alone(language, theme):
    answer = APP.get(f"{PICTURE}?lang={language}&theme={theme}&width=400&words=none")
    chart = curated_chart(real(), DECLARED, language)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.text == draw_plot(chart, PALETTES[theme], 400, locale_of(language).tag).svg


def test_unless_it_is_asked_for_otherwise_all_words_stand_around_a_plot():
    plain, whole, bare = (APP.get(f"{PICTURE}{query}") for query in ("", "?words=all", "?words=none"))
    title = curated_chart(real(), DECLARED, "en").title.split()[0]

    assert plain.text == whole.text
    assert any(
        title in "".join(text.itertext())
        for text in ET.fromstring(plain.text).iter("{http://www.w3.org/2000/svg}text")
    )
    assert len(bare.text) < len(whole.text)
    assert bare.headers["etag"] != whole.headers["etag"]


@pytest.mark.parametrize("value", ["some", "", "NONE"])
def test_other_words_than_all_or_none_are_refused(value):
    answer = APP.get(f"{PICTURE}?words={value}")
    [fault] = answer.json()["errors"]

    assert answer.status_code == 400
    assert fault["parameter"] == "words"
    assert fault["detail"] == f"expected words=all or none; found '{value}'"


def test_frames_always_have_their_words():
    answer = APP.get(f"/embed/c/{DECLARED}?words=none")

    assert answer.status_code == 400
    assert [fault["parameter"] for fault in answer.json()["errors"]] == ["words"]


@pytest.mark.parametrize(("kind", "numbers"), [("svg", [WIDTH]), ("png", [WIDTH, SCALE])])
def test_the_description_of_the_interface_names_the_words_and_their_values(kind, numbers):
    paths = APP.get("/api/v1/openapi.json").json()["paths"]
    parameters = paths[f"/api/v1/charts/{{id}}.{kind}"]["get"]["parameters"]
    [found] = [each for each in parameters if each.get("name") == WORDS_PARAMETER]

    assert [each.get("name") for each in parameters][-len(numbers) :] == [number.name for number in numbers]
    assert found == {
        "name": "words",
        "in": "query",
        "description": "Which words stand around the plot: all – title, legend, sources, address –, or none.",
        "schema": {"type": "string", "enum": list(WORDS), "default": "all"},
    }
    assert WORDS == ("all", "none")
