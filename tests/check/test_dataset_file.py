"""The front door: a path becomes a dataset, or every fault of the file; and what a dataset answers."""

import re
from decimal import Decimal
from typing import get_args

import pytest

import indicators
from indicators.check import SECTIONS
from indicators.check.dataset_file import find_problems, load_dataset, parse_dataset
from indicators.errors import DataFileError, InvalidDataset
from indicators.model import Status, Timing
from indicators.model.code_lists import Measure
from indicators.model.hedges import Qualifier

VOCABULARIES = ("sources", "regions", "sectors", "topics", "units", "counterparts", "plans", "indicators")


def test_a_valid_file_is_a_dataset_with_its_vocabularies_in_file_order(small_file):
    dataset = load_dataset(small_file)

    assert dataset.file == str(small_file)
    assert list(dataset.regions) == ["ostland", "east", "isle", "port", "bay", "mill-isle", "mill-port"]
    assert list(dataset.plans) == ["1", "2"]
    assert dataset.about.title.en == "Small sample"
    assert dataset.about.headlines == ("gdp.ostland.2024", "catch.bay.salmon.2024")


def test_the_small_sample_has_some_of_everything_that_tests_look_for_in_it(small):
    """What many tests loop over: were it missing, they would pass and say nothing."""
    dataset = small.dataset
    figures = [(head, figure) for head, figure in dataset.observations()]
    tiles = [tile for drawn in dataset.maps.values() for tile in drawn.tiles]
    names = [region.name.en for region in dataset.regions.values()]

    assert {name for name in SECTIONS if not getattr(dataset, name)} == set()
    assert {figure.qualifier for _, figure in figures} == set(get_args(Qualifier)) - {"at_most", "between"}
    assert {figure.status for _, figure in figures} == set(get_args(Status))
    assert {figure.timing for _, figure in figures} == set(get_args(Timing))
    assert {head.measure for head, _ in figures} == set(get_args(Measure))
    assert {figure.value.form for _, figure in figures} >= {
        "whole",
        "scaled",
        "decimal",
        "fraction",
        "multiple",
    }
    assert {len(source.published) for source in dataset.sources.values()} == {4, 7, 10}
    assert {tile.region is None for tile in tiles} == {True, False}
    assert len(names) - len(set(names)) == 1, "two regions have one name"
    assert {found.verdict for found in small.audit.findings} == {
        "reconciles",
        "does-not-reconcile",
        "cannot-check",
    }
    assert {found.subject.key for found in small.audit.implied} == {
        "gdp-share.east.2024.implied",
        "gdp.ostland.2023.implied",
    }


def test_text_without_a_file_is_read_the_same(small_file):
    from_file, from_text = load_dataset(small_file), parse_dataset(small_file.read_text(encoding="utf-8"))

    assert from_text.indicators == from_file.indicators
    assert from_text.digest == from_file.digest
    assert from_text.file == "indicators.yaml"


def test_the_digest_names_the_content(small_file):
    text = small_file.read_text(encoding="utf-8")

    assert re.fullmatch("[0-9a-f]{16}", parse_dataset(text).digest)
    assert parse_dataset(text).digest == parse_dataset(text).digest
    assert parse_dataset(text).digest != parse_dataset(text + "# more\n").digest


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_dataset_cannot_be_changed(small, name):
    with pytest.raises(TypeError):
        getattr(small.dataset, name)["new"] = None


def test_a_record_cannot_be_changed(small):
    with pytest.raises(ValueError, match="frozen"):
        small.dataset.regions["bay"].kind = "city"


def test_a_missing_file_is_a_data_file_error(tmp_path):
    for reading in (load_dataset, find_problems, indicators.load):
        with pytest.raises(DataFileError, match="cannot be read"):
            reading(tmp_path / "none.yaml")


def test_an_invalid_file_raises_with_every_fault_located(tmp_path, small_file):
    path = tmp_path / "bad.yaml"
    text = small_file.read_text(encoding="utf-8")
    path.write_text(
        text.replace("kind: city", "kind: realm").replace("value: 900", "value: x"), encoding="utf-8"
    )

    with pytest.raises(InvalidDataset) as caught:
        load_dataset(path)

    assert [problem.rule for problem in caught.value.problems] == ["choice", "value"]
    assert str(caught.value).startswith(f"{path}:")
    assert list(caught.value.problems) == find_problems(path)


def test_a_valid_file_has_no_problems(small_file):
    assert find_problems(small_file) == []


def test_an_empty_text_is_invalid():
    with pytest.raises(InvalidDataset, match="found nothing"):
        parse_dataset("")


def test_a_remark_in_one_language_stands_in_both(small):
    note = small.dataset.sources["herald"].note

    assert (note.en, note.zh, note["en"], note["zh"]) == ("Printed without a day.",) * 4


def test_names_are_found_by_language(small):
    name = small.dataset.regions["bay"].name

    assert (name["en"], name["zh"]) == ("Bay Cluster", "湾区")


def test_numbers_and_codes_are_what_they_were_written_as(small):
    isle, ostland = small.dataset.regions["isle"], small.dataset.regions["ostland"]

    assert (isle.lat, isle.lon) == (-12.5, 100.25)
    assert ostland.code == "000000"


def test_a_figure_knows_its_interval_and_its_plan(small):
    figures = {o.key(i.id): (i, o) for i, o in small.dataset.observations()}
    indicator, catch = figures["catch.port.fishing.2024"]

    quantity = small.dataset.quantity_of(indicator, catch)

    assert (quantity.low, quantity.high) == (Decimal(3_495_000), Decimal(3_505_000))
    assert small.dataset.plan_of(catch).id == "2"
    assert small.dataset.plan_of(figures["gdp-rank.port.world-ports.2020"][1]) is None
    assert small.dataset.plan_of(figures["jobs.isle.undated"][1]) is None


@pytest.mark.parametrize(
    ("region", "inside"),
    [
        ("ostland", {"ostland", "east", "isle", "port", "bay", "mill-isle", "mill-port"}),
        ("bay", {"bay", "isle", "port", "mill-isle", "mill-port"}),
        ("east", {"east", "port", "mill-port"}),
        ("port", {"port", "mill-port"}),
        ("mill-port", {"mill-port"}),
    ],
)
def test_regions_overlap(small, region, inside):
    assert small.dataset.regions_within(region) == inside


def test_a_sector_has_its_branch(small):
    assert small.dataset.sectors_under("fishing") == {"fishing", "salmon"}
    assert small.dataset.sectors_under("salmon") == {"salmon"}


@pytest.mark.parametrize(
    "key",
    [
        "catch.port.salmon.2024-01--2024-10",
        "gdp-rank.port.world-ports.2020",
        "gdp.ostland.2025.target",
        "gdp-growth.bay.2021--2025.expected",
        "jobs.isle.undated",
        "jobs.port.fishing.2025-06-30",
    ],
)
def test_the_id_of_a_figure_is_built_from_what_identifies_it(small, key):
    assert key in {o.key(i.id) for i, o in small.dataset.observations()}


class TestTopLevel:
    def test_the_shipped_data_needs_no_path(self, root):
        assert indicators.load().dataset.file == str(root / "data" / "indicators.yaml")

    def test_a_path_may_be_text(self, small_file, small):
        assert indicators.load(str(small_file)).dataset.digest == small.dataset.digest

    def test_what_is_promised_is_there_and_sorted(self):
        assert indicators.__all__ == sorted(indicators.__all__)
        assert all(hasattr(indicators, name) for name in indicators.__all__)
        assert re.fullmatch(r"\d+\.\d+\.\d+", indicators.__version__)


def test_a_record_can_be_made_from_what_was_already_read(small):
    [figure] = small.dataset.indicators["gdp-rank"].observations

    assert type(figure)(**dict(figure)) == figure
