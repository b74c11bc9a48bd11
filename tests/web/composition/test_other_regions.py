"""What is stated of a region and of others too: regions side by side, never a region beside itself."""

from __future__ import annotations

import pytest

from indicators.charts.comparison import MAX_SERIES
from indicators.i18n import load_messages
from indicators.query import Selection
from indicators.query.series_index import series_names
from indicators.web.composition.blocks import ChartBlock, Comparisons, Heading, Links
from indicators.web.composition.other_regions import (
    MAX_COMPARED_REGIONS,
    _shared_indicators,
    compose_other_regions,
)
from tests.composing import CATALOGUE, DATASET, blocks_of, view_of
from tests.noting import Variant, asked


def composed(region, language="en"):
    view = view_of("regions", Selection(region=(region,)), language)
    return list(compose_other_regions(view, region))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id", ["guangzhou", "guangdong", "hengqin", "greater-bay-area", "shenzhen"])
def test_every_indicator_that_others_have_too_stands_there_once_as_a_chart_or_with_a_figure_a_region(
    id, language
):
    blocks, shared = composed(id, language), CATALOGUE.shared_indicators(id)
    charts, found = blocks_of(blocks, ChartBlock), blocks_of(blocks, Comparisons)
    named = [row.label for row in blocks_of(blocks, Links)]
    named += [each.name for block in found for each in block.comparisons]

    assert [heading.anchor for heading in blocks_of(blocks, Heading)] == ["others"]
    assert sorted(named) == sorted(DATASET.indicators[i].name[language] for i in shared)
    assert len(charts) == 1
    assert {id} < set(charts[0].chart.rows["region"])
    for comparison in (each for block in found for each in block.comparisons):
        assert 1 < len(comparison.pairs) <= MAX_COMPARED_REGIONS
        assert comparison.pairs[0][0].startswith(DATASET.regions[id].name[language])


@pytest.mark.parametrize("id", ["guangzhou", "hengqin", "shenzhen"])
def test_compare_begins_with_series_of_different_regions_this_one_first(id):
    blocks = composed(id)
    links = [link for row in blocks_of(blocks, Links) for link in row.links]
    links += [each.link for block in blocks_of(blocks, Comparisons) for each in block.comparisons]

    assert links
    for link in links:
        path, pairs = asked(link.href)
        regions = [CATALOGUE.series.subject_of(name).region for key, name in pairs if key == "series"]
        assert (path, link.text) == ("/compare", load_messages("en")("Compare"))
        assert regions[0] == id
        assert 1 < len(regions) == len(set(regions)) <= MAX_SERIES


def test_of_many_regions_six_stand_side_by_side_and_the_others_are_counted():
    rows = CATALOGUE.rows().drop_duplicates("region")
    other = Variant(shared_indicators=lambda _: {"gdp": rows})
    [found] = _shared_indicators(other, "guangzhou", "en")
    regions = [CATALOGUE.series.subject_of(name).region for name in found.series]

    assert len(found.pairs) == MAX_COMPARED_REGIONS
    assert found.others == rows["region"].nunique() - MAX_COMPARED_REGIONS > 0
    assert found.series[0] in series_names(rows[rows["region"] == "guangzhou"])
    assert len(set(regions)) == len(regions) == MAX_SERIES


def test_a_region_that_shares_nothing_has_no_such_section():
    assert composed("maoming") == []
