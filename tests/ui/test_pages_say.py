"""What each page says: its heading, its parts in their order, and that page, table and files speak of the same figures."""

from __future__ import annotations

import csv
import io
import re
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Selection, chart_selection
from indicators.ui import chart_panels
from indicators.ui.streamlit_internals.sortable_table import displayed_columns
from indicators.web.composition.findings import figures_of_findings
from indicators.web.composition.findings import select_findings as findings_of
from indicators.web.composition.site_pages import PAGES_BY_SLUG, SITE_PAGES
from tests.noting import CATALOGUE, Variant, bare, here, links, noting, rows_of

ROOT = Path(__file__).parents[2]
DATASET = CATALOGUE.dataset
SERIES = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
#: Filters under which every page has figures, and some under which it has none.
FILTERS = (
    EVERYTHING,
    Selection(region=("guangdong",)),
    Selection(topic=("industry-clusters",), status=("actual",)),
    Selection(source=("china-daily-gd-today",), implied=True),
    Selection(region=("greater-bay-area",), within=True),
)
NOTHING = Selection(region=("maoming",), topic=("talent",))


def page(slug, language="en", selection=EVERYTHING, opened=False, catalogue=CATALOGUE, **others):
    """What the script of a page writes; of indicators the one with most figures, as of all other subjects."""
    if slug == "indicators":
        selection = replace(selection, indicator=(subject_of(slug, selection),))
    now = here(catalogue, slug, language, selection, **others)
    with noting(now, opened=opened) as written:
        runpy.run_path(str(ROOT / "pages" / f"{slug}.py"))
    return written


def subject_of(slug, selection):
    """The one id a page is about, as it promises: the first asked for, else the one with most figures."""
    dimension = PAGES_BY_SLUG[slug].subject
    asked = getattr(selection, dimension)
    counts = CATALOGUE.facets(selection.without(dimension))[dimension]
    return asked[0] if asked else max(counts, key=counts.__getitem__)


def fitting(slug, selection):
    """The figures a page is about."""
    if dimension := PAGES_BY_SLUG[slug].subject:
        chosen = {dimension: (subject_of(slug, selection),)}
        return Selection(**{name: chosen.get(name, getattr(selection, name)) for name in selection.__slots__})
    return selection


#: What the charts that the dataset declares are of.
DECLARED = {CATALOGUE.drawn(chart_selection(chart)) for chart in DATASET.charts.values()}


def titled(written):
    [given] = written.of("title")
    return given["body"].replace("\\", "").replace("\u2060", "")


def lead(written):
    found = re.findall('<p class="ri-lead">(.*?)</p>', written.html)
    return bare(found[0]) if found else ""


def sent(written, scope="view"):
    """The ids of the figures in the file of a page."""
    text = written.keyed(f"dl_page_{scope}_csv")["data"]().decode("utf-8-sig")
    return [row["observation_id"] for row in csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("slug", ["regions", "sectors", "plans", "indicators", "sources"])
def test_a_page_about_one_thing_is_called_by_its_name(slug, language):
    for selection in FILTERS:
        id = subject_of(slug, selection)
        record = getattr(DATASET, slug)[id]
        written = page(slug, language, selection)
        assert titled(written) == (record.title if slug == "sources" else record.name)[language]
        if slug == "indicators":
            assert lead(written) == record.definition[language]
        assert (lead(written) == "") is (slug == "sources")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("slug", "title", "told"),
    [
        (
            "compare",
            "Compare",
            "Up to six series side by side, and a plain answer to whether they can be compared.",
        ),
        (
            "consistency",
            "Consistency",
            "Figures that must fit together by arithmetic, checked within the precision and hedge they were printed with. A mismatch can be innocent, and each card says how.",
        ),
        ("about", "About", None),
        ("overview", None, None),
    ],
)
def test_other_pages_are_called_by_what_they_do(slug, title, told, language):
    written, say, about = page(slug, language), load_messages(language), DATASET.about

    assert titled(written) == (say(title) if title else about.title[language])
    assert lead(written) == (say(told) if told else about.description[language])


@pytest.mark.parametrize(
    ("selection", "told"),
    [
        (EVERYTHING, "214 figures of 214, each with the words it was printed in."),
        (Selection(region=("xiongan",)), "1 figure of 214, each with the words it was printed in."),
        (NOTHING, "0 figures of 214, each with the words it was printed in."),
    ],
)
def test_the_data_page_says_how_many_of_how_many(selection, told):
    assert lead(page("data", selection=selection)) == told


def test_the_data_page_counts_implied_figures_where_they_are_shown():
    total = CATALOGUE.count(Selection(implied=True))

    assert lead(page("data", selection=Selection(implied=True))).startswith(f"{total} figures of {total}, ")


def anchors_of(written):
    """The sections of a page by what an address calls them."""
    told = [given["anchor"] for given in written.of("header")]
    return re.findall('<h2 class="ri-section" id="(.*?)"', written.html) + told


HEADS = {
    "overview": ["charts", "topics", "regions", "sources", "evidence", "figures"],
    "indicators": ["figures", "about", "sources", "related"],
    "sources": ["figures"],
    "about": ["method", "hedges", "api", "licence"],
    "consistency": ["implied", "relations"],
    "data": [],
}


@pytest.mark.parametrize("slug", list(HEADS))
def test_the_parts_of_a_page_stand_in_their_order(slug):
    assert anchors_of(page(slug)) == HEADS[slug]


@pytest.mark.parametrize(
    ("slug", "first", "last"),
    [
        ("regions", [], ["others", "figures"]),
        ("sectors", [], ["figures"]),
        ("plans", ["targets", "since"], ["figures"]),
    ],
)
def test_topics_stand_between_what_a_page_begins_and_ends_with(slug, first, last):
    anchors = anchors_of(page(slug, selection=EVERYTHING, show="all"))
    between = anchors[len(first) : len(anchors) - len(last)]

    assert (anchors[: len(first)], anchors[len(anchors) - len(last) :]) == (first, last)
    assert between == [id for id in DATASET.topics if id in between]
    assert between


@pytest.mark.parametrize("selection", FILTERS, ids=str)
@pytest.mark.parametrize("slug", ["overview", "regions", "sectors", "plans", "indicators", "data", "sources"])
def test_the_files_of_a_page_hold_the_figures_it_is_about(slug, selection):
    chosen = fitting(slug, selection)
    written = page(slug, selection=selection, opened=True)

    assert sent(written) == list(CATALOGUE.rows(chosen)["observation_id"])
    assert sent(written, "all") == list(
        CATALOGUE.rows(Selection(implied=selection.implied))["observation_id"]
    )


@pytest.mark.parametrize("selection", FILTERS, ids=str)
@pytest.mark.parametrize(
    ("slug", "table"),
    [
        ("overview", "overview_table"),
        ("regions", "regions_table"),
        ("sectors", "sectors_table"),
        ("plans", "plans_table"),
        ("indicators", "indicator_table"),
        ("data", "data_table"),
        ("sources", "source_table"),
    ],
)
def test_the_table_of_a_page_lists_the_figures_it_is_about(slug, table, selection):
    rows = CATALOGUE.rows(fitting(slug, selection))
    given = page(slug, selection=selection, opened=True).keyed(table)
    words = displayed_columns(given["data"].data)["Printed words"]
    expected = [word or "" for word in rows["stated"]]

    assert sorted(words) == sorted(expected)
    if slug == "sources":
        lines = [int(line.split(",")[0]) for line in displayed_columns(given["data"].data)["Line"]]
        assert lines == sorted(lines)
    else:
        assert words == expected
    left = {"regions": "Region", "sectors": "Sector", "indicators": "Indicator", "sources": "Source"}.get(
        slug
    )
    if left and not (slug == "regions" and selection.within):
        assert left not in given["data"].data
    if slug == "regions" and selection.within:
        assert "Region" in given["data"].data


@pytest.mark.parametrize("slug", ["regions", "sectors", "plans", "indicators"])
def test_every_figure_of_a_page_is_drawn_or_has_a_card(slug, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        chart_panels,
        "show_chart",
        lambda _, chart, key, *__, **___: drawn.extend(chart.ids) if key not in ("since", "others") else None,
    )
    written = page(slug, show="all")
    carded = re.findall('data-figure="([^"]*)"', written.html)

    assert set(drawn) <= (
        ids := set(CATALOGUE.rows(CATALOGUE.drawn(fitting(slug, EVERYTHING)))["observation_id"])
    )
    assert ids <= set(drawn) | set(carded)
    assert drawn
    assert len(drawn) == len(set(drawn))


def test_the_first_page_begins_with_how_much_there_is_of_what_fits():
    [told] = re.findall(
        'id="charts">.*?</h2><p class="ri-meta">(.*?)</p>', page("overview", selection=FILTERS[1]).html
    )

    assert told == "38 figures · 24 indicators · 1 region · 2 sources"


def test_cards_of_a_region_with_all_inside_it_name_their_region():
    alone, within = (
        page("regions", selection=Selection(region=("greater-bay-area",), within=w)) for w in (False, True)
    )

    def abouts(written):
        wall = next(
            given["body"]._repr_html_() for given in written.of("html") if "ri-wall" in str(given["body"])
        )
        return re.findall(r'<div class="ri-meta">(.*?)</div><div class="ri-meta">', wall)

    assert not any("Greater Bay Area" in about for about in abouts(alone))
    assert any("Guangzhou" in about or "Greater Bay Area" in about for about in abouts(within))


@pytest.mark.parametrize("slug", ["regions", "sectors", "plans", "topics"])
def test_no_more_than_four_headlines_stand_first(slug):
    walls = [bodies for given in page(slug).of("html") if "ri-headlines" in (bodies := markup_of(given))]
    [headlines] = re.findall('ri-headlines">(.*?)<h2|ri-headlines">(.*)', walls[0], re.DOTALL)[:1]

    assert 1 <= "".join(headlines).partition('class="ri-wall"')[0].count('class="ri-card"') <= 4


def markup_of(given):
    body = given["body"]
    return body._repr_html_() if hasattr(body, "_repr_html_") else body


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "slug", [page.slug for page in SITE_PAGES if page.slug not in ("about", "factcheck")]
)
def test_where_nothing_fits_a_page_says_that_and_shows_no_figure(slug, language):
    written = page(slug, language, NOTHING)
    told = load_messages(language)("No figure in our sources fits these filters together.")

    assert [given["body"] for given in written.of("info")] == [told]
    assert not written.of("dataframe")
    assert not written.of("plotly_chart")
    assert not written.of("popover")
    assert not re.findall('class="ri-(card|tiles|matrix|figures|gallery)"', written.html)


@pytest.mark.parametrize("selection", FILTERS, ids=str)
def test_the_files_of_consistency_hold_the_figures_of_the_relations_that_are_shown(selection):
    for verdict in ("any", "does-not-reconcile"):
        now = here(CATALOGUE, "consistency", selection=selection)
        found = [f for f in findings_of(now) if verdict in ("any", f.verdict)]
        views = () if verdict == "any" else (("verdict", verdict),)
        written = page("consistency", selection=selection, opened=True, views=views)
        if not found:
            assert not written.of("popover")
            continue
        assert sorted(sent(written)) == sorted(figures_of_findings(now, found)["observation_id"])
        addresses = [given["body"] for given in written.of("code") if "observations.csv" in given["body"]]
        assert all(sorted(rows_of(CATALOGUE, address)) == sorted(sent(written)) for address in addresses)
        cards = written.html.count('<div class="ri-card"><div class="ri-meta"><span class="ri-verdict')
        assert cards == len(found)
        assert len(written.keyed("findings_table")["data"].data) == len(found)


def test_relations_that_imply_a_figure_stand_under_their_own_heading():
    written = page("consistency")
    before, _, after = written.html.partition('id="implied"')
    cards = [part.count("○ implied") for part in (before, after)]
    silent = sum(finding.reason == "unstated" for finding in CATALOGUE.audit.findings)

    assert cards == [0, silent]


@pytest.mark.parametrize("slug", ["overview", "data"])
def test_a_search_can_be_made_on_the_page_itself(slug):
    assert [given["key"] for given in page(slug).of("text_input")] == ["w_q"]
    assert 'class="ri-found"' in page(slug, selection=Selection(q="guangzhou")).html


@pytest.mark.parametrize("slug", ["overview", "regions", "sectors", "plans", "indicators", "sources"])
def test_a_page_that_draws_a_part_says_so(slug, monkeypatch):
    class Part(Variant):
        """The data, of which a page draws three figures."""

        def rows_to_draw(self, selection=EVERYTHING, most=3):
            whole = CATALOGUE.rows_to_draw(selection)
            return whole if selection in DECLARED else type(whole)(whole.rows.head(most), whole.total)

    [told] = re.findall('<p class="ri-notice">(.*?)</p>', page(slug, catalogue=Part()).html)
    total = CATALOGUE.count(fitting(slug, EVERYTHING))

    assert told.startswith(f"3 of {total} figures are drawn: the latest of each series.")
    assert "ri-notice" not in page(slug).html


def test_profiles_count_all_their_figures_and_not_only_those_drawn():
    class Part(Variant):
        """The data, of which a page draws one figure."""

        def rows_to_draw(self, selection=EVERYTHING):
            whole = CATALOGUE.rows_to_draw(selection)
            return whole if selection in DECLARED else type(whole)(whole.rows.head(1), whole.total)

    region = page("regions", selection=Selection(region=("guangdong",)), catalogue=Part())
    source = page("sources", selection=Selection(source=("newsgd-globalization-4",)), catalogue=Part())
    n = CATALOGUE.count(Selection(source=("newsgd-globalization-4",)))

    assert lead(region).endswith(" · 38 figures in our sources")
    assert f">{n} figures in reading order</h2>" in source.html


def test_links_of_a_page_keep_the_language_and_no_page_leads_to_what_is_not_there():
    slugs = {f"/{page.slug}" for page in SITE_PAGES[1:]} | {"/"}
    for slug in (page.slug for page in SITE_PAGES):
        for language in ("en", "zh"):
            for href, label in links(page(slug, language, Selection(q="guangzhou")).html):
                path = href.partition("?")[0]
                assert path in slugs or path.startswith(
                    ("/f/", "/api/v1/observations.", "/api/v1/charts/", "/api/v1/brief.")
                )
                assert label.strip()
                is_address_that_stays = path.startswith("/api/") or href.startswith("/charts?chart=")
                if not is_address_that_stays:
                    assert f"lang={language}" in href
