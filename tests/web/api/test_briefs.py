"""Pages to take along, asked of the server."""

from __future__ import annotations

import pytest

from indicators.web.brief import write_brief as writing
from indicators.web.brief_formats import BRIEF_FORMATS
from tests.asgi import Asking
from tests.serving import api

APP = Asking(api())
STARTS = {"html": b"<!doctype html>", "docx": b"PK\x03\x04", "pdf": b"%PDF-"}


@pytest.mark.parametrize("form", BRIEF_FORMATS, ids=lambda form: form.id)
def test_every_kind_is_answered_with_a_name_and_an_etag(form):
    answer = APP.get(f"/api/v1/brief.{form.id}?region=beijing&lang=zh", **{"Accept-Encoding": "identity"})

    assert answer.status_code == 200
    assert answer.raw.startswith(STARTS[form.id])
    assert answer.headers["content-type"] == form.media_type
    assert answer.headers["content-disposition"].startswith('attachment; filename="beijing_')
    assert answer.headers["etag"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("region=guangzou", "there is no region 'guangzou'; did you mean 'guangzhou'?"),
        ("", "a brief is about one of region, sector, plan, topic; found none"),
        (
            "region=nansha&region=beijing",
            "a brief is about one of region, sector, plan, topic; found 2 of region",
        ),
    ],
)
def test_what_it_cannot_be_about_is_a_problem(query, message):
    answer = APP.get(f"/api/v1/brief.html?{query}")

    assert answer.status_code == 400
    assert message in answer.text


def test_a_kind_that_this_server_cannot_make_says_so_and_names_one_that_it_can(monkeypatch):
    def load(_):
        raise ImportError

    monkeypatch.setattr(writing, "import_module", load)
    answer = APP.get("/api/v1/brief.docx?region=xiongan")

    assert answer.status_code == 501
    assert "a Word document needs the extra 'brief'" in answer.text
