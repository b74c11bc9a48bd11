"""The protocol, asked by the client of the official SDK: on standard input and output, and over HTTP."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from indicators.cli import main
from indicators.i18n import LANGUAGES
from indicators.web.api.work_queue import WorkQueues
from indicators.web.mcp import protocol
from indicators.web.mcp.endpoint import McpDispatcher
from indicators.web.middleware import RequestLimits, TrustedHosts
from indicators.web.page_runs import PageRuns
from tests.asgi import Asking
from tests.listening import listening
from tests.real import real
from tests.serving import Served, live_of

ROOT = Path(__file__).parents[3]
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
DRAFT = "From January to October 2025 Shenzhen's foreign trade exceeded 1 trillion yuan."
TOOLS = ["search_figures", "get_figure", "list_indicators", "compare", "get_chart", "read_text", "check_text"]
SERVER = protocol.build_server(real, lambda: "https://here.test", run_in_threadpool)


def talk(conversation, transport=SERVER):
    """What a conversation with a server comes to."""

    async def have() -> Any:
        async with Client(transport) as client:
            return await conversation(client)

    return anyio.run(have)


def call(name, **arguments):
    """What a tool answers: whether it is a refusal, its first text, its data."""

    async def ask(client):
        answer = await client.call_tool(name, arguments)
        return answer.is_error, answer.content[0].text, answer.structured_content

    return talk(ask)


async def whole_session(client):
    """A session of an assistant: what there is, one figure, a chart, a check, a resource, the prompt."""
    tools = await client.list_tools()
    found = await client.call_tool("search_figures", {"query": "Guangzhou foreign trade", "limit": 1})
    chart = await client.call_tool("get_chart", {"chart": "guangzhou-rankings", "width": 400})
    checked = await client.call_tool("check_text", {"text": DRAFT})
    refused = await client.call_tool("get_figure", {"id": f"{TRADE}0"})
    method = await client.read_resource("indicators://method")
    prompt = await client.get_prompt("check_this_draft", {"draft": DRAFT})
    return {
        "server": client.server_info.name,
        "tools": [tool.name for tool in tools.tools],
        "figure": found.structured_content["figures"][0],
        "pictures": [each.data for each in chart.content if each.type == "image"],
        "verdicts": [claim["verdict"] for claim in checked.structured_content["claims"]],
        "refusal": (refused.is_error, refused.content[0].text),
        "method": method.contents[0].text,
        "prompt": prompt.messages[0].content.text,
    }


def check_session(session, link):
    assert session["server"] == "regional-indicators"
    assert session["tools"] == TOOLS
    assert (session["figure"]["id"], session["figure"]["figure"]) == (TRADE, "over 1 trillion yuan")
    assert (session["figure"]["period"], session["figure"]["link"]) == ("Jan–Oct 2025", link)
    [picture] = session["pictures"]
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    assert session["verdicts"] == ["other-region"]
    assert session["refusal"] == (
        True,
        f"there is no figure '{TRADE}0'; did you mean '{TRADE}'?; search_figures finds ids",
    )
    assert session["method"].startswith("# Method\n\nA printed figure as the interval it states")
    assert session["prompt"].endswith(f"<draft>\n{DRAFT}\n</draft>")


class TestStdio:
    def test_a_client_that_starts_the_command_is_answered(self):
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "indicators", "mcp", "--site", "https://here.test/"],
            env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
            cwd=ROOT,
        )

        check_session(talk(whole_session, stdio_client(server)), f"https://here.test/f/{TRADE}?lang=en")

    def test_it_ends_with_its_input_and_says_nothing_else(self):
        ended = subprocess.run(
            [sys.executable, "-m", "indicators", "mcp"], cwd=ROOT, input=b"", capture_output=True, timeout=60
        )

        assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def application():
    served = live_of(Served(real()))
    return Starlette(
        middleware=[
            Middleware(TrustedHosts, own_paths=("/mcp",)),
            Middleware(RequestLimits),
            Middleware(McpDispatcher, live=served, queues=WorkQueues(PageRuns())),
        ]
    )


def post(port: int, message: object, **headers: str) -> tuple[int, Any]:
    """The status and the document of an answer over HTTP."""
    sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/mcp", body, sent)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


class TestHttp:
    def test_a_client_is_answered_with_links_to_the_site_it_asked(self):
        with listening(application()) as port:
            address = f"http://127.0.0.1:{port}"
            session = talk(whole_session, streamable_http_client(f"{address}/mcp"))

        check_session(session, f"{address}/f/{TRADE}?lang=en")

    def test_only_pages_of_the_server_itself_may_ask_and_only_by_a_name_it_has(self):
        with listening(application()) as port:
            assert post(port, LIST)[0] == 200
            assert post(port, LIST, Origin=f"http://127.0.0.1:{port}")[0] == 200
            other_site = post(port, LIST, Origin="https://evil.example")
            other_name = post(port, LIST, Host="evil.example")

        assert (other_site[0], other_site[1]["detail"]) == (403, "a page of another site may not ask here")
        assert (other_name[0], other_name[1]["detail"]) == (421, "this server is not called 'evil.example'")

    @pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
    def test_a_session_ends_with_its_answer_so_nobody_listens_or_ends_one(self, method):
        answer = Asking(application()).request(method, "/mcp")

        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
        assert answer.json()["detail"] == f"expected POST; found '{method}'"

    def test_other_addresses_are_not_touched(self):
        assert Asking(application()).get("/mcp/other").status_code == 404

    def test_a_large_request_is_refused(self):
        with listening(application()) as port:
            status, problem = post(port, b" " * 65_537)

        assert (status, problem["detail"]) == (413, "a body holds at most 65,536 bytes; found 65,537")

    def test_who_asks_too_often_is_told_when_to_ask_again(self, monkeypatch):
        monkeypatch.setattr("indicators.web.mcp.endpoint.REQUESTS_A_MINUTE", 2)
        with listening(application()) as port:
            answers = [post(port, LIST) for _ in range(3)]

        assert [status for status, _ in answers] == [200, 200, 429]
        assert answers[2][1]["detail"] == "an address may ask 2 times a minute; ask again in 30 seconds"


class TestSchemas:
    def tools(self):
        async def ask(client):
            return (await client.list_tools()).tools

        return talk(ask)

    def test_every_tool_reads_only_and_says_so(self):
        hints = [tool.annotations for tool in self.tools()]

        assert all(hint.read_only_hint and not hint.destructive_hint for hint in hints)

    def test_every_argument_is_described_and_bounded_and_there_are_no_others(self):
        for tool in self.tools():
            assert tool.input_schema["additionalProperties"] is False
            for name, schema in tool.input_schema["properties"].items():
                assert schema["description"], name
                bounds = {"maxLength", "maxItems", "maximum", "enum"} & schema.keys()
                assert bounds or schema["type"] == "boolean", (tool.name, name)

    def test_every_answer_has_a_schema(self):
        assert all(tool.output_schema for tool in self.tools())
        figure = self.tools()[0].output_schema["$defs"]["FigureAnswer"]
        assert {"figure", "hedge", "period", "citation", "link"} <= set(figure["required"])

    def test_languages_are_those_of_the_site(self):
        languages = self.tools()[0].input_schema["properties"]["lang"]["enum"]

        assert languages == list(LANGUAGES)


class TestSentences:
    """An error is a sentence with the nearest valid value."""

    @pytest.mark.parametrize(
        ("name", "arguments", "sentence"),
        [
            ("serch_figures", {}, "there is no tool 'serch_figures'; did you mean 'search_figures'?"),
            ("search_figures", {"regoin": ["x"]}, "search_figures has no argument 'regoin'; did you mean 'region'?"),
            ("search_figures", {"region": ["guangzuo"]}, "there is no region 'guangzuo'; did you mean 'guangzhou'?"),
            ("search_figures", {"limit": 500}, "expected a whole number from 1 to 50 as limit; found 500; the nearest is 50"),
            ("search_figures", {"lang": "zn"}, "expected en or zh as lang; found 'zn'"),
            ("search_figures", {"status": ["targets"]}, "expected actual, expected or target as status; found 'targets'; did you mean 'target'?"),
            ("search_figures", {"from_year": 20250}, "expected a whole number from 0 to 9,999 as from_year; found 20250; the nearest is 9999"),
            ("get_figure", {}, "expected id: Id of a figure, as search_figures gives it."),
            ("compare", {"figures": ["a"]}, "expected a list of 2 to 12 as figures; found a list of 1"),
            ("get_chart", {}, "expected chart, or words or ids that choose figures; found nothing"),
            ("check_text", {"text": "secret" * 4_000}, "expected text of 1 to 20,000 characters as text; found 24,000 characters"),
            ("check_text", {"text": " "}, "expected a text; found nothing"),
            ("read_text", {"text": "5%", "language": "fr"}, "expected auto, en or zh as language; found 'fr'"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_answered_is_told_in_one(self, name, arguments, sentence):
        assert call(name, **arguments) == (True, sentence, None)

    def test_a_fault_of_ours_says_nothing_of_the_text_neither_to_the_caller_nor_in_the_log(
        self, monkeypatch, caplog
    ):
        def fail(self, text, language):
            raise ValueError(f"cannot read {text}")

        monkeypatch.setattr("indicators.web.mcp.tools.Toolbox.check_text", fail)
        with caplog.at_level(logging.DEBUG):
            answer = call("check_text", text="a secret draft")

        assert answer == (True, "something is wrong here, not with what you asked", None)
        assert "secret" not in caplog.text
        assert "no answer of a tool: ValueError" in caplog.messages


def test_resources_are_the_dataset_the_codebook_and_the_method():
    async def read_all(client):
        listed = (await client.list_resources()).resources
        return {str(each.uri): (await client.read_resource(each.uri)).contents[0].text for each in listed}

    found = talk(read_all)

    assert list(found) == ["indicators://dataset", "indicators://codebook", "indicators://method"]
    assert found["indicators://dataset"].startswith(f"# {real().dataset.about.title.en}")
    assert "- `low`: lower bound of what was stated" in found["indicators://codebook"]
    assert "`not-found`" in found["indicators://method"]


def test_the_log_of_the_process_stays_as_it_is():
    before = logging.getLogger().handlers[:], logging.getLogger().level
    protocol.build_server(real, str, run_in_threadpool)

    assert (logging.getLogger().handlers, logging.getLogger().level) == before


def test_a_server_starts_without_loading_the_protocol():
    code = "import sys, indicators.ui.startup; sys.exit('mcp' in sys.modules or 'mcp_types' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=120).returncode == 0


def test_without_the_extra_the_command_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr("indicators.web.mcp.stdio.has_protocol", lambda: False)
    answer = CliRunner().invoke(main, ["mcp"])

    assert (answer.exit_code, answer.stderr) == (
        2,
        "indicators: the Model Context Protocol is not installed: pip install 'regional-indicators[agents]'\n",
    )


@pytest.mark.parametrize(
    "site", ["example.org", "ftp://example.org", "https://", "https://a b", "https://a?b"]
)
def test_a_site_that_is_no_address_is_refused(site):
    answer = CliRunner().invoke(main, ["mcp", "--site", site])

    assert answer.exit_code == 2
    assert f"expected an address such as https://example.org; found {site!r}" in answer.stderr
