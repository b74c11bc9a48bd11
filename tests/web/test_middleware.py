"""What stands around every request: names, sizes, headers, health, packed scripts and the page's shell."""

from __future__ import annotations

import asyncio
import gzip
import re
from pathlib import Path

import pyarrow as pa
import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from indicators.model import About, Text
from indicators.ui.startup import build_middleware
from indicators.ui.streamlit_internals.addresses import open_paths
from indicators.ui.streamlit_internals.index_page import (
    INDEX_PAGE_PARTS,
    STATIC_FOLDER,
    index_page,
    inline_scripts,
)
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.middleware import (
    CompressedFiles,
    CompressedFolder,
    HealthChecks,
    HtmlShell,
    Readiness,
    RequestLimits,
    SecurityHeaders,
    TrustedHosts,
)
from indicators.web.middleware.security_headers import csp_hash
from indicators.web.paper.first_view import PaperSite, find_first_view
from indicators.web.settings import Settings
from tests.asgi import Asking, echo, greet
from tests.real import real
from tests.serving import server

TEMPLATE = index_page()


INNER = Starlette(
    routes=[
        WebSocketRoute("/_stcore/stream", greet),
        Route("/page", lambda _: Response("<p>", media_type="text/html"), methods=["GET"]),
        Route("/data", lambda _: Response("1", 200, {"Access-Control-Allow-Origin": "*"}, "text/csv")),
        Route("/same", lambda _: Response(status_code=304)),
        Route("/cookie", lambda _: Response(headers={"Set-Cookie": "a=b; Path=/"})),
        Route("/{path:path}", echo, methods=["GET", "PUT", "POST"]),
    ]
)


def limits(**settings):
    """What a server with these settings lets through."""
    layers = build_middleware(server(**settings))
    return RequestLimits(INNER, **next(each.kwargs for each in layers if each.cls is RequestLimits))


def at(app, scheme="http", **headers):
    return Asking(app, scheme=scheme, headers=headers)


def detail(answer):
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer.json()["detail"]


class TestHosts:
    @pytest.mark.parametrize("name", ["localhost", "LOCALHOST.", "127.0.0.1:8501", "[::1]:8501", "10.1.2.3"])
    def test_a_server_is_called_by_its_own_names(self, name):
        assert at(TrustedHosts(INNER, host="10.1.2.3"), Host=name).get("/").status_code == 200

    @pytest.mark.parametrize(
        "name", ["evil.example", "10.1.2.4", "localhost.evil.example", "figures.example.org"]
    )
    def test_a_foreign_name_is_misdirected(self, name):
        answer = at(TrustedHosts(INNER, host="10.1.2.3"), Host=name).get("/")

        assert (answer.status_code, detail(answer)) == (421, f"this server is not called {name!r}")

    @pytest.mark.parametrize(
        "name", ["", "a b", "a/b", "user@localhost", "localhost:port", "<script>", "[x]"]
    )
    def test_what_is_no_name_is_refused(self, name):
        answer = at(TrustedHosts(INNER), Host=name).get("/")

        assert (answer.status_code, detail(answer)) == (400, f"{name!r} is not the name of a host")

    @pytest.mark.parametrize(
        ("allowed", "name", "status"),
        [
            ("figures.example.org", "figures.example.org:443", 200),
            ("*.example.org", "figures.example.org", 200),
            ("*.example.org", "example.org", 421),
            ("*.example.org", "evilexample.org", 421),
            ("*", "anything.example", 200),
        ],
    )
    def test_the_operator_may_allow_names(self, allowed, name, status):
        assert at(TrustedHosts(INNER, allowed=[allowed]), Host=name).get("/").status_code == status

    @pytest.mark.parametrize("host", ["0.0.0.0", "::"])
    def test_a_server_on_every_address_may_be_called_by_any_address_but_not_by_any_name(self, host):
        guarded = TrustedHosts(INNER, host=host)

        assert at(guarded, Host="192.0.2.7:8501").get("/").status_code == 200
        assert at(guarded, Host="[2001:db8::7]").get("/").status_code == 200
        assert at(guarded, Host="rebound.example").get("/").status_code == 421

    @pytest.mark.parametrize(
        ("origin", "heard"),
        [
            ("http://localhost:8501", "http://localhost:8501"),
            ("http://127.0.0.1:3000", "no origin"),
            ("https://figures.example.org", "no origin"),
        ],
    )
    def test_pages_of_this_server_open_a_connection_also_behind_a_proxy(self, origin, heard):
        """Streamlit asks the internet for its own address when it sees another origin than the host."""
        told = at(TrustedHosts(INNER, allowed=["figures.example.org"])).opened(
            "/_stcore/stream", Origin=origin
        )

        assert told[1]["text"] == heard

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", "http://[", "https://evil.example:8501"]
    )
    @pytest.mark.parametrize("allowed", [(), ("*",)])
    def test_no_other_site_opens_a_connection(self, origin, allowed):
        told = at(TrustedHosts(INNER, allowed=allowed)).opened("/_stcore/stream", Origin=origin)

        assert told == [{"type": "websocket.close", "code": 1008, "reason": ""}]

    def test_a_program_without_an_origin_may_open_a_websocket(self):
        assert at(TrustedHosts(INNER)).opened("/_stcore/stream")[1]["text"] == "no origin"


class TestLimits:
    def test_who_asks_is_answered_while_two_hundred_readers_connect_at_once(self):
        told = []

        async def app(scope, receive, send):
            told.append(scope["path"])

        async def ask_all() -> None:
            limited = RequestLimits(app)
            readers = [
                limited({"type": "websocket", "path": f"/{n}", "headers": []}, None, None) for n in range(200)
            ]
            program = limited({"type": "http", "path": "/program", "headers": []}, None, None)
            await asyncio.gather(*readers, program)

        asyncio.run(ask_all())

        assert sorted(told) == sorted(["/program", *(f"/{n}" for n in range(200))])
        assert told.index("/program") < 5
        assert [path for path in told if path != "/program"] == [f"/{n}" for n in range(200)]

    def test_what_is_usual_passes(self):
        asked = at(RequestLimits(INNER), Content_Length="65536").request(
            "POST", "/x?" + "q" * 7_000, parts=[b"x" * 65_536]
        )

        assert asked.text == "POST 65536"

    def test_a_long_address_is_refused(self):
        answer = at(RequestLimits(INNER)).get("/" + "x" * 4_000 + "?" + "q" * 4_000)

        assert answer.status_code == 414
        assert detail(answer) == "an address holds at most 8,000 characters; found 8,001"

    def test_large_headers_are_refused(self):
        answer = at(RequestLimits(INNER), Cookie="x" * 16_000).get("/")

        assert answer.status_code == 431
        assert detail(answer).startswith("the headers hold at most 16,000 characters; found 16,")

    def test_a_large_body_is_refused(self):
        answer = at(RequestLimits(INNER)).request("POST", "/x", {"Content-Length": "65537"})

        assert (answer.status_code, detail(answer)) == (
            413,
            "a body holds at most 65,536 bytes; found 65,537",
        )

    def test_a_body_whose_length_is_not_told_ends_when_it_is_large(self):
        with pytest.raises(ClientDisconnect):
            at(RequestLimits(INNER)).request("POST", "/x", parts=[b"x" * 10_000] * 10)

    @pytest.mark.parametrize(
        "path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/upload_file/a/b"]
    )
    def test_what_only_operators_need_is_closed(self, path):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
            answer = at(limits()).request(method, path)
            assert (answer.status_code, detail(answer)) == (404, "there is nothing here")

    def test_the_workbench_takes_files_and_metrics_open_when_asked_for(self):
        opened = at(limits(workbench=True, metrics=True))

        assert opened.request("PUT", "/_stcore/upload_file/a/b", parts=[b"x" * 900_000]).text == "PUT 900000"
        assert opened.get("/_stcore/metrics").status_code == 200
        assert opened.get("/_stcore/agent/openapi.json").status_code == 404


class TestHeaders:
    def test_every_answer_has_them_refusals_too(self):
        for answer in (
            at(SecurityHeaders(INNER)).get("/page"),
            at(SecurityHeaders(limits())).get("/_stcore/metrics"),
        ):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert "camera=()" in answer.headers["permissions-policy"]
            assert answer.headers["x-frame-options"] == "DENY"
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert "server" not in answer.headers

    def test_a_page_runs_only_our_files_and_the_scripts_named_by_their_hash(self):
        policy = (
            at(SecurityHeaders(INNER, scripts=["window.x = 1"]))
            .get("/page")
            .headers["content-security-policy"]
        )

        assert f"script-src 'self' '{csp_hash('window.x = 1')}';" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self' 'unsafe-inline'" not in policy
        assert not re.search(r"https?:|\*", policy)

    def test_a_hash_is_the_one_browsers_compute(self):
        assert csp_hash("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="

    def test_data_may_be_read_from_anywhere_and_run_nowhere(self):
        headers = at(SecurityHeaders(INNER)).get("/data").headers

        assert headers["access-control-allow-origin"] == "*"
        assert headers["cross-origin-resource-policy"] == "cross-origin"
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"

    def test_a_not_modified_answer_sends_no_content_policy(self):
        assert "content-security-policy" not in at(SecurityHeaders(INNER)).get("/same").headers

    @pytest.mark.parametrize(
        ("query", "ancestors"),
        [
            ("?embed=true", "https://news.example https://*.example.org"),
            ("?lang=zh&embed=TRUE", "https://news.example https://*.example.org"),
            ("?embed=false", "'none'"),
            ("?embed=true&embed=0", "'none'"),
            ("", "'none'"),
        ],
    )
    def test_only_an_embedded_page_is_framed_and_only_where_the_operator_says(self, query, ancestors):
        guarded = at(SecurityHeaders(INNER, embedders=("https://news.example", "https://*.example.org")))
        headers = guarded.get(f"/page{query}").headers

        assert headers["content-security-policy"].endswith(f"frame-ancestors {ancestors}")
        assert ("x-frame-options" in headers) is (ancestors == "'none'")

    def test_without_a_word_of_the_operator_nobody_frames(self):
        headers = at(SecurityHeaders(INNER)).get("/page?embed=true").headers

        assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
        assert headers["x-frame-options"] == "DENY"

    def test_https_is_insisted_on_only_over_https_and_only_when_asked_for(self):
        def told(scheme, **options):
            return (
                at(SecurityHeaders(INNER, **options), scheme)
                .get("/page")
                .headers.get("strict-transport-security")
            )

        assert told("https", hsts=600) == "max-age=600"
        assert told("http", hsts=600) is None
        assert told("https") is None

    def test_cookies_over_https_stay_there(self):
        assert (
            at(SecurityHeaders(INNER), "https").get("/cookie").headers["set-cookie"] == "a=b; Path=/; Secure"
        )
        assert at(SecurityHeaders(INNER)).get("/cookie").headers["set-cookie"] == "a=b; Path=/"


class TestHealth:
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_the_process_answers_at_once_and_is_ready_when_warm(self, method):
        readiness = Readiness()
        watched = at(HealthChecks(TrustedHosts(INNER), readiness=readiness), Host="192.0.2.7")

        def status(path):
            return watched.request(method, path).status_code

        assert (status("/healthz"), status("/readyz")) == (200, 503)
        readiness.set_ready()
        assert (status("/healthz"), status("/readyz")) == (200, 200)
        assert status("/") == 421

    def test_what_is_missing_is_told(self):
        watched = at(HealthChecks(INNER, readiness=Readiness()))

        assert detail(watched.get("/readyz")) == "the server is warming up"
        assert watched.get("/healthz").json() == {"status": "healthy"}
        assert watched.get("/healthz").headers["cache-control"] == "no-store"
        assert watched.request("POST", "/healthz").headers["allow"] == "GET, HEAD"


class TestBundles:
    TEXT = b"const figures = 1;\n" * 1_000

    @pytest.fixture
    def served(self, tmp_path):
        folder = tmp_path / "static"
        folder.mkdir()
        (folder / "a.1f.js").write_bytes(self.TEXT)
        (folder / "font.woff2").write_bytes(self.TEXT)
        (tmp_path / "secret.js").write_bytes(self.TEXT)
        inner = Starlette(routes=[Mount("/static", StaticFiles(directory=folder))])
        return at(CompressedFiles(inner, folder=CompressedFolder(tmp_path)))

    @pytest.mark.parametrize("encoding", ["gzip", "br"])
    def test_a_script_is_packed_and_kept_for_ever(self, served, encoding):
        answer = served.get("/static/a.1f.js", Accept_Encoding=encoding)
        unpack = {
            "gzip": gzip.decompress,
            "br": lambda b: bytes(pa.Codec("brotli").decompress(b, len(self.TEXT))),
        }

        assert unpack[encoding](answer.raw) == self.TEXT
        assert answer.headers["content-encoding"] == encoding
        assert int(answer.headers["content-length"]) == len(answer.raw) < len(self.TEXT) / 10
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert answer.headers["content-type"].startswith(("text/javascript", "application/javascript"))

    def test_a_script_that_runs_at_once_tells_browsers_so_and_a_style_does_not(self, tmp_path):
        folder = tmp_path / "static"
        folder.mkdir()
        for name in ("index.1f.js", "index.1f.css"):
            (folder / name).write_bytes(self.TEXT)
        served = at(
            CompressedFiles(Starlette(), folder=CompressedFolder(tmp_path, eager_scripts=("index.",)))
        )

        sent = {
            kind: gzip.decompress(served.get(f"/static/index.1f.{kind}", Accept_Encoding="gzip").raw)
            for kind in ("js", "css")
        }

        assert sent == {"js": b"//# allFunctionsCalledOnLoad\n" + self.TEXT, "css": self.TEXT}

    def test_it_is_packed_once(self, served, monkeypatch):
        first = served.get("/static/a.1f.js", Accept_Encoding="gzip").raw
        monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read again"))

        assert served.get("/static/a.1f.js", Accept_Encoding="gzip").raw == first

    def test_each_encoding_of_a_file_has_its_own_etag(self, served):
        names = {
            encoding: served.get("/static/a.1f.js", Accept_Encoding=encoding).headers["etag"]
            for encoding in ("identity", "gzip", "br")
        }
        again = served.get("/static/a.1f.js", Accept_Encoding="gzip", If_None_Match=f'"x", {names["gzip"]}')

        assert len(set(names.values())) == 3
        assert (again.status_code, again.raw) == (304, b"")

    @pytest.mark.parametrize("offer", ["identity", "", "gzip;q=0", "deflate, zstd"])
    def test_browsers_without_compression_get_plain_files_with_vary(self, served, offer):
        answer = served.get("/static/a.1f.js", Accept_Encoding=offer)

        assert answer.raw == self.TEXT
        assert "content-encoding" not in answer.headers
        assert "Accept-Encoding" in answer.headers["vary"]

    def test_a_part_of_a_file_is_a_part_of_the_plain_one(self, served):
        answer = served.get("/static/a.1f.js", Accept_Encoding="gzip", Range="bytes=0-4")

        assert (answer.status_code, answer.raw) == (206, b"const")

    def test_head_is_answered_as_get(self, served):
        assert served.head("/static/a.1f.js").headers == served.get("/static/a.1f.js").headers

    @pytest.mark.parametrize("path", ["/static/../secret.js", "/static/%2e%2e/secret.js", "/static/none.js"])
    def test_nothing_outside_the_folder_is_served(self, served, path):
        assert served.get(path).status_code == 404

    def test_what_is_packed_already_is_left_alone(self, served):
        assert served.get("/static/font.woff2", Accept_Encoding="gzip").raw == self.TEXT


ABOUT = About(
    title=Text(en="Small <sample>", zh="小样本"),
    description=Text(en='Figures "of" a bay.', zh="海湾的数据。"),
    licence="CC0-1.0",
)


class TestShell:
    @pytest.fixture
    def shell(self):
        return self.shell_with()

    def shell_with(self, **options):
        async def page(request):
            if request.url.path.endswith("/") and request.url.path != "/":
                return RedirectResponse("/there", 301)
            return FileResponse(STATIC_FOLDER / "index.html")

        inner = Starlette(
            routes=[
                Route("/_stcore/health", lambda _: PlainTextResponse("ok")),
                Route("/favicon.png", lambda _: Response(b"\x89PNG", media_type="image/png")),
                Route("/{path:path}", page),
            ]
        )
        pages = {
            "/": ("Overview", "What is here, at a glance"),
            "/regions": ("Regions", "One region's figures, by topic"),
        }
        heads = {"/regions": '<link rel="modulepreload" href="./ahead.js">'}
        return at(
            HtmlShell(
                inner,
                template=TEMPLATE,
                parts=INDEX_PAGE_PARTS,
                icon=b"<svg/>",
                pages=pages,
                about=lambda: ABOUT,
                heads=heads,
                other_paths=open_paths(Settings()),
                **options,
            )
        )

    def test_the_page_is_named_and_described_and_runs_the_same_scripts(self, shell):
        page = shell.get("/").text

        assert "<title>Small &lt;sample&gt;</title>" in page
        assert '<meta name="description" content="Figures &quot;of&quot; a bay." />' in page
        assert inline_scripts(page) == inline_scripts(TEMPLATE)
        assert re.findall(r'src="([^"]*)"', page) == re.findall(r'src="([^"]*)"', TEMPLATE)
        assert "_stcore/agent" not in page
        assert 'href="/api/v1/observations.csv"' in page

    def test_what_starts_streamlit_lies_inert_below_a_first_view_and_in_the_head_of_other_pages(self, shell):
        start = re.search(r'<script type="module".*?</script>', TEMPLATE)[0]
        [sheet] = re.findall(r'<link rel="stylesheet"[^>]*>', TEMPLATE)
        view = find_first_view(real(), PaperSite(SITE_PAGES, ""), "regions", "region=guangzhou", "en")
        plain = shell.get("/regions").text
        page = self.shell_with(first_view=lambda *_: view).get("/regions").text
        body, inert = re.fullmatch(
            '.*<div id="ri-first">(.*)</div>\n    <template id="ri-startup">(.*)</template>\n    <div id="root"></div>.*',
            page,
            re.DOTALL,
        ).groups()

        assert all(each in plain.partition("</head>")[0] for each in (start, sheet))
        assert "<template" not in plain
        assert body == view.body
        assert all(inert.count(each) == page.count(each) == 1 for each in (start, sheet, "./ahead.js"))
        assert inert.count("modulepreload") == page.count("modulepreload") == plain.count("modulepreload")

    def test_readers_without_scripts_are_told_in_both_languages_where_the_figures_are(self, shell):
        told = re.search(r"<noscript>(.*?)</noscript>", shell.get("/").text, re.DOTALL)[1]

        assert re.findall(r'<p lang="([^"]*)">', told) == ["en", "zh-Hans"]
        assert told.count('href="/api/v1/observations.csv"') == 2
        assert "JavaScript" in told

    @pytest.mark.parametrize(
        ("query", "browser", "language"),
        [
            ("", "", "en"),
            ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
            ("", "en-GB,en;q=0.9,zh;q=0.8", "en"),
            ("", "en;q=0.3, zh-TW;q=0.7", "zh-Hans"),
            ("", "fr, zh;q=0.9", "zh-Hans"),
            ("", "zh;q=0", "en"),
            ("", "zh;q=x", "zh-Hans"),
            ("", ";;;,,q=", "en"),
            ("?lang=zh", "en", "zh-Hans"),
            ("?lang=en", "zh-CN", "en"),
            ("?lang=tlh", "zh-CN", "zh-Hans"),
            ("?lang=%ff%00", "", "en"),
        ],
    )
    def test_the_page_says_its_language(self, shell, query, browser, language):
        answer = shell.get(f"/{query}", Accept_Language=browser)

        assert f'<html lang="{language}">' in answer.text
        assert answer.headers["content-language"] == language
        assert answer.headers["vary"] == "Accept-Encoding, Accept-Language"
        assert ("小样本" in answer.text) is (language == "zh-Hans")

    def test_every_page_has_a_name_of_its_own(self, shell):
        assert "<title>Regions · Small &lt;sample&gt;</title>" in shell.get("/regions").text

    def test_a_page_names_in_its_head_what_it_will_need(self, shell):
        heads = {path: shell.get(path).text.partition("</head>")[0] for path in ("/", "/regions", "/nosuch")}

        assert {path: "./ahead.js" in head for path, head in heads.items()} == {
            "/": False,
            "/regions": True,
            "/nosuch": False,
        }

    def test_what_is_no_page_is_not_found_but_shows_what_there_is(self, shell):
        for path in ("/nosuch", "/.env", "/regions/haven"):
            answer = shell.get(path)
            assert (answer.status_code, '<div id="root">' in answer.text) == (404, True)

    def test_answers_of_streamlit_that_are_no_page_stay_as_they_are(self, shell):
        assert shell.get("/_stcore/health").text == "ok"
        assert shell.get("/favicon.png").raw == b"\x89PNG"
        assert shell.get("/regions/").status_code == 301
        assert shell.request("POST", "/").status_code == 405

    def test_it_is_asked_for_each_time_and_sent_only_when_it_changed(self, shell):
        first = shell.get("/")
        again = shell.get("/", If_None_Match=first.headers["etag"])
        other = shell.get("/?lang=zh", If_None_Match=first.headers["etag"])

        assert first.headers["cache-control"] == "no-cache"
        assert (again.status_code, again.raw) == (304, b"")
        assert other.status_code == 200

    def test_it_is_packed_and_head_is_answered_as_get(self, shell):
        packed, plain = shell.get("/"), shell.get("/", Accept_Encoding="identity")
        head = shell.head("/")

        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) < len(plain.raw) / 2
        assert packed.text == plain.text
        assert (head.status_code, head.headers) == (200, packed.headers)
