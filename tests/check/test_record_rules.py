"""The edges of the rules: one below, at and one above every limit, and each measure against each kind of unit."""

from pathlib import Path
from typing import get_args

import pytest

from indicators.check import check_document
from indicators.check.messages import describe_value, suggest_valid_words
from indicators.check.record_rules import find_cycles
from indicators.errors import format_problems
from indicators.i18n.letters import find_nearest
from indicators.model.code_lists import MEASURES, Measure, UnitKind
from indicators.yamlfile import parse_document

SMALL = (Path(__file__).parents[1] / "data" / "small.yaml").read_text(encoding="utf-8")
FILE = """\
dataset: {title: {en: T, zh: 题}, description: {en: D, zh: 述}, licence: CC0-1.0}
sources:
  - {id: gazette, title: {en: G, zh: 报}, publisher: {en: P, zh: 社}, published: 2025-03, language: en, accessed: 2025-04-01}
regions: [{id: east, name: {en: East, zh: 东}, kind: city}]
topics: [{id: output, name: {en: O, zh: 产}, description: {en: D, zh: 述}}]
units: [{id: unit, name: {en: units, zh: 个}, kind: KIND}]
indicators:
  - {id: thing, name: {en: Thing, zh: 物}, definition: {en: D, zh: 义}, topic: output, unit: unit, measure: MEASURE, OF
     observations: [{region: east, period: 2024, timing: during, value: "VALUE", qualifier: exact, stated: words, source: gazette, at: [1], MORE}]}
"""
#: A unit that each measure can have.
UNIT = {
    "level": "count",
    "growth": "percent",
    "share": "percent",
    "rank": "rank",
    "change": "count",
    "streak": "duration",
}


def told(measure, value="5", unit="", more="", of=None):
    """The faults of a file with one figure, without their place."""
    of = (measure == "share") if of is None else of
    text = FILE.replace("MEASURE", measure).replace("KIND", unit or UNIT[measure]).replace("VALUE", value)
    text = (
        text.replace("OF", "of: {en: all, zh: 全},").replace("MORE", more)
        if of
        else text.replace(" OF", "").replace("MORE", more)
    )
    return [
        line.split(": ", 1)[1].removeprefix("indicator 'thing', observation 1: ")
        for line in format_problems(check_document(parse_document(text, "f.yaml"))[1]).splitlines()
    ]


@pytest.mark.parametrize("measure", get_args(Measure))
def test_the_sample_of_each_measure_has_no_fault(measure):
    assert told(measure) == []


@pytest.mark.parametrize("measure", get_args(Measure))
@pytest.mark.parametrize("unit", get_args(UnitKind))
def test_each_measure_needs_a_unit_of_its_kinds(measure, unit):
    """Written out once more, so that a kind cannot slip in or out of the table."""
    kinds = {
        "level": ("money", "count", "area", "duration", "percent", "other"),
        "growth": ("percent",),
        "share": ("percent",),
        "rank": ("rank",),
        "change": ("money", "count", "area", "points", "duration", "other"),
        "streak": ("duration",),
    }[measure]
    message = f"indicator 'thing': a {measure} needs a unit of kind {' or '.join(kinds)}; 'unit' is of kind {unit} [measure-unit]"

    assert MEASURES[measure].unit_kinds == kinds
    assert told(measure, unit=unit) == ([] if unit in kinds else [message])


@pytest.mark.parametrize(
    ("measure", "value", "message"),
    [
        ("share", "0", None),
        ("share", "-1", "a share lies between 0 and 100 percent; found '-1'"),
        ("share", "-0.1", "a share lies between 0 and 100 percent; found '-0.1'"),
        ("share", "100", None),
        ("share", "100.1", "a share lies between 0 and 100 percent; found '100.1'"),
        ("share", "101", "a share lies between 0 and 100 percent; found '101'"),
        ("share", "1/1", None),
        ("share", "2/1", "a share lies between 0 and 100 percent; found '2/1'"),
        ("rank", "1", None),
        ("rank", "2", None),
        ("rank", "0", "a rank is a whole number from 1; found '0'"),
        ("rank", "1.5", "a rank is a whole number from 1; found '1.5'"),
        ("rank", "1 million", "a rank is a whole number from 1; found '1 million'"),
        ("level", "0", None),
        (
            "level",
            "-1",
            "a level cannot be negative: expected 0 or more, or 'negative: true' on its indicator; found '-1'",
        ),
        ("streak", "0", None),
        ("streak", "-1", "a streak cannot be negative; found '-1'"),
        ("growth", "-100", None),
        ("change", "-1", None),
        ("growth", "2x", None),
        ("level", "2x", "a multiple states a growth, and this is a level; found '2x'"),
        ("share", "2x", "a multiple states a growth, and this is a share; found '2x'"),
        ("growth", "1/9", "a fraction states a share, and this is a growth; found '1/9'"),
        ("level", "1/9", "a fraction states a share, and this is a level; found '1/9'"),
    ],
)
def test_what_a_measure_can_be(measure, value, message):
    assert told(measure, value) == ([f"{message} [value]"] if message else [])


@pytest.mark.parametrize("measure", get_args(Measure))
def test_only_what_compares_has_a_base_period(measure):
    message = f"only a growth, a change or a share has a base period, and this is a {measure} [base_period]"

    assert told(measure, more="base_period: 2023") == (
        [] if measure in ("growth", "change", "share") else [message]
    )


@pytest.mark.parametrize(
    "unit", [kind for kind in get_args(UnitKind) if kind in MEASURES["level"].unit_kinds]
)
def test_dollars_stand_beside_money_only(unit):
    message = f"a dollar value stands beside money only, and the unit 'unit' is of kind {unit} [usd]"

    assert told("level", unit=unit, more="usd: 3") == ([] if unit == "money" else [message])


@pytest.mark.parametrize(
    ("period", "status", "good"),
    [
        ("2025-03", "actual", True),
        ("2025-03-31", "actual", True),
        ("2025-04-01", "actual", False),
        ("2025-04", "actual", False),
        ("2025-04", "expected", True),
        ("2025-04", "target", True),
        ("2025", "actual", True),
    ],
)
def test_what_is_printed_in_march_may_begin_until_its_end(period, status, good):
    message = f"the period {period} begins after the source was published (2025-03); expected status expected or target [status]"
    more = f"status: {status}"
    text = (
        FILE.replace("period: 2024", f"period: {period}").replace("MEASURE", "level").replace("KIND", "count")
    )
    text = text.replace("VALUE", "5").replace(" OF", "").replace("MORE", more)
    faults = format_problems(check_document(parse_document(text, "f.yaml"))[1])

    assert faults == "" if good else faults.endswith(f": {message}\n")


def test_a_share_says_of_what():
    assert told("share", of=False) == [
        "indicator 'thing': a share needs 'of', the whole it is a share of [share-of]"
    ]


@pytest.mark.parametrize(
    ("parents", "circling"),
    [
        ({"a": []}, []),
        ({"a": ["a"]}, ["a"]),
        ({"a": ["b"], "b": ["a"]}, ["a", "b"]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b", "c"]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, []),
        ({"a": ["b", "c"], "b": [], "c": ["d"], "d": ["a"]}, ["a", "c", "d"]),
        ({"a": ["gone"]}, []),
    ],
)
def test_circles_of_any_length_are_found_and_nothing_that_only_leads_into_one(parents, circling):
    assert find_cycles(parents) == circling


class TestWords:
    @pytest.mark.parametrize(
        ("value", "told"),
        [
            (None, "nothing"),
            ("", "''"),
            ("x" * 60, repr("x" * 60)),
            ("x" * 61, repr("x" * 57 + "...")),
            ({}, "a mapping"),
            ({"a": "b"}, "a mapping"),
            ([], "an empty list"),
            (["a"], "a list"),
        ],
    )
    def test_what_stands_there(self, value, told):
        assert describe_value(value) == told

    def test_the_nearest_is_meant_else_the_few_there_are_else_nothing(self):
        few = [f"w{n:02}" for n in range(14, 0, -1)]

        assert suggest_valid_words("w0l", few).startswith("; did you mean 'w0")
        assert suggest_valid_words("zzz", few) == f"; expected one of {', '.join(sorted(few))}"
        assert suggest_valid_words("zzz", [*few, "w15"]) == ""
        assert suggest_valid_words("zzz", ["one"]) == "; expected one of one"
        assert suggest_valid_words("zzz", []) == ""

    @pytest.mark.parametrize(
        ("word", "valid", "meant"),
        [
            ("abxyc", "abcde", None),  # 2 of 5 letters stand as they should
            ("abcxy", "abcde", None),  # 3 of 5
            ("abcdxy", "abcdef", "abcdef"),  # 4 of 6
            ("abcd", "abdc", "abdc"),  # neighbours changed places: one slip, not two
            ("abcdefgxyz", "abcdefghij", "abcdefghij"),
            ("abcdexyzvw", "abcdefghij", None),
            ("ABCDE", "abcde", "abcde"),
        ],
    )
    def test_more_than_three_of_five_letters_must_stand_as_they_should(self, word, valid, meant):
        assert find_nearest(word, [valid, "qqqqqqqqqqqq"]) == meant


def small(*replacements):
    """The faults of the small dataset with some words replaced, without their places."""
    text = SMALL
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return [
        line.split(": ", 1)[1]
        for line in format_problems(check_document(parse_document(text, "f.yaml"))[1]).splitlines()
    ]


TILE = "{at: [0, 0], region: east}"
RELATION = "members: {part: gdp.east.2024, whole: gdp.ostland.2024, share: null}"


class TestNestedRecords:
    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (TILE, "{at: [0, 0], regoin: east}", "map 'coast': unknown key 'tiles.1.regoin'; did you mean 'region'?"),
            (TILE, "{at: [0, 0], zzzzz: east}", "map 'coast': unknown key 'tiles.1.zzzzz'; expected one of at, name, region, within"),
            ("zh: 灯塔礁}", "zh: 灯塔礁, fr: Roc}", "map 'coast': unknown key 'tiles.4.name.fr'; expected one of en, zh"),
            ("indicator: gdp, status: actual}", "indicater: gdp, status: actual}", "chart 'gdp-of-regions': unknown key 'selection.indicater'; did you mean 'indicator'?"),
            ("{indicator: gdp-share, region: east,", "{indicator: gdp-share, region: east, sectr: fishing,", "relation 'east-of-ostland': unknown key 'implies.sectr'; did you mean 'sector'?"),
            ("speaker: {en: Director of Statistics,", "speaker: {fr: Directeur, en: Director of Statistics,", "indicator 'gdp', observation 3: unknown key 'speaker.fr'; expected one of en, zh"),
            ("aliases: [GDP]", "observation: [GDP]", "indicator 'gdp': unknown key 'observation'; did you mean 'observations'?"),
        ],
    )  # fmt: skip
    def test_an_unknown_key_is_held_against_the_keys_of_its_own_record(self, old, new, message):
        assert f"{message} [unknown-key]" in small((old, new))

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (TILE, "{at: [0, 0], region: eest}", "map 'coast', tile 1: region: there is no region 'eest'; did you mean 'east'? [unknown-id]"),
            ("within: [bay]}\n\ncharts", "within: [bya]}\n\ncharts", "map 'coast', tile 4: within: there is no region 'bya'; did you mean 'bay'? [unknown-id]"),
            ("outline: [bay]", "outline: [bya]", "map 'coast': outline: there is no region 'bya'; did you mean 'bay'? [unknown-id]"),
            ("region: [bay, east, ostland], indicator", "region: [bay, eest, ostland], indicator", "chart 'gdp-of-regions': selection: region: there is no region 'eest'; did you mean 'east'? [unknown-id]"),
            ("counterpart: world-ports", "counterpart: world-port", "indicator 'gdp-rank', observation 1: counterpart: there is no counterpart 'world-port'; did you mean 'world-ports'? [unknown-id]"),
            ("within: [ostland, bay]", "within: [ostland, bya]", "region 'isle': within: there is no region 'bya'; did you mean 'bay'? [unknown-id]"),
            ("group: fishing", "group: fisching", "sector 'salmon': group: there is no sector 'fisching'; did you mean 'fishing'? [unknown-id]"),
            (RELATION, RELATION.replace("gdp.east.2024", "gdp.east.2042"), "relation 'east-of-ostland': there is no observation 'gdp.east.2042'; did you mean 'gdp.east.2024'? [unknown-id]"),
            (RELATION, RELATION.replace("gdp.east.2024", "gdp.ostland.2023.implied"), "relation 'east-of-ostland': 'gdp.ostland.2023.implied' is implied by a relation; only stated figures meet here [implied-input]"),
        ],
    )  # fmt: skip
    def test_every_reference_is_followed(self, old, new, message):
        assert message in small((old, new))

    @pytest.mark.parametrize("broken", ["value: 500 billion", "region: [bay, east, ostland], indicator"])
    def test_a_chart_of_what_is_not_known_whole_is_no_second_fault(self, broken):
        new = {"value: 500 billion": "value: a lot"}.get(broken, "region: [bya], indicator")

        assert [line.rsplit(" ", 1)[1] for line in small((broken, new))] == [
            "[value]" if new == "value: a lot" else "[unknown-id]"
        ]

    def test_the_third_of_one_id_is_told_the_line_of_the_first(self):
        gazette = "  - id: gazette\n"
        [first, second] = small((gazette, "  - id: almanac\n"), ("  - id: herald\n", "  - id: almanac\n"), ("source: gazette", "source: almanac"))[:2]  # fmt: skip

        assert first == second == "source 'almanac': this id is already taken on line 10 [duplicate-id]"

    def test_the_third_figure_in_the_same_words_is_told_the_line_of_the_first(self):
        line = next(line for line in SMALL.splitlines() if "over one trillion crowns" in line)
        text = SMALL.replace(line, "\n".join([line] * 3))
        at = SMALL.splitlines().index(line) + 1
        message = f"the figure on line {at} is of the same thing, from the same source and in the same words; expected one figure with the lines of both in 'at', or other words [duplicate-observation]"

        assert format_problems(check_document(parse_document(text, "f.yaml"))[1]).splitlines() == [
            f"f.yaml:{at + n - 1}:9: indicator 'gdp', observation {n + 1}: {message}" for n in (2, 3)
        ]


@pytest.mark.parametrize(
    ("value", "dollars", "message"),
    [
        ("5", "0.7", None),
        ("5", "0.7 million", None),
        ("0", "-0", None),
        ("5", "1/3", "the dollars beside a figure are one number; found '1/3'"),
        ("5", "2x", "the dollars beside a figure are one number; found '2x'"),
        ("5", "1–2", "the dollars beside a figure are one number; found '1–2'"),
        ("5", "1 ± 0.5", "the dollars beside a figure are one number; found '1 ± 0.5'"),
        ("5", "-0.7", "the dollars beside a figure have its sign; found '-0.7' beside '5'"),
    ],
)
def test_the_dollars_beside_a_figure_are_an_amount_of_its_sign(value, dollars, message):
    assert told("level", value, unit="money", more=f"usd: {dollars}") == (
        [f"{message} [usd]"] if message else []
    )
