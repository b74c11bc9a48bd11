"""Selections: rows and facet counts, parameters and back, search, and the notebook's front door."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicators.check.dataset_file import parse_dataset
from indicators.errors import UnknownId
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import (
    DIMENSION_FILTERS,
    EVERYTHING,
    FILTER_NAMES,
    MAX_QUERY_LENGTH,
    Catalogue,
    Selection,
    parse_selection,
)
from indicators.query.table import COLUMNS
from tests.sections import without_figures

with_fixture = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found(catalogue, **filters):
    return set(catalogue.rows(Selection(**filters))["observation_id"])


NO_QUERY = st.just("")


@st.composite
def selections(draw, dataset, *, query=NO_QUERY):
    chosen = {
        name: tuple(id for id in DIMENSIONS_BY_ID[name].ids(dataset) if draw(st.integers(0, 3)) == 0)
        for name in DIMENSION_FILTERS
        if draw(st.booleans())
    }
    years = draw(st.sampled_from([(None, None), (2011, None), (None, 2024), (2012, 2012), (1, 9999)]))
    return Selection(**chosen, q=draw(query), from_=years[0], to=years[1], within=draw(st.booleans()))


def test_what_was_so_before_the_period_of_a_target_is_not_its_outcome(small, small_file):
    """The small sample states the product of 2024 and aims at 2025."""
    assert small.outcomes(small.find("gdp.ostland.2025.target")) == ()

    line = "      - {region: ostland, period: 2025, timing: during, value: 2.6 trillion, qualifier: exact, stated: 2.6 trillion crowns, source: gazette, at: [13]}\n"
    before, target, after = small_file.read_text(encoding="utf-8").partition(
        "      - {region: ostland, period: 2025"
    )
    later = Catalogue(parse_dataset(f"{before}{line}{target}{after}", "later.yaml"))
    found = later.outcomes(later.find("gdp.ostland.2025.target"))
    assert [row.observation_id for row in found] == ["gdp.ostland.2025"]


class TestRows:
    def test_no_filter_gives_everything_in_file_order(self, small):
        assert list(small.rows()["observation_id"]) == [o.key(i.id) for i, o in small.dataset.observations()]
        assert len(small) == len(small.rows()) == 20

    def test_several_ids_of_one_dimension_mean_any_of_them(self, small):
        both = found(small, region=("east", "isle"))

        assert both == found(small, region=("east",)) | found(small, region=("isle",))

    def test_dimensions_add_up(self, small):
        assert found(small, region=("port",), topic=("people",)) == {"jobs.port.fishing.2025-06-30"}

    @pytest.mark.parametrize(
        ("filters", "count"),
        [
            ({"plan": ("1",)}, 4),
            ({"plan": ("2",)}, 14),
            ({"sector": ("salmon",)}, 3),
            ({"status": ("target",)}, 1),
            ({"status": ("expected",)}, 1),
            ({"qualifier": ("nearly",)}, 3),
            ({"qualifier": ("under",)}, 1),
            ({"qualifier": ("between",)}, 0),
            ({"measure": ("rank", "streak")}, 2),
            ({"source": ("herald",)}, 9),
            ({"indicator": ("gdp",), "region": ("isle",)}, 0),
        ],
    )
    def test_each_dimension_filters(self, small, filters, count):
        assert len(found(small, **filters)) == count

    def test_rows_are_numbered_anew_and_keep_their_dtypes(self, small):
        rows = small.rows(Selection(region=("port",)))

        assert list(rows.index) == list(range(len(rows)))
        assert rows.dtypes.astype(str).to_dict() == small.rows().dtypes.astype(str).to_dict()

    def test_the_same_question_is_answered_from_memory(self, small):
        assert small.rows(Selection(region=("bay",))) is small.rows(Selection(region=("bay",)))

    def test_implied_figures_are_added_only_when_asked_for(self, small):
        implied = {"gdp-share.east.2024.implied", "gdp.ostland.2023.implied"}

        assert found(small, implied=True) - found(small) == implied
        assert found(small) < found(small, implied=True)


class TestWithin:
    """Regions overlap: they are no tree."""

    def test_a_region_alone_is_only_itself(self, small):
        assert set(small.rows(Selection(region=("bay",)))["region"]) == {"bay"}

    def test_a_cluster_takes_its_members(self, small):
        inside = {"bay", "isle", "port", "mill-isle", "mill-port"}

        assert set(small.rows(Selection(region=("bay",), within=True))["region"]) == inside

    def test_a_member_of_two_wholes_is_counted_once(self, small):
        both = small.rows(Selection(region=("bay", "east"), within=True))

        assert both["observation_id"].is_unique
        assert set(both["region"]) == {"bay", "east", "isle", "port", "mill-isle", "mill-port"}

    def test_the_greater_bay_area_is_not_guangdong(self, catalogue):
        inside = catalogue.dataset.regions_within

        assert "hong-kong" in inside("greater-bay-area")
        assert "hong-kong" not in inside("guangdong")
        assert "maoming" in inside("guangdong")
        assert "maoming" not in inside("greater-bay-area")
        assert "nansha" in inside("greater-bay-area") & inside("guangdong")

    def test_real_rows_follow(self, catalogue):
        bay = set(catalogue.rows(Selection(region=("greater-bay-area",), within=True))["region"])
        province = set(catalogue.rows(Selection(region=("guangdong",), within=True))["region"])

        assert "shenzhen-hong-kong-guangzhou" in bay - province
        assert "maoming" in province - bay
        assert {"guangzhou", "nansha", "shenzhen"} <= bay & province


class TestFacets:
    @pytest.mark.parametrize("within", [False, True])
    def test_every_count_is_the_number_of_rows_that_choice_gives(self, small, within):
        base = Selection(within=within)
        facets = small.facets(base)

        assert list(facets) == list(DIMENSION_FILTERS)
        for name in DIMENSION_FILTERS:
            assert list(facets[name]) == list(DIMENSIONS_BY_ID[name].ids(small.dataset))
            for id, count in facets[name].items():
                assert count == len(small.rows(replace(base, **{name: (id,)}))), (name, id)

    def test_the_real_counts_are_rows_too(self, catalogue):
        facets = catalogue.facets()

        for name in ("region", "topic", "plan", "source", "measure", "qualifier", "status"):
            for id, count in facets[name].items():
                assert count == len(catalogue.rows(Selection(**{name: (id,)}))), (name, id)

    @settings(with_fixture, max_examples=10)
    @given(st.data())
    def test_counts_stand_beside_the_other_filters(self, small, data):
        selection = data.draw(selections(small.dataset))
        name = data.draw(st.sampled_from(DIMENSION_FILTERS))
        id = data.draw(st.sampled_from(DIMENSIONS_BY_ID[name].ids(small.dataset)))

        assert small.facets(selection)[name][id] == len(small.rows(replace(selection, **{name: (id,)})))

    def test_counts_are_whole_numbers(self, small):
        counts = [n for facet in small.facets().values() for n in facet.values()]

        assert {type(n) for n in counts} == {int}


class TestAlgebra:
    @with_fixture
    @given(st.data())
    def test_filters_commute(self, small, data):
        """Two dimensions together are what both have in common, in whichever order they are set."""
        selection = data.draw(selections(small.dataset))
        parts = [
            found(small, within=selection.within, **{name: getattr(selection, name)})
            for name in (*DIMENSION_FILTERS, "from_", "to")
        ]

        assert set(small.rows(selection)["observation_id"]) == set.intersection(*parts)

    @with_fixture
    @given(st.data())
    def test_a_further_filter_never_adds_rows(self, small, data):
        selection = data.draw(selections(small.dataset))
        name = data.draw(st.sampled_from(DIMENSION_FILTERS))

        wider = set(small.rows(selection.without(name))["observation_id"])

        assert set(small.rows(selection)["observation_id"]) <= wider

    def test_without_takes_one_filter_away(self):
        selection = Selection(region=("bay",), q="lox", within=True)

        assert selection.without("region") == Selection(q="lox", within=True)
        assert selection.without("q") == Selection(region=("bay",), within=True)
        assert selection.without("within") == Selection(region=("bay",), q="lox")

    @pytest.mark.parametrize(
        ("selection", "everything"),
        [
            (EVERYTHING, True),
            (Selection(within=True), True),
            (Selection(q="x"), False),
            (Selection(plan=("2",)), False),
        ],
    )
    def test_everything_is_known(self, selection, everything):
        assert selection.is_everything is everything


class TestParameters:
    def test_defaults_are_left_out(self):
        assert EVERYTHING.params() == []

    def test_parameters_stand_in_the_order_of_the_contract(self):
        selection = Selection(
            plan=("2",), region=("east", "bay"), q="deep sea", within=True, implied=True, status=("target",)
        )

        assert selection.params() == [
            ("region", "east"),
            ("region", "bay"),
            ("plan", "2"),
            ("status", "target"),
            ("q", "deep sea"),
            ("within", "1"),
            ("implied", "1"),
        ]
        assert (
            *("region", "sector", "topic", "plan", "indicator", "source", "measure", "qualifier", "status"),
            "release",
            *("observation", "q", "from", "to", "within", "implied", "vintage"),
        ) == FILTER_NAMES

    @with_fixture
    @given(st.data())
    def test_a_selection_reads_back_from_its_own_parameters(self, small, data):
        words = st.lists(st.text(alphabet="abc渔业 -&=%+#/?", min_size=1, max_size=9), max_size=4)
        query = words.map(lambda found: " ".join(" ".join(found).split()))
        selection = data.draw(selections(small.dataset, query=query))

        parsed = parse_selection(selection.params(), small.dataset)

        assert (parsed.selection, parsed.unknown, parsed.foreign) == (selection, (), ())

    @with_fixture
    @given(st.text(max_size=300))
    @example("a" * (MAX_QUERY_LENGTH - 1) + " b")
    def test_what_was_read_once_is_read_the_same_again(self, small, query):
        selection = parse_selection([("q", query)], small.dataset).selection

        assert parse_selection(selection.params(), small.dataset).selection == selection
        assert len(selection.q) <= MAX_QUERY_LENGTH

    def test_order_and_repetition_do_not_matter(self, small):
        one = parse_selection(
            [("region", "bay"), ("plan", "2"), ("region", "east"), ("region", "bay")], small.dataset
        )
        other = parse_selection([("region", "east"), ("region", "bay"), ("plan", "2")], small.dataset)

        assert one.selection == other.selection == Selection(region=("east", "bay"), plan=("2",))

    def test_an_unknown_value_is_left_out_and_reported_with_the_nearest(self, small):
        parsed = parse_selection(
            [("region", "eats"), ("region", "bay"), ("status", "targets")], small.dataset
        )

        assert parsed.selection == Selection(region=("bay",))
        assert [str(error) for error in parsed.unknown] == [
            "there is no region 'eats'; did you mean 'east'?",
            "there is no status 'targets'; did you mean 'target'?",
        ]

    def test_a_foreign_parameter_is_named(self, small):
        parsed = parse_selection([("lang", "zh"), ("regoin", "bay"), ("plan", "2")], small.dataset)

        assert (parsed.selection, parsed.foreign) == (Selection(plan=("2",)), ("lang", "regoin"))

    @pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False)])
    def test_a_switch_is_one_or_zero(self, small, value, on):
        assert parse_selection([("within", value)], small.dataset).selection.within is on

    @pytest.mark.parametrize("value", ["", "yes", "true", "2", "１"])
    def test_another_value_of_a_switch_is_reported(self, small, value):
        parsed = parse_selection([("within", value)], small.dataset)

        assert parsed.selection == EVERYTHING
        assert [str(error) for error in parsed.unknown] == [
            f"there is no within {value!r}; did you mean '1'?"
        ]

    def test_spaces_of_a_search_are_made_one(self, small):
        assert parse_selection([("q", "  deep \n\t sea ")], small.dataset).selection.q == "deep sea"

    def test_an_endless_value_is_not_repeated_whole(self, small):
        [error] = parse_selection([("region", "x" * 100_000)], small.dataset).unknown

        assert len(error.id) == MAX_QUERY_LENGTH

    @with_fixture
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([*FILTER_NAMES, "lang"]) | st.text(),
                st.text() | st.sampled_from(["bay", "1", "%00", "../..", "' OR 1=1 --", ".*[(\\", "\x00"]),
            ),
            max_size=8,
        )
    )
    @example([("q", "[")])
    @example([("q", "\\")])
    @example([("q", "\ud800")])
    @example([("region", "\ud800")])
    def test_hostile_parameters_are_answered(self, small, params):
        parsed = parse_selection(params, small.dataset)

        rows = small.rows(parsed.selection)

        assert len(rows) <= len(small.rows(Selection(implied=True)))
        assert len(parsed.foreign) == sum(name not in FILTER_NAMES for name, _ in params)


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "regions"),
        [
            ("老港", {"port"}),
            ("OLD HARBOUR", {"port"}),
            ("ｏｌｄ harbour", {"port"}),
            ("the republic", {"ostland"}),
        ],
    )
    def test_finds_names_and_aliases_in_both_languages(self, small, query, regions):
        assert set(small.rows(Selection(q=query))["region"]) == regions

    def test_every_word_must_be_found_in_any_order(self, small):
        assert found(small, q="salmon port") == found(small, q="港城 lox")
        assert found(small, q="salmon port") == {
            "catch.port.salmon.2019",
            "catch.port.salmon.2024-01--2024-10",
        }
        assert found(small, q="salmon people") == set()

    def test_signs_are_letters_like_others(self, small):
        assert found(small, q="$240") == {"gdp.ostland.2024"}
        assert found(small, q=".*") == set()

    @pytest.mark.parametrize("query", ["南沙", "nansha", "Nansha", "NAN SHA"])
    def test_nansha_is_found_in_chinese_english_and_pinyin(self, catalogue, query):
        assert "institutional-innovations-replicated.nansha.2025" in found(catalogue, q=query)

    @pytest.mark.parametrize("query", ["NEV", "新能源汽车", "new energy vehicles", "电动汽车"])
    def test_new_energy_vehicles_are_found_by_every_name(self, catalogue, query):
        assert "product-output-growth.guangdong.new-energy-vehicles.2024" in found(catalogue, q=query)

    @pytest.mark.parametrize("query", ["guangzhou trade", "广州 进出口", "canton 贸易"])
    def test_words_of_two_languages_may_stand_together(self, catalogue, query):
        assert "goods-trade.guangzhou.2025-01--2025-10" in found(catalogue, q=query)


class TestFind:
    def test_a_figure_by_its_id(self, small):
        assert small.find("gdp.east.2024").value == 1e12

    def test_an_unknown_one_names_the_nearest(self, small):
        with pytest.raises(UnknownId) as caught:
            small.find("gdp.east.2042")

        assert str(caught.value) == ("there is no observation 'gdp.east.2042'; did you mean 'gdp.east.2024'?")


class TestObservations:
    """What a notebook calls."""

    def test_without_filters_gives_every_figure_with_the_contract_columns(self, small):
        everything = small.observations()

        assert list(everything.columns) == list(COLUMNS)
        assert len(everything) == len(small)

    def test_one_id_or_several_texts_numbers_and_switches(self, small):
        some = small.observations(region=["bay", "isle"], plan=2, q="product")

        assert set(some["observation_id"]) == {
            "gdp.bay.2024",
            "gdp-growth.bay.2021--2025.expected",
            "gdp-growth.isle.2024",
            "gdp-share.bay.2024",
        }
        assert len(small.observations(region="east", within=True)) == len(
            small.observations(region={"east", "port", "mill-port"}, within=False)
        )

    def test_the_answer_belongs_to_the_caller(self, small):
        mine = small.observations(region="east")
        mine["value"] = 0.0

        assert (small.observations(region="east")["value"] > 0).all()

    def test_an_unknown_id_is_named_with_the_nearest(self, small):
        with pytest.raises(UnknownId) as caught:
            small.observations(region="easst")

        assert str(caught.value) == "there is no region 'easst'; did you mean 'east'?"

    def test_an_unknown_filter_is_a_type_error_that_names_the_nearest(self, small):
        with pytest.raises(TypeError) as caught:
            small.observations(regions="east")

        assert str(caught.value) == "there is no filter 'regions'; did you mean 'region'?"

    def test_an_unknown_filter_like_nothing(self, small):
        with pytest.raises(TypeError) as caught:
            small.observations(zzz="east")

        assert str(caught.value) == "there is no filter 'zzz'"

    def test_the_example_of_the_package_works(self, catalogue):
        rows = catalogue.observations(region="guangzhou", plan=14)

        assert set(rows["region"]) == {"guangzhou"}
        assert set(rows["plan"]) == {"14"}


def test_figures_that_are_named_are_found_without_looking_into_any_name(small, monkeypatch):
    monkeypatch.setattr("indicators.query.catalogue.SearchIndex", None)
    catalogue, named = Catalogue(small.dataset), Selection(observation=("gdp.ostland.2024",))

    assert catalogue.count(named) == len(catalogue.rows(named)) == 1


def test_a_dataset_without_figures_answers_every_question(small_file):
    empty = Catalogue(parse_dataset(without_figures(small_file.read_text(encoding="utf-8"))))

    assert len(empty) == 0
    assert empty.rows(Selection(region=("bay",), q="x", within=True)).empty
    assert sum(sum(facet.values()) for facet in empty.facets().values()) == 0
    assert isinstance(empty.observations(), pd.DataFrame)
    with pytest.raises(UnknownId, match=r"^there is no observation 'x'$"):
        empty.find("x")


def test_implied_figures_come_only_when_they_are_asked_for(catalogue):
    both = catalogue.rows(Selection(implied=True))
    stated = both[both["basis"] == "stated"]

    assert len(both) - len(stated) == len(catalogue.audit.implied) > 0
    assert list(catalogue.rows(Selection())["observation_id"]) == list(stated["observation_id"])
    assert len(catalogue) == catalogue.count(Selection()) == len(stated)
