"""The protocol on standard input and output, for the assistant that started the process."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from starlette.concurrency import run_in_threadpool

from indicators.errors import IndicatorsError
from indicators.query import Catalogue


class MissingProtocol(IndicatorsError):
    """The SDK of the protocol is not installed; the message says how to install it."""

    def __init__(self) -> None:
        super().__init__(
            "the Model Context Protocol is not installed: pip install 'regional-indicators[agents]'"
        )


def has_protocol() -> bool:
    """Whether the extra `agents` is installed."""
    return find_spec("mcp") is not None


def serve_stdio(catalogue: Catalogue, site: str = "") -> None:
    """Answer until standard input ends; links lead to `site`. Raises MissingProtocol."""
    if not has_protocol():
        raise MissingProtocol
    protocol = import_module("indicators.web.mcp.protocol")
    server = protocol.build_server(lambda: catalogue, lambda: site, run_in_threadpool)
    server.run("stdio")
