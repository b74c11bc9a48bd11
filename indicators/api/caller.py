"""What a caller says of itself in the headers of a request: what it takes, and what it has already.

Knows nothing of answers.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.types import Scope

#: The weight of what a caller does not take.
_NOTHING: Final = re.compile(r"q=0(\.0{0,3})?")


def header(scope: Scope, name: bytes) -> str:
    """The first header called `name`, in lower case; empty when there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def without(scope: Scope, *names: bytes) -> Scope:
    """`scope` as it would be had the caller not sent the headers `names`."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in names]}


def accepts(scope: Scope, encoding: str) -> bool:
    """Whether the caller takes an answer packed by `encoding`."""
    for offer in header(scope, b"accept-encoding").split(","):
        name, _, weight = offer.partition(";")
        if name.strip().lower() == encoding:
            return not _NOTHING.fullmatch(weight.replace(" ", "").lower())
    return False


def has_it(scope: Scope, etag: str) -> bool:
    """Whether the caller keeps the answer that `etag` names."""
    known = {tag.strip().removeprefix("W/") for tag in header(scope, b"if-none-match").split(",")}
    return bool(known & {"*", etag.removeprefix("W/")})
