"""Search: what a query finds, in which order, which part of the text did it, and what it does not find."""

import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from indicators.query import EVERYTHING, Selection
from indicators.query.search import MatchTier, SearchIndex
from indicators.query.search.chinese import find_by_sound, join_first_readings, join_initials, pinyin_readings
from indicators.query.search.spelling import SpellingIndex
from indicators.query.search.terms import list_terms
from indicators.query.text_normalisation import is_han, normalise_text
from tests.real import real

CATALOGUE = real()
INDEX = CATALOGUE.index
NAMED = [term for term in list_terms(CATALOGUE.dataset) if term.part != "definition"]
COMPACT = {term.folded.compact for term in NAMED}


def first(query):
    """Kind, id, tier and the text with its matched parts in brackets, of the best hit."""
    hit = INDEX.rank_records(query)[0]
    marked = hit.text
    for start, end in reversed(hit.spans):
        marked = f"{marked[:start]}[{marked[start:end]}]{marked[end:]}"
    return hit.kind, hit.id, hit.tier.name, marked


def found(query):
    return set(CATALOGUE.rows(Selection(q=query))["observation_id"])


def of(**filters):
    return set(CATALOGUE.rows(Selection(**filters))["observation_id"])


class TestWhatReadersType:
    @pytest.mark.parametrize(
        ("query", "kind", "id", "tier", "shown"),
        [
            ("南沙", "region", "nansha", "EXACT", "[南沙]"),
            ("nansha", "region", "nansha", "EXACT", "[Nansha]"),
            ("Nan Sha", "region", "nansha", "EXACT", "[Nansha]"),
            ("GBA", "region", "greater-bay-area", "EXACT", "[GBA]"),
            ("大湾区", "region", "greater-bay-area", "EXACT", "[大湾区]"),
            ("NEV", "sector", "new-energy-vehicles", "EXACT", "[NEV]"),
            ("EV", "sector", "new-energy-vehicles", "EXACT", "[EV]"),
            ("新能源汽车", "sector", "new-energy-vehicles", "EXACT", "[新能源汽车]"),
            ("AI", "sector", "artificial-intelligence", "EXACT", "[AI]"),
            ("R&D", "indicator", "rd-spending", "EXACT", "[R&D]"),
            ("研发", "indicator", "rd-spending", "PREFIX", "[研发]经费投入"),
            ("粤", "region", "guangdong", "EXACT", "[粤]"),
            ("guang", "region", "guangdong", "PREFIX", "[Guang]dong"),
            ("delta", "region", "yangtze-river-delta", "WORD", "Yangtze River [Delta]"),
            ("area bay", "region", "greater-bay-area", "WORD", "Greater [Bay] [Area]"),
            ("hi-tech", "indicator", "high-tech-enterprises", "ALIAS", "[hi]-[tech] companies"),
            ("petrochem", "sector", "green-petrochemicals", "WORD", "Green [petrochem]icals"),
            ("chemicals", "sector", "green-petrochemicals", "INSIDE", "Green petro[chemicals]"),
            ("dawanqu", "region", "greater-bay-area", "PINYIN", "粤港澳[大湾区]"),
            ("da wan qu", "region", "greater-bay-area", "PINYIN", "粤港澳[大湾区]"),
            ("changsanjiao", "region", "yangtze-river-delta", "PINYIN", "[长三角]"),
            ("xinnengyuanqiche", "sector", "new-energy-vehicles", "PINYIN", "[新能源汽车]"),
            ("xnyqc", "sector", "new-energy-vehicles", "PINYIN", "[新能源汽车]"),
            ("guangzou", "region", "guangzhou", "FUZZY", "[Guangzhou]"),
            ("gaungzhou", "region", "guangzhou", "FUZZY", "[Guangzhou]"),
            ("shenzen", "region", "shenzhen", "FUZZY", "[Shenzhen]"),
            ("greter bay aera", "region", "greater-bay-area", "FUZZY", "[Greater Bay Area]"),
            ("十四五", "plan", "14", "EXACT", "“[十四五]”"),
            ("China Daily", "source", "china-daily-gd-today", "EXACT", "[China Daily]"),
            ("people's daily", "source", "peoples-daily-guangzhou", "ALIAS", "[People]'s [Daily] Online"),
        ],
    )
    def test_the_best_hit_is_what_they_mean_and_shows_why(self, query, kind, id, tier, shown):
        assert first(query) == (kind, id, tier, shown)

    @pytest.mark.parametrize("query", ["南沙", "nansha", "Nan Sha", "NANSHA", "南沙区", "nanshaqu"])
    def test_nansha_by_every_name_is_the_same_figures(self, query):
        assert found(query) == of(region=("nansha",)) != set()

    @pytest.mark.parametrize(
        "query", ["GBA", "大湾区", "粤港澳大湾区", "dawanqu", "greater bay area", "Bay Area"]
    )
    def test_the_bay_area_by_every_name_holds_all_its_figures(self, query):
        assert of(region=("greater-bay-area",)) <= found(query)

    @pytest.mark.parametrize("query", ["NEV", "新能源汽车", "new energy vehicles", "xnyqc", "电动汽车"])
    def test_new_energy_vehicles_by_every_name_hold_all_their_figures(self, query):
        assert of(sector=("new-energy-vehicles",)) <= found(query)

    @pytest.mark.parametrize(
        ("query", "simplified"),
        [
            ("廣州", "广州"),
            ("大灣區", "大湾区"),
            ("粵港澳大灣區", "粤港澳大湾区"),
            ("新能源汽車", "新能源汽车"),
            ("橫琴", "横琴"),
            ("廣州外貿", "广州外贸"),
            ("軟體", "软件"),
            ("人工智慧", "人工智能"),
            ("廣州人工智慧", "广州人工智能"),
            ("ＧＤＰ 廣東", "GDP 广东"),
        ],
    )
    def test_traditional_characters_find_what_simplified_ones_do(self, query, simplified):
        assert found(query) == found(simplified) != set()
        assert INDEX.rank_records(query) == INDEX.rank_records(simplified)
        assert INDEX.corrections(query) == {}

    def test_a_district_written_after_its_city_is_offered_the_part_that_is_known(self):
        assert found("深圳市前海") == found("廣州市前海") == set()
        assert INDEX.suggest_queries("深圳市前海") == ("深圳市",)
        assert INDEX.suggest_queries("廣州市前海") == INDEX.suggest_queries("广州市前海") != ()

    def test_words_in_traditional_characters_are_looked_for_in_those_that_texts_are_compared_in(self):
        assert [wanted.texts for wanted in INDEX.resolve("貳拾")] == [("贰拾",)]

    def test_a_slip_finds_what_the_right_word_finds(self):
        assert found("guangzou") == found("guangzhou")
        assert INDEX.corrections("guangzou trade") == {"guangzou": ("guangzhou",)}

    @pytest.mark.parametrize(
        ("query", "filters"),
        [
            ("广州外贸", {"region": ("guangzhou",), "indicator": ("goods-trade", "goods-trade-growth")}),
            ("广州的外贸", {"region": ("guangzhou",), "indicator": ("goods-trade", "goods-trade-growth")}),
            ("R&D of Guangdong", {"region": ("guangdong",), "indicator": ("rd-spending",)}),
            ("China Daily shenzhen", {"region": ("shenzhen",), "source": ("china-daily-gd-today",)}),
            ("14th five-year plan hengqin", {"region": ("hengqin",), "plan": ("14",)}),
        ],
    )
    def test_names_of_several_kinds_narrow_each_other(self, query, filters):
        assert of(**filters) <= found(query)

    def test_the_order_of_words_does_not_matter(self):
        assert found("guangzhou trade") == found("trade guangzhou") != set()
        assert INDEX.rank_records("bay greater area")[0].id == "greater-bay-area"

    def test_a_place_is_not_the_newspaper_named_after_it(self):
        assert not of(source=("china-daily-gd-today",)) <= found("china")
        assert of(source=("china-daily-gd-today",)) == found("China Daily")
        assert of(source=("cgtn-regional-innovation",)) == found("CGTN")

    def test_short_words_are_not_beginnings_of_others(self):
        assert all(
            "ai" in row.search.split() or row.sector == "artificial-intelligence" for row in _rows("AI")
        )

    @pytest.mark.parametrize(
        ("query", "id"),
        [
            ("93,200", "patents-granted.guangdong.strategic-clusters.2024-01--2024-10"),
            ("ranked first", "innovation-cluster-rank.shenzhen-hong-kong-guangzhou.world-clusters.2025"),
        ],
    )
    def test_printed_words_and_numbers_are_found(self, query, id):
        assert [row.observation_id for row in _rows(query)] == [id]

    def test_a_number_is_found_with_and_without_its_comma(self):
        assert (
            found("93,200")
            == found("93200")
            == {"patents-granted.guangdong.strategic-clusters.2024-01--2024-10"}
        )

    @pytest.mark.parametrize(
        "query",
        [
            "1.1 trillion",
            "1.1 trillion yuan",
            "1.1tn",
            "1,100 billion",
            "1.1万亿",
            "1.1萬億元",
            "11000亿",
            "1.1兆",
            "1.1 lakh crore",
            "新能源 1.1万亿元",
            "1.1万亿元新能源",
        ],
    )
    def test_a_number_is_found_however_a_language_prints_it(self, query):
        assert found(query) == {"cluster-revenue.guangdong.new-energy.2024"}

    @pytest.mark.parametrize(
        "query", ["9.32万", "9.32万件", "93.2 thousand", "93.2k patents", "9.32万件专利"]
    )
    def test_a_number_is_found_in_the_scale_of_another_language(self, query):
        assert found(query) == found("93,200")

    def test_another_unit_behind_a_number_is_not_found(self):
        assert found("93,200 yuan") == found("1.1 trillion patents") == set()

    def test_the_found_number_is_marked_however_it_is_asked_for(self):
        said = "over 1.1 trillion yuan"

        spans = INDEX.find_spans("11000亿", said)

        assert [said[start:end] for start, end in spans] == ["1.1 trillion"]

    def test_a_name_with_a_number_in_it_is_still_found_by_its_number(self):
        assert "hundred-billion-clusters.guangzhou.services.2025" in found("100 billion")

    def test_years_are_found(self):
        assert "gdp.greater-bay-area.2024" in found("GDP 2024")
        assert "gdp.hengqin.2009" not in found("GDP 2024")


def _rows(query):
    return list(CATALOGUE.rows(Selection(q=query)).itertuples())


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "query", ["xyzzy", "qqqqqqqq", "智慧火星", "zzz guangzhou", ".*", "!?", "💥", "\x00"]
    )
    def test_nonsense_finds_nothing(self, query):
        assert INDEX.rank_records(query) == ()
        assert found(query) == set()

    @pytest.mark.parametrize("query", ["xyzzy", "qqqqqqqq", "💥"])
    def test_nonsense_is_like_nothing(self, query):
        assert INDEX.suggest_queries(query) == ()

    @pytest.mark.parametrize(
        "query", ["Hubei", "Changzhou", "Hangzhou", "Suzhou", "Quanzhou", "Hunan", "湖北"]
    )
    def test_another_place_is_not_taken_for_one_of_ours(self, query):
        assert found(query) == set()

    def test_digits_are_never_slips(self):
        slips = SpellingIndex({"100billionyuanclusters": "x"})

        assert slips.of("10billionyuanclusters") == ()
        assert slips.of("100bilionyuanclusters") == ("x",)

    @pytest.mark.parametrize(
        ("query", "offers"),
        [
            ("Hubei", ("Hebei",)),
            ("guangzuo", ("Guangzhou",)),
            ("nansha xyzzy", ("Nansha",)),
            ("hengqin marathon", ("Hengqin", "marathon")),
        ],
    )
    def test_something_near_is_offered_instead(self, query, offers):
        assert set(offers) <= set(INDEX.suggest_queries(query))

    @pytest.mark.parametrize("query", ["", "   ", "\n"])
    def test_no_query_asks_for_nothing(self, query):
        assert INDEX.resolve(query) == INDEX.rank_records(query) == ()


class TestEveryName:
    @settings(max_examples=30)
    @given(st.sampled_from(NAMED), st.sampled_from([str, str.upper, str.title, lambda text: f"  {text} "]))
    def test_a_name_or_alias_finds_its_record_first_or_tied(self, term, typed):
        hits = INDEX.rank_records(typed(term.text))

        [own] = [hit for hit in hits if (hit.kind, hit.id) == (term.kind, term.id)]
        assert own.tier == hits[0].tier == MatchTier.EXACT

    @settings(max_examples=30)
    @given(st.sampled_from(NAMED), st.data())
    def test_one_letter_left_out_of_a_long_name_still_finds_it(self, term, data):
        letters = [n for n, char in enumerate(term.text) if char.isalpha()]
        assume(len(letters) >= 6)
        place = data.draw(st.sampled_from(letters))
        typed = term.text[:place] + term.text[place + 1 :]
        left = normalise_text(typed).compact
        # what stands in another name, as "subsidis" does in "subsidised", asks for that one
        assume(left in term.folded.compact or not any(left in name for name in COMPACT))

        assert (term.kind, term.id) in {(hit.kind, hit.id) for hit in INDEX.rank_records(typed)}

    @given(st.sampled_from([term for term in NAMED if term.pinyin[0]]))
    def test_a_chinese_name_is_found_as_it_sounds(self, term):
        typed = join_first_readings(term.pinyin[0])
        assume(
            not INDEX.find_word(typed).matches or INDEX.find_word(typed).matches[0].tier == MatchTier.PINYIN
        )

        assert (term.kind, term.id) in {(hit.kind, hit.id) for hit in INDEX.rank_records(typed)}

    @settings(max_examples=25)
    @given(st.sampled_from([term for term in NAMED if term.kind not in ("topic", "plan", "counterpart")]))
    def test_the_name_of_a_record_finds_all_its_figures(self, term):
        assert of(**{term.kind: (term.id,)}) <= found(term.text)


QUERIES = (
    st.text(max_size=30)
    | st.sampled_from([term.text for term in NAMED])
    | st.lists(st.sampled_from(sorted(COMPACT)), min_size=1, max_size=3).map(" ".join)
    | st.text(string.ascii_lowercase + " 广州外贸南沙", max_size=15)
)


class TestAnyQuery:
    @settings(max_examples=40)
    @given(QUERIES)
    @example("\ud800")
    @example("a" * 200)
    @example("广" * 200)
    @example(" ".join(["a"] * 100))
    def test_is_answered_with_spans_that_lie_in_the_text(self, query):
        hits = INDEX.rank_records(query)

        assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)
        assert [hit.tier for hit in hits] == sorted(hit.tier for hit in hits)
        for hit in hits:
            ends = [place for span in hit.spans for place in span]
            assert ends
            assert ends == sorted(set(ends))
            assert 0 <= ends[0] < ends[-1] <= len(hit.text)

    @settings(max_examples=12)
    @given(QUERIES)
    def test_rows_and_facets_agree_and_stay_in_table_order(self, query):
        rows = CATALOGUE.rows(Selection(q=query))
        counts = CATALOGUE.facets(Selection(q=query))["topic"]
        order = list(CATALOGUE.rows(EVERYTHING)["observation_id"])

        assert sum(counts.values()) == len(rows)
        assert list(rows["observation_id"]) == [id for id in order if id in set(rows["observation_id"])]

    @settings(max_examples=25)
    @given(QUERIES)
    def test_what_is_offered_instead_is_another_query(self, query):
        offers = INDEX.suggest_queries(query)

        assert all(normalise_text(offer).words != INDEX.split(query) for offer in offers)
        assert len(set(offers)) == len(offers)


class TestPinyin:
    def test_every_reading_of_a_character_is_known(self):
        assert pinyin_readings("长三角")[0] == ("zhang", "chang")
        assert join_first_readings(pinyin_readings("南沙")) == "nansha"
        assert join_initials(pinyin_readings("新能源汽车")) == "xnyqc"

    @pytest.mark.parametrize(
        ("word", "part"),
        [
            ("nansha", (0, 2)),
            ("nansh", (0, 2)),
            ("ns", (0, 2)),
            ("nan", None),
            ("sha", None),
            ("nanshan", None),
        ],
    )
    def test_two_characters_at_least_are_heard(self, word, part):
        assert find_by_sound(word, pinyin_readings("南沙")) == part


def test_an_index_of_a_small_dataset_knows_that_alone(small):
    index = SearchIndex(small.dataset)

    assert [hit.id for hit in index.rank_records("鲑鱼")] == ["salmon"]
    assert index.rank_records("guangzhou") == ()
    assert not any(map(is_han, index.split("lox port")))
