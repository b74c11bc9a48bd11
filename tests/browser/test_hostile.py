"""A dataset full of markup in a real browser: shown as it is written, nothing made of it, nothing run."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

#: Everything in the page that the texts could have made.
MADE = """() => ({
    scripts: [...document.querySelectorAll('script:not([src])')].filter(s => s.textContent.includes('alert')).length,
    pictures: [...document.querySelectorAll('img')].filter(i => !i.src.startsWith('data:')).length,
    links: [...document.querySelectorAll('a[href*="evil.example"], a[href^="javascript"], svg a')].map(a => a.outerHTML),
    formulas: document.querySelectorAll('.katex').length,
    coloured: document.querySelectorAll('[class*="stMarkdownColored"]').length,
    headings: [...document.querySelectorAll('h1, h2, h3')].filter(h => h.textContent.trim() === 'heading').length,
    beyond: document.documentElement.scrollWidth - innerWidth,
})"""
NOTHING = {"scripts": 0, "pictures": 0, "links": [], "formulas": 0, "coloured": 0, "headings": 0, "beyond": 0}


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 900}}], indirect=True)
def test_words_of_the_dataset_make_nothing_of_the_page(hostile_server, reader):
    for page in ("plans?lang=en", "regions?lang=zh&region=isle", "data?lang=en&figure=gdp.ostland.2024"):
        reader.open(f"{hostile_server.url}/{page}")

        assert reader.page.evaluate(MADE) == NOTHING, page
        assert "evil.example" in reader.page.inner_text("body")
