"""The kinds of file a page is taken along as: each has a writer, one that cannot be made says so in a sentence."""

from __future__ import annotations

import sys

import pytest

from indicators.web.brief import write_brief as writing
from indicators.web.brief.missing_extra import BriefUnavailable
from indicators.web.brief.write_brief import write_brief
from indicators.web.brief_formats import BRIEF_FORMATS
from tests.briefs import brief_of

STARTS = {"html": b"<!doctype html>", "docx": b"PK\x03\x04", "pdf": b"%PDF-"}


@pytest.mark.parametrize("form", BRIEF_FORMATS, ids=lambda form: form.id)
def test_every_kind_of_file_can_be_made_here(form):
    assert form.is_available()
    assert write_brief(brief_of("region", "beijing"), form.id).startswith(STARTS[form.id])


@pytest.mark.parametrize(
    ("kind", "library", "label"), [("docx", "docx", "a Word document"), ("pdf", "weasyprint", "PDF")]
)
def test_without_its_library_it_says_what_to_install_and_html_works(monkeypatch, kind, library, label):
    for name in ("word_brief", "pdf_brief"):
        monkeypatch.delitem(sys.modules, f"indicators.web.brief.{name}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(BriefUnavailable) as raised:
        write_brief(brief_of("region", "beijing"), kind)

    assert str(raised.value) == f"{label} needs the extra 'brief': pip install 'regional-indicators[brief]'"
    assert write_brief(brief_of("region", "beijing"), "html")


def test_without_pango_it_says_so(monkeypatch):
    def load(_):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(writing, "import_module", load)

    with pytest.raises(BriefUnavailable) as raised:
        write_brief(brief_of("region", "beijing"), "pdf")

    assert (
        str(raised.value)
        == "PDF needs the library Pango on this system: install it, such as libpango-1.0-0 and libpangoft2-1.0-0"
    )
