"""Articles are shown with every figure marked where the server was started with their texts, and never else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import text
from indicators.query import Catalogue
from indicators.ui import article_text
from indicators.ui.article_text import show_article, show_printed_words
from tests.articles import ROWS, SOURCE, article_lines
from tests.asgi import Asking
from tests.noting import CATALOGUE, here, noting
from tests.serving import api, serving


@pytest.fixture
def folder(tmp_path):
    (tmp_path / f"{SOURCE}.txt").write_text("\n".join(article_lines()), encoding="utf-8")
    return tmp_path


def shown(articles, language="en", source=SOURCE, catalogue=CATALOGUE):
    page = here(catalogue, "sources", language)
    with serving(articles=articles), noting(page) as written:
        show_article(page, source)
    return written


def card(articles, row=ROWS[0], language="en", catalogue=CATALOGUE):
    page = here(catalogue, "sources", language)
    with serving(articles=articles), noting(page) as written:
        show_printed_words(page, row)
    return written


def captions(written):
    return [each["body"] for each in written.of("caption")]


def with_url(url):
    sources = {
        id: each.model_copy(update={"url": url}) if id == SOURCE else each
        for id, each in CATALOGUE.dataset.sources.items()
    }
    return Catalogue(replace(CATALOGUE.dataset, sources=sources))


def test_without_a_folder_of_texts_no_article_is_shown():
    written = shown(None)

    assert (written.html, captions(written), written.of("header")) == ("", [], [])


def test_every_figure_is_marked_and_leads_to_its_card_by_a_name_that_says_which(folder):
    html = shown(folder).html

    for row in ROWS:
        subject = text.describe_subject(row, CATALOGUE.dataset, "en")
        assert f'href="/f/{row.observation_id}?lang=en" data-figure="{row.observation_id}"' in html
        assert f" – {subject}: " in html.replace("&#39;", "'").replace("&amp;", "&")


def test_numbers_that_are_no_figures_are_grey_with_their_reason_and_the_text_is_escaped(folder):
    english, chinese = shown(folder).html, shown(folder, "zh").html

    assert '<span class="ri-exempt" title="no figure: a date">3 March 2025</span>' in english
    assert '<span class="ri-exempt" title="不是数据：日期">3 March 2025</span>' in chinese
    assert '<span class="ri-exempt" title="not read: no rule knows this number">3,5</span>' in english
    assert "Somebody &lt;said&gt; " in english
    assert "<said>" not in english
    assert "it cost $1," in english


def test_the_article_is_a_region_with_a_name_in_its_own_language_and_lines_are_numbered(folder):
    html = shown(folder, "zh").html

    assert html.startswith(
        '<div class="ri-article" lang="en" tabindex="0" role="region" aria-label="文章原文">'
    )
    assert f'<span class="ri-line">{len(article_lines())}</span>' in html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 figures do not stand on their lines: the text has changed since they were read."),
        ("zh", "有2条数据不在原来的行中：文本在阅读之后有改动。"),
    ],
)
def test_of_a_text_that_was_changed_it_is_said_how_many_figures_are_gone(folder, language, said):
    changed = "\n".join(article_lines())
    for row in ROWS[:2]:
        changed = changed.replace(row.stated, "nothing")
    (folder / f"{SOURCE}.txt").write_text(changed, encoding="utf-8")

    assert captions(shown(folder, language))[-1] == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "The text of this article is not in the folder of this server."),
        (b"rose \xff 3%", "The text of this article cannot be read."),
        (b" " * (article_text.MAX_ARTICLE_BYTES + 1), "The text of this article is too long to be shown."),
    ],
)
def test_a_text_that_cannot_be_shown_is_a_sentence_and_the_card_has_the_words_as_ever(
    tmp_path, content, said
):
    if content is not None:
        (tmp_path / f"{SOURCE}.txt").write_bytes(content)
    written = shown(tmp_path)

    assert (written.html, captions(written)) == ("", [said])
    assert card(tmp_path).html == card(None).html


def test_a_text_that_comes_and_goes_is_followed(tmp_path):
    path = tmp_path / f"{SOURCE}.txt"
    found = []
    for words in ("One.", "Other.", None):
        path.write_text(words, encoding="utf-8") if words else path.unlink()
        found.append(shown(tmp_path).html)

    assert ["One." in found[0], "Other." in found[1], found[2]] == [True, True, ""]


def test_the_card_shows_the_sentence_with_the_words_marked(folder):
    row = next(row for row in ROWS if ";" not in row.locator)
    html = card(folder, row).html

    assert f"<mark>{row.stated}</mark>" in html
    assert html.startswith('<p class="ri-quote" lang="en">Somebody &lt;said&gt; ')


def test_the_card_of_a_figure_whose_words_are_gone_says_so(folder):
    (folder / f"{SOURCE}.txt").write_text("Nothing.", encoding="utf-8")
    bare = with_url(None)
    html = card(folder, catalogue=bare).html

    assert html == (
        card(None, catalogue=bare).html
        + '<p class="ri-meta">The saved text of the article does not have these words where they were printed.</p>'
    )


def test_a_source_with_an_address_is_linked_at_the_words_in_a_page_of_its_own(folder):
    row, catalogue = ROWS[0], with_url("https://example.org/a?b=1#top")
    html = card(None, row, catalogue=catalogue).html

    assert '<a href="https://example.org/a?b=1#top:~:text=' in html
    assert 'target="_blank" rel="noopener noreferrer">Open the article at these words</a>' in html
    assert "打开文章，定位到这些词句</a>" in card(None, row, "zh", catalogue).html
    assert "<a " not in card(None, row, catalogue=with_url(None)).html


def test_words_that_stand_twice_are_linked_with_words_beside_them_where_the_text_is_known(tmp_path):
    row, line = ROWS[0], int(ROWS[0].locator.split(";")[0])
    text = "\n" * (line - 1) + rf"First it cost \${1}, {row.stated}. Then, R&D: {row.stated}."
    (tmp_path / f"{SOURCE}.txt").write_text(text, encoding="utf-8")
    catalogue = with_url("https://example.org/")

    assert "-,".join(("#:~:text=%241%2C", "")) in card(tmp_path, row, catalogue=catalogue).html
    assert "-," not in card(None, row, catalogue=catalogue).html


@pytest.mark.parametrize(
    "path", [f"/articles/{SOURCE}.txt", f"/{SOURCE}.txt", f"/api/v1/articles/{SOURCE}.txt"]
)
def test_no_file_and_no_answer_of_the_api_holds_an_article(folder, path):
    with serving(articles=folder):
        answer = Asking(api()).request("GET", path)
        package = Asking(api()).request("GET", f"/api/v1/observations.json?source={SOURCE}")

    assert answer.status_code == 404
    assert "Somebody" not in package.text
