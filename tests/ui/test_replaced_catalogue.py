"""A catalogue that another one has replaced goes from memory, whatever pages, files and the API asked of it."""

from __future__ import annotations

import gc
import os
from inspect import signature
from itertools import count
from weakref import ref

import pytest

from indicators.export import FORMATS_OF_TABLE
from indicators.query import Catalogue
from indicators.query.caches import CACHE_SIZES
from indicators.query.packed_dataset import MANIFEST_NAME
from indicators.reading.claims.factcheck import factcheck
from indicators.ui.session import current_server
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.paper.first_view import PaperSite, find_first_view
from tests.asgi import Asking
from tests.opening import ROOT, page
from tests.packing import ROWS, packed
from tests.serving import api, serving

pytestmark = pytest.mark.usefixtures("always_look")

RELOADS = 12
_ticks = count(1_000_000_000)


def owner(function):
    """The class whose objects keep the answers of a function: of a method its own, else of the first argument."""
    of, _, _ = function.__qualname__.rpartition(".")
    return of or next(iter(signature(function).parameters.values())).annotation


def cached_functions(*owners):
    return {
        f"{function.__module__}.{function.__qualname__}"
        for function in CACHE_SIZES
        if function.__module__.startswith("indicators.") and owner(function) in owners
    }


def functions_asked(catalogue):
    asked = [*catalogue.caches, *catalogue.index.caches]
    return {f"{function.__module__}.{function.__qualname__}" for function in asked}


def ask(path):
    """What the API answers of what the pages are of."""
    return Asking(api(current_server().live)).get(path)


def ask_everything(catalogue):
    """Every page with its charts, every table in every form, and what stands beside them."""
    chart, figure = next(iter(catalogue.dataset.charts), ""), next(iter(catalogue.rows()["observation_id"]))
    for each in SITE_PAGES:
        page(each.slug)
    page("overview", q="bay", chart=chart)
    page("overview", q="bay gdp")  # what no record is called alone
    page("indicators", indicator="gdp", figure=figure)
    for table, forms in FORMATS_OF_TABLE.items():
        for form in forms.values():
            assert ask(f"/api/v1/{table}.{form.extension}").status_code == 200
    factcheck("The bay makes over 5 trillion.", catalogue=catalogue)
    find_first_view(catalogue, PaperSite(SITE_PAGES, ""), "overview", "", "en")
    for path in ("/api/v1/observations.json?limit=3&offset=9", "/api/v1/catalog.jsonld", "/llms.txt"):
        assert ask(path).status_code == 200


@pytest.fixture
def edit(tmp_path, small_file, small):
    """Serves the small sample with its articles; called, it gives it another title, and gives the catalogue then served."""
    for source in small.dataset.sources:
        (tmp_path / f"{source}.txt").write_text("Nothing.", encoding="utf-8")
    path, text = tmp_path / "indicators.yaml", small_file.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    titles = count()

    def reload():
        title = ("Larger sample", "Small sample")[next(titles) % 2]
        path.write_text(text.replace("Small sample", title), encoding="utf-8")
        os.utime(path, (next(_ticks),) * 2)
        catalogue = current_server().live.state().catalogue
        assert catalogue.dataset.about.title.en == title
        return catalogue

    with serving(LiveCatalogue(path), articles=tmp_path):
        yield reload


def test_every_cache_belongs_to_an_object_that_goes():
    """Those of a catalogue and of its index are looked at below; a server has one shell."""
    assert cached_functions("Catalogue", "SearchIndex", "HtmlShell") == cached_functions(
        *map(owner, CACHE_SIZES)
    )


def test_a_replaced_catalogue_goes_though_all_pages_files_and_tables_were_asked_of_it(edit):
    catalogue = current_server().live.state().catalogue
    ask_everything(catalogue)
    elsewhere = {
        "indicators.query.catalogue.Catalogue._count_parts",  # of rows that are not in memory
        "indicators.reading.drafting.draft.drafter_of",  # only who sends a text has it read
        "indicators.ui.desk_session._drafter",
    }

    assert functions_asked(catalogue) == cached_functions("Catalogue", "SearchIndex") - elsewhere

    gone = ref(catalogue)
    del catalogue
    edit()
    gc.collect()

    assert gone() is None


def test_a_replaced_catalogue_of_a_packed_dataset_goes_too(tmp_path, vocabulary_file, monkeypatch):
    folder = packed(tmp_path, vocabulary_file, ROWS)
    monkeypatch.setattr("indicators.query.catalogue.PART_ROWS", 5)
    with serving(LiveCatalogue(folder)) as server:
        catalogue = server.live.state().catalogue
        ask_everything(catalogue)

        assert "indicators.query.catalogue.Catalogue._count_parts" in functions_asked(catalogue)

        gone = ref(catalogue)
        del catalogue
        packed(tmp_path, vocabulary_file, ROWS[1:])
        os.utime(folder / MANIFEST_NAME, (next(_ticks),) * 2)
        server.live.state()
        gc.collect()

    assert gone() is None


def test_a_catalogue_nobody_holds_goes_at_once_even_when_memory_was_frozen(small):
    catalogue = Catalogue(small.dataset)
    catalogue.rows_to_draw()
    catalogue.find("gdp.ostland.2024")
    catalogue.index.rank_records("bay")
    gone = ref(catalogue)
    gc.disable()
    try:
        del catalogue
        assert gone() is None
    finally:
        gc.enable()


def test_reloads_leave_no_catalogue_and_no_memory_behind(edit):
    served, alive, objects = [], [], []
    for _ in range(RELOADS):
        served.append(ref(edit()))
        page()
        assert ask("/api/v1/observations.csv").status_code == 200
        gc.collect()
        alive.append(sum(each() is not None for each in served))
        objects.append(len(gc.get_objects()))

    assert alive == [1] * RELOADS
    # A catalogue with what is kept of it has 2,100 here; a page that ended may still hold a thousand once.
    assert objects[-1] - objects[1] < 250 * RELOADS


def test_a_replaced_catalogue_goes_though_a_tab_that_was_on_every_page_is_still_open(edit):
    app = page("overview")
    for each in SITE_PAGES:
        app.switch_page(str(ROOT / "pages" / f"{each.slug}.py"))
        app.session_state["w_more"] = True
        app.session_state["download_page"] = True
        app.query_params["series"] = ["gdp.ostland", "jobs.ostland"]
        app.run()
        assert not app.exception
    shown = ref(current_server().live.state().catalogue)
    edit()
    gc.collect()

    assert shown() is None

    app.run()

    assert not app.exception


def test_of_many_versions_only_the_served_one_is_kept_whatever_tabs_are_open(edit):
    served, tabs = [], []
    for n in range(len(SITE_PAGES) // 2):
        served.append(ref(edit()))
        tabs.append(page(SITE_PAGES[n % len(SITE_PAGES)].slug))
        gc.collect()

        assert [each() is not None for each in served] == [False] * n + [True]
