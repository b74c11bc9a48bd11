"""A page to take along as a file of one of its kinds; what writes it is loaded when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from indicators.web.brief.html_brief import brief_html
from indicators.web.brief.missing_extra import BriefUnavailable
from indicators.web.brief.parts import Brief

#: The id of a `BriefFormat` that needs a library → the module with its `write_` function, and how messages call it.
_MODULES: Final = {"docx": ("word_brief", "a Word document"), "pdf": ("pdf_brief", "PDF")}
_NO_PANGO: Final = (
    "PDF needs the library Pango on this system: install it, such as libpango-1.0-0 and libpangoft2-1.0-0"
)


def write_brief(brief: Brief, kind: str) -> bytes:
    """The file. Raises BriefUnavailable, PictureUnavailable where this system cannot make it."""
    if kind not in _MODULES:
        return brief_html(brief).encode()
    name, label = _MODULES[kind]
    try:
        module = import_module(f"indicators.web.brief.{name}")
    except ImportError:
        raise BriefUnavailable(
            f"{label} needs the extra 'brief': pip install 'regional-indicators[brief]'"
        ) from None
    except OSError:
        raise BriefUnavailable(_NO_PANGO) from None
    content: bytes = getattr(module, f"write_{kind}")(brief)
    return content
