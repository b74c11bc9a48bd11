"""What other sites show of a link: the chart it names, else the first of its figures."""

from __future__ import annotations

from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.charts.comparison_cache import charts_of_series
from indicators.query import Selection
from indicators.web.previews import find_preview
from tests import world
from tests.real import real

CATALOGUE = real()


def test_the_page_of_a_chart_is_shared_with_its_title_and_picture():
    chart = curated_chart(CATALOGUE, "guangzhou-trade-growth", "zh")
    preview = find_preview(CATALOGUE, "chart=guangzhou-trade-growth&lang=zh", "zh")

    assert (preview.title, preview.description, preview.alt) == (chart.title, chart.subtitle, chart.alt)
    assert preview.image == "/api/v1/charts/guangzhou-trade-growth.png?lang=zh&width=640&scale=2"
    assert preview.link == "/c/guangzhou-trade-growth?lang=zh"
    assert list(preview.tags("https://a.test", "T", "D"))[-1] == (
        '<link rel="alternate" type="application/json+oembed" href="https://a.test/api/v1/oembed.json?url='
        'https%3A%2F%2Fa.test%2Fc%2Fguangzhou-trade-growth%3Flang%3Dzh" title="' + chart.title + '" />'
    )


def test_another_page_is_shared_with_its_own_words_and_the_first_chart_of_its_figures():
    first = charts_of_selection(CATALOGUE, Selection(region=("guangdong",)), "en")[0]
    preview = find_preview(CATALOGUE, "region=guangdong", "en")

    assert preview.image.startswith(f"/api/v1/charts/{first.id}.png?")
    assert list(preview.tags("https://a.test", "Regions & more", "D"))[:4] == [
        '<meta property="og:type" content="website" />',
        '<meta property="og:title" content="Regions &amp; more" />',
        '<meta property="og:description" content="D" />',
        f'<meta property="og:image" content="https://a.test{preview.image.replace("&", "&amp;")}" />',
    ]
    assert not any("oembed" in tag for tag in preview.tags("https://a.test", "T", "D"))


def test_a_comparison_is_shared_with_its_first_chart_on_the_axes_that_the_page_shows():
    series = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
    query = "&".join(f"series={name}" for name in series)
    images = [
        find_preview(CATALOGUE, f"{query}{axes}", "en").image
        for axes in ("", "&axes=shared", "&axes=own", "&axes=nosuch", "&series=nosuch")
    ]
    shared, own = (charts_of_series(CATALOGUE, series, "en", mode)[0].id for mode in ("shared", "own"))

    assert [image.partition(".png?")[0].rpartition("/")[2] for image in images] == [
        shared,
        shared,
        own,
        shared,
        shared,
    ]
    assert all(f".png?{query}&width=" in image for image in images)
    preview = find_preview(CATALOGUE, f"chart={own}&{query}", "en")
    assert (preview.link, preview.image) == (f"/c/{own}?{query}", images[2])


def test_a_chart_that_is_not_there_is_no_preview_of_another_title():
    preview = find_preview(CATALOGUE, "chart=nosuch", "en")

    assert (preview.title, preview.link) == ("", "")


def test_words_of_a_search_make_nobody_draw_the_preview_is_that_of_all():
    assert find_preview(CATALOGUE, "q=anything", "en") == find_preview(CATALOGUE, "", "en")


def test_figures_without_a_chart_have_no_preview():
    alone = world.catalogue([world.figure("rank", 3)])

    assert find_preview(alone, "", "en") is None
