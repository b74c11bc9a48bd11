"""Names of any kind in what is written around figures: guides and READMEs in Markdown, citations, descriptors."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from functools import cache

import pytest
import yaml

from indicators.check.dataset_file import parse_dataset
from indicators.curation.changelog import RevisionText
from indicators.curation.diff import compare_editions
from indicators.export import Download, to_package
from indicators.i18n import LANGUAGES, load_messages
from indicators.query import Catalogue, Selection
from indicators.text import to_one_line
from indicators.text.citations import (
    cite_figure,
    cite_source,
    figure_bibtex,
    figure_csl,
    source_bibtex,
    source_csl,
)
from indicators.web.api.guides import llms_text
from indicators.web.api.openapi import openapi_document
from tests import world
from tests.text.test_markdown import SIGNS, compact, shown
from tests.world import both

#: Names that would be markup, and some of several lines.
NAMES = [
    "Plain words",
    *(name for name in SIGNS if not name.startswith("  ")),
    "Year | in\n\n# figures\n- [x](https://evil.test) <script>alert(1)</script> `code` *b* _c_ $d$ &amp; --> ]> \\",
    "quote \" and \\\" and ''' and {brace} and %x% @misc{a, title={b}}",
    "- [a](b)\n| c | d |\n|---|---|\n```\n~~~\n<!--",
]
#: Every name in one language and every language with many names: how a name is written does not hang on the language.
NAMES_IN_TURN = [(name, LANGUAGES[n % len(LANGUAGES)]) for n, name in enumerate(NAMES)]
DAY = date(2026, 11, 21)


@cache
def catalogue(name):
    """A dataset in which everything is called `name`."""
    called = both(f"{name}", f"{name} 名")
    figures = [
        world.figure("gdp", "2 trillion"),
        world.figure("gdp", "3 trillion", period="2025", source="yearly"),
    ]
    head = {**world.INDICATORS[0], "name": called, "definition": called}
    about = {"title": called, "description": called, "licence": name, "version": "1"}
    regions = [
        {**region, "name": both(f"{name} {n}", f"{name} {n}")} for n, region in enumerate(world.REGIONS)
    ]
    sources = [
        world.source("daily", "2025-03-07", title=called, publisher=called),
        world.source("yearly", "2026", title=called, publisher=called),
    ]
    text = world.text(
        figures,
        about=about,
        heads=[head],
        regions=regions,
        sources=sources,
        topics=[
            {**topic, "name": both(f"{name} {n}", f"{name} {n}"), "description": called}
            for n, topic in enumerate(world.TOPICS)
        ],
    )
    return Catalogue(parse_dataset(text))


@cache
def package(name, language, q=""):
    about = Download(catalogue(name), Selection(q=q), DAY, link=f"/data?q={q}", language=language)
    with zipfile.ZipFile(io.BytesIO(to_package(catalogue(name).rows(), about))) as archive:
        return {
            each: archive.read(each).decode() for each in archive.namelist() if not each.startswith("data/")
        }


def words_of(document):
    """What a reader sees of a document, but for the digest of the data."""
    return re.sub(r"1\+[0-9a-f]{16}", "1", shown(document)[1])


def title(name, language):
    return to_one_line(name if language == "en" else f"{name} 名")


@pytest.mark.parametrize("name", NAMES)
def test_the_guide_for_language_models_has_the_parts_it_has(name):
    text = llms_text(catalogue(name), "https://x.test")
    other = llms_text(catalogue("Plain words"), "https://x.test")
    kinds, words, plain, expected = shown(text)[0], words_of(text), shown(other)[0], words_of(other)

    assert compact(kinds) == compact(plain)
    assert words.split("Read-only")[0].count(title(name, "en")) >= 2
    assert words == expected.replace("Plain words", title(name, "en"))
    assert text.count("\n# ") == 0


@pytest.mark.parametrize(("name", "language"), NAMES_IN_TURN)
def test_a_readme_has_the_parts_it_has(name, language):
    text, other = (package(each, language)["README.md"] for each in (name, "Plain words"))
    kinds, words, plain, expected = shown(text)[0], words_of(text), shown(other)[0], words_of(other)

    assert compact(kinds) == compact(plain)
    assert words == expected.replace("Plain words", title(name, "en"))


@pytest.mark.parametrize("q", NAMES)
def test_a_readme_says_what_was_searched_for(q):
    about = Download(catalogue("Plain words"), Selection(q=q), DAY, link="/data?q=gold")
    with zipfile.ZipFile(io.BytesIO(to_package(catalogue("Plain words").rows(), about))) as archive:
        kinds, words = shown(archive.read("README.md").decode())

    assert compact(kinds) == compact(shown(package("Plain words", "en", "gold")["README.md"])[0])
    assert f"(q = {to_one_line(q)})" in words


@pytest.mark.parametrize(("name", "language"), NAMES_IN_TURN)
def test_descriptors_of_a_package_have_titles_of_one_line(name, language):
    files = package(name, language)
    descriptor, citation = json.loads(files["datapackage.json"]), yaml.safe_load(files["CITATION.cff"])
    called = title(name, language)

    assert (descriptor["title"], citation["title"]) == (called, called)
    assert shown(descriptor["description"])[1] == called
    assert called in descriptor["contributors"][0]["title"]
    assert citation["authors"] == [{"name": descriptor["contributors"][0]["title"]}]
    assert [called in each["title"] for each in descriptor["sources"]] == [True, True]
    assert citation["abstract"] == called
    assert len(files["CITATION.cff"].splitlines()) == 9
    texts = [
        descriptor["title"],
        *(
            each["title"]
            for each in (*descriptor["sources"], *descriptor["contributors"], *descriptor["licenses"])
        ),
    ]
    assert not [text for text in texts if len(text.splitlines()) > 1]


@pytest.mark.parametrize(("name", "language"), NAMES_IN_TURN)
def test_citations_have_one_line_for_each_field(name, language):
    found, say = catalogue(name), load_messages(language)
    row, source = found.find("gdp.land.2024"), found.dataset.sources["daily"]
    for entry, fields in (
        (
            figure_bibtex(row, found.dataset, "https://x.test/f/a", say),
            ["title", "author", "year", "howpublished", "note", "url"],
        ),
        (source_bibtex(source), ["title", "author", "year", "month", "urldate"]),
    ):
        first, *lines, last = entry.split("\n")
        assert re.fullmatch(r"@misc\{[\w.-]+,", first)
        assert [re.fullmatch(r"  (\w+) = \{.*\},?", line)[1] for line in lines] == fields
        assert last == "}"
        assert entry.count("{") == entry.count("}")
    for text in (cite_source(source, say), cite_figure(row, found.dataset, say)):
        assert len(text.splitlines()) == 1
        assert title(name, language) in text or "“" in text
    for record in (figure_csl(row, found.dataset, "https://x.test/f/a", say), source_csl(source)):
        [fields] = json.loads(record)
        assert not [
            value for value in fields.values() if isinstance(value, str) and len(value.splitlines()) > 1
        ]
        assert len(fields["author"][0]["literal"].splitlines()) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_description_for_programs_has_a_title_of_one_line(name):
    info = openapi_document(catalogue(name).dataset)["info"]

    assert info["title"] == title(name, "en")
    assert shown(info["description"])[1].startswith(f"{title(name, 'en')} Read-only; ")


@pytest.mark.parametrize("name", NAMES)
def test_a_changelog_has_one_item_for_each_change(name):
    old, new = catalogue("Old words"), catalogue(name)
    told = RevisionText(compare_editions(old.dataset, new.dataset), old, new)
    markdown, lines = told.to_markdown(), told.to_text().splitlines()
    kinds = shown(markdown)[0]

    assert len(markdown.splitlines()) == 2 + sum(kind == "list_item_open" for kind in kinds)
    assert set(compact(kinds)) <= {
        *("heading_open", "heading_close", "inline", "text", "bullet_list_open", "bullet_list_close"),
        *("list_item_open", "list_item_close", "paragraph_open", "paragraph_close", "code_inline"),
    }
    assert all(line.startswith("  ") or line.endswith(":") or not line for line in lines[1:])
