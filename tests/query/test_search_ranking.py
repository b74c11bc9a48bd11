"""What a word finds and in which order, how far a slip may go, how names sound, and how words add up."""

from __future__ import annotations

import pytest

from indicators.query import Selection
from indicators.query.search import SearchIndex
from indicators.query.search.chinese import find_by_sound
from indicators.query.search.spelling import SpellingIndex
from indicators.query.search.word_splitting import QuerySplitter, content_word_places
from indicators.query.text_normalisation import normalise_text
from tests import world


def region(id, en, zh, *aliases, **fields):
    return {"id": id, "name": world.both(en, zh), "kind": "city", "aliases": list(aliases)} | fields


#: Names that share their beginnings, ends and middles.
REGIONS = [
    region("land", "Land", "全国"),
    region("bay-port-city", "Bay Port City", "湾港城"),
    region("bay", "Bay", "湾区", "Harbour"),
    region("bayside", "Bayside", "湾边市"),
    region("greenbay", "Greenbay", "绿湾"),
    region("old-bay", "Old Bay", "老湾"),
    region("shore", "Shore", "海岸", "Bay coast"),
    region("changsha", "Longsand", "长沙"),
    region("ninthwards", "Ninthwards", "第九区"),
    region("northumberlands", "Northumberlands", "诺森伯兰大区省"),
    region("carport", "Carport", "车港"),
]
SECTORS = [
    {"id": "bay", "name": world.both("Bay trade", "湾贸")},
    {"id": "ai", "name": world.both("AI", "人工智能"), "aliases": ["AIoT"]},
]


@pytest.fixture(scope="module")
def made():
    figures = [
        world.figure("gdp", 7, region="bay", stated="airy 12,345 crowns"),
        world.figure("gdp", 7, region="old-bay", sector="ai", stated="seven of 2,345"),
        world.figure("gdp", 7, region="shore", sector="bay", stated="seven", source="monthly"),
        world.figure("jobs", 7, region="bayside", stated="the Bay has seven", period="2019"),
        world.figure("jobs", 7, region="changsha", stated="七个 约五", period="2023/2024"),
        world.figure("jobs", 7, region="bay", id="x.y", stated="seven", period=None),
    ]
    sources = [
        world.source("daily", "2025-03-07", title=world.both("Shore news today", "今日"), publisher=world.both("Bay", "湾报")),
        world.source("monthly", "2025-04", title=world.both("Monthly words", "月刊")),
    ]  # fmt: skip
    return world.catalogue(figures, regions=REGIONS, sectors=SECTORS, sources=sources)


def hits(made, query, kind=None):
    return [
        (hit.kind, hit.id, hit.tier.name)
        for hit in made.index.rank_records(query)
        if kind in (None, hit.kind)
    ]


def found(made, query):
    return set(made.rows(Selection(q=query))["observation_id"])


class TestRanking:
    def test_whole_names_come_before_beginnings_words_and_aliases_each_in_the_order_of_kinds(self, made):
        assert hits(made, "bay") == [
            ("region", "bay", "EXACT"),
            ("sector", "bay", "EXACT"),
            ("source", "daily", "EXACT"),
            ("region", "bay-port-city", "PREFIX"),
            ("region", "old-bay", "WORD"),
            ("region", "shore", "ALIAS"),
        ]

    @pytest.mark.parametrize(
        ("query", "best"),
        [
            ("harbour", [("region", "bay", "EXACT")]),
            ("harb", [("region", "bay", "ALIAS")]),
            (
                "port",
                [
                    ("counterpart", "ports", "PREFIX"),
                    ("region", "bay-port-city", "WORD"),
                    ("region", "carport", "INSIDE"),
                ],
            ),
            ("coast", [("region", "shore", "ALIAS")]),
            ("city", [("region", "bay-port-city", "WORD")]),
            ("side", [("region", "bayside", "INSIDE")]),
            ("bay coast", [("region", "shore", "EXACT")]),
            ("coast bay", [("region", "shore", "ALIAS")]),
            ("city port bay", [("region", "bay-port-city", "WORD")]),
            ("crowns", []),
            ("made", [("topic", "output", "DEFINITION")]),
            ("it", [("indicator", "gdp", "DEFINITION"), ("indicator", "jobs", "DEFINITION")]),
        ],
    )
    def test_a_query_finds_these_the_best_first(self, made, query, best):
        assert hits(made, query) == best

    def test_of_two_as_good_the_shorter_text_comes_first(self, made):
        assert hits(made, "green") == [("region", "greenbay", "PREFIX")]
        assert [id for _, id, _ in hits(made, "ba", "region")][:2] == ["bay", "bayside"]

    def test_a_short_word_is_not_looked_for_inside_words(self, made):
        assert ("region", "greenbay") not in {(kind, id) for kind, id, _ in hits(made, "bay")}
        assert hits(made, "een") == []
        assert hits(made, "eenb") == [("region", "greenbay", "INSIDE")]

    def test_a_short_name_is_not_the_beginning_of_another_word(self, made):
        assert hits(made, "AI") == [("sector", "ai", "EXACT")]
        assert found(made, "AI") == {"gdp.old-bay.ai.2024"}

    def test_the_parts_of_the_text_that_did_it_are_told(self, made):
        [hit] = made.index.rank_records("city bay")

        assert (hit.text, hit.spans) == ("Bay Port City", ((0, 3), (9, 13)))
        assert made.index.rank_records("bay port")[0].spans == ((0, 8),)
        assert made.index.find_spans("bay seven", "the Bay has seven bays") == ((4, 7), (12, 17))


class TestWordsAddUp:
    @pytest.mark.parametrize(
        ("query", "ids"),
        [
            ("jobs", {"jobs.bayside.2019", "jobs.changsha.2023--2024", "x.y"}),
            ("jobs bayside", {"jobs.bayside.2019"}),
            ("bayside jobs 2019", {"jobs.bayside.2019"}),
            ("jobs bayside 2018", set()),
            ("jobs and the bayside", {"jobs.bayside.2019"}),
            ("2024", {"gdp.bay.2024", "gdp.old-bay.ai.2024", "gdp.shore.bay.2024", "jobs.changsha.2023--2024"}),
            ("2023", {"jobs.changsha.2023--2024"}),
            ("12,345", {"gdp.bay.2024"}),
            ("12345", {"gdp.bay.2024"}),
            ("2,345", {"gdp.old-bay.ai.2024"}),
            ("seven", {"gdp.old-bay.ai.2024", "gdp.shore.bay.2024", "jobs.bayside.2019", "x.y"}),
            ("even", {"gdp.old-bay.ai.2024", "gdp.shore.bay.2024", "jobs.bayside.2019", "x.y"}),
            ("eve", set()),
            ("airy", {"gdp.bay.2024"}),
            ("长沙", {"jobs.changsha.2023--2024"}),
            ("长沙就业", {"jobs.changsha.2023--2024"}),
            ("长沙的就业", {"jobs.changsha.2023--2024"}),
            ("長沙就業", {"jobs.changsha.2023--2024"}),
            ("约五", {"jobs.changsha.2023--2024"}),
            ("zhangsha", {"jobs.changsha.2023--2024"}),
            ("made", set()),
            ("monthly", {"gdp.shore.bay.2024"}),
            ("monthly words seven", {"gdp.shore.bay.2024"}),
        ],
    )  # fmt: skip
    def test_every_word_must_be_found_in_names_or_printed_words(self, made, query, ids):
        assert found(made, query) == ids

    def test_a_word_in_the_title_of_a_source_asks_for_what_else_it_names(self, made):
        assert found(made, "shore") == {"gdp.shore.bay.2024"}
        assert len(found(made, "news")) == 5

    def test_words_that_together_are_a_name_or_a_phrase_of_a_title_count_as_it(self, made):
        green, bay, _ = made.index.resolve("green bay jobs")
        short = made.index.resolve("green ba jobs")[1]

        assert "greenbay" in green.ids["region"]
        assert "greenbay" in bay.ids["region"]
        assert "greenbay" not in short.ids["region"]
        assert found(made, "shore news jobs") == {"jobs.bayside.2019", "jobs.changsha.2023--2024", "x.y"}

    def test_a_search_and_a_filter_narrow_each_other(self, made):
        rows = made.rows(Selection(q="seven", region=("bayside",)))

        assert rows["observation_id"].tolist() == ["jobs.bayside.2019"]
        assert made.count(Selection(q="seven", region=("bayside",))) == 1
        assert made.facets(Selection(q="seven"))["region"]["bayside"] == 1
        assert made.rows(Selection(q="seven", region=("land",))).empty


class TestSlips:
    @pytest.mark.parametrize(
        ("word", "right", "is_meant"),
        [
            ("abcde", "abcdf", False),
            ("abcdef", "abcdeg", True),
            ("abcde", "abcdef", True),
            ("abcdefg", "abcdfeg", True),
            ("abcdefghijk", "abcdefghixy", False),
            ("abcdefghijk", "abcdefghijxy", True),
            ("abcdefghijkl", "abcdefghijxy", True),
            ("abcdefghijkl", "abcdefghixyz", False),
            ("abcdef1", "abcdef2", False),
            ("abcdef12", "abcdef1", False),
            ("abcdeg12", "abcdef12", True),
            ("第九区大省", "第九区小省", False),
            ("诺森伯兰大区省", "诺森伯兰小区省", True),
            ("诺森伯兰大区省", "诺森柏兰小区省", False),
        ],
    )
    def test_few_letters_may_be_wrong_more_in_a_longer_word(self, word, right, is_meant):
        assert SpellingIndex({right: "it"}).of(word) == (("it",) if is_meant else ())

    def test_the_closest_are_meant_and_the_first_letter_decides_between_them(self):
        slips = SpellingIndex({"northwards": "n", "horthwards": "h", "northwordy": "far"})

        assert slips.of("northwards") == ("n",)
        assert slips.of("nerthwards") == ("n",)
        assert slips.of("xorthwards") == ("n", "h")

    def test_what_is_meant_is_named_once(self):
        assert SpellingIndex({"guangzhou": "g", "guangzho": "g"}).of("guangzhouu") == ("g",)

    @pytest.mark.parametrize(
        ("word", "near"),
        [("nothing", ()), ("hebei", ("hebei", "hubei")), ("hebie", ("hebei",)), ("河北", ("河北省",))],
    )
    def test_what_is_like_it_may_be_offered(self, word, near):
        slips = SpellingIndex({"hebei": "hebei", "hubei": "hubei", "河北省": "河北省", "zebra": "zebra"})

        assert slips.nearest(word) == near

    def test_at_most_three_are_offered(self):
        assert len(SpellingIndex({f"northward{n}": f"{n}" for n in "abcdef"}).nearest("northward")) == 3

    def test_a_slip_is_told_and_finds_what_was_meant_but_no_definition(self, made):
        assert made.index.corrections("ninthward bay") == {}
        assert made.index.corrections("ninthwrads") == {"ninthwrads": ("ninthwards",)}
        assert hits(made, "ninthwrads") == [("region", "ninthwards", "FUZZY")]
        assert hits(made, "northumbrelandz") == [("region", "northumberlands", "FUZZY")]

    @pytest.mark.parametrize(
        ("query", "offers"),
        [("bay xyzzy", ("Bay",)), ("ninthword", ("Ninthwards",)), ("bay", ()), ("xyzzy", ()), ("gdp jobs", ("GDP", "Jobs"))],
    )  # fmt: skip
    def test_instead_of_what_finds_nothing_its_known_words_are_offered(self, made, query, offers):
        assert set(offers) <= set(made.index.suggest_queries(query))
        assert all(
            normalise_text(offer).words != normalise_text(query).words
            for offer in made.index.suggest_queries(query)
        )


SOUNDS = (("zhang", "chang"), ("sha",), ("shi",))


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("changshashi", (0, 3)),
        ("zhangshashi", (0, 3)),
        ("changsha", (0, 2)),
        ("changshas", (0, 3)),
        ("changs", (0, 2)),
        ("chang", None),
        ("chan", None),
        ("shashi", (1, 3)),
        ("shas", (1, 3)),
        ("shi", None),
        ("zss", (0, 3)),
        ("css", None),
        ("zs", None),
        ("z", None),
        ("changshashix", None),
        ("xchangsha", None),
    ],
)
def test_a_name_is_heard_from_any_of_its_characters_by_any_reading_the_last_perhaps_cut_short(word, part):
    assert find_by_sound(word, SOUNDS) == part


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("南沙外贸", ("南沙", "外贸")),
        ("南沙的外贸", ("南沙", "的", "外贸")),
        ("南沙区外贸", ("南沙区", "外贸")),
        ("南沙", ("南沙",)),
        ("沙外", ("沙外",)),
        ("南沙火星", ("南沙火星",)),
        ("外貿南沙", ("外贸", "南沙")),
        ("南沙外贸 Port's R&D", ("南沙", "外贸", "port", "s", "r&d")),
        (" ".join(map(str, range(15))), tuple(map(str, range(12)))),
        ("南沙" * 20, ("南沙",) * 12),
        ("南沙" * 21, ("南沙" * 21,)),
    ],
)
def test_chinese_is_parted_where_its_parts_are_known_in_the_fewest(query, words):
    names = "南沙\n南沙区\n外贸\n贸"

    assert QuerySplitter(names, names, frozenset().__contains__).split(query) == words


@pytest.mark.parametrize(
    ("words", "places"),
    [(("the", "port", "of", "call"), [1, 3]), (("the", "of"), [0, 1]), ((), []), (("的", "港"), [1])],
)
def test_little_words_ask_for_nothing_beside_others(words, places):
    assert content_word_places(words) == places


def test_an_index_finds_a_term_once_by_its_best_text(made):
    index = SearchIndex(made.dataset)

    assert [(hit.kind, hit.id) for hit in index.rank_records("old-bay")] == [("region", "old-bay")]
    assert index.written_form("oldbay") == "Old Bay"
    assert index.written_form("harbour") == "Harbour"
    assert index.written_form("nothing") == "nothing"
