"""The rules of a dataset: one file for each rule with the exact report, and what reports promise."""

from pathlib import Path
from typing import Annotated, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, BeforeValidator

from indicators import model
from indicators.check import SECTIONS, check_document
from indicators.check.rules import DatasetRule
from indicators.errors import format_problems
from indicators.model.relation_kinds import RelationRule
from indicators.yamlfile import YamlRule, parse_document
from tests.sections import without, without_figures

INVALID = Path(__file__).parents[1] / "data" / "invalid"
CASES = sorted(path.stem for path in INVALID.glob("*.yaml"))
SMALL = (INVALID.parent / "small.yaml").read_text(encoding="utf-8")
MANY = ("two_faults", "many_faults", "hedge")
#: Rules of a vocabulary whose figures stand in a table of their own.
WITH_A_TABLE = ("chart",)


def report(text, file="f.yaml", elsewhere=False):
    return format_problems(check_document(parse_document(text, file), figures_elsewhere=elsewhere)[1])


def changed(*replacements):
    """The small dataset with some words replaced."""
    text = SMALL
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("case", CASES)
def test_an_invalid_file_gives_exactly_its_report(case):
    text = (INVALID / f"{case}.yaml").read_text(encoding="utf-8")

    told = report(text, f"{case}.yaml", elsewhere=case in WITH_A_TABLE)
    assert told == (INVALID / f"{case}.txt").read_text(encoding="utf-8")


def test_every_report_has_its_file():
    assert sorted(path.stem for path in INVALID.glob("*.txt")) == CASES


def _parses(annotation):
    """Whether a field of this type has a parser or validator of our own."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return any(isinstance(mark, (AfterValidator, BeforeValidator)) for mark in marks) or _parses(inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return any(_fields_that_parse(annotation))
    return any(map(_parses, get_args(annotation)))


def _fields_that_parse(record):
    """The names of fields whose own sentence is the fault: the rule is named after the field."""
    for name, field in record.model_fields.items():
        if _parses(Annotated[field.annotation, None, *field.metadata]):
            yield name


def test_every_rule_has_a_case_named_after_it():
    records = [model.About, model.Observation, *SECTIONS.values()]
    rules = {
        *DatasetRule,
        *YamlRule,
        *RelationRule,
        *(name for record in records for name in _fields_that_parse(record)),
    }

    rules -= {YamlRule.UNREAD, DatasetRule.UNCHECKED}  # of more faults than a case has: test_many_problems

    assert {case for case in CASES if case not in MANY} == rules
    for rule in rules:
        assert f" [{rule}]\n" in (INVALID / f"{rule}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", MANY)
def test_several_faults_stand_in_file_order(case):
    lines = (INVALID / f"{case}.txt").read_text(encoding="utf-8").splitlines()
    places = [tuple(map(int, line.split(":")[1:3])) for line in lines]

    assert len(lines) >= 2
    assert places == sorted(places)


def test_the_small_dataset_is_valid():
    assert report(SMALL) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [("", "nothing"), ("a word", "'a word'"), ("- 1", "a list"), ("[]", "an empty list")],
)
def test_a_file_that_is_no_mapping_is_one_fault(text, found):
    assert report(text) == (
        "f.yaml:1:1: expected a mapping with the keys dataset, sources, regions, topics, units, indicators; "
        f"found {found} [type]\n"
    )


def test_an_empty_mapping_misses_every_required_key():
    assert [line.split(": ", 1)[1] for line in report("{}").splitlines()] == [
        f"the file has no '{name}' [missing]"
        for name in ("dataset", "indicators", "regions", "sources", "topics", "units")
    ]


def test_a_dataset_without_figures_is_valid():
    assert report(without_figures(SMALL)) == ""


class TestNoFaultHidesAnother:
    def test_a_reference_to_a_record_that_failed_is_no_second_fault(self):
        text = changed(("kind: province\n    code: 010000", "kind: realm\n    code: 010000"))

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[choice]"]

    def test_a_headline_that_failed_is_no_second_fault(self):
        text = changed(("value: 2.4 trillion", "value: 2.4 gazillion"))

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[value]"]

    def test_a_headline_of_an_indicator_that_failed_is_no_second_fault(self):
        text = changed(("unit: tonnes\n    measure: level", "unit: tonnes\n    measure: levels"))

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[choice]"]

    def test_a_bad_figure_does_not_hide_the_faults_of_its_neighbours(self):
        text = changed(("value: 700,", "value: many,"), ("value: 900,", "value: -900,"))

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[value]", "[value]"]

    def test_a_bad_figure_does_not_hide_the_faults_of_its_indicator(self):
        text = changed(
            ("value: 1/5", "value: a fifth"), ("of: {en: the country's GDP, zh: 全国生产总值}", "aliases: []")
        )

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[share-of]", "[value]"]

    def test_references_of_a_record_that_failed_are_still_checked(self):
        text = changed(("{region: east, period: 2024,", "{region: eest, period: 20244,"))

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[unknown-id]", "[period]"]

    def test_a_fault_of_yaml_does_not_hide_the_others(self):
        text = changed(("kind: country", "kind: country\n    kind: country"), ("value: 900,", "value: some,"))

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == [
            "[yaml-duplicate-key]",
            "[value]",
        ]

    @pytest.mark.parametrize("cut", ["sources:", "regions:", "topics:", "units:", "  - id: jobs\n"])
    def test_sections_behind_a_syntax_error_are_not_called_missing(self, cut):
        before, after = SMALL.split(cut, 1)
        text = f"{before}x: y: z\n{cut}{after}"

        assert [line.rsplit(" ", 1)[1] for line in report(text).splitlines()] == ["[yaml-syntax]"]


def test_a_headline_may_stand_in_a_table_where_most_figures_do():
    text = without(changed(("catch.bay.salmon.2024]\n", "catch.port.salmon.1999]\n")), "charts")

    assert report(text, elsewhere=True) == ""
    assert [line.split(": ", 1)[1] for line in report(text).splitlines()] == [
        "dataset: headlines: there is no observation 'catch.port.salmon.1999'; did you mean 'catch.port.salmon.2019'? [unknown-id]"
    ]


class TestPlans:
    @staticmethod
    def plans(*years):
        listed = "".join(
            f"  - {{id: {n}, name: {{en: Plan, zh: 计划}}, start: {start}, end: {end}}}\n"
            for n, (start, end) in enumerate(years, 1)
        )
        text = (
            SMALL[: SMALL.index("plans:")] + "plans:\n" + listed + "\n" + SMALL[SMALL.index("indicators:") :]
        )
        return [line.split(": ", 1)[1] for line in report(text).splitlines()]

    def test_gaps_and_any_order_are_fine(self):
        assert self.plans((1966, 1970), (1953, 1957), (1958, 1962), (2000, 2000)) == []

    def test_neighbours_may_not_overlap(self):
        assert self.plans((2001, 2005), (2005, 2010)) == [
            "plan '2': starts in 2005, before plan '1' has ended [plan]"
        ]

    def test_no_two_may_overlap_even_with_another_between_them(self):
        assert self.plans((2000, 2020), (2001, 2002), (2005, 2010)) == [
            "plan '2': starts in 2001, before plan '1' has ended [plan]",
            "plan '3': starts in 2005, before plan '1' has ended [plan]",
        ]


def test_one_fault_is_told_once_however_often_it_is_met():
    """Neighbours in a sum are compared in pairs, and the first and the last pair say the same."""
    line = next(line for line in SMALL.splitlines() if "{region: mill-isle" in line)
    dated = [line.replace("period: 2019", f"period: {period}") for period in ("2018", "2019-06-30")]
    more = [f"{one[:-1]}, id: jobs.again.{n}}}" for n, one in enumerate(dated)]
    text = SMALL.replace(line, "\n".join([*dated, *more]))
    ids = "jobs.mill-isle.2018, jobs.mill-isle.2019-06-30, jobs.again.0, jobs.again.1"
    text += f"  - {{id: odd, kind: sum, members: {{parts: [{ids}], total: null}}, implies: {{indicator: jobs, region: bay, period: null, timing: at}}, note: {{en: N, zh: 注}}}}\n"

    assert [told.split(": ", 1)[1] for told in report(text).splitlines()] == [
        "relation 'odd': the figures are of 2018 and 2019-06-30 [relation-periods]",
        "relation 'odd': the figures are of 2019-06-30 and 2018 [relation-periods]",
    ]


class TestPeriodsAndSources:
    OLD = "{region: port, sector: salmon, period: 2019, timing: during"

    def test_an_actual_figure_may_speak_of_the_year_that_runs_when_it_is_printed(self):
        assert report(changed((self.OLD, self.OLD.replace("2019", "2025")))) == ""

    def test_an_actual_figure_cannot_speak_of_time_after_it_was_printed(self):
        text = changed((self.OLD, self.OLD.replace("2019", "2025-10")))

        assert "the period 2025-10 begins after the source was published (2025-09)" in report(text)

    @pytest.mark.parametrize("status", ["expected", "target"])
    def test_an_expected_figure_or_a_target_can_speak_of_later_time(self, status):
        text = changed((self.OLD, f"{self.OLD.replace('2019', '2030')}, status: {status}"))

        assert report(text) == ""

    @pytest.mark.parametrize("base", ["2023", "2023-12", "2019"])
    def test_a_growth_is_measured_against_something_earlier(self, base):
        assert report(changed(("base_period: 2023", f"base_period: {base}"))) == ""

    @pytest.mark.parametrize("base", ["2024", "2024-12", "2025", "2024-12-31"])
    def test_a_growth_is_never_measured_against_its_own_end_or_later(self, base):
        text = changed(("base_period: 2023", f"base_period: {base}"))

        assert f"the base period {base} is not before the period 2024 [base_period]" in report(text)


def test_a_figure_may_have_an_id_of_its_own_when_two_sources_print_it():
    line = next(line for line in SMALL.splitlines() if "over one trillion crowns" in line)
    second = line.replace("source: gazette", "source: herald")

    assert report(SMALL.replace(line, f"{line}\n{second}")) == ""
    named = second.replace("}", ", id: gdp.east.2024.herald}")
    assert report(SMALL.replace(line, f"{line}\n{named}")) == ""


LINES = SMALL.splitlines()


@settings(max_examples=60)
@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.text(max_size=20), st.data())
def test_any_edit_of_lines_gives_a_report_and_never_an_exception(first, second, junk, data):
    """Lines deleted, doubled, moved and overwritten: always a report, never an exception."""
    lines = list(LINES)
    match data.draw(st.sampled_from(["delete", "swap", "double", "overwrite", "value"])):
        case "delete":
            del lines[min(first, second) : max(first, second)]
        case "swap":
            lines[first], lines[second] = lines[second], lines[first]
        case "double":
            lines.insert(first, lines[second])
        case "overwrite":
            lines[first] = junk
        case "value":
            lines[first] = lines[first].split(":")[0] + ": " + junk
    _, problems = check_document(parse_document("\n".join(lines), "f.yaml"))

    assert problems == sorted(problems)
    assert all(p.line >= 1 and p.column >= 1 and p.message and p.rule for p in problems)


def test_a_file_that_is_no_mapping_keeps_the_fault_of_its_yaml():
    assert report("&a word").splitlines() == [
        "f.yaml:1:1: the anchor &a is not allowed; write the value out where it is used [yaml-alias]"
    ]


HOSTILE = {
    "turned": ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "isolated": ("\u2066", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
    "marked": ("\u200f", "U+200F (RIGHT-TO-LEFT MARK)"),
    "unseen": ("\u200b", "U+200B (ZERO WIDTH SPACE)"),
    "soft": ("\u00ad", "U+00AD (SOFT HYPHEN)"),
    "bell": ("\\u0007", "U+0007 (a control character)"),
    "tagged": ("\\U000E0041", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
    "filler": ("\u3164", "U+3164 (HANGUL FILLER)"),
}


@pytest.mark.parametrize(("character", "told"), HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize(
    ("place", "rule"),
    [("{en: Ostland, ", "name"), ("{en: Small sample, ", "title"), ("{en: Port news, ", "title")],
)
def test_text_that_no_reader_sees_is_a_fault_with_its_place(character, told, place, rule):
    """What turns or hides characters would show a reader other words than the file says."""
    words = place[5:-2]
    [line] = report(
        changed((place, f'{{en: "{words[:2]}{character}{words[2:]}", ')),
    ).splitlines()

    assert line.endswith(f": expected visible text; found {told} at character 3 [{rule}]")


def test_printed_words_are_text_too():
    assert "found U+202E (RIGHT-TO-LEFT OVERRIDE)" in report(SMALL.replace("stated: ", "stated: \u202e", 1))


def test_text_of_any_length_is_not_a_name():
    [line] = report(changed(("{en: Ostland, ", f"{{en: {'N' * 10_000}, "))).splitlines()

    assert line.endswith("expected at most 2,000 characters; found 10,000 [name]")


@pytest.mark.parametrize(
    "text", ["🚢 \U0001f469\u200d\U0001f680 trade", "Ünïcödé Ω", "广州（南沙）", "a\ufe0f"]
)
def test_what_a_reader_sees_is_text(text):
    assert report(changed(("{en: Ostland, ", f'{{en: "{text}", '))) == ""
