"""The dashboard as a folder of files: every page is there, every link leads somewhere, and nothing else is touched."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from indicators.cli import main
from indicators.errors import FileAccessError
from indicators.i18n import LANGUAGES
from indicators.web.static_site import build
from indicators.web.static_site.build import SiteRequest, build_site
from indicators.web.static_site.folder import MANIFEST_NAME
from indicators.web.static_site.link_check import check_links
from indicators.web.static_site.style import site_style
from tests.hostile import hostile

DAY = date(2026, 5, 4)
BASE = "https://a.test/figures"


@pytest.fixture(autouse=True)
def _without_index(monkeypatch):
    """The index of words takes a program of its own: a test with a browser has it made."""
    monkeypatch.setattr(build, "has_search_library", lambda: False)


def ask(data, out, languages=LANGUAGES, base=""):
    return SiteRequest(data, out, languages, base, site_style(), DAY)


@pytest.fixture(scope="module")
def site(small_file, tmp_path_factory):
    """A site of the small dataset that will be served at BASE; nobody writes into it."""
    folder = tmp_path_factory.mktemp("site") / "made"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "has_search_library", lambda: False)
        return folder, build_site(ask(small_file, folder, base=BASE))


def pages_of(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_every_subject_chart_and_figure_has_a_page_in_both_languages(site, small):
    folder, outcome = site
    pages = pages_of(folder)
    for kind, ids in (
        ("regions", small.dataset.regions),
        ("indicators", small.dataset.indicators),
        ("sources", small.dataset.sources),
        ("topics", small.dataset.topics),
        ("plans", small.dataset.plans),
        ("charts", small.dataset.charts),
        ("figures", small.rows()["observation_id"]),
    ):
        assert {f"{kind}/{id}.html" for id in ids} <= set(pages)
        assert {f"zh/{kind}/{id}.html" for id in ids} <= set(pages)
    assert {"index.html", "zh/index.html", "data.html", "about.html", "charts.html"} <= set(pages)
    assert outcome.pages == len(pages)


def test_no_link_is_dead(site):
    folder, outcome = site
    assert outcome.dead_links == ()
    assert check_links(folder, pages_of(folder)) == []


def test_a_page_that_is_gone_and_an_anchor_that_is_gone_are_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<a href="b.html#there">b</a><a href="c/d.html">d</a><a href="#me">me</a>'
    )
    (tmp_path / "b.html").write_text('<p id="here">b</p><a href="../out.html">out</a>')

    assert check_links(tmp_path, ["a.html", "b.html"]) == [
        "a.html: a.html has no 'me'",
        "a.html: b.html has no 'there'",
        "a.html: c/d.html is not there",
        "b.html: ../out.html is not there",
    ]


def test_links_are_relative_and_ask_no_program_and_no_other_host(site):
    folder, _ = site
    for path in pages_of(folder):
        html = (folder / path).read_text(encoding="utf-8")
        hrefs = re.findall(r'<[a-z]+[^<>]* (?:href|src|action)="([^"]*)"', html)
        assert [href for href in hrefs if href.startswith(("/", "site:")) or "?" in href] == []
        assert [href for href in hrefs if "://" in href and not href.startswith(BASE)] == []


def test_each_page_names_itself_and_its_like_in_the_other_language(site):
    folder, _ = site
    html = (folder / "regions" / "port.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert f'<link rel="canonical" href="{BASE}/regions/port.html">' in html
    assert f'<link rel="alternate" hreflang="zh-Hans" href="{BASE}/zh/regions/port.html">' in html
    assert '<a href="../zh/regions/port.html" hreflang="zh-Hans"' in html
    assert '<html lang="zh-Hans">' in (folder / "zh" / "regions" / "port.html").read_text(encoding="utf-8")


def test_the_sitemap_names_every_page_once(site):
    folder, _ = site
    found = re.findall("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(unquote(each.removeprefix(f"{BASE}/")) for each in found) == pages_of(folder)
    assert f"Sitemap: {BASE}/sitemap.xml" in (folder / "robots.txt").read_text(encoding="utf-8")


def test_files_of_the_data_and_of_charts_lie_beside_the_pages(site, small):
    folder, _ = site
    csv = (folder / "files" / "observations.csv").read_bytes()
    assert csv.count(b"\n") == len(small.rows()) + 1
    assert {"observations.xlsx", "observations.json", "package.zip", "regions.csv"} <= {
        path.name for path in (folder / "zh" / "files").iterdir()
    }
    chart = next(iter(small.dataset.charts))
    assert (folder / "charts" / f"{chart}.svg").read_text(encoding="utf-8").startswith("<svg")
    assert f'href="{chart}.csv"' in (folder / "charts" / f"{chart}.html").read_text(encoding="utf-8")


def test_a_second_run_writes_nothing(small_file, tmp_path):
    out = tmp_path / "made"
    build_site(ask(small_file, out))
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}

    again = build_site(ask(small_file, out))

    assert (again.written, again.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_pages_that_are_gone_are_removed_and_other_files_stay(small_file, tmp_path):
    out = tmp_path / "made"
    build_site(ask(small_file, out))
    (out / "CNAME").write_text("a.test")

    outcome = build_site(ask(small_file, out, languages=("en",)))

    assert outcome.removed > 0
    assert [path for path in pages_of(out) if path.startswith("zh/")] == []
    assert (out / "CNAME").read_text() == "a.test"
    assert 'hreflang="zh-Hans"' not in (out / "index.html").read_text(encoding="utf-8")


def test_a_site_in_chinese_alone_begins_at_its_root(small_file, tmp_path):
    out = tmp_path / "made"
    outcome = build_site(ask(small_file, out, languages=("zh",)))

    assert outcome.dead_links == ()
    assert 'content="0; url=zh/index.html"' in (out / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_something_else_is_refused(small_file, tmp_path):
    (tmp_path / "letter.txt").write_text("keep")

    with pytest.raises(FileAccessError, match="is not empty and holds no site of ours; nothing was written"):
        build_site(ask(small_file, tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_list_of_files_that_names_others_removes_none_of_them(small_file, tmp_path):
    (tmp_path / "letter.txt").write_text("keep")
    out = tmp_path / "made"
    out.mkdir()
    (out / MANIFEST_NAME).write_text("../letter.txt\n")

    build_site(ask(small_file, out))

    assert (tmp_path / "letter.txt").read_text() == "keep"


def test_hostile_names_stay_text(small_file, tmp_path):
    data = tmp_path / "hostile.json"
    data.write_text(hostile(small_file.read_text(encoding="utf-8")), encoding="utf-8")
    out = tmp_path / "made"

    outcome = build_site(ask(data, out))

    assert outcome.dead_links == ()
    for path in pages_of(out):
        html = (out / path).read_text(encoding="utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert re.findall(r'<a[^<>]* href="(?:javascript:|https://evil)', html) == []


def test_the_command_says_what_it_made_and_that_there_is_no_search(small_file, tmp_path):
    out = tmp_path / "made"
    result = CliRunner().invoke(main, ["site", "--out", str(out), "--data", str(small_file)])

    assert result.exit_code == 0, result.output
    assert re.fullmatch(r".*made: \d+ pages, (\d+) files, \1 written, 0 removed\n", result.stdout)
    assert result.stderr.endswith("There is no search: pip install 'regional-indicators[site]'\n")
    assert "ri-search" not in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("base", ["example.org", "ftp://example.org", "https://a.test/?q=1"])
def test_a_base_that_is_no_address_is_refused(tmp_path, base):
    result = CliRunner().invoke(main, ["site", "--out", str(tmp_path / "made"), "--base", base])

    assert result.exit_code == 2
    assert f"expected an address such as https://example.org/figures; found {base!r}" in result.stderr
