"""Every filter alone and together with others, against a plain look at every row; counts, pages and what is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.errors import UnknownId
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, Selection
from indicators.query.catalogue import MAX_DRAWN_ROWS
from indicators.query.facets import FACET_KEYS, FacetCounts
from indicators.query.selection import MAX_NAMED_FIGURES, MAX_QUERY_LENGTH, filter_parameters, parse_selection
from indicators.query.series_index import series_name, series_names
from tests import world

REGIONS = [region["id"] for region in world.REGIONS]
HEDGES = ("exact", "over", "at_least", "nearly", "under", "at_most", "about")


def _figures():
    """Figures of every region, of many kinds, periods, statuses and sources, so that any two filters cut across."""
    kinds = [("gdp", "2024"), ("gdp", "2019"), ("jobs", "2022"), ("growth", "2021/2025"), ("share", None), ("gdp", "2030")]  # fmt: skip
    for n, (region, (indicator, period)) in enumerate(product(REGIONS, kinds)):
        yield world.figure(
            indicator,
            10 + n % 7,
            region=region,
            period=period,
            qualifier=HEDGES[n % 7],
            status="target" if period == "2030" else "expected" if n % 4 == 0 else "actual",
            source=("daily", "monthly", "yearly")[n % 3],
            **({"sector": ("metal", "iron")[n % 2]} if n % 3 else {}),
            **({"counterpart": "abroad"} if n % 5 == 0 else {}),
        )


@pytest.fixture(scope="module")
def made():
    figures = [
        *_figures(),
        *(world.figure("trade", 5, region=region, id=f"trade.{region}") for region in ("north", "south")),
    ]
    implies = {"indicator": "trade", "region": "land", "period": "2024", "timing": "during"}
    members = {"parts": ["trade.north", "trade.south"], "total": None}
    return world.catalogue(figures, [world.relation("told", "sum", members, implies=implies)])


@pytest.fixture(scope="module")
def everything(made):
    """Every row as a plain mapping, missing ids as None."""
    rows = made.rows(Selection(implied=True))
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


#: Written out, for the regions of this land are few: what lies inside each, itself included.
INSIDE = {
    "land": {"land", "north", "south", "town", "coast"},
    "north": {"north", "town"},
    "south": {"south"},
    "town": {"town"},
    "coast": {"coast", "south", "town"},
}


def fits(row, selection):
    """Whether a row is wanted, by what the filters mean."""
    for name in DIMENSION_FILTERS:
        chosen = set(getattr(selection, name))
        if name == "region" and selection.within:
            chosen = {inside for id in chosen for inside in INSIDE[id]}
        if chosen and row[name] not in chosen:
            return False
    begin, end = row["period_start"], row["period_end"]
    if selection.from_ and not (begin and begin.year >= selection.from_):
        return False
    if selection.to and not (end and end.year <= selection.to):
        return False
    if selection.observation:
        return row["observation_id"] in selection.observation
    return selection.implied or row["basis"] == "stated"


def wanted(everything, selection):
    return [row["observation_id"] for row in everything if fits(row, selection)]


def found(made, selection):
    return made.rows(selection)["observation_id"].tolist()


@st.composite
def selections(draw, made, everything):
    dataset = made.dataset
    names = draw(st.sets(st.sampled_from(DIMENSION_FILTERS), max_size=3))
    chosen = {
        name: tuple(
            draw(
                st.lists(
                    st.sampled_from(DIMENSIONS_BY_ID[name].ids(dataset)), min_size=1, max_size=3, unique=True
                )
            )
        )
        for name in names
    }
    some = st.lists(st.sampled_from([row["observation_id"] for row in everything]), max_size=4, unique=True)
    figures = tuple(draw(some)) if draw(st.integers(0, 3)) == 0 else ()
    first, last = draw(
        st.sampled_from([(None, None), (2021, None), (None, 2024), (2019, 2025), (2024, 2024)])
    )
    return Selection(
        **chosen,
        observation=figures,
        from_=first,
        to=last,
        within=draw(st.booleans()),
        implied=draw(st.booleans()),
    )


class TestAgainstAPlainLook:
    @pytest.mark.parametrize("name", DIMENSION_FILTERS)
    @pytest.mark.parametrize("implied", [False, True])
    def test_each_id_of_each_filter(self, made, everything, name, implied):
        for id in DIMENSIONS_BY_ID[name].ids(made.dataset):
            selection = Selection(**{name: (id,)}, implied=implied)
            assert found(made, selection) == wanted(everything, selection)
            assert made.count(selection) == len(wanted(everything, selection))

    @pytest.mark.parametrize("region", REGIONS)
    def test_a_region_with_what_lies_inside_it(self, made, everything, region):
        selection = Selection(region=(region,), within=True)

        assert found(made, selection) == wanted(everything, selection) != []

    @pytest.mark.parametrize(
        ("first", "last", "periods"),
        [
            (2022, None, {"2022", "2024", "2030"}),
            (None, 2021, {"2019"}),
            (2021, 2025, {"2022", "2024", "2021/2025"}),
            (2021, 2024, {"2022", "2024"}),
            (2023, 2023, set()),
            (1, 9999, {"2019", "2022", "2024", "2021/2025", "2030"}),
        ],
    )
    def test_years_that_hold_the_whole_period(self, made, everything, first, last, periods):
        selection = Selection(from_=first, to=last)

        assert set(made.rows(selection)["period"]) == periods
        assert found(made, selection) == wanted(everything, selection)
        assert made.count(selection) == len(wanted(everything, selection))

    @settings(max_examples=20)
    @given(st.data())
    def test_any_filters_together(self, made, everything, data):
        selection = data.draw(selections(made, everything))
        rows = [row for row in everything if fits(row, selection)]

        assert found(made, selection) == [row["observation_id"] for row in rows]
        assert made.count(selection) == len(made.figures(selection)) == len(rows)
        for key in ("topic", "counterpart", "plan"):
            counts = Counter(row[key] for row in rows)
            assert made.counts(selection, key) == {
                id: counts[id] for id in DIMENSIONS_BY_ID[key].ids(made.dataset)
            }
            assert made.figures(selection).ids(key) == {id for id in counts if id is not None}
        pairs = Counter((row["sector"], row["source"]) for row in rows if row["sector"])
        assert made.cross_table(selection, "sector", "source") == dict(pairs)
        assert made.cross_table(selection, "source", "sector") == {
            (two, one): n for (one, two), n in pairs.items()
        }

    @settings(max_examples=15)
    @given(st.data())
    def test_facets_beside_any_filters(self, made, everything, data):
        selection = data.draw(selections(made, everything))
        facets = made.facets(selection)

        assert list(facets) == list(DIMENSION_FILTERS)
        for name in DIMENSION_FILTERS:
            assert list(facets[name]) == list(DIMENSIONS_BY_ID[name].ids(made.dataset))
            for id, n in facets[name].items():
                assert n == len(wanted(everything, replace(selection, **{name: (id,)}))), (name, id)

    def test_the_figures_of_some_ids_that_fit(self, made):
        chosen = Selection(region=("north",))

        assert made.rows_among(chosen, ["trade.north", "trade.south", "nothing"])["observation_id"].tolist() == ["trade.north"]  # fmt: skip

    def test_the_days_that_figures_speak_of(self, made):
        assert made.coverage() == (date(2019, 1, 1), date(2030, 12, 31))
        assert world.catalogue([world.figure("gdp", 1, period=None)]).coverage() is None


def test_what_is_kept_can_be_forgotten(made):
    selection = Selection(region=("town",))
    kept = made.rows(selection)
    assert made.rows(selection) is kept

    made.caches.clear()

    assert made.rows(selection) is not kept
    assert made.rows(selection).equals(kept)


class TestPages:
    @pytest.mark.parametrize(
        ("limit", "offset"), [(1, 0), (5, 3), (32, 0), (33, 0), (5, 30), (5, 31), (5, 32), (0, 4)]
    )
    def test_a_page_is_so_many_rows_after_so_many(self, made, limit, offset):
        every = made.rows()["observation_id"].tolist()

        assert len(every) == 32
        assert (
            made.page(Selection(), limit, offset)["observation_id"].tolist() == every[offset : offset + limit]
        )

    @pytest.mark.parametrize("size", [1, 16, 31, 32, 33])
    def test_pieces_are_together_the_whole(self, made, size):
        pieces = [piece["observation_id"].tolist() for piece in made.parts(Selection(), size)]

        assert [id for piece in pieces for id in piece] == made.rows()["observation_id"].tolist()
        assert {len(piece) for piece in pieces[:-1]} <= {size}
        assert 0 < len(pieces[-1]) <= size


class TestWhatIsDrawn:
    """As many figures as a page draws, or the newest of each series."""

    YEARS = (2019, 2020, 2021, 2022)

    @pytest.fixture(scope="class")
    @staticmethod
    def long():
        years = TestWhatIsDrawn.YEARS
        figures = [world.figure("gdp", year, region=region, period=str(year)) for region in ("land", "north") for year in years]  # fmt: skip
        target = world.figure("gdp", 9, period="2030", status="target")
        return world.catalogue([*reversed(figures), target])

    def test_is_everything_up_to_the_limit_and_the_limit_itself(self, long):
        shown = long.rows_to_draw(Selection(), 9)

        assert (len(shown.rows), shown.total, shown.is_whole) == (9, 9, True)
        assert MAX_DRAWN_ROWS == 600

    def test_is_the_newest_of_each_series_and_status_beyond_it(self, long):
        shown = long.rows_to_draw(Selection(), 8)

        assert set(shown.rows["observation_id"]) == {
            "gdp.north.2022",
            "gdp.land.2022",
            "gdp.land.2030.target",
        }
        assert (shown.total, shown.is_whole) == (9, False)
        assert len(long.rows_to_draw(Selection(), 2).rows) == 2

    @pytest.mark.parametrize("filters", [{"plan": ("1",)}, {"qualifier": ("exact",), "plan": ("1",)}])
    def test_is_the_newest_of_those_that_fit_where_a_filter_splits_series(self, long, filters):
        shown = long.rows_to_draw(Selection(**filters), 3)

        assert set(shown.rows["observation_id"]) == {"gdp.north.2020", "gdp.land.2020"}
        assert (shown.total, shown.is_whole) == (4, False)

    def test_of_two_of_one_period_the_later_row_is_the_newest(self):
        two = world.catalogue([world.figure("gdp", n, id=f"gdp.n{n}") for n in (1, 2)])

        assert two.rows()["is_latest"].tolist() == [False, True]
        assert two.rows_to_draw(Selection(), 1).rows["observation_id"].tolist() == ["gdp.n2"]

    def test_an_undated_figure_is_older_than_any_dated_one(self):
        two = world.catalogue([world.figure("gdp", 1), world.figure("gdp", 2, period=None)])
        rows = two.rows().set_index("observation_id")

        assert rows["is_latest"].to_dict() == {"gdp.land.2024": True, "gdp.land.undated": True}

    @pytest.mark.parametrize(
        ("filters", "whole"),
        [
            *(
                ({name: ("x",)}, True)
                for name in ("region", "sector", "topic", "indicator", "measure", "status")
            ),
            *(({name: ("x",)}, False) for name in ("plan", "source", "qualifier", "observation")),
            ({"q": "x"}, False),
            ({"within": True, "implied": True}, True),
        ],
    )
    def test_some_filters_take_whole_series(self, filters, whole):
        assert Selection(**filters).takes_whole_series is whole


class TestOutcomes:
    @pytest.fixture(scope="class")
    @staticmethod
    def aims():
        return world.catalogue(
            [
                world.figure("gdp", 9, period="2023", status="target"),
                world.figure("gdp", 9, period=None, status="target"),
                *(world.figure("gdp", 5, period=period) for period in ("2022", "2023", "2024")),
                world.figure("gdp", 5, period="2024", status="expected"),
                world.figure("gdp", 5, period="2024", region="north"),
                world.figure("gdp", 5, period="2024", sector="iron"),
            ]
        )

    @pytest.mark.parametrize(
        ("target", "outcomes"),
        [
            ("gdp.land.2023.target", {"gdp.land.2023", "gdp.land.2024"}),
            ("gdp.land.undated.target", {"gdp.land.2022", "gdp.land.2023", "gdp.land.2024"}),
        ],
    )
    def test_are_actual_figures_of_the_same_series_of_its_period_or_a_later_one(self, aims, target, outcomes):
        assert {row.observation_id for row in aims.outcomes(aims.find(target))} == outcomes

    def test_indicators_of_a_region_that_others_have_too(self, aims):
        assert {id: set(rows["region"]) for id, rows in aims.shared_indicators("north").items()} == {
            "gdp": {"land", "north"}
        }
        assert aims.shared_indicators("town") == {}


class TestSeries:
    def test_are_named_by_the_ids_they_have(self, made):
        rows = made.rows(Selection(region=("land",)))

        assert series_names(rows) == [series_name(row) for row in rows.itertuples()]
        assert set(series_names(rows)) >= {"gdp.land.abroad", "share.land.metal"}

    def test_are_found_by_their_names(self, made):
        assert "share.land.metal" in made.series
        assert "gdp.land.abroad" in made.series
        for name in (
            "gdp",
            "gdp.nowhere",
            "nothing.land",
            "gdp.land.iron.abroad.more",
            "trade.land",
            "gdp.land.x",
            "",
            5,
        ):
            assert name not in made.series

    def test_their_figures_come_in_the_order_of_the_names(self, made):
        names = ["trade.south", "gdp.land.abroad", "trade.north"]
        rows = made.rows_of_series(names)

        assert list(dict.fromkeys(series_names(rows))) == names
        assert set(rows["basis"]) == {"stated"}
        assert made.rows_of_series([]).empty

    def test_are_counted_and_listed_by_indicator(self, made):
        stated = made.rows()
        each = dict.fromkeys(series_names(stated))

        assert sorted(made.series) == sorted(each)
        assert made.series.counts_by_indicator == Counter(name.partition(".")[0] for name in each)
        assert made.series.names_of_indicator("trade", 1) == ("trade.north",)
        assert made.series.names_of_indicator("trade", 5) == ("trade.north", "trade.south")

    def test_have_a_subject(self, made):
        assert made.series.subject_of("gdp.land.abroad") == ("gdp", "land", None, "abroad", None)
        assert made.series.subject_of("share.land.metal") == ("share", "land", "metal", None, None)

    def test_a_mistyped_name_is_like_one_of_its_indicator(self, made):
        assert made.series.find_nearest("trade.nroth") == "trade.north"
        assert made.series.find_nearest("zzzzzz.north") is None


class TestTally:
    def test_counts_combinations_as_they_come(self, made, everything):
        rows = made.rows(Selection(implied=True))
        tally = FacetCounts(rows[list(FACET_KEYS)].assign(n=3, n_current=1), made.dataset)
        pairs = dict.fromkeys((row["indicator"], row["sector"] or "") for row in everything)

        assert tally.combinations(("indicator", "sector"), {}) == list(pairs)
        assert tally.total({}) == 3 * len(everything)
        assert tally.current.total({}) == len(everything)
        assert tally.total({"sector": ("",)}) == 3 * sum(row["sector"] is None for row in everything)
        assert tally.total({"region": ("nowhere",)}) == tally.total({"region": ()}) == 0


class TestParameters:
    @pytest.fixture(scope="class")
    @staticmethod
    def renamed():
        return world.catalogue(
            [world.figure("gdp", 1)], renamed={"old-land": "land", "gdp.land.1999": "gdp.land.2024"}
        )

    def test_an_old_id_is_read_as_the_one_of_today_and_told(self, renamed):
        parsed = renamed.parse([("region", "old-land"), ("observation", "gdp.land.1999")])

        assert parsed.selection == Selection(region=("land",), observation=("gdp.land.2024",))
        assert parsed.renamed == (
            ("region", "old-land", "land"),
            ("observation", "gdp.land.1999", "gdp.land.2024"),
        )
        assert parsed.unknown == ()

    def test_an_old_id_of_another_kind_is_unknown(self, renamed):
        assert [(error.kind, error.id) for error in renamed.parse([("sector", "old-land")]).unknown] == [("sector", "old-land")]  # fmt: skip

    @pytest.mark.parametrize(
        ("params", "left", "told"),
        [
            ([("from", "2020"), ("to", "2020")], Selection(from_=2020, to=2020), []),
            ([("from", "0001"), ("to", "9999")], Selection(from_=1, to=9999), []),
            (
                [("from", "20x"), ("to", "2020")],
                Selection(to=2020),
                [("expected a year from 1 to 9999 as from; found '20x'", None)],
            ),
            (
                [("from", "0"), ("to", "12345")],
                Selection(),
                [
                    ("expected a year from 1 to 9999 as from; found '0'", "1"),
                    ("expected a year from 1 to 9999 as to; found '12345'", "9999"),
                ],
            ),
            (
                [("to", "2020"), ("from", "2024")],
                Selection(from_=2024),
                [("expected a year from 2024 to 9999 as to; found '2020'", "2024")],
            ),
        ],
    )
    def test_years_are_read_and_those_that_cannot_be_are_told(self, renamed, params, left, told):
        parsed = renamed.parse(params)

        assert parsed.selection == left
        assert [(str(error), error.nearest) for error in parsed.unknown] == told

    def test_python_writes_from_with_a_line_behind_it(self):
        assert filter_parameters({"from_": 2020, "to": 2024}) == [("from", "2020"), ("to", "2024")]
        assert filter_parameters({"from": 2020}) == [("from", "2020")]

    def test_a_figure_that_is_not_there_is_told_with_the_nearest(self, renamed):
        parsed = renamed.parse([("observation", "gdp.land.2025"), ("observation", "gdp.land.2024")])

        assert parsed.selection.observation == ("gdp.land.2024",)
        assert [str(error) for error in parsed.unknown] == [
            "there is no observation 'gdp.land.2025'; did you mean 'gdp.land.2024'?"
        ]

    @pytest.mark.parametrize(("n", "kept"), [(99, 99), (100, 100), (101, 100)])
    def test_a_hundred_figures_can_be_named(self, renamed, n, kept):
        params = [("observation", f"id{i:03}") for i in range(n)]

        assert MAX_NAMED_FIGURES == 100
        assert parse_selection(params, renamed.dataset).selection.observation == tuple(
            f"id{i:03}" for i in range(kept)
        )

    @pytest.mark.parametrize(("length", "kept"), [(199, 199), (200, 200), (201, 200)])
    def test_two_hundred_characters_are_searched_for(self, renamed, length, kept):
        assert MAX_QUERY_LENGTH == 200
        assert parse_selection([("q", "x" * length)], renamed.dataset).selection.q == "x" * kept

    def test_what_a_notebook_gives_becomes_parameters(self):
        assert filter_parameters(
            {"region": ["a", "b"], "plan": 14, "within": True, "implied": False, "q": "x"}
        ) == [
            ("region", "a"),
            ("region", "b"),
            ("plan", "14"),
            ("within", "1"),
            ("implied", "0"),
            ("q", "x"),
        ]

    def test_a_figure_is_found_by_an_old_id_and_an_unknown_one_names_the_nearest(self, renamed):
        assert renamed.find("gdp.land.1999").observation_id == "gdp.land.2024"
        with pytest.raises(UnknownId, match=r"^there is no observation 'zzz'$"):
            renamed.find("zzz")
