"""What guards every request, at each edge: names, sizes, headers of every kind of answer, health, the shell."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import re

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute

from indicators.model import About, Text
from indicators.ui.streamlit_internals.index_page import INDEX_PAGE_PARTS, inline_scripts
from indicators.web.http_messages import MAX_BODY_BYTES, send_problem
from indicators.web.middleware import (
    CompressedFiles,
    HealthChecks,
    HtmlShell,
    Readiness,
    RequestLimits,
    SecurityHeaders,
    TrustedHosts,
    request_limits,
    static_files,
    trusted_hosts,
)
from indicators.web.middleware.html_shell import requested_language
from tests.asgi import Asking, echo, greet

UPLOADS, METRICS = ("/_stcore/upload_file",), ("/_stcore/metrics",)
SCRIPT = b"const figures = 1;\n" * 100


def answer_of(kind, status=200, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Response("x", status, named, kind)


INNER = Starlette(
    routes=[
        WebSocketRoute("/{path:path}", greet),
        Route("/page", answer_of("text/html; charset=utf-8")),
        Route("/script.js", answer_of("text/javascript")),
        Route("/old.js", answer_of("application/javascript")),
        Route("/table.csv", answer_of("text/csv", access_control_allow_origin="*")),
        Route("/mine.json", answer_of("application/json")),
        Route("/some.json", answer_of("application/json", access_control_allow_origin="https://one.test")),
        Route("/none", lambda _: Response(status_code=204)),
        Route("/gone", answer_of("text/html", 404)),
        Route("/same", lambda _: Response(status_code=304)),
        Route("/{path:path}", echo, methods=["GET", "PUT", "POST", "DELETE"]),
    ]
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-src 'none'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def at(app, host="localhost:8501", scheme="http", **headers):
    return Asking(app, host, scheme, headers)


class TestHeaders:
    """Every kind of answer, in every circumstance, with exactly its headers."""

    EVERYWHERE = (
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        (
            "permissions-policy",
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
            "microphone=(), midi=(), payment=(), usb=()",
        ),
    )

    @pytest.mark.parametrize(
        ("path", "policy", "resource"),
        [
            ("/page", PAGE_POLICY, "same-origin"),
            ("/gone", PAGE_POLICY, "same-origin"),
            ("/script.js", PAGE_POLICY, "same-origin"),
            ("/old.js", PAGE_POLICY, "same-origin"),
            ("/table.csv", DATA_POLICY, "cross-origin"),
            ("/mine.json", DATA_POLICY, "same-origin"),
            ("/some.json", DATA_POLICY, "same-origin"),
            ("/none", DATA_POLICY, "same-origin"),
            ("/text", DATA_POLICY, "same-origin"),
        ],
    )
    @pytest.mark.parametrize("scheme", ["http", "https"])
    @pytest.mark.parametrize("hsts", [0, 600])
    def test_of_each_kind(self, path, policy, resource, scheme, hsts):
        headers = at(SecurityHeaders(INNER, hsts=hsts), scheme=scheme).get(path).headers
        https = scheme == "https"

        assert {name: headers[name] for name, _ in self.EVERYWHERE} == dict(self.EVERYWHERE)
        assert headers["content-security-policy"] == policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == resource
        assert headers.get("strict-transport-security") == ("max-age=600" if https and hsts else None)
        is_page = path in ("/page", "/gone")
        assert headers.get("cross-origin-opener-policy") == ("same-origin" if https and is_page else None)

    def test_what_a_browser_keeps_gets_only_what_holds_of_all(self):
        headers = at(SecurityHeaders(INNER, hsts=600), scheme="https").get("/same").headers

        assert dict(headers) == dict(self.EVERYWHERE)

    def test_a_connection_is_handed_on(self):
        assert at(SecurityHeaders(INNER)).opened("/x")[1]["text"] == "no origin"

    @pytest.mark.parametrize("path", ["/page", "/script.js", "/table.csv"])
    def test_only_a_page_is_framed(self, path):
        guarded = at(SecurityHeaders(INNER, embedders=("https://a.test", "https://b.test")))
        headers = guarded.get(f"{path}?embed=true").headers
        framed = path == "/page"

        assert ("x-frame-options" in headers) is not framed
        assert (
            "frame-ancestors https://a.test https://b.test" in headers["content-security-policy"]
        ) is framed
        assert (headers["cross-origin-resource-policy"] == "cross-origin") is (path != "/script.js")

    def test_scripts_are_named_in_both_policies(self):
        guarded = at(SecurityHeaders(INNER, scripts=["a", "b"], embedders=("https://a.test",)))

        for query in ("", "?embed=true"):
            policy = guarded.get(f"/page{query}").headers["content-security-policy"]
            assert policy.count("'sha256-") == 2
            assert re.search(r"script-src 'self' 'sha256-[^']+=' 'sha256-[^']+=';", policy)

    def test_every_cookie_is_secured_once(self):
        async def with_cookies(scope, receive, send):
            cookies = [b"a=1; Path=/", b"b=2; secure; Path=/", b"c=3; SECURE"]
            headers = [(b"set-cookie", cookie) for cookie in cookies] + [(b"x", b"y")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body"})

        def cookies(scheme):
            return at(SecurityHeaders(with_cookies), scheme=scheme).get("/").headers.get_list("set-cookie")

        assert cookies("https") == ["a=1; Path=/; Secure", "b=2; secure; Path=/", "c=3; SECURE"]
        assert cookies("http") == ["a=1; Path=/", "b=2; secure; Path=/", "c=3; SECURE"]

    def test_an_answer_without_any_header_gets_them(self):
        async def bare(scope, receive, send):
            await send({"type": "http.response.start", "status": 200})
            await send({"type": "http.response.body"})

        assert at(SecurityHeaders(bare)).get("/").headers["content-security-policy"] == DATA_POLICY


class TestNames:
    """By which names the server answers."""

    @pytest.mark.parametrize(
        ("host", "name"),
        [
            ("localhost", "localhost"),
            ("LocalHost.:80", "localhost"),
            ("a_b-c.test:65535", "a_b-c.test"),
            ("[::1]", "::1"),
            ("[FE80::1]:99999", "fe80::1"),
            ("a:123456", ""),
            ("a:", ""),
            ("::1", ""),
            ("[::1", ""),
            ("a b", ""),
            ("a,b", ""),
            ("", ""),
        ],
    )
    def test_the_name_in_a_host(self, host, name):
        assert trusted_hosts.host_name(host) == name

    @pytest.mark.parametrize(
        ("own", "allowed", "host", "status"),
        [
            ("", (), "localhost", 200),
            ("", (), "127.0.0.1", 200),
            ("", (), "[::1]", 200),
            ("", (), "127.0.0.2", 421),
            ("", (), "0.0.0.0", 421),
            ("10.0.0.1", (), "10.0.0.1:99", 200),
            ("10.0.0.1", (), "10.0.0.2", 421),
            ("10.0.0.1", (), "localhost", 200),
            ("Box.Test", (), "box.test", 200),
            ("*", (), "192.0.2.1", 200),
            ("*", (), "machine.test", 200),
            ("*", (), "full.machine.test", 200),
            ("*", (), "other.test", 421),
            ("0.0.0.0", (), "192.0.2.1", 200),
            ("::", (), "machine.test", 200),
            ("10.0.0.1", (), "machine.test", 421),
            ("", ("a.test",), "a.test", 200),
            ("", ("A.test.",), "a.TEST", 200),
            ("", ("a.test",), "b.a.test", 421),
            ("", ("*.a.test",), "b.a.test", 200),
            ("", ("*.a.test",), "c.b.a.test", 200),
            ("", ("*.a.test",), "a.test", 421),
            ("", ("*.a.test",), "ba.test", 421),
            ("", ("[2001:db8::1]",), "[2001:DB8::1]", 200),
            ("", ("*",), "anything", 200),
            ("", ("*",), "not/a/name", 400),
        ],
    )
    def test_who_is_answered(self, monkeypatch, own, allowed, host, status):
        monkeypatch.setattr(trusted_hosts.socket, "gethostname", lambda: "machine.test")
        monkeypatch.setattr(trusted_hosts.socket, "getfqdn", lambda: "full.machine.test")

        assert at(TrustedHosts(INNER, host=own, allowed=allowed), host).get("/x").status_code == status

    @pytest.mark.parametrize(
        ("origin", "heard"),
        [
            ("", "no origin"),
            ("http://localhost:8501", "http://localhost:8501"),
            ("https://localhost:8501", "https://localhost:8501"),
            ("http://localhost", "no origin"),
            ("https://a.test", "no origin"),
            ("https://b.c.test:444", "no origin"),
            ("https://c.test", None),
            ("https://a.test.evil.test", None),
            ("https://localhost@evil.test", None),
            ("https://evil.test", None),
            ("null", None),
            ("file://", None),
            ("https://*", None),
        ],
    )
    def test_from_which_sites_a_connection_is_opened(self, origin, heard):
        """A page of another name of this server is believed, its name not handed on to be doubted."""
        guarded = at(TrustedHosts(INNER, allowed=("a.test", "*.c.test")))
        told = guarded.opened("/x", **({"Origin": origin} if origin else {}))

        closed = [{"type": "websocket.close", "code": 1008, "reason": ""}]
        assert (told if heard is None else told[1]["text"]) == (heard or closed)

    @pytest.mark.parametrize(("origin", "opens"), [("http://b.test", True), ("http://c.test", False)])
    def test_where_every_name_is_allowed_only_the_page_itself_opens_one(self, origin, opens):
        told = at(TrustedHosts(INNER, allowed=("*",)), "b.test").opened("/x", Origin=origin)

        assert (told[0]["type"] == "websocket.accept") is opens

    def test_where_every_address_is_allowed_a_page_by_address_opens_one_and_none_by_name(self):
        guarded = at(TrustedHosts(INNER, host="0.0.0.0"), "192.0.2.1:8501")

        assert guarded.opened("/x", Origin="http://10.0.0.1:8501")[1]["text"] == "no origin"
        assert guarded.opened("/x", Origin="http://rebound.test")[0]["type"] == "websocket.close"

    def test_a_connection_by_a_foreign_name_is_not_opened(self):
        assert at(TrustedHosts(INNER), "evil.test").opened("/x", Origin="http://evil.test")[0]["code"] == 1008
        assert at(TrustedHosts(INNER), "a b").opened("/x")[0]["code"] == 1008

    def test_a_request_keeps_its_origin(self):
        """It is for connections that the name of another site is taken away."""

        async def heard(scope, receive, send):
            origin = dict(scope["headers"]).get(b"origin", b"none")
            await Response(origin)(scope, receive, send)

        assert at(TrustedHosts(heard)).get("/", Origin="https://else.test").text == "https://else.test"

    def test_what_is_neither_request_nor_connection_is_handed_on(self):
        assert (
            passed_on(TrustedHosts) == passed_on(RequestLimits) == passed_on(SecurityHeaders) == ["lifespan"]
        )


def passed_on(guard):
    """What kind of scope reached the application behind `guard`."""
    seen = []

    async def inner(scope, receive, send):
        seen.append(scope["type"])

    coroutine = guard(inner)({"type": "lifespan"}, None, None)
    with pytest.raises(StopIteration):
        coroutine.send(None)
    return seen


class TestSizes:
    """How much one request may hold: just as much, and one more."""

    def test_how_much_that_is(self):
        assert (
            request_limits.MAX_URL_LENGTH,
            request_limits.MAX_HEADER_BYTES,
            MAX_BODY_BYTES,
        ) == (8_000, 16_000, 65_536)

    @pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 414)])
    @pytest.mark.parametrize("query", [0, 1, 4_000])
    def test_an_address_with_its_query(self, query, more, status):
        path = "/" + "p" * (7_999 - query + more)
        answer = at(RequestLimits(INNER)).get(f"{path}?{'q' * query}" if query else path)

        assert answer.status_code == status
        if more:
            assert answer.json()["detail"] == "an address holds at most 8,000 characters; found 8,001"
            assert (answer.json()["title"], answer.headers["connection"]) == ("URI Too Long", "close")

    @pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 431)])
    def test_headers_with_their_names(self, more, status):
        usual = len("host") + len("localhost:8501") + len("accept-encoding") + len("gzip")
        answer = at(RequestLimits(INNER)).get("/", Cookie="c" * (16_000 - usual - len("cookie") + more))

        assert answer.status_code == status
        if more:
            assert answer.json()["detail"] == "the headers hold at most 16,000 characters; found 16,001"
            assert answer.headers["connection"] == "close"

    @pytest.mark.parametrize(
        ("length", "status"),
        [("0", 200), ("65536", 200), ("65537", 413), ("9" * 30, 413), ("-1", 200), ("x", 200), ("", 200)],
    )
    def test_a_body_by_its_told_length(self, length, status):
        answer = at(RequestLimits(INNER)).request("POST", "/x", {"Content-Length": length})

        assert answer.status_code == status
        if status == 413:
            assert answer.headers["connection"] == "close"
            assert answer.json()["detail"].startswith("a body holds at most 65,536 bytes; found ")

    @pytest.mark.parametrize(("parts", "whole"), [([65_536], True), ([32_768, 32_768], True), ([65_537], False), ([65_536, 1], False)])  # fmt: skip
    def test_a_body_as_it_comes(self, parts, whole):
        told = []

        async def reading(scope, receive, send):
            message = await receive()
            told.append(message["type"])
            while message.get("more_body"):
                message = await receive()
                told.append(message["type"])
            await Response("read")(scope, receive, send)

        at(RequestLimits(reading)).request("POST", "/x", parts=[b"x" * size for size in parts])

        assert told == ["http.request"] * (len(parts) - (not whole)) + ["http.disconnect"] * (not whole)

    @pytest.mark.parametrize(("uploads", "metrics"), list(itertools.product((False, True), repeat=2)))
    def test_which_addresses_are_closed(self, uploads, metrics):
        opened = ("/_stcore/health", *UPLOADS * uploads, *METRICS * metrics)
        guarded = at(RequestLimits(INNER, closed=("/_stcore", "/auth"), opened=opened))
        status = {
            path: guarded.get(path).status_code
            for path in (
                "/_stcore/upload_file",
                "/_stcore/upload_file/a",
                "/_stcore/metrics",
                "/_stcore/metrics/a",
                "/_stcore/agent",
                "/_stcore/script-health-check",
                "/_stcore",
                "/_stcore/upload_files",
                "/_stcore/metricsx",
                "/auth/login",
                "/_stcore/health",
                "/_stcore/health/x",
                "/x/_stcore/agent",
                "/_stcorex",
                "/authors",
            )
        }

        assert [code == 200 for code in status.values()] == [
            *(uploads, uploads, metrics, metrics, False, False, False, False, False, False),
            *(True, True, True, True, True),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("uploads", "path", "status"),
        [
            (True, "/_stcore/upload_file/a", 200),
            (True, "/_stcore/other", 413),
            (False, "/_stcore/other", 413),
            (False, "/_stcore/upload_file/a", 404),
        ],
    )
    def test_only_where_files_are_taken_a_body_may_be_large(self, uploads, path, status):
        taken = UPLOADS[0] if uploads else ""
        guarded = at(RequestLimits(INNER, closed=UPLOADS, opened=UPLOADS * uploads, uploads=taken))

        assert guarded.request("PUT", path, {"Content-Length": "100000"}).status_code == status

    def test_a_connection_is_not_measured_but_opened_only_where_something_is_open(self):
        guarded = at(
            RequestLimits(INNER, closed=["/_stcore"], opened=["/_stcore/stream"]), Cookie="c" * 20_000
        )

        assert guarded.opened("/_stcore/stream")[1]["text"] == "no origin"
        assert guarded.opened("/_stcore/agent") == [{"type": "websocket.close", "code": 1008, "reason": ""}]

    @pytest.mark.parametrize("status", [400, 403, 404, 413, 414, 421, 431])
    def test_a_connection_ends_where_the_rest_of_the_request_is_not_read(self, status):
        async def refusing(scope, receive, send):
            await send_problem(scope, receive, send, status, "why")

        answer = at(refusing).get("/")

        assert (answer.status_code, answer.json()["detail"]) == (status, "why")
        assert answer.headers.get("connection") == ("close" if status in (413, 414, 431) else None)


class TestHealth:
    @pytest.mark.parametrize("warm", [False, True])
    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
    @pytest.mark.parametrize("path", ["/healthz", "/readyz", "/health", "/healthz/", "/readyz/x"])
    def test_every_answer(self, warm, method, path):
        readiness = Readiness()
        if warm:
            readiness.set_ready()
        answer = at(HealthChecks(INNER, readiness=readiness)).request(method, path)

        if path not in ("/healthz", "/readyz"):
            assert "no-store" not in answer.headers.get("cache-control", "")
            return
        assert answer.headers["cache-control"] == "no-store"
        if method not in ("GET", "HEAD"):
            assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
            assert answer.json()["detail"] == "expected GET or HEAD"
        elif path == "/readyz" and not warm:
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
            assert answer.json()["detail"] == "the server is warming up"
        else:
            word = {"/healthz": "healthy", "/readyz": "ready"}[path]
            assert (answer.status_code, answer.json()) == (200, {"status": word})

    def test_what_it_waits_for_may_be_said_and_a_connection_is_handed_on(self):
        readiness = Readiness()
        readiness.waits_for = "the engine"
        watched = at(HealthChecks(INNER, readiness=readiness))

        assert watched.get("/readyz").json()["detail"] == "the engine"
        assert watched.opened("/readyz")[1]["text"] == "no origin"


class TestBundles:
    """Scripts and styles, packed once."""

    @pytest.fixture
    def folder(self, tmp_path):
        for name, text in {
            "static/a.1f.js": SCRIPT,
            "static/deep/b.css": SCRIPT,
            "static/index.1f.js": SCRIPT,
            "static/small.js": b"x" * 999,
            "static/just.js": b"x" * 1_000,
            "static/font.woff2": SCRIPT,
            "static/font.ttf": SCRIPT,
            "static/strange.json": SCRIPT,
            "beside.js": SCRIPT,
        }.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(text)
        return tmp_path

    def test_which_files_are_packed(self, folder):
        names = ("a.1f.js", "deep/b.css", "font.ttf", "index.1f.js", "just.js", "strange.json")

        assert static_files.CompressedFolder(folder).files == {
            f"/static/{name}": folder / "static" / name for name in names
        }

    @pytest.fixture
    def served(self, folder):
        async def plain(scope, receive, send):
            told = f"plain {scope['type']} {scope.get('method')}"
            await Response(told, headers={"Vary": "Origin"})(scope, receive, send)

        return at(CompressedFiles(plain, folder=static_files.CompressedFolder(folder)))

    @pytest.mark.parametrize(
        ("offer", "packed"),
        [
            ("br", "br"),
            ("gzip", "gzip"),
            ("gzip, br", "br"),
            ("gzip, br;q=0", "gzip"),
            ("identity", ""),
            ("gzip;q=0", ""),
        ],
    )
    def test_a_browser_gets_the_shortest_it_takes(self, served, offer, packed):
        answer = served.get("/static/a.1f.js", Accept_Encoding=offer)

        assert answer.headers.get("content-encoding", "") == packed
        if not packed:
            assert (answer.raw, answer.headers["vary"]) == (b"plain http GET", "Origin, Accept-Encoding")

    @pytest.mark.parametrize(
        ("method", "path", "headers"),
        [
            ("POST", "/static/a.1f.js", {}),
            ("DELETE", "/static/a.1f.js", {}),
            ("GET", "/static/small.js", {}),
            ("GET", "/static/none.js", {}),
            ("GET", "/beside.js", {}),
            ("GET", "/static/a.1f.js", {"Range": "bytes=0-1"}),
        ],
    )
    def test_the_rest_is_handed_on(self, served, method, path, headers):
        assert served.request(method, path, headers).raw == f"plain http {method}".encode()

    @pytest.mark.parametrize(("path", "kind"), [("a.1f.js", "javascript"), ("deep/b.css", "text/css"), ("strange.json", "application/json")])  # fmt: skip
    def test_it_says_what_it_is(self, served, path, kind):
        assert kind in served.get(f"/static/{path}").headers["content-type"]

    @pytest.mark.parametrize("encoding", ["br", "gzip"])
    def test_what_the_browser_has_is_not_sent_again(self, served, encoding):
        first = served.get("/static/a.1f.js", Accept_Encoding=encoding)
        again = served.get("/static/a.1f.js", Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
        other = "gzip" if encoding == "br" else "br"
        unlike = served.get("/static/a.1f.js", Accept_Encoding=other, If_None_Match=first.headers["etag"])

        assert first.headers["etag"] == f'"{hashlib.sha256(first.raw).hexdigest()[:24]}-{encoding}"'
        assert (again.status_code, again.raw) == (304, b"")
        assert {name: again.headers[name] for name in ("etag", "cache-control", "vary")} == {
            name: first.headers[name] for name in ("etag", "cache-control", "vary")
        }
        assert "content-encoding" not in again.headers
        assert unlike.status_code == 200

    def test_only_a_script_of_the_first_view_tells_browsers_to_compile_it_whole(self, folder):
        whole, files = (
            b"//# allFunctionsCalledOnLoad\n",
            static_files.CompressedFolder(folder, eager_scripts=("index.",)),
        )
        starts = {
            name: files.plain_bytes(folder / "static" / name).startswith(whole)
            for name in ("a.1f.js", "index.1f.js", "deep/b.css")
        }

        assert starts == {"a.1f.js": False, "index.1f.js": True, "deep/b.css": False}
        (folder / "static" / "index.css").write_bytes(SCRIPT)
        assert files.plain_bytes(folder / "static" / "index.css") == SCRIPT

    def test_a_file_is_prepared_in_its_shortest_form(self, folder):
        path, files = folder / "static" / "just.js", static_files.CompressedFolder(folder)
        files.precompress([path])

        assert files.find(path, next(iter(static_files.COMPRESSORS))) is not None
        assert files.find(path, list(static_files.COMPRESSORS)[-1]) is None
        assert list(static_files.COMPRESSORS) == ["br", "gzip"]


TEMPLATE = (
    '<!doctype html><html lang="en"><head><title>Streamlit</title>'
    '<link rel="shortcut icon" href="./favicon.png" />'
    '<!-- for agents --><link rel="service-desc" href="/_stcore/agent" />'
    "<script>one</script></head><body><noscript>You need scripts.</noscript>"
    '<div id="root"></div><script>two</script></body></html>'
)
ABOUT = About(
    title=Text(en="A & B", zh="甲"), description=Text(en="Of <c>.", zh="乙。"), licence="CC0-1.0"
)  # fmt: skip


class TestShell:
    """The page before Streamlit fills it."""

    @pytest.fixture
    def asked(self):
        """What Streamlit was asked, in order: method, path and names of headers."""
        return []

    @pytest.fixture
    def shell(self, asked):
        async def streamlit(scope, receive, send):
            asked.append(
                (scope["method"], scope["path"], sorted(name.decode() for name, _ in scope["headers"]))
            )
            status, kind = {
                "/refused": (403, "text/html"),
                "/file.txt": (200, "text/plain"),
                "/none": (200, ""),
                "/static/file": (200, "text/javascript"),
                "/media/part": (206, "text/csv"),
                "/_stcore/refused": (403, "text/html"),
                "/static/same": (304, ""),
                "/static/part": (206, "text/html; charset=utf-8"),
            }.get(scope["path"], (200, "text/html; charset=utf-8"))
            headers = {"content-type": kind} if kind else {}
            await Response(f"streamlit {scope['method']}", status, headers)(scope, receive, send)

        return HtmlShell(
            streamlit,
            template=TEMPLATE,
            parts=INDEX_PAGE_PARTS,
            icon=b"<svg/>",
            pages={"/": ("Overview", "What is here, at a glance"), "/regions": ("Regions", "One region")},
            about=lambda: ABOUT,
            heads={"/regions": "<!-- ahead -->"},
            other_paths=("/_stcore", "/static", "/media"),
        )

    def test_the_whole_page(self, shell):
        page = at(shell).get("/regions").text

        assert page.startswith(
            '<!doctype html><html lang="en"><head><title>Regions · A &amp; B</title>\n'
            '    <meta name="description" content="One region – Of &lt;c&gt;." />'
            '<link rel="shortcut icon" type="image/svg+xml" href="data:image/svg+xml;base64,PHN2Zy8+" />'
            '<link rel="service-desc" type="application/json" href="/api/v1/openapi.json" />\n'
            '    <link rel="alternate" type="application/atom+xml" href="/feed.atom?lang=en" />'
            '<script>one</script><!-- ahead --></head><body><noscript><p lang="en">'
        )
        assert page.endswith('</noscript><div id="root"></div><script>two</script></body></html>')
        assert inline_scripts(page) == ["one", "two"]

    @pytest.mark.parametrize(
        ("path", "title", "description"),
        [
            ("/", "A &amp; B", "Of &lt;c&gt;."),
            ("/regions", "Regions · A &amp; B", "One region – Of &lt;c&gt;."),
            ("/nosuch", "A &amp; B", "Of &lt;c&gt;."),
        ],
    )
    def test_its_name_and_purpose(self, shell, path, title, description):
        page = at(shell).get(path).text

        assert f"<title>{title}</title>" in page
        assert f'content="{description}" />' in page

    def test_without_scripts_every_file_is_linked(self, shell):
        for language, words in {
            "en": ("table (CSV)", "API description", "guide in plain text"),
            "zh-Hans": (),
        }.items():
            [told] = re.findall(rf'<p lang="{language}">(.*?)</p>', at(shell).get("/").text)
            assert re.findall('href="([^"]*)"', told) == [
                "/api/v1/observations.csv",
                "/api/v1/openapi.json",
                "/llms.txt",
            ]
            assert all(word in told for word in words)

    @pytest.mark.parametrize(
        ("method", "path", "answer"),
        [
            ("GET", "/refused", "streamlit GET"),
            ("HEAD", "/refused", "streamlit HEAD"),
            ("GET", "/file.txt", "streamlit GET"),
            ("GET", "/none", "streamlit GET"),
            ("POST", "/", "streamlit POST"),
            *(("GET", path, "streamlit GET") for path in ("/static/file", "/media/part", "/_stcore/refused")),
            ("HEAD", "/static/same", "streamlit HEAD"),
            ("POST", "/static/x", "streamlit POST"),
        ],
    )
    def test_what_is_no_page_of_streamlit_stays_as_it_is(self, shell, method, path, answer):
        assert at(shell).request(method, path).text == answer

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize("path", ["/static", "/static/x", "/static/part", "/_stcore/x", "/media/x/y"])
    def test_a_page_in_place_of_a_file_is_a_file_that_is_not_there(self, shell, method, path, asked):
        answer = at(shell).request(method, path)

        assert (answer.status_code, answer.json()["detail"]) == (404, "there is nothing here")
        assert [(method, path)] == [(each[0], each[1]) for each in asked]

    def test_streamlit_is_asked_for_its_page_as_if_for_the_first_time(self, shell, asked):
        sent = {
            "If-None-Match": "x", "If-Modified-Since": "x", "Range": "x", "Accept-Encoding": "gzip", "Cookie": "c",
        }  # fmt: skip
        at(shell).get("/", **sent)

        assert asked == [("HEAD", "/", ["cookie", "host"])]

    def test_streamlit_is_asked_once_whether_it_has_a_page_and_each_time_whether_it_has_anything_else(
        self, shell, asked
    ):
        pages = [
            at(shell).get(path).text for path in ("/regions", "/regions", "/nosuch", "/nosuch", "/file.txt")
        ]

        assert [path for _, path, _ in asked] == ["/regions", "/nosuch", "/nosuch", "/file.txt", "/file.txt"]
        assert pages[0] == pages[1]

    @pytest.mark.parametrize(("path", "status"), [("/", 304), ("/regions", 304), ("/nosuch", 404)])
    def test_what_the_browser_has(self, shell, path, status):
        first = at(shell).get(path)
        again = at(shell).get(path, If_None_Match=first.headers["etag"])
        names = ("etag", "cache-control", "vary", "content-language")

        assert again.status_code == status
        assert [again.headers[name] for name in names] == [first.headers[name] for name in names]
        assert (again.raw == b"") is (status == 304)

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("path", ["/", "/regions", "/nosuch"])
    def test_plain_and_packed_are_one_page(self, shell, path, language):
        plain = at(shell).get(f"{path}?lang={language}", Accept_Encoding="identity")
        packed = at(shell).get(f"{path}?lang={language}", Accept_Encoding="gzip")

        assert gzip.decompress(packed.raw) == plain.raw
        assert plain.headers["etag"] == packed.headers["etag"]
        assert plain.headers["etag"].startswith('W/"')
        assert (plain.status_code, packed.status_code) == ((404, 404) if path == "/nosuch" else (200, 200))
        assert plain.headers["content-type"] == "text/html; charset=utf-8"

    def test_pages_and_languages_have_tags_of_their_own(self, shell):
        tags = {
            at(shell).get(f"{path}?lang={lang}").headers["etag"]
            for path in ("/", "/regions")
            for lang in ("en", "zh")
        }

        assert len(tags) == 4

    def test_a_new_title_is_shown_at_once(self, shell):
        before = at(shell).get("/").headers["etag"]
        shell._about = lambda: ABOUT.model_copy(update={"title": Text(en="New", zh="新")})
        after = at(shell).get("/", If_None_Match=before)

        assert (after.status_code, "<title>New</title>" in after.text) == (200, True)

    def test_a_connection_is_handed_on(self):
        shell = HtmlShell(
            INNER, template=TEMPLATE, parts=INDEX_PAGE_PARTS, icon=b"", pages={}, about=lambda: ABOUT
        )

        assert at(shell).opened("/x")[1]["text"] == "no origin"

    @pytest.mark.parametrize(
        ("query", "liked", "language"),
        [
            (b"", "zh", "zh"),
            (b"", "zh-Hant-TW", "zh"),
            (b"", "ZH-cn", "zh"),
            (b"", "zho", "en"),
            (b"", "en, zh", "en"),
            (b"", "zh, en", "zh"),
            (b"", "zh;q=0.5, en;q=0.5", "zh"),
            (b"", "en;q=0.4, zh;q=0.5", "zh"),
            (b"", "en;q=0.5, zh;q=0.4", "en"),
            (b"", "zh;q=1, en", "zh"),
            (b"", "zh;q=0.999, en;q=1.000", "en"),
            (b"", "zh;q=2, en;q=0.1", "en"),
            (b"", "zh;q=0", "en"),
            (b"", "fr, zh;q=0.5, en;q=0.1", "zh"),
            (b"", "zh ; q = 0.9 , en ; q = 0.1", "zh"),
            (b"lang=zh", "en", "zh"),
            (b"lang=en&lang=zh", "en", "zh"),
            (b"lang=zh&lang=en", "zh", "en"),
            (b"lang=ZH", "en", "zh"),
            (b"lang=fr", "zh", "zh"),
        ],
    )
    def test_the_language_is_the_one_asked_for_else_the_one_liked_best(self, query, liked, language):
        scope = {"query_string": query, "headers": [(b"accept-language", liked.encode())]}

        assert requested_language(scope) == language
