"""Search with and without accents, tones, width and what nobody sees: either way it finds the same."""

import unicodedata

import pytest

import indicators
from indicators.query import Selection
from indicators.query.packing import pack_dataset
from tests.world import REGIONS, both, figure, text

#: id → its names, and how people type them.
PLACES = {
    "da-nang": ("Đà Nẵng", "岘港", ["Da Nang", "da nang", "DANANG", "Đà Nẵng", "đà nẵng", "Đa Nang", "Dà"]),
    "sao-paulo": ("São Paulo", "聖保羅", ["Sao", "são", "SAO PAULO", "Sa\u0303o", "圣保罗", "聖保羅", "圣保羅"]),
    "angstroem": ("Ångström", "埃", ["Angstrom", "ångström", "A\u030angstro\u0308m", "ANGSTRÖM", "\u212bngström"]),
    "lodz": ("Łódź", "罗兹", ["Lodz", "łódź", "ŁODZ", "lódz"]),
    "tromso": ("Tromsø", "特罗姆瑟", ["Tromso", "TROMSØ", "tromsö"]),
    "lushun": ("Lüshun", "旅順", ["Lushun", "Lǚshùn", "Lu\u0308shun", "lvshun", "lyushun", "lv3shun4", "lu3 shun4", "旅顺"]),
    "plain": ("Guangzhou", "广州", ["Guǎngzhōu", "guǎng zhōu", "ＧＵＡＮＧＺＨＯＵ", "Guang\u00adzhou", "\ufeffGuang\u200bzhou", "廣州", "广\u200b州", "guang3zhou1", "Guang3 Zhou1"]),
    "street": ("Große Straße", "大街", ["Grosse Strasse", "GROSSE STRASSE", "GROẞE", "große"]),
    "fjord": ("Ærøfjord", "峡湾", ["Aerofjord", "ærø", "AERO"]),
    "office": ("Oﬃce Ｂay", "ガス港", ["office bay", "OFFICE", "ｶﾞｽ"]),
}  # fmt: skip
SAID = {
    "da-nang": "Đà Nẵng’s exports: 7,1 %",
    "sao-paulo": "聖保羅達1.1萬億",
    "plain": "in the caf\u00e9s of Guǎngzhōu",
}


@pytest.fixture(scope="module", params=["yaml", "pandas", "duckdb"])
def catalogue(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    regions = [
        *REGIONS,
        *({"id": id, "name": both(en, zh), "kind": "city"} for id, (en, zh, _) in PLACES.items()),
    ]
    figures = [
        figure("gdp", 100 + n, region=id, stated=SAID.get(id, f"printed {n}")) for n, id in enumerate(PLACES)
    ]
    data = folder / "data.yaml"
    data.write_text(text(figures, regions=regions), encoding="utf-8")
    if request.param == "yaml":
        return indicators.load(data)
    table = folder / "table.csv"
    header = "indicator,region,period,timing,value,qualifier,status,source,at\n"
    table.write_text(header + "gdp,land,2020,during,1,exact,actual,daily,1\n", encoding="utf-8")
    outcome = pack_dataset(table, data, folder / "packed")
    assert outcome.problems == ()
    return indicators.load(folder / "packed", request.param)


@pytest.mark.parametrize(
    ("id", "query"), [(id, query) for id, (_, _, typed) in PLACES.items() for query in typed]
)
def test_a_place_is_found_however_its_name_is_typed(catalogue, id, query):
    assert set(catalogue.rows(Selection(q=query))["region"]) == {id}
    assert catalogue.index.rank_records(query)[0].id == id
    assert catalogue.index.corrections(query) == {}


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("exports", "da-nang"),
        ("Nang's", "da-nang"),
        ("cafes", "plain"),
        ("CAFÉS", "plain"),
        ("达", "sao-paulo"),
    ],
)
def test_printed_words_are_found_however_they_are_typed(catalogue, query, id):
    assert set(catalogue.rows(Selection(q=query))["region"]) == {id}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("nang", "Đà [Nẵng]"),
        ("strasse", "Große [Straße]"),
        ("gros", "[Groß]e Straße"),
        ("angs", "[Ångs]tröm"),
        ("aero", "[Ærø]fjord"),
        ("off", "[Oﬃ]ce Ｂay"),
        ("圣保", "[聖保]羅"),
        ("ガス", "[ガス]港"),
    ],
)
def test_the_part_that_was_found_is_marked_in_the_name_as_written(catalogue, query, shown):
    hit = catalogue.index.rank_records(query)[0]
    [(start, end)] = hit.spans

    assert f"{hit.text[:start]}[{hit.text[start:end]}]{hit.text[end:]}" == unicodedata.normalize("NFC", shown)


@pytest.mark.parametrize(
    ("query", "said", "marked"),
    [
        ("nang", "Đa\u0300 Na\u0306\u0303ng’s exports", ["Na\u0306\u0303ng"]),
        ("exports", "ex\u00adpor\u200bts rose", ["ex\u00adpor\u200bts"]),
        ("strasse", "die Straße", ["Straße"]),
        ("万", "萬人", ["萬"]),
        ("guǎngzhōu", "In GUANGZHOU", ["GUANGZHOU"]),
    ],
)
def test_the_words_that_were_found_are_marked_as_they_are_printed(catalogue, query, said, marked):
    assert [said[slice(*span)] for span in catalogue.index.find_spans(query, said)] == marked


def test_a_slip_in_a_name_with_accents_is_offered_as_the_name_is_written(catalogue):
    assert "São Paulo" in catalogue.index.suggest_queries("saopaolu")
