"""A fragment joined into a data file: nothing lost, nothing changed, every fault where it was written."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.check import check_document
from indicators.cli import main
from indicators.curation.fragment import join_fragment
from indicators.curation.layout import SORTED_SECTIONS, format_data_file
from indicators.errors import InvalidDataset, RelatedPlace
from indicators.model.period import parse_period
from indicators.yamlfile import MappingNode, SequenceNode, parse_document
from tests.conftest import TESTS

SMALL = format_data_file((TESTS / "data" / "small.yaml").read_text(encoding="utf-8"), "data.yaml")
FIGURE = """\
- indicator: gdp
  region: port
  period: 2024
  timing: during
  value: 300 billion
  qualifier: over
  stated: over 300 billion crowns
  source: gazette
  at: [9]
"""
#: The same figure as it stands in the file.
BLOCK = ["      - region: port", *(f"      {line}" for line in FIGURE.splitlines()[2:])]


def whole(fragment, text=SMALL):
    together = join_fragment(fragment, "new.yaml", text, "data.yaml")
    assert check_document(together.document)[1] == []
    return together.text


def faults(fragment, text=SMALL):
    """What is told of a fragment, before or after it was joined."""
    try:
        together = join_fragment(fragment, "new.yaml", text, "data.yaml")
    except InvalidDataset as error:
        return [str(problem) for problem in error.problems]
    return [str(p) for p in check_document(together.document)[1]]


def new_lines(after, before=SMALL):
    """The lines that were added; every other stands as it did."""
    old, added = before.split("\n"), []
    for line in after.split("\n"):
        if old and line == old[0]:
            old.pop(0)
        else:
            added.append(line)
    assert old == []
    return added


class TestForms:
    def test_a_list_of_figures(self):
        assert new_lines(whole(FIGURE)) == BLOCK

    def test_a_figure_of_a_quarter_is_written_with_its_months(self):
        months = [line.replace("2024", "2024-07/2024-09") for line in BLOCK]

        assert new_lines(whole(FIGURE.replace("period: 2024", "period: 2024-Q3"))) == months

    def test_one_figure(self):
        assert whole(FIGURE.replace("- ", "  ", 1)) == whole(FIGURE)

    def test_figures_beside_new_records(self):
        text = (
            "observations:\n"
            + FIGURE.replace("gazette", "tide")
            + "sources:\n- {id: tide, title: {en: Tide, zh: 潮}, publisher: {en: Tide, zh: 潮}, published: 2025, language: en, accessed: 2025-02-01}\n"
        )

        assert new_lines(whole(text))[:2] == ["  - id: tide", "    title: {en: Tide, zh: 潮}"]

    def test_figures_under_an_indicator_that_is_there(self):
        listed = "".join(f"    {line}\n" for line in FIGURE.splitlines()).replace(
            "    - indicator: gdp\n      region", "    - region"
        )

        assert whole(f"indicators:\n- id: gdp\n  observations:\n{listed}") == whole(FIGURE)
        assert whole(
            f"indicators:\n- id: gdp\n  unit: crown\n  aliases: [GDP]\n  observations:\n{listed}"
        ) == whole(FIGURE)

    def test_a_new_indicator_with_figures_of_its_own_and_beside_it(self):
        head = "indicators:\n- {id: boats, name: {en: Boats, zh: 船}, definition: {en: Boats there., zh: 船只数。}, topic: output, unit: tonnes, measure: level"
        figure = FIGURE.replace("gdp", "boats").replace("crowns", "tonnes")

        assert "  - id: boats" in whole(head + "}\nobservations:\n" + figure).split("\n")

    def test_what_is_there_already_is_not_added_again(self):
        gazette = SMALL[SMALL.index("  - id: gazette") : SMALL.index("  - id: herald")]

        assert whole(f"sources:\n{gazette}observations:\n{FIGURE}") == whole(FIGURE)

    def test_comments_of_both_are_kept_beside_what_they_speak_of(self):
        text = FIGURE.replace("- indicator: gdp", "# of the port\n- indicator: gdp  # the level").replace(
            "  value", "  # in crowns\n  value"
        )

        lines = new_lines(whole(f"# from the gazette\n\n{text}# the end\n"))
        assert [line.strip() for line in lines if "#" in line] == [
            "# from the gazette",
            "# of the port",
            "# the level",
            "# the end",
            "# in crowns",
        ]
        assert SMALL.splitlines()[0].startswith("# A made-up country")


DEFAULTS = """\
defaults:  # of the whole article
  indicator: gdp
  region: port
  period: 2024
  timing: during
  source: gazette
  at: [9]
  speaker: {en: Mayor, zh: 市长}
observations:
- {value: 300 billion, qualifier: over, stated: over 300 billion crowns}
- {region: east, period: 2019, value: 2.1 trillion, stated: 2.1 trillion crowns, speaker: null}
- {indicator: catch, sector: salmon, value: 950, stated: 950 tonnes, at: [2, 3]}
"""


#: Its figures as they stand in the file.
SHARED_FIGURES = (
    """
      - region: port
        sector: salmon
        period: 2024
        timing: during
        value: 950
        qualifier: exact
        stated: 950 tonnes
        source: gazette
        at: [2, 3]
        speaker: {en: Mayor, zh: 市长}
""",
    """
      - region: east
        period: 2019
        timing: during
        value: 2.1 trillion
        qualifier: exact
        stated: 2.1 trillion crowns
        source: gazette
        at: [9]
        speaker: null
""",
    """
      - region: port
        period: 2024
        timing: during
        value: 300 billion
        qualifier: over
        stated: over 300 billion crowns
        source: gazette
        at: [9]
        speaker: {en: Mayor, zh: 市长}
""",
)


class TestDefaults:
    """What all figures of a fragment share need not be repeated."""

    def test_a_figure_has_the_fields_that_it_leaves_out_and_its_own_win(self):
        text = whole(DEFAULTS)

        assert SHARED_FIGURES[0] in text
        assert SHARED_FIGURES[1] in text
        assert SHARED_FIGURES[2] in text
        assert len(new_lines(text)) == 29  # with its comment

    def test_a_comment_on_them_is_kept(self):
        assert [line.strip() for line in new_lines(whole(DEFAULTS)) if "#" in line] == [
            "# of the whole article"
        ]

    def test_figures_under_an_indicator_share_them_too(self):
        under = DEFAULTS.partition("observations:")[0].replace("  indicator: gdp\n", "")
        figures = "  observations:\n  - {value: 300 billion, stated: so}\n"
        boats = "- id: boats\n  name: {en: Boats, zh: 船}\n  definition: {en: Boats., zh: 船只。}\n  topic: output\n  unit: tonnes\n  measure: level\n"

        assert (
            whole(f"{under}indicators:\n- id: gdp\n{figures}{boats}{figures}").count("value: 300 billion")
            == 2
        )

    def test_they_may_name_what_the_fragment_brings(self):
        pier = "regions:\n- {id: pier, name: {en: Pier, zh: 码头}, kind: district}\n"
        text = DEFAULTS.replace("region: port", "region: pier").replace(
            "observations:", f"{pier}observations:"
        )

        assert "      - region: pier" in whole(text).split("\n")

    def test_a_figure_without_a_hedge_is_exact(self):
        text = FIGURE.replace("  qualifier: over\n", "").replace("over ", "")

        assert new_lines(whole(text)) == [
            line.replace("qualifier: over", "qualifier: exact").replace("stated: over ", "stated: ")
            for line in BLOCK
        ]

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("region: port", "region: prot", "3:11: defaults: region: there is no region 'prot'; did you mean 'port'? [unknown-id]"),
            ("indicator: gdp\n  r", "indicator: gpd\n  r", "2:14: defaults: indicator: there is no indicator 'gpd'; did you mean 'gdp'? [unknown-id]"),
            ("timing: during", "timing: durng", "5:11: defaults: timing: expected one of at, during, cumulative, average, unclear; found 'durng'; did you mean 'during'? [choice]"),
            ("period: 2024", "period: soon", "4:11: defaults: period: {period} [period]"),
            ("at: [9]", "at: [nine]", "7:8: defaults: at.1: expected a whole number; found 'nine' [at]"),
            ("source: gazette", "sorce: gazette", "6:3: defaults: unknown key 'sorce'; did you mean 'source'? [unknown-key]"),
            ("source: gazette", "value: 5", "6:3: defaults: every observation has 'value' of its own; expected fields that they share, such as region, period or source [unknown-key]"),
            ("source: gazette", "id: x", "6:3: defaults: every observation has 'id' of its own; expected fields that they share, such as region, period or source [unknown-key]"),
            ("{en: Mayor, zh: 市长}", "{en: Mayor}", "8:12: defaults: the key 'speaker.zh' is missing [missing]"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_shared_is_told_once_where_it_stands(self, old, new, told):
        with pytest.raises(ValueError, match="expected") as no_period:
            parse_period("soon")

        assert faults(DEFAULTS.replace(old, new, 1)) == [
            f"new.yaml:{told.replace('{period}', str(no_period.value))}"
        ]

    @pytest.mark.parametrize(("defaults", "found"), [("[gdp]", "a list"), ("", "nothing")])
    def test_they_are_a_mapping(self, defaults, found):
        [told] = faults(
            f"defaults: {defaults}\nregions:\n- {{id: pier, name: {{en: Pier, zh: 码头}}, kind: district}}\n"
        )

        assert told.split(": ", 1)[1] == (
            f"defaults: expected a mapping of fields that the observations share; found {found} [type]"
        )

    def test_a_slip_in_the_word_is_told(self):
        assert faults(DEFAULTS.replace("defaults:", "default:"))[0] == (
            "new.yaml:1:1: 'default' is nothing that can be added; did you mean 'defaults'? [unknown-key]"
        )

    def test_a_fault_that_a_shared_field_makes_in_one_figure_stands_where_it_was_written(self):
        text = DEFAULTS.replace("timing: during", "timing: during\n  base_period: 2018")
        message = "only a growth, a change or a share has a base period, and this is a level [base_period]"

        assert faults(text) == [
            f"new.yaml:6:16: indicator '{indicator}', observation {n}: {message}"
            for indicator, n in [("catch", 4), ("gdp", 2), ("gdp", 6)]
        ]


class TestFaults:
    @pytest.mark.parametrize(
        ("fragment", "told"),
        [
            (
                "a",
                "1:1: expected figures that name their indicator, or lists of records such as sources; found 'a' [type]",
            ),
            (
                "",
                "1:1: expected figures that name their indicator, or lists of records such as sources; found nothing [type]",
            ),
            (
                "sources:\n",
                "1:1: nothing here is new; expected figures that name their indicator, or lists of records such as sources [fragment]",
            ),
            (
                "sourcs: []\n",
                "1:1: 'sourcs' is nothing that can be added; did you mean 'sources'? [unknown-key]",
            ),
            ("sources: x\n", "1:10: sources: expected a list of records; found 'x' [type]"),
            (
                "- {region: port}\n",
                "1:3: figure 1: indicator: expected the id of the indicator it is a figure of; found nothing [missing]",
            ),
            (
                "- indicator: gpd\n",
                "1:14: figure 1: indicator: there is no indicator 'gpd'; did you mean 'gdp'? [unknown-id]",
            ),
            ("- gdp\n", "1:3: figure 1: expected a mapping; found 'gdp' [type]"),
            (
                "indicators:\n- id: gdp\n",
                "2:3: indicator 'gdp': expected a list of observations; found nothing [type]",
            ),
            (
                "indicators:\n- id: gdp\n  unit: tonnes\n  observations: []\n",
                "3:3: indicator 'gdp': unit: the file says something else; expected what it says, or only the id and new figures [fragment]",
            ),
            (
                "- indicator: gdp\n  at: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]\n",
                "1:3: nested more than 12 levels deep [yaml-depth]",
            ),
            (
                "a: b: c\n",
                "1:5: not valid YAML: mapping values are not allowed in this context [yaml-syntax]",
            ),
        ],
    )
    def test_faults_in_the_form_of_a_fragment_name_its_own_lines(self, fragment, told):
        assert faults(fragment) == [f"new.yaml:{told}"]

    def test_of_what_it_says_stand_at_its_own_lines(self):
        text = FIGURE.replace("port", "prot").replace("qualifier: over", "qualifier: more")

        assert faults("# a remark\n" + text) == [
            "new.yaml:3:11: indicator 'gdp', observation 5: region: there is no region 'prot'; did you mean 'port'? [unknown-id]",
            "new.yaml:7:14: indicator 'gdp', observation 5: qualifier: expected one of exact, over, at_least, nearly, under, at_most, about, between; found 'more' [choice]",
        ]

    def test_that_speak_of_another_line_name_its_file(self):
        line = SMALL.split("\n").index("      - region: east") + 1
        east = FIGURE.replace("port", "east").replace("300 billion crowns", "one trillion crowns")

        assert faults(east + FIGURE + FIGURE) == [
            f"new.yaml:1:3: indicator 'gdp', observation 3: the figure on line {line} of data.yaml is of the same thing, "
            "from the same source and in the same words; expected one figure with the lines of both in 'at', or other words [duplicate-observation]",
            "new.yaml:19:3: indicator 'gdp', observation 7: the figure on line 10 is of the same thing, "
            "from the same source and in the same words; expected one figure with the lines of both in 'at', or other words [duplicate-observation]",
        ]

    def test_a_clash_of_ids_is_told_at_the_line_of_the_fragment_wherever_the_figure_sorts(self):
        line = SMALL.split("\n").index("      - region: east") + 1
        bay = FIGURE.replace("port", "bay\n  id: gdp.east.2024")

        assert faults(bay) == [
            f"new.yaml:1:3: indicator 'gdp', observation 2: the figure on line {line} of data.yaml has the same id 'gdp.east.2024'; "
            "give one of them an id of its own, such as 'gdp.bay.2024.gazette' [duplicate-observation]"
        ]

    def test_a_number_that_a_comma_cuts_in_braces_is_to_be_quoted(self):
        text = "- {indicator: gdp, region: port, period: 2024, timing: during, value: 380,000, stated: so, source: gazette, at: [9]}\n"

        assert faults(text) == [
            'new.yaml:1:71: value: in braces a comma ends the value; write it in quotes: value: "380,000" [yaml-comma]'
        ]
        assert "value: 380,000" in whole(text.replace("380,000", '"380,000"'))

    def test_the_other_place_is_named_for_programs_too(self):
        line = SMALL.split("\n").index("  - id: port") + 1
        fragment = "regions:\n- {id: port, name: {en: P, zh: 港}, kind: city}\n"
        [problem] = check_document(join_fragment(fragment, "new.yaml", SMALL, "data.yaml").document)[1]

        assert problem.related == (RelatedPlace("data.yaml", line, 5, "the first with this id"),)

    def test_an_id_that_is_taken_is_told(self):
        line = SMALL.split("\n").index("  - id: port") + 1

        assert faults("regions:\n- {id: port, name: {en: P, zh: 港}, kind: city}\n") == [
            f"new.yaml:2:8: region 'port': this id is already taken on line {line} of data.yaml [duplicate-id]"
        ]

    def test_faults_it_causes_in_the_file_name_lines_of_that_file(self):
        old = (
            SMALL.replace("renamed:", "renamed:\n  port.old: gdp.port.2024") if "renamed:" in SMALL else SMALL
        )
        text = old.rstrip("\n") + "\nrenamed:\n  gdp.port.2024: gdp.east.2024\n"
        line = text.split("\n").index("  gdp.port.2024: gdp.east.2024") + 1

        assert faults("", text)[0].startswith("new.yaml:1:1")
        assert faults(FIGURE, text) == [
            f"data.yaml:{line}:3: renamed: the id 'gdp.port.2024' is still in use [renamed]"
        ]

    def test_of_the_file_alone_stand_in_the_file(self):
        assert faults(FIGURE, "a: [") == [
            "data.yaml:1:5: not valid YAML: did not find expected node content [yaml-syntax]"
        ]
        assert faults(FIGURE, "- a\n") == [
            "data.yaml:1:1: expected a mapping with the sections of a data file [type]"
        ]
        assert faults(FIGURE, "indicators: x\n") == [
            "data.yaml:1:13: indicators: expected a list of records; found 'x' [type]"
        ]


def places(node):
    """Each place of a value with the value."""
    steps = (
        node.items()
        if isinstance(node, MappingNode)
        else enumerate(node)
        if isinstance(node, SequenceNode)
        else ()
    )
    for step, value in steps:
        yield (node.values_at if isinstance(node, MappingNode) else node.items_at)[step], value
        yield from places(value)


@st.composite
def parts(draw):
    """The small dataset in two: some sorted records and figures in a fragment, the rest in a file."""
    root = parse_document(SMALL, "data.yaml").root
    sections = [name for name in SORTED_SECTIONS if name in root]
    fragment = {"observations": []}
    for head in root["indicators"]:
        taken = draw(st.sets(st.sampled_from(range(len(head["observations"])))))
        fragment["observations"] += [
            {"indicator": head["id"], **head["observations"][n]} for n in sorted(taken)
        ]
        head["observations"] = [f for n, f in enumerate(head["observations"]) if n not in taken]
    for name in sections:
        taken = draw(st.sets(st.sampled_from(range(len(root[name])))))
        fragment[name] = [record for n, record in enumerate(root[name]) if n in taken]
        root[name] = [record for n, record in enumerate(root[name]) if n not in taken]
    order = draw(st.permutations(list(fragment)))
    return {name: fragment[name] for name in order if fragment[name]}, root


@settings(max_examples=25)
@given(parts())
def test_what_was_taken_out_joins_to_what_it_was(split):
    fragment, rest = split
    if not fragment:
        return
    texts = {"new.yaml": json.dumps(fragment, indent=1), "data.yaml": json.dumps(rest, indent=1)}
    together = join_fragment(texts["new.yaml"], "new.yaml", texts["data.yaml"], "data.yaml")

    bare = "".join(line for line in SMALL.splitlines(keepends=True) if not line.startswith("#"))
    assert together.text.strip() == bare.strip()
    written = {name: dict(places(parse_document(text, name).root)) for name, text in texts.items()}
    for place, value in places(parse_document(together.text, "data.yaml").root):
        if isinstance(value, str):
            file, *origin = together.document.origins[place]
            assert written[file][tuple(origin)] == value


@given(
    st.text(alphabet="ab:-[]{}#|>'\" \n")
    | st.sampled_from(["indicators", "[{}]", "- - -", "- {indicator: []}"])
)
def test_no_fragment_brings_it_down(text):
    assert faults(text)


class TestCommand:
    @pytest.fixture
    def data(self, tmp_path):
        (tmp_path / "data.yaml").write_text(SMALL, encoding="utf-8")
        return tmp_path / "data.yaml"

    def add(self, data, fragment, *options):
        return CliRunner().invoke(
            main, ["add", "-", "--data", str(data), *options], input=fragment, prog_name="indicators"
        )

    def test_writes_the_whole_file(self, data):
        result = self.add(data, FIGURE)

        assert (result.exit_code, result.output) == (0, f"{data}: 1 observation added\n")
        assert data.read_text(encoding="utf-8") == whole(FIGURE)

    def test_counts_what_it_added(self, data):
        text = f"observations:\n{FIGURE}{FIGURE.replace('2024', '2023')}regions:\n- {{id: hill, name: {{en: Hill, zh: 山}}, kind: city}}\n"

        assert self.add(data, text).output == f"{data}: 1 region and 2 observations added\n"

    def test_writes_nothing_that_check_would_refuse(self, data):
        result = self.add(data, FIGURE.replace("port", "prot"))

        assert result.exit_code == 1
        assert result.stdout == (
            "<stdin>:2:11: indicator 'gdp', observation 5: region: there is no region 'prot'; did you mean 'port'? [unknown-id]\n"
        )
        assert result.stderr == f"1 problem\n{data}: nothing was written\n"
        assert data.read_text(encoding="utf-8") == SMALL

    def test_what_has_no_form_is_told_by_place(self, data):
        result = self.add(data, "- indicator: gpd\n")

        assert (result.exit_code, data.read_text(encoding="utf-8")) == (1, SMALL)
        assert result.stderr == (
            "<stdin>:1:14: figure 1: indicator: there is no indicator 'gpd'; did you mean 'gdp'? [unknown-id]\n1 problem\n"
        )


def test_what_would_be_nested_too_deep_in_the_whole_is_refused_where_it_was_written():
    """A figure on its own stands two levels deeper in the file that it joins."""
    fragment = "- {{indicator: gdp, x: {}}}"
    with pytest.raises(InvalidDataset) as refused:
        join_fragment(fragment.format("[" * 12 + "]" * 12), "new.yaml", SMALL, "data.yaml")
    together = join_fragment(fragment.format("[" * 11 + "]" * 11), "new.yaml", SMALL, "data.yaml").text

    assert str(refused.value) == "new.yaml:1:3: nested more than 12 levels deep [yaml-depth]"
    assert parse_document(together, "data.yaml").problems == []


def test_where_two_indicators_have_one_id_a_figure_joins_the_first():
    text = "indicators:\n- {id: a, name: one}\n- {id: a, name: other}\n"
    together = join_fragment("- {indicator: a, region: here}", "new.yaml", text, "data.yaml")

    assert "name: one\n    observations:\n      - region: here\n" in together.text
