"""1 250 with any space between its groups is one number: in the data file, in prose, in a search and in a long table."""

from __future__ import annotations

import json

import pytest

import indicators
from indicators.curation.verify import verify_figures
from indicators.model.quantity import GROUP_SPACES, parse_printed_number
from indicators.query import Selection
from indicators.query.packing import pack_dataset
from indicators.query.text_normalisation import normalise_text
from indicators.reading import read
from indicators.yamlfile import parse_document
from tests import world

SPACES = {" ": "ordinary", "\u00a0": "no-break", "\u202f": "narrow", "\u2009": "thin", "\u2007": "figure"}
each_space = pytest.mark.parametrize("space", SPACES, ids=SPACES.values())


def test_these_are_the_spaces():
    assert set(SPACES) == set(GROUP_SPACES)


@each_space
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1_250", "1250"),
        ("-12_345_678.5", "-12345678.5"),
        ("93_200", "93200"),
        ("1_250 million", "1250000000"),
        ("1_250_million", "1250000000"),
        ("1_250–1_300", "1275"),
        ("3_250 ± 50", "3250"),
        ("1_250亿", "125000000000"),
    ],
)
def test_a_printed_number(space, text, value):
    plain = parse_printed_number(text.replace("_million", " million").replace("_", ","))
    grouped = parse_printed_number(text.replace("_", space))

    assert str(grouped.value) == str(plain.value)
    assert grouped.value == parse_printed_number(value).value
    assert (grouped.unit, grouped.significant, grouped.form) == (plain.unit, plain.significant, plain.form)


@each_space
@pytest.mark.parametrize(
    "text", ["1_25", "1__250", "1250_000", "_250", "1_250_00", "1,250_000", "2020_250", "1.250_000"]
)
def test_what_is_no_grouped_number_is_refused(space, text):
    with pytest.raises(ValueError, match="expected a number"):
        parse_printed_number(text.replace("_", space))


def test_two_kinds_of_space_are_no_one_number():
    with pytest.raises(ValueError, match="expected a number"):
        parse_printed_number("1\u00a0250 000")


@each_space
@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "There are 93_200 patents.", [93_200]),
        ("en", "Exports rose to 1_250 million yuan in 2024.", [1_250_000_000]),
        ("en", "It made 1_250_000 cars.", [1_250_000]),
        ("en", "In 2024, 1_250 firms opened.", [1_250]),
        ("en", "In 2020_250 firms opened.", [250]),
        ("en", "On May 12_250 firms opened.", [250]),
        ("zh", "全年出口1_250亿元。", [125_000_000_000]),
        ("zh", "有效专利93_200件。", [93_200]),
        ("zh", "2020年_250家企业开业。", [250]),
    ],
)
def test_prose(space, language, text, values):
    found = read(text.replace("_", space), language)

    assert [mention.value for mention in found.mentions] == values


@each_space
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("93_200 patents", ("93200", "patents")),
        ("1_250_000.5", ("1250000.5",)),
        ("1_250km", ("1250km",)),
        ("in 2020_250 firms", ("in", "2020", "250", "firms")),
        ("2020_2021", ("2020", "2021")),
        ("3.5_250", ("3.5", "250")),
        ("1_2500", ("1", "2500")),
        ("0_250", ("0", "250")),
        ("5G_250", ("5g", "250")),
    ],
)
def test_words_of_a_search(space, query, words):
    assert normalise_text(query.replace("_", space)).words == words


@each_space
def test_a_figure_is_found_however_its_digits_are_grouped(space):
    found = world.catalogue(
        [
            world.figure("jobs", f"93{space}200", id="spaced", stated=f"93{space}200 people"),
            world.figure("jobs", "93,200", id="comma", region="north", stated="93,200 people"),
        ]
    )

    for query in (f"93{space}200", "93,200", "93200", "9.32万"):
        assert set(found.rows(Selection(q=query))["observation_id"]) == {"spaced", "comma"}, query


@each_space
def test_a_record_and_its_article_agree(space, tmp_path):
    (tmp_path / "daily.txt").write_text(f"The town has 93{space}200 people.\n", encoding="utf-8")
    for value in ("93,200", f"93{space}200"):
        for stated in ("93 200 people", f"93{space}200 people"):
            text = world.text([world.figure("jobs", value, stated=stated)])
            found = verify_figures(parse_document(text, "f.yaml"), tmp_path, ["daily"])
            assert [problem.message for problem in found.problems] == []


@each_space
def test_a_long_table(space, tmp_path):
    vocabulary = json.loads(world.text([world.figure("jobs", "1")]))
    del vocabulary["indicators"][0]["observations"]
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(vocabulary), encoding="utf-8")
    (tmp_path / "table.csv").write_text(
        f"indicator,region,period,timing,value,source\njobs,land,2024,at,93{space}200,daily\n",
        encoding="utf-8",
    )
    outcome = pack_dataset(tmp_path / "table.csv", tmp_path / "vocabulary.yaml", tmp_path / "packed")

    assert outcome.problems == ()
    [row] = indicators.load(tmp_path / "packed").rows().itertuples()
    assert (row.value, row.low, row.high) == (93_200, 93_150, 93_250)
