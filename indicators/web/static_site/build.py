"""Makes the folder of a static site: pages, pictures, files, index of words, sitemap, and the check of its links."""

from __future__ import annotations

import importlib.util
import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Final, NamedTuple
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from indicators.charts import Chart
from indicators.charts.chart_cache import find_chart
from indicators.charts.png_painter import paint_png
from indicators.charts.sheet_words import sheet_words
from indicators.charts.svg_sheet import draw_sheet
from indicators.charts.theme import PALETTES
from indicators.errors import IndicatorsError
from indicators.export import FILE_FORMATS, Download, format_of, select_rows
from indicators.export.download import PACKAGE
from indicators.i18n import Language, locale_of
from indicators.query import EVERYTHING, Selection
from indicators.query.opening import open_catalogue
from indicators.web.static_site.addresses import (
    CHARTS,
    SEARCH_PAGE,
    PageKey,
    file_path,
    language_folder,
    plan_site,
)
from indicators.web.static_site.folder import close_folder, open_folder, write_changed
from indicators.web.static_site.link_check import check_links
from indicators.web.static_site.pages import (
    INDEX_FOLDER,
    SEARCH_SCRIPT_PATH,
    STYLE_PATH,
    StaticSite,
    chart_file_kinds,
    chart_file_paths,
    other_language_path,
    write_page,
)
from indicators.yamlfile.progress import Report, report_nothing

#: Pages that one process makes before it is given more.
_CHUNK: Final = 40
#: From so many pages on, two processes are sooner than one.
_MANY_PAGES: Final = 300
#: Pixels of a picture, and how many times as large it is as PNG.
_PICTURE_WIDTH, _PICTURE_SCALE = 900, 2
#: Tables that can be taken away as files of their own, and as what.
_VOCABULARY_KIND: Final = "csv"
#: The library that makes the index of words, and the extra that has it.
SEARCH_LIBRARY: Final = "pagefind"
_SITEMAP_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
#: The page at the root of a site that has none in the default language.
_FORWARD_TEMPLATE: Final = (
    '<!doctype html><html lang="{tag}"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={start}">'
    '<title>{title}</title><a href="{start}">{title}</a></html>\n'
)
_SEARCH_SCRIPT: Final = Path(__file__).parent / "search.js"


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """What is asked for: the dataset at `data` as a site in `out`, which will be called by `base` or by no known name."""

    data: Path
    out: Path
    languages: tuple[Language, ...]
    base: str
    style: str
    made: date
    engine: str = ""


class SiteOutcome(NamedTuple):
    """What was made: the number of pages and of all files, of those written and removed, dead links, whether it can be searched."""

    pages: int
    files: int
    written: int
    removed: int
    dead_links: tuple[str, ...]
    has_search: bool


class _Job(NamedTuple):
    """Some pages in a language, else (no pages) the files of the data in it."""

    language: Language
    keys: tuple[PageKey, ...]


class _Made(NamedTuple):
    """A file by its address, and whether it was written."""

    path: str
    is_written: bool


def build_site(asked: SiteRequest, report: Report = report_nothing) -> SiteOutcome:
    """Make the site, or bring it up to date; raises FileAccessError for a folder that is none, and what opening raises."""
    before = open_folder(asked.out)
    worker = _Worker(asked, report)
    jobs = list(worker.jobs())
    total = sum(len(job.keys) for job in jobs)
    made: list[_Made] = []
    done = 0
    for count, found in _run_jobs(worker, jobs, total):
        done += count
        made += found
        report("writing pages", done / total, done)
    made += [
        _Made(path, write_changed(asked.out, path, content)) for path, content in worker.common_files(made)
    ]
    pages = [each.path for each in made if each.path.endswith(".html")]
    if worker.site.has_search:
        is_new = any(each.is_written for each in made if each.path.endswith(".html")) or before != {
            e.path for e in made
        }
        if is_new or not (asked.out / INDEX_FOLDER).is_dir():
            report("indexing words", None, 0)
            _index_words(asked.out)
    else:
        shutil.rmtree(asked.out / INDEX_FOLDER, ignore_errors=True)
    removed = close_folder(asked.out, before, (each.path for each in made))
    report("checking links", None, 0)
    dead = check_links(asked.out, pages)
    written = sum(each.is_written for each in made)
    return SiteOutcome(len(pages), len(made), written, removed, tuple(dead), worker.site.has_search)


def _run_jobs(worker: _Worker, jobs: list[_Job], total: int) -> Iterator[tuple[int, list[_Made]]]:
    if total < _MANY_PAGES:
        for job in jobs:
            yield len(job.keys), worker.run(job)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, context, _begin_work, (worker.asked,)) as pool:
        counts = {pool.submit(_work, job): len(job.keys) for job in jobs}
        try:
            for future in as_completed(counts):
                yield counts[future], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Worker:
    """Makes parts of a site, in this process or in another."""

    def __init__(self, asked: SiteRequest, report: Report = report_nothing) -> None:
        self.asked = asked
        catalogue = open_catalogue(asked.data, asked.engine, report=report)
        self.catalogue = catalogue
        self.forms = [
            (what, form) for form in FILE_FORMATS for what in form.tables if _is_taken(what, form.id)
        ]
        first = StaticSite(catalogue, plan_site(catalogue, asked.languages[0], self._names()))
        has_search = has_search_library()
        self.site = StaticSite(catalogue, first.addresses, asked.languages, asked.base, has_search)

    def _names(self) -> list[str]:
        return [f"{what}.{form.extension}" for what, form in self.forms]

    def jobs(self) -> Iterator[_Job]:
        """The work, in pieces."""
        keys = self.site.addresses.keys()
        if self.site.has_search:
            keys.append(PageKey(SEARCH_PAGE))
        for language in self.asked.languages:
            yield _Job(language, ())
            for start in range(0, len(keys), _CHUNK):
                yield _Job(language, tuple(keys[start : start + _CHUNK]))

    def run(self, job: _Job) -> list[_Made]:
        """Write what a piece of work asks for."""
        parts = self._pages(job) if job.keys else self._files(job.language)
        return [_Made(path, write_changed(self.asked.out, path, content)) for path, content in parts]

    def _pages(self, job: _Job) -> Iterator[tuple[str, bytes]]:
        for key in job.keys:
            for path, html in write_page(self.site, job.language, key):
                yield path, html.encode()
            if key.slug == CHARTS and key.id:
                yield from self._pictures(job.language, key)

    def _pictures(self, language: Language, key: PageKey) -> Iterator[tuple[str, bytes]]:
        chart = find_chart(self.catalogue, key.id, EVERYTHING, language, ())
        link = f"{self.asked.base}/{key.path(language)}" if self.asked.base else ""
        makers: dict[str, Callable[[], bytes]] = {
            "svg": lambda: self._draw(chart, language, link).encode(),
            "png": lambda: paint_png(self._draw(chart, language, link), _PICTURE_SCALE),
            "csv": lambda: self._chart_rows(chart, language, link),
        }
        for kind, path in chart_file_paths(key, language, chart_file_kinds()).items():
            yield path, makers[kind]()

    def _draw(self, chart: Chart, language: Language, link: str) -> str:
        words = sheet_words(self.catalogue, chart, language, link)
        return draw_sheet(chart, words, PALETTES["light"], _PICTURE_WIDTH, locale_of(language).tag).svg

    def _chart_rows(self, chart: Chart, language: Language, link: str) -> bytes:
        selection = Selection(observation=tuple(sorted(chart.ids)))
        about = Download(self.catalogue, selection, self.asked.made, link, language)
        return format_of("observations", "csv").write(
            select_rows(self.catalogue, "observations", selection), about
        )

    def _files(self, language: Language) -> Iterator[tuple[str, bytes]]:
        """The whole dataset as files."""
        for what, form in self.forms:
            about = Download(self.catalogue, EVERYTHING, self.asked.made, self.asked.base, language, what)
            rows = select_rows(self.catalogue, what, EVERYTHING)
            yield file_path(f"{what}.{form.extension}", language), form.write(rows, about)

    def common_files(self, made: list[_Made]) -> Iterator[tuple[str, bytes]]:
        """What is there once: style, script, list of pages, and the way in where no page is at the root."""
        yield STYLE_PATH, self.asked.style.encode()
        if self.site.has_search:
            yield SEARCH_SCRIPT_PATH, _SEARCH_SCRIPT.read_bytes()
        first = self.asked.languages[0]
        start = PageKey("overview").path(first)
        if start != "index.html":
            title = escape(self.catalogue.dataset.about.title[first])
            yield (
                "index.html",
                _FORWARD_TEMPLATE.format(start=start, title=title, tag=locale_of(first).tag).encode(),
            )
        if self.asked.base:
            pages = sorted(each.path for each in made if each.path.endswith(".html"))
            yield "sitemap.xml", self._sitemap(pages).encode()
            yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self.asked.base}/sitemap.xml\n".encode()
        else:
            yield "robots.txt", b"User-agent: *\nAllow: /\n"

    def _sitemap(self, pages: list[str]) -> str:
        """Every page, with the addresses of its other languages."""
        first, base = self.asked.languages[0], self.asked.base
        own = [path for path in pages if _language_of(path, self.asked.languages) == first]
        entries = []
        for path in own:
            there = {
                each: f"{base}/{other_language_path(path, first, each)}" for each in self.asked.languages
            }
            others = "".join(
                f'<xhtml:link rel="alternate" hreflang={quoteattr(locale_of(each).tag)} href={quoteattr(address)}/>'
                for each, address in there.items()
            )
            entries += [
                f"<url><loc>{escape_xml(address)}</loc>{others}</url>\n" for address in there.values()
            ]
        return f"{_SITEMAP_HEAD}{''.join(entries)}</urlset>\n"


def _language_of(path: str, languages: tuple[Language, ...]) -> Language:
    """The language of a page: that of the longest folder that it lies in."""
    found = (each for each in languages if path.startswith(language_folder(each)))
    return max(found, key=lambda each: len(language_folder(each)))


def _is_taken(what: str, kind: str) -> bool:
    """Whether a file of the data is made: of figures every kind, of a vocabulary one."""
    return what in ("observations", PACKAGE) or kind == _VOCABULARY_KIND


def has_search_library() -> bool:
    """Whether the index of words can be made here: the library, and one of its programs."""
    programs = (f"{SEARCH_LIBRARY}_bin", f"{SEARCH_LIBRARY}_bin_extended")
    found = [importlib.util.find_spec(name) is not None for name in (SEARCH_LIBRARY, *programs)]
    return found[0] and any(found[1:])


def _index_words(folder: Path) -> None:
    """Make the index of words anew; raises SearchIndexFailed."""
    shutil.rmtree(folder / INDEX_FOLDER, ignore_errors=True)
    command = [
        *(sys.executable, "-m", SEARCH_LIBRARY, "--site", str(folder), "--output-subdir", INDEX_FOLDER),
        *("--root-selector", "main", "--silent", "--keep-index-url"),
        *("--exclude-selectors", "nav, footer, form, details, svg, table"),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a program of a package of ours, and no word of anybody else
    if ended.returncode:
        raise SearchIndexFailed(ended.stderr.strip().split("\n")[-1] or "no word of it")


class SearchIndexFailed(IndicatorsError):
    """The index of words could not be made; the pages are there."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"the pages are written, the index of their words is not ({SEARCH_LIBRARY}: {words})"
        )


_process: list[_Worker] = []


def _begin_work(asked: SiteRequest) -> None:
    _process[:] = [_Worker(asked)]


def _work(job: _Job) -> list[_Made]:
    return _process[0].run(job)
