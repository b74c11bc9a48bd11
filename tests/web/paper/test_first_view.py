"""Every page stands in the HTML that the server sends: whole, in both languages, with links that lead somewhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest

import indicators
from indicators.charts.chart_cache import find_chart
from indicators.charts.comparison import is_comparison
from indicators.charts.theme import PALETTES
from indicators.export import FORMATS_OF_TABLE
from indicators.i18n import LANGUAGES, load_messages, locale_of
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import EVERYTHING, Selection
from indicators.query.caches import CACHE_SIZES
from indicators.web.api.charts import CHART_FILES
from indicators.web.brief_formats import BRIEF_FORMATS_BY_ID
from indicators.web.composition.choices import describe_unknown_id, read_choices
from indicators.web.composition.site_pages import PAGES_BY_SLUG, SITE_PAGES
from indicators.web.paper import first_view
from indicators.web.paper.first_view import PaperLook, PaperSite, find_first_view, paper_style
from tests.hostile import WORDS, hostile
from tests.real import real

CATALOGUE = real()
DATASET = CATALOGUE.dataset
FIGURES = frozenset(CATALOGUE.rows(Selection(implied=True))["observation_id"])
SITE = PaperSite(
    SITE_PAGES,
    paper_style(
        {scheme: PaperLook(palette, "#EEE", "#00F") for scheme, palette in PALETTES.items()}, "/f.woff2"
    ),
    address="https://a.test",
)
#: Elements that have no end.
VOID = {"br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "rect", "source"}


def view_of(slug, query="", language="en", catalogue=CATALOGUE):
    return find_first_view(catalogue, SITE, slug, query, language)


def every_subject(slug):
    subject = PAGES_BY_SLUG[slug].subject
    return [f"{subject}={id}" for id in DIMENSIONS_BY_ID[subject].ids(DATASET)] if subject else [""]


class Reading(HTMLParser):
    """Elements that are opened and closed in order; what they are called, where they lead, what they say."""

    def __init__(self, html):
        super().__init__()
        self.open, self.faults, self.ids, self.hrefs, self.tags, self.words = [], [], [], [], [], []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.hrefs += [value for name, value in attrs if name in ("href", "action")]
        self.faults += [f"{name} on <{tag}>" for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.words.append(data)


def leads_nowhere(href):
    """Whether a link of a page leads to no page, figure, file or picture of this site."""
    parts = urlsplit(href)
    if parts.netloc or parts.scheme:
        return True
    _, first, *rest = parts.path.split("/")
    if first == "f":
        return rest[0] not in FIGURES
    if first == "api":
        name, _, kind = rest[-1].partition(".")
        if name == "observations":
            return kind not in {form.extension for form in FORMATS_OF_TABLE["observations"].values()}
        asked = parse_qsl(parts.query)
        if name == "brief":
            return kind not in BRIEF_FORMATS_BY_ID or bool(read_choices(tuple(asked), CATALOGUE, None)[1])
        if is_comparison(name):
            return kind not in CHART_FILES or bool(read_choices(tuple(asked), CATALOGUE, None)[1])
        language = dict(asked).get("lang", "en")
        chart = find_chart(CATALOGUE, name, CATALOGUE.parse(asked).selection, language)
        return kind not in CHART_FILES or chart.id != name
    if first and first not in PAGES_BY_SLUG:
        return True
    return bool(read_choices(tuple(parse_qsl(parts.query)), CATALOGUE, None)[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES])
def test_every_page_of_every_subject_is_well_formed_and_leads_only_to_what_there_is(slug, language):
    known: set[str] = set()
    for query in every_subject(slug):
        found = view_of(slug, query, language)
        read = Reading(found.body)

        assert (query, read.faults) == (query, [])
        assert read.tags.count("h1") == read.tags.count("main") == 1
        assert len(set(read.ids)) == len(read.ids)
        hrefs = set(read.hrefs) - known
        assert [href for href in hrefs if leads_nowhere(href)] == []
        known |= hrefs


def test_a_page_says_its_title_sentence_figures_and_sources_and_draws_its_charts_in_words_of_its_language():
    for language, words in {
        "en": (
            "Guangzhou",
            "137 figures in our sources",
            "over 1 trillion yuan",
            "People's Daily Online",
            "ASEAN",
        ),
        "zh": ("广州", "收录数据137条", "超1万亿元", "人民网", "东盟"),
    }.items():
        read = Reading(view_of("regions", "region=guangzhou", language).body)
        said = " ".join(read.words)

        assert [word for word in words if word not in said] == []
        assert read.tags.count("svg") >= 2


@pytest.mark.parametrize(
    ("slug", "query"),
    [("regions", "region=guangzou"), ("topics", "topic=x%3Cb%3E"), ("data", "figure=nosuch&lang=xx")],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_values_of_an_address_that_do_not_exist_are_said_and_such_a_page_is_not_kept(slug, query, language):
    found = view_of(slug, query, language)
    _, unknown = read_choices(tuple(parse_qsl(query)), CATALOGUE, None)
    said = "".join(Reading(found.body).words)

    assert unknown
    assert all(describe_unknown_id(each, load_messages(language)) in said for each in unknown)
    assert not found.is_kept


def test_the_same_address_is_made_once():
    assert view_of("regions", "region=shenzhen") is view_of("regions", "region=shenzhen&utm=1")
    assert view_of("regions", "region=shenzhen") is not view_of("regions", "region=shenzhen", "zh")
    assert CACHE_SIZES[first_view._keep_first_view.__wrapped__] <= 512


def test_words_of_a_search_are_answered_but_neither_kept_nor_drawn(monkeypatch):
    found = view_of("data", "q=trade")
    elsewhere = Reading(view_of("regions", "q=trade").body)

    assert not found.is_kept
    assert "Guangzhou" in found.body
    assert "svg" not in elsewhere.tags
    assert "/data?q=trade" in elsewhere.hrefs


def test_a_link_to_a_figure_says_the_figure_and_the_words_it_was_printed_in():
    row = CATALOGUE.records(CATALOGUE.rows(EVERYTHING))[0]
    said = "".join(Reading(view_of("data", f"figure={row.observation_id}").body).words)

    assert row.stated in said


def test_the_head_names_the_address_that_counts_and_the_same_page_in_every_language():
    head = view_of("regions", "region=nansha&figure=", "zh").head()
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', head))

    assert '<link rel="canonical" href="https://a.test/regions?region=nansha&amp;lang=zh" />' in head
    assert links == {
        **{
            locale_of(language).tag: f"https://a.test/regions?region=nansha&amp;lang={language}"
            for language in LANGUAGES
        },
        "x-default": "https://a.test/regions?region=nansha",
    }


def test_the_head_tells_machines_what_the_page_is():
    head = view_of("topics", "topic=trade").head()
    record = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head)[1])

    assert (record["@type"], record["name"], record["inLanguage"]) == ("WebPage", "Foreign trade", "en")
    assert record["url"] == "https://a.test/topics?topic=trade&lang=en"
    assert record["isPartOf"]["@id"] == "https://a.test/api/v1/catalog.jsonld"


@pytest.fixture(scope="module")
def harmed(tmp_path_factory, small_file):
    """A catalogue with hostile words in every text."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.yaml"
    path.write_text(hostile(small_file.read_text(encoding="utf-8")), encoding="utf-8")
    return indicators.load(path)


class TestHostileNames:
    @pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES])
    def test_every_text_of_a_dataset_stays_text(self, slug, harmed):
        subject = PAGES_BY_SLUG[slug].subject
        ids = DIMENSIONS_BY_ID[subject].ids(harmed.dataset) if subject else [""]
        for query in [f"{subject}={id}" if id else "" for id in ids]:
            found = view_of(slug, query, catalogue=harmed)
            read, head = Reading(found.body), found.head()

            assert read.faults == []
            assert {"script", "img", "style", "iframe", "b"} & set(read.tags) <= {"b"}
            assert [href for href in read.hrefs if "evil" in href or not href.startswith("/")] == []
            assert head.count("</script>") == 2
            assert head.count("</style>") == 1

    def test_hostile_words_are_said_as_they_are_written(self, harmed):
        said = "".join(
            "".join(Reading(view_of(slug, catalogue=harmed).body).words) for slug in ("regions", "topics")
        )

        assert any(word in said for word in WORDS[:5])


def test_a_page_in_the_frame_of_another_site_has_no_links_to_other_pages():
    assert 'aria-label="Pages"></nav>' in view_of("regions", "region=nansha&embed=true").body
