"""What is asked with a text: the figures it states, and whether they agree with the dataset.

A text is somebody's draft: it is answered and forgotten. No answer is cached, here or on the way, and a fault is
logged without a word of it.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.i18n.letters import find_nearest
from indicators.query import Catalogue
from indicators.web.api import query_string
from indicators.web.api.work_queue import WorkQueues
from indicators.web.http_messages import (
    MAX_BODY_BYTES,
    OPEN_HEADERS,
    Refusal,
    RequestFault,
    nearest_hint,
    problem_response,
    quote_input,
)
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.rate_limit import RateLimit, caller_address
from indicators.web.text_answers import TEXT_LANGUAGES, factcheck_answer, read_answer

log = logging.getLogger(__name__)

TEXT_METHOD: Final = "POST"
PLAIN_TYPE, JSON_TYPE = "text/plain", "application/json"
#: Fields of a text that is sent as JSON.
TEXT_FIELDS: Final = ("text", "language", "lang")
_NO_STORE: Final = {"Cache-Control": "no-store"}
#: What no text has and most files that are none do.
_BINARY: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHARSET: Final = re.compile(r"""charset\s*=\s*"?([^";\s]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A text, the language it is said to be in, and that of the answer."""

    text: str
    language: str = "auto"
    lang: Language = DEFAULT_LANGUAGE


#: What answers about a text: the catalogue, what was asked → the document.
TextAnswer = Callable[[Catalogue, TextRequest], dict[str, Any]]
#: Parameters of an address, which may be fields of JSON too.
TEXT_PARAMETERS: Final = ("language", "lang")

READ_PATH, FACTCHECK_PATH = "/api/v1/read", "/api/v1/factcheck"
TEXT_ANSWERS: Final[Mapping[str, TextAnswer]] = {
    READ_PATH: lambda catalogue, asked: read_answer(catalogue, asked.text, asked.language),
    FACTCHECK_PATH: lambda catalogue, asked: factcheck_answer(
        catalogue, asked.text, asked.language, asked.lang
    ),
}
TEXT_PATHS: Final = tuple(TEXT_ANSWERS)


def text_routes() -> list[Route]:
    """The addresses that take a text."""
    return [
        Route(path, _text_handler(answer), methods=[TEXT_METHOD]) for path, answer in TEXT_ANSWERS.items()
    ]


def _text_handler(answer: TextAnswer) -> Callable[[Request], Awaitable[Response]]:
    async def respond_to_text(request: Request) -> Response:
        live: LiveCatalogue = request.app.state.live
        queues: WorkQueues = request.app.state.queues
        rate_limit: RateLimit = request.app.state.rate_limit
        try:
            rate_limit.take_turn(caller_address(request.scope))
            catalogue = live.state().catalogue
            asked = await read_text_request(request)
            async with queues.texts.turn():
                document = await run_in_threadpool(answer, catalogue, asked)
        except Refusal as refusal:
            return problem_response(refusal)
        except Exception as error:  # neither the message nor the trace of a fault may tell of the text
            log.error("no answer to %s: %s", request.scope["path"], type(error).__name__)  # noqa: TRY400
            return problem_response(
                Refusal(500, [RequestFault("something is wrong here, not with what you asked")])
            )
        named = {
            "Dataset-Version": catalogue.dataset.version,
            "Dataset-Digest": catalogue.dataset.digest,
        }
        return Response(orjson.dumps(document), 200, OPEN_HEADERS | _NO_STORE | named, JSON_TYPE)

    return respond_to_text


async def read_text_request(request: Request) -> TextRequest:
    """The text that a request sends, as plain text or in JSON. Raises Refusal with what is wrong."""
    given = _read_parameters(request)
    mime = _content_type(request)
    body = await _whole_body(request)
    if mime == JSON_TYPE:
        fields = _read_fields(body)
        for name in given.keys() & fields.keys():
            raise Refusal(400, [RequestFault(f"{name} is given twice; give it once", name)])
        given |= fields
    else:
        given["text"] = _decode(body)
    return TextRequest(
        _checked_text(given.get("text", "")),
        _checked_language(given.get("language", TEXT_LANGUAGES[0])),
        _checked_lang(given.get("lang", DEFAULT_LANGUAGE)),
    )


def _read_parameters(request: Request) -> dict[str, str]:
    """The languages, which may stand in the address."""
    pairs = query_string.query_pairs(request)
    faults = [
        RequestFault(f"there is no parameter {quote_input(name)}{nearest_hint(close)}", name[:80], close)
        for name in dict.fromkeys(name for name, _ in pairs)
        if name not in TEXT_PARAMETERS
        for close in [find_nearest(name, TEXT_PARAMETERS)]
    ]
    counts = Counter(name for name, _ in pairs)
    faults += [
        RequestFault(f"{name} is given {counts[name]} times; give it once", name)
        for name in TEXT_PARAMETERS
        if counts[name] > 1
    ]
    if faults:
        raise Refusal(400, faults)
    return dict(pairs)


def _content_type(request: Request) -> str:
    """The media type of the body, in UTF-8; what is not said is plain text."""
    given = request.headers.get("content-type", "") or PLAIN_TYPE
    mime = given.partition(";")[0].strip().lower()
    if mime not in (PLAIN_TYPE, JSON_TYPE):
        message = f"expected a body of {PLAIN_TYPE} or {JSON_TYPE}; found {quote_input(mime)}"
        raise Refusal(415, [RequestFault(message, "Content-Type", PLAIN_TYPE)])
    found = _CHARSET.search(given)
    charset = found[1].lower() if found else "utf-8"
    if charset not in ("utf-8", "utf8", "us-ascii"):
        message = f"expected text in UTF-8; found {quote_input(charset)}"
        raise Refusal(415, [RequestFault(message, "Content-Type", f"{mime}; charset=utf-8")])
    return mime


async def _whole_body(request: Request) -> bytes:
    try:
        body = await request.body()
    except ClientDisconnect:  # it went on past the limit, or has gone
        body = bytes(MAX_BODY_BYTES + 1)
    if len(body) > MAX_BODY_BYTES:
        message = f"a body holds at most {MAX_BODY_BYTES:,} bytes; found more"
        raise Refusal(413, [RequestFault(message)], {"Connection": "close"})
    return body


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"expected text in UTF-8; byte {error.start:,} is none"
        raise Refusal(400, [RequestFault(message, "text")]) from None


def _read_fields(body: bytes) -> dict[str, str]:
    try:
        document = orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        message = 'expected a JSON object such as {"text": "…", "language": "auto"}'
        raise Refusal(400, [RequestFault(message)]) from None
    if not isinstance(document, dict):
        message = 'expected a JSON object such as {"text": "…", "language": "auto"}'
        raise Refusal(400, [RequestFault(message)])
    faults = []
    for name, value in document.items():
        if name not in TEXT_FIELDS:
            close = find_nearest(name[:80], TEXT_FIELDS)
            faults.append(
                RequestFault(f"there is no field {quote_input(name)}{nearest_hint(close)}", name[:80], close)
            )
        elif not isinstance(value, str):
            faults.append(RequestFault(f"expected {name} to be text", name))
    if "text" not in document:
        faults.append(RequestFault("expected a field text", "text"))
    if faults:
        raise Refusal(400, faults)
    return document


def _checked_text(text: str) -> str:
    if not text.strip():
        raise Refusal(400, [RequestFault("expected a text; found nothing", "text")])
    if _BINARY.search(text):
        raise Refusal(400, [RequestFault("expected a text; found the bytes of a file that is none", "text")])
    return text


def _checked_language(language: str) -> str:
    if language in TEXT_LANGUAGES:
        return language
    close = find_nearest(language[:80], TEXT_LANGUAGES) or "auto"
    message = f"expected language to be {', '.join(TEXT_LANGUAGES[:-1])} or {TEXT_LANGUAGES[-1]}; found {quote_input(language)}"
    raise Refusal(400, [RequestFault(message, "language", close)])


def _checked_lang(lang: str) -> Language:
    faults: list[RequestFault] = []
    language = query_string.read_language({"lang": lang}, faults)
    if faults:
        raise Refusal(400, faults)
    return language
