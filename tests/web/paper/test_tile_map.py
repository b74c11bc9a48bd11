"""The map and the matrix say how many figures there are of whom, and lead to exactly those."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from indicators.model import Map
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.web.paper.tile_map import evidence_matrix_html, shade_percent, tile_map_html
from tests.noting import CATALOGUE, bare, here, links, rows_of

#: The name of a region, or of a place without one.
LAYOUT = Map.model_validate(
    {
        "id": "m",
        "name": {"en": "A map", "zh": "地图"},
        "note": {"en": "Not to scale.", "zh": "非等比例。"},
        "outline": ["bay", "east"],
        "tiles": [
            {"at": [2, 0], "region": "isle"},
            {"at": [3, 0], "region": "port"},
            {"at": [3, 1], "region": "ostland"},
            {"at": [4, 1], "name": {"en": "Nirre", "zh": "无处"}, "within": ["east"]},
        ],
    }
)


def drawn(catalogue, layout=LAYOUT, language="en", counts=None, selection=EVERYTHING):
    now = here(catalogue, "overview", language, selection)
    return str(
        tile_map_html(now, layout, catalogue.counts(selection, "region") if counts is None else counts)
    )


def squares(html):
    """Each square: its style, and what is in it."""
    return re.findall(
        r'<div class="ri-cell" style="([^"]*)">(.*?)</div>(?=<div class="ri-cell"|</nav>)', html
    )


def matrix(selection=EVERYTHING, language="en", catalogue=CATALOGUE):
    return str(evidence_matrix_html(here(catalogue, "overview", language, selection)))


def test_no_figure_has_no_shade_and_one_is_told_from_none():
    assert [shade_percent(n, 137) for n in (0, 1, 2, 137)] == [0, 25, 29, 68]
    assert shade_percent(1, 1) == 68
    assert shade_percent(0, 0) == 0


def test_more_figures_are_never_paler():
    shades = [shade_percent(n, 50) for n in range(51)]

    assert all(one <= other for one, other in pairwise(shades))
    assert shades[1] > 18


def test_a_square_with_figures_leads_to_its_region_and_one_without_leads_nowhere(small):
    found = squares(drawn(small, counts={"isle": 3, "port": 6, "ostland": 2, "nowhere": 4}))

    assert [bare(inner) for _, inner in found] == [
        "Isle3",
        "Port6",
        "Ostland2",
        "Nirre",
    ]
    assert [links(inner)[0][0] if links(inner) else "" for _, inner in found] == [
        "/regions?region=isle&lang=en",
        "/regions?region=port&lang=en",
        "/regions?region=ostland&lang=en",
        "",
    ]
    assert 'aria-label="Isle: 3 figures"' in found[0][1]


def test_one_figure_is_one_and_a_place_without_any_says_no_number(small):
    one = drawn(small, counts={"isle": 1, "port": 0, "ostland": 2})

    assert 'aria-label="Isle: 1 figure"' in one
    assert [bare(inner) for _, inner in squares(one)] == ["Isle1", "Port", "Ostland2", "Nirre"]
    assert [inner.count("<a ") for _, inner in squares(one)] == [1, 0, 1, 0]


def test_squares_are_shaded_by_the_most_figures_of_any_square(small):
    html = drawn(small, counts={"isle": 3, "port": 1, "ostland": 7, "bay": 500})

    assert re.findall(r"--shade:(\d+)%", html) == [str(shade_percent(n, 7)) for n in (3, 1, 7, 0)]


def test_the_map_begins_at_its_first_column(small):
    html = drawn(small)

    assert 'style="--columns:3"' in html
    assert [re.findall(r"grid-column:(\d+);grid-row:(\d+)", style)[0] for style, _ in squares(html)] == [
        ("1", "1"),
        ("2", "1"),
        ("2", "2"),
        ("3", "2"),
    ]


def test_a_group_is_outlined_where_its_squares_end(small):
    isle, port, ostland, nowhere = (style for style, _ in squares(drawn(small)))
    bay, east = "#C2640C", "#8A4FB5"

    def sides(style, colour):
        return re.findall(rf"inset (\S+ \S+) {colour}", style)

    # Isle and Port are in the Bay: no line between them
    assert sides(isle, bay) == ["0 2px", "0 -2px", "2px 0"]
    assert sides(port, bay) == ["0 2px", "-2px 0", "0 -2px"]
    assert "box-shadow" not in ostland
    # Port is in East too, but one line is enough: that of the first group
    assert sides(port, east) == []
    assert sides(nowhere, east) == ["0 2px", "-2px 0", "0 -2px", "2px 0"]


def test_a_square_amid_its_group_has_no_outline(small):
    layout = LAYOUT.model_copy(
        update={
            "tiles": Map.model_validate(
                {
                    "id": "m",
                    "name": {"en": "A", "zh": "图"},
                    "outline": ["bay"],
                    "tiles": [
                        {"at": at, "name": {"en": "X", "zh": "某"}, "within": ["bay"]}
                        for at in ([1, 0], [0, 1], [1, 1], [2, 1], [1, 2])
                    ],
                }
            ).tiles
        }
    )

    assert ["box-shadow" in style for style, _ in squares(drawn(small, layout))] == [
        True,
        True,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("language", "title", "note", "legend"),
    [
        (
            "en",
            "A map",
            "Not to scale.",
            ["▣ Bay Cluster · 1 figure of its own", "▣ East Province · 0 figures of its own"],
        ),
        ("zh", "地图", "非等比例。", ["▣ 湾区 · 整体数据1条", "▣ 东省 · 整体数据0条"]),
    ],
)
def test_title_note_and_groups_are_said_in_the_language_of_the_page(small, language, title, note, legend):
    html = drawn(small, language=language, counts={"bay": 1})

    assert f'<div class="ri-title">{title}</div><div class="ri-meta">{note}</div>' in html
    assert f'aria-label="{title}"' in html
    assert [
        bare(entry) for entry in re.findall(r'<span class="ri-group">(.*?</a>.*?)</span>', html)
    ] == legend
    assert {name for _, name in links(html)} == (
        {"Bay Cluster", "East Province"} if language == "en" else {"湾区", "东省"}
    )


def test_a_map_without_a_note_and_with_a_group_that_is_no_region_says_less(small):
    layout = LAYOUT.model_copy(update={"note": None, "outline": ("nothing", "bay")})
    html = drawn(small, layout)

    assert '<div class="ri-title">A map</div><div class="ri-meta"></div>' in html
    assert [name for _, name in links(html)][-1] == "Bay Cluster"
    assert html.count('class="ri-group"') == 1


def test_squares_and_groups_keep_the_other_filters():
    selection = Selection(region=("guangdong",), topic=("talent",))
    html = drawn(
        CATALOGUE, CATALOGUE.dataset.maps["guangdong-cities"], selection=selection, counts={"guangzhou": 3}
    )

    assert links(html)[0][0] == "/regions?region=guangzhou&topic=talent&lang=en"
    assert {href for href, _ in links(html)[1:]} <= {
        f"/regions?region={group}&topic=talent&lang=en"
        for group in CATALOGUE.dataset.maps["guangdong-cities"].outline
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Macao", "Macao"),
        ("Foshan", "Foshan"),
        ("Zhanjiang", "Zhan\u00adjiang"),
        ("Guangzhou", "Guang\u00adzhou"),
        ("Hong Kong", "Hong Kong"),
        ("Zhongshan", "Zhong\u00adshan"),
    ],
)
def test_only_a_name_too_long_for_a_square_may_break_and_where_a_syllable_begins(small, name, shown):
    tile = LAYOUT.tiles[3]
    tile = tile.model_copy(update={"name": tile.name.model_copy(update={"en": name})})
    html = drawn(small, LAYOUT.model_copy(update={"tiles": (tile,)}))

    assert f"<b>{shown}</b>" in html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_cell_of_the_matrix_counts_the_figures_its_link_chooses(language):
    html, dataset = matrix(language=language), CATALOGUE.dataset
    table = CATALOGUE.rows()
    expected = table.groupby(["region", "topic"]).size().to_dict()
    cells = [(href, int(text)) for href, text in links(html)]
    order = [
        (region, topic)
        for region in dataset.regions
        for topic in dataset.topics
        if (region, topic) in expected
    ]

    assert [n for _, n in cells] == [expected[pair] for pair in order]
    assert [href for href, _ in cells] == [
        f"/data?region={region}&topic={topic}&lang={language}" for region, topic in order
    ]
    first = {"en": "China, Industry and clusters: 2 figures", "zh": "中国、产业与集群：2条数据"}[language]
    assert re.findall(r'aria-label="([^"]*)">\d+</a>', html)[0] == first


def test_the_heads_of_the_matrix_are_the_regions_and_topics_with_figures_in_the_order_of_the_data():
    html, dataset, table = matrix(), CATALOGUE.dataset, CATALOGUE.rows()
    rows = re.findall(r'<th scope="row">(.*?)</th>', html)
    columns = re.findall(r'<th scope="col"><span>(.*?)</span></th>', html)

    assert [bare(name) for name in rows] == [
        r.name.en for r in dataset.regions.values() if r.id in set(table["region"])
    ]
    assert [bare(name) for name in columns] == [
        t.name.en for t in dataset.topics.values() if t.id in set(table["topic"])
    ]
    assert html.count("<td") - 1 == len(rows) * len(columns)


def test_an_empty_cell_says_that_our_sources_say_nothing():
    english, chinese = matrix(), matrix(language="zh")
    caption = "Number of figures by region and topic. An empty cell: nothing in our sources – not zero."

    assert '<td><span class="ri-none" title="nothing in our sources">·</span></td>' in english
    assert f'<div class="ri-meta">{caption}</div>' in english
    assert f'aria-label="{caption}"' in english
    assert "nothing in our sources" not in chinese


def test_the_matrix_is_shaded_by_its_fullest_cell_and_keeps_the_other_filters():
    selection = Selection(source=("guangzhou-press-conference",))
    html = matrix(selection)
    numbers = [int(text) for _, text in links(html)]

    assert re.findall(r"--shade:(\d+)%", html) == [str(shade_percent(n, max(numbers))) for n in numbers]
    for href, text in links(html):
        ids = rows_of(CATALOGUE, href)
        assert len(ids) == int(text)
        assert set(ids) <= set(CATALOGUE.rows(selection)["observation_id"])


def test_a_matrix_of_nothing_is_empty():
    html = matrix(Selection(region=("maoming",), topic=("talent",)))

    assert "<tbody></tbody>" in html
    assert links(html) == []


def test_a_name_on_the_map_and_in_the_matrix_is_never_markup(small):
    evil = '<img src=x onerror="alert(1)">'
    dataset = small.dataset
    harmed = {
        kind: {
            id: record.model_copy(update={"name": record.name.model_copy(update={"en": evil})})
            for id, record in getattr(dataset, kind).items()
        }
        for kind in ("regions", "topics")
    }
    catalogue = Catalogue(replace(dataset, **harmed))
    tile = LAYOUT.tiles[3].model_copy(update={"name": LAYOUT.name.model_copy(update={"en": evil})})
    layout = LAYOUT.model_copy(
        update={"name": tile.name, "note": tile.name, "tiles": (*LAYOUT.tiles[:3], tile)}
    )

    for html in (drawn(catalogue, layout), matrix(catalogue=catalogue)):
        assert "<img" not in html
        assert "&lt;img" in html
