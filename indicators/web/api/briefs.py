"""Pages to take along at addresses: the page about a region, sector, plan or topic as one file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from indicators.charts.png_painter import PictureUnavailable
from indicators.export import file_name
from indicators.i18n import DEFAULT_LANGUAGE
from indicators.query import FILTER_NAMES, Catalogue
from indicators.web.api import query_string
from indicators.web.api.addresses import redirect_for_good, site_address
from indicators.web.api.query_string import RenamedIds
from indicators.web.api.responses import Representation, respond
from indicators.web.brief.compose_brief import NoSubject, compose_brief, find_brief_subject
from indicators.web.brief.missing_extra import BriefUnavailable
from indicators.web.brief.write_brief import write_brief
from indicators.web.brief_formats import BriefFormat
from indicators.web.http_messages import Handler, Refusal, RequestFault
from indicators.web.live_catalogue import LiveCatalogue

#: What a brief is asked for with: the filters of its page and the language.
BRIEF_PARAMETERS: Final = (*FILTER_NAMES, "lang")


def brief_path(form: BriefFormat) -> str:
    """Where briefs of one kind are."""
    return f"/api/v1/brief.{form.id}"


def brief_handler(form: BriefFormat) -> Handler:
    """The handler that answers with the page of the subject that is named first, as a file of `form`."""

    def handler(request: Request) -> Response:
        live: LiveCatalogue = request.app.state.live
        catalogue: Catalogue = live.state().catalogue
        try:
            wanted = query_string.read_query(request, catalogue, known=BRIEF_PARAMETERS)
            names = [name for name, _ in query_string.query_pairs(request)]
            dimension = find_brief_subject(names, wanted.selection)
        except RenamedIds as renamed:
            return redirect_for_good(request, brief_path(form), renamed.query)
        except NoSubject as error:
            raise Refusal(400, [RequestFault(str(error))]) from None
        day, site, language = datetime.now(UTC).date(), site_address(request), wanted.language
        mark = "" if language == DEFAULT_LANGUAGE else language
        answer = Representation(
            key=("brief", form.id, dimension, wanted, day, site),
            version=catalogue.dataset.version,
            mime=form.media_type,
            name=file_name(wanted.selection, day, form.id, "observations", mark),
        )

        def make() -> bytes:
            brief = compose_brief(catalogue, dimension, wanted.selection, language, day, site)
            try:
                return write_brief(brief, form.id)
            except (BriefUnavailable, PictureUnavailable) as unavailable:
                raise Refusal(501, [RequestFault(str(unavailable), nearest="html")]) from None

        return respond(request, answer, make)

    return handler
