"""Pages to take along, as tests look at them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from indicators.query import Catalogue, Selection
from indicators.web.brief.compose_brief import compose_brief
from indicators.web.brief.parts import Brief, Drawing, Grid, Section
from tests.real import real

#: The day on which they are taken.
DAY = date(2026, 2, 3)
SITE = "https://figures.example"


@cache
def brief_of(dimension: str = "region", id: str = "nansha", language: Any = "en", site: str = SITE) -> Brief:
    """The brief about one id of the real data."""
    return brief_from(real(), dimension, id, language, site)


def brief_from(
    catalogue: Catalogue, dimension: str, id: str, language: Any = "en", site: str = SITE, **filters: Any
) -> Brief:
    """The brief about one id of a catalogue."""
    chosen: dict[str, Any] = {dimension: (id,)} | filters
    return compose_brief(catalogue, dimension, Selection(**chosen), language, DAY, site)


def grids(brief: Brief) -> list[Grid]:
    """Its tables."""
    return [part for part in brief.parts if isinstance(part, Grid)]


def sections(brief: Brief) -> list[tuple[int, str]]:
    """Its headings with their levels."""
    return [(part.level, part.text) for part in brief.parts if isinstance(part, Section)]


def drawings(brief: Brief) -> list[Drawing]:
    """Its charts."""
    return [part for part in brief.parts if isinstance(part, Drawing)]


def document_of(content: bytes) -> Any:
    """A Word document as python-docx reads it."""
    import docx

    return docx.Document(BytesIO(content))


def footnotes_of(document: Any) -> list[str]:
    """The texts of the footnotes that are none of Word's own lines."""
    [part] = [each.target_part for each in document.part.rels.values() if each.reltype.endswith("/footnotes")]
    notes = re.findall(r'<w:footnote w:id="[1-9]\d*">(.*?)</w:footnote>', part.blob.decode(), re.S)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", note)).strip() for note in notes]
