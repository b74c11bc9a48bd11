"""What changed between two editions: every figure is told once, and the same edition twice says nothing."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from click.testing import CliRunner
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from indicators.check.dataset_file import parse_dataset
from indicators.cli import main
from indicators.curation.changelog import RevisionText
from indicators.curation.diff import (
    CHANGE_KIND_OF_FIELD,
    CHANGE_KINDS,
    ChangeKindId,
    FieldEdit,
    compare_editions,
)
from indicators.errors import InvalidDataset
from indicators.query import Catalogue
from tests import world
from tests.sections import without

PORT = "{region: port, sector: salmon, period: 2019, timing: during, value: 900, qualifier: about, stated: about 900 tonnes, source: herald, at: [5]}"


@pytest.fixture(scope="module")
def text(small_file):
    return small_file.read_text(encoding="utf-8")


@pytest.fixture
def changed(text):
    """The revision that replacing words in the small dataset makes, in both forms."""

    def made(*replacements):
        new = text
        for old, words in replacements:
            assert old in new
            new = new.replace(old, words)
        return compare_editions(parse_dataset(text), parse_dataset(new)), RevisionText(
            compare_editions(parse_dataset(text), parse_dataset(new)),
            Catalogue(parse_dataset(text)),
            Catalogue(parse_dataset(new)),
        )

    return made


def test_every_field_of_a_figure_makes_one_kind_of_change(small):
    observation = next(iter(small.dataset.observations()))[1]

    assert set(CHANGE_KIND_OF_FIELD) == set(type(observation).model_fields) - {"id"}
    assert sum(len(kind.fields) for kind in CHANGE_KINDS.values()) == len(CHANGE_KIND_OF_FIELD)
    assert tuple(CHANGE_KINDS) == get_args(ChangeKindId)


def test_the_same_edition_has_no_changes(changed):
    found, told = changed()

    assert not found
    assert told.to_text() == "no changes\n"
    assert told.to_markdown() == "### Data\n\n- No figure changed.\n"


def test_another_spelling_of_a_number_changes_nothing(changed):
    assert not changed(('value: "1,250"', "value: 1250"))[0]


@pytest.mark.parametrize(
    ("old", "new", "kinds", "edit"),
    [
        ("value: 900,", "value: 950,", ("revised",), ("value", "900", "950")),
        (
            "qualifier: about, stated: about 900",
            "qualifier: over, stated: about 900",
            ("re-hedged",),
            ("qualifier", "about", "over"),
        ),
        (
            "period: 2019, timing: during",
            "period: 2019, timing: at",
            ("re-dated",),
            ("timing", "during", "at"),
        ),
        ("at: [5]}", "at: [5, 8]}", ("edited",), ("at", "(5,)", "(5, 8)")),
        ("at: [5]}", "at: [5], release: revised}", ("re-classed",), ("release", "None", "revised")),
    ],
)
def test_one_field_is_one_change(changed, old, new, kinds, edit):
    found, _ = changed((old, new))

    assert [change.kinds for change in found.changed] == [kinds]
    assert [(e.field, str(e.before), str(e.after)) for e in found.changed[0].edits] == [edit]
    assert (found.added, found.removed, found.records) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "field"),
    [
        ("        usd: 240 billion\n", "usd"),
        ("        note: {en: First estimate., zh: 初步核算数。}\n", "note"),
        ("        speaker: {en: Director of Statistics, zh: 统计局局长}\n", "speaker"),
        (", base_period: 2019", "base_period"),
    ],
)
def test_what_is_taken_away_is_a_change_too(changed, old, field):
    found, told = changed((old, ""))

    assert [(edit.field, edit.after) for change in found.changed for edit in change.edits] == [(field, None)]
    assert told.count_changes() == f"figures: 1 {CHANGE_KIND_OF_FIELD[field]}"


class TestTheSameFigureUnderAnotherId:
    def test_is_known_by_its_printed_words_when_it_is_re_dated(self, changed):
        found, told = changed(
            ("period: 2019, timing: during, value: 900", "period: 2018, timing: during, value: 900")
        )

        assert found.renamed == {"catch.port.salmon.2019": "catch.port.salmon.2018"}
        assert found.changes_of("re-dated") == found.changed
        assert (found.added, found.removed) == ((), ())
        assert (
            "Port · Catch · Salmon: about 900 tonnes (2019) → about 900 tonnes (2018) [catch.port.salmon.2018]"
            in told.to_text()
        )
        assert (
            "catch.port.salmon.2019 is now catch.port.salmon.2018; not under 'renamed', so links to the old id break\n"
            in told.to_text()
        )

    def test_is_known_by_renamed_even_with_other_words(self, changed):
        renamed = "\nrenamed:\n  catch.port.salmon.2019: catch.port.salmon.2018\n"
        found, told = changed(
            (PORT, PORT.replace("2019", "2018").replace("900", "800")),
            ("\nindicators:", f"{renamed}\nindicators:"),
        )

        assert [change.kinds for change in found.changed] == [("revised", "re-dated", "edited")]
        assert "catch.port.salmon.2019 is now catch.port.salmon.2018\n" in told.to_text()

    def test_is_known_when_its_indicator_has_another_id(self, changed):
        found, _ = changed(
            ("- id: catch\n", "- id: landings\n"),
            ("catch.bay", "landings.bay"),
            ("catch.port", "landings.port"),
            ("\nindicators:", "\nrenamed: {catch: landings}\n\nindicators:"),
        )

        assert (found.added, found.removed) == ((), ())
        assert found.renamed["catch.port.salmon.2019"] == "landings.port.salmon.2019"
        assert [(r.section, r.was, r.id, r.what) for r in found.records if r.section == "indicators"] == [
            ("indicators", "catch", "landings", "renamed")
        ]

    def test_is_known_when_its_sector_has_another_id(self, changed):
        found, _ = changed(
            ("salmon", "lachs"), ("\nindicators:", "\nrenamed: {salmon: lachs}\n\nindicators:")
        )

        assert (found.added, found.removed) == ((), ())
        assert found.renamed["catch.port.salmon.2019"] == "catch.port.lachs.2019"
        assert found.changes_of("re-classed") == ()

    def test_is_another_figure_when_words_fit_two(self, changed):
        twice = PORT.replace("2019", "2018"), PORT.replace("2019", "2017")
        found, _ = changed((PORT, "\n      - ".join(twice)))

        assert found.added == ("catch.port.salmon.2018", "catch.port.salmon.2017")
        assert found.removed == ("catch.port.salmon.2019",)


class TestTold:
    def test_figures_of_a_known_source_are_listed(self, changed):
        _, told = changed((PORT, f"{PORT}\n      - {PORT.replace('2019', '2016').replace('900', '800')}"))

        assert told.to_markdown() == (
            "### Data\n\n- Added: Port · Catch · Salmon · 2016: about 800 tonnes (`catch.port.salmon.2016`)\n"
        )

    def test_figures_of_a_new_source_are_counted(self, changed):
        source = "  - {id: bulletin, title: {en: New numbers, zh: 新数字}, publisher: {en: Bulletin, zh: 公报}, published: 2025-10, language: en, accessed: 2025-11-02}\n"
        figure = PORT.replace("2019", "2016").replace("herald", "bulletin")
        _, told = changed((PORT, f"{PORT}\n      - {figure}"), ("\nregions:", f"{source}\nregions:"))

        assert (
            told.to_markdown() == "### Data\n\n- New source: “New numbers” (Bulletin, Oct 2025), 1 figure.\n"
        )
        assert told.count_changes() == "figures: 1 added; 1 other record"

    def test_a_revised_figure_shows_both_and_what_else_changed(self, changed):
        _, told = changed(
            (
                "value: 900, qualifier: about, stated: about 900 tonnes",
                "value: 950, qualifier: over, stated: over 950 tonnes",
            )
        )

        assert told.to_text() == (
            "figures: 1 revised, 1 re-hedged, 1 edited\n\nRevised:\n"
            "  Port · Catch · Salmon: about 900 tonnes (2019) → over 950 tonnes (2019); stated: about 900 tonnes → over 950 tonnes [catch.port.salmon.2019]\n"
        )

    def test_a_translation_that_changed_is_shown_in_its_language(self, changed):
        _, told = changed(("zh: 捕捞量", "zh: 渔获量"))

        assert told.to_markdown() == "### Data\n\n- Records changed: indicator catch; name: 捕捞量 → 渔获量\n"

    def test_a_record_that_is_gone_is_told(self, changed):
        gone = "  - id: people\n    name: {en: People, zh: 人口}\n    description: {en: Who lives and works there., zh: 居住与就业。}\n"
        _, told = changed((gone, ""), ("topic: people", "topic: output"))

        assert "\n- Records removed: topic people\n" in told.to_markdown()
        assert told.count_changes() == "3 other records"

    def test_programs_get_every_value(self, changed):
        _, told = changed(("value: 900,", "value: 950,"), ("zh: 捕捞量", "zh: 渔获量"))
        record = json.loads(told.to_json())

        assert record["changed"] == [
            {
                "id": "catch.port.salmon.2019",
                "was": "catch.port.salmon.2019",
                "kinds": ["revised"],
                "edits": {"value": {"before": "900", "after": "950"}},
            }
        ]
        assert record["records"][0]["edits"]["name"]["after"] == {"en": "Catch", "zh": "渔获量"}


@settings(max_examples=25)
@given(st.data())
def test_back_and_forth_are_mirror_images(text, data):
    """What one direction adds the other removes, and each edit is the other way round."""
    text = without(text, "charts", "relations")  # which name figures
    lines = text.splitlines()
    figures = [n for n, line in enumerate(lines) if line.startswith("      - {region:")]
    assert len(figures) == 19
    gone = data.draw(st.sets(st.sampled_from(figures), max_size=3))
    swapped = data.draw(st.sampled_from(["value: 700", "value: 640", "about 77,000", "timing: unclear"]))
    other = "\n".join(line for n, line in enumerate(lines) if n not in gone).replace(
        swapped, swapped.replace("7", "8").replace("4", "5").replace("unclear", "at")
    )
    other = other.replace("  headlines: [gdp.ostland.2024, catch.bay.salmon.2024]\n", "")
    try:
        one, two = parse_dataset(text), parse_dataset(other)
    except InvalidDataset:
        reject()  # an indicator lost its last figure: no edition
    there, back = compare_editions(one, two), compare_editions(two, one)

    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(c.id, c.was, tuple(sorted(c.edits, key=str))) for c in there.changed} == {
        (c.was, c.id, tuple(sorted((FieldEdit(e.field, e.after, e.before) for e in c.edits), key=str)))
        for c in back.changed
    }


class TestTheCommand:
    @staticmethod
    def run(*arguments, stdin=""):
        return CliRunner().invoke(main, ["diff", *map(str, arguments)], input=stdin, prog_name="indicators")

    def test_an_edition_may_come_from_standard_input(self, small_file, text):
        result = self.run("-", small_file, stdin=text.replace("value: 900", "value: 950"))

        assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "figures: 1 revised")

    def test_a_faulty_edition_is_named(self, small_file, text):
        result = self.run("-", small_file, stdin=text.replace("value: 900", "value: many"))

        assert result.exit_code == 1
        assert result.stderr.startswith("<stdin>:")

    def test_both_cannot_come_from_standard_input(self):
        assert self.run("-", "-").exit_code == 2


class TestStatementsOfOneFigure:
    """A later source states a figure anew."""

    FIRST = world.figure("growth", "4.2", source="daily")
    LATER = world.figure("growth", "4.6", source="monthly")

    def revision(self, old, new):
        before, after = world.catalogue(old), world.catalogue(new)
        found = compare_editions(before.dataset, after.dataset)
        return found, RevisionText(found, before, after)

    def test_the_new_current_statement_is_told_as_a_revision(self):
        found, told = self.revision([self.FIRST], [self.FIRST, self.LATER])

        assert [(each.id, each.was) for each in found.restated] == [
            ("growth.land.2024.monthly", "growth.land.2024")
        ]
        assert told.to_text() == (
            "figures: 1 added\n\nRevised:\n"
            "  Land · Growth · 2024: revised from +4.2% to +4.6% [growth.land.2024.monthly]\n"
        )
        assert told.to_markdown() == (
            "### Data\n\n- Revised: Land · Growth · 2024: revised from +4.2% to +4.6% (`growth.land.2024.monthly`)\n"
        )

    def test_an_earlier_statement_that_is_added_takes_the_plain_id_and_the_other_is_renamed(self):
        found, _ = self.revision([self.LATER], [self.LATER, self.FIRST])

        assert (found.added, found.renamed, found.restated) == (
            ("growth.land.2024",),
            {"growth.land.2024": "growth.land.2024.monthly"},
            (),
        )
