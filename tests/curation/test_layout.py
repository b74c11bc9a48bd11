"""The one layout of data files: comments kept, nothing that a file says changed, the same text every time."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.check import SECTIONS
from indicators.cli import main
from indicators.curation.layout import format_data_file
from indicators.errors import InvalidDataset
from indicators.paths import DATA_FILE
from indicators.yamlfile import find_comments, parse_document

UNTIDY = """\
# yaml-language-server: $schema=indicators.schema.json
# What this is.

units:
# a remark on crowns
- kind: money   # what they pay with
  id: "crown"
  name: {zh: '克朗', en: "crowns, old"}
  # the end of crowns
- {id: people, name: {en: people, zh: 人}, kind: count}
sources:
  - {id: herald, language: en}  # the second
  - id: gazette
    title: {en: The year of the fishermen and of all those who live from what they catch, zh: 渔民与靠海为生者的一年}
regions: []
indicators:
  - observations:
      - {region: port, period: 2020}
      # the newest figure
      - period: 2019
        region: port
        within: [a, {b: c}]  # both
        at: [4,  # the table
             9]
        odd: ~
    id: catch
# the end
"""
TIDY = """\
# yaml-language-server: $schema=indicators.schema.json
# What this is.

sources:
  - id: gazette
    title:
      en: The year of the fishermen and of all those who live from what they catch
      zh: 渔民与靠海为生者的一年
  # the second
  - id: herald
    language: en

regions: []

units:
  # a remark on crowns
  - id: crown
    name: {en: "crowns, old", zh: 克朗}
    kind: money  # what they pay with
    # the end of crowns
  - id: people
    name: {en: people, zh: 人}
    kind: count

indicators:
  - id: catch
    observations:
      # the newest figure
      - region: port
        period: 2019
        at:
          - 4  # the table
          - 9
        within: [a, {b: c}]  # both
        odd: null
      - region: port
        period: 2020
# the end
"""


def test_an_untidy_file_becomes_tidy():
    assert format_data_file(UNTIDY, "f.yaml") == TIDY


def test_a_tidy_file_stays_as_it_is():
    assert format_data_file(TIDY, "f.yaml") == TIDY


def test_a_quarter_or_half_is_written_as_the_months_it_is_wherever_a_period_stands():
    text = """\
indicators:
  - id: catch
    name: {en: 2024-Q1, zh: 2024-Q1}
    observations:
      - region: port
        period: 2024-Q4
        base_period: 2023-Q4
        stated: 2024-Q4
      - region: port
        period: 2024-H1  # the first half
      - region: port
        period: 2024-Q5

relations:
  - id: catch
    implies: {period: "2024-Q1"}
"""
    tidy = """\
indicators:
  - id: catch
    name: {en: 2024-Q1, zh: 2024-Q1}
    observations:
      - region: port
        period: 2024-01/2024-06  # the first half
      - region: port
        period: 2024-10/2024-12
        stated: 2024-Q4
        base_period: 2023-10/2023-12
      - region: port
        period: 2024-Q5

relations:
  - id: catch
    implies: {period: 2024-01/2024-03}
"""

    assert format_data_file(text, "f.yaml") == format_data_file(tidy, "f.yaml")
    assert sorted(format_data_file(text, "f.yaml").splitlines()) == sorted(tidy.splitlines())


def test_the_data_file_is_laid_out():
    assert format_data_file(DATA_FILE.read_text(encoding="utf-8"), "f.yaml") == DATA_FILE.read_text(
        encoding="utf-8"
    )


def unordered(node):
    """A tree whose lists may stand in any order."""
    if isinstance(node, dict):
        return {key: unordered(value) for key, value in node.items()}
    return sorted((unordered(item) for item in node), key=str) if isinstance(node, list) else node


def holds(text):
    """What formatting promises of any text."""
    again = format_data_file(text, "f.yaml")

    assert format_data_file(again, "f.yaml") == again
    assert unordered(parse_document(again, "f.yaml").root) == unordered(parse_document(text, "f.yaml").root)
    assert sorted(c.text for c in find_comments(again)) == sorted(c.text for c in find_comments(text))
    return again


@settings(max_examples=25)
@given(st.data())
def test_comments_anywhere_are_kept(small_file, data):
    lines = small_file.read_text(encoding="utf-8").splitlines()
    for number in data.draw(st.lists(st.integers(1, 40), max_size=6)):
        place = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()) and not lines[place].lstrip().startswith("#"):
            lines[place] += f"  # trailing {number}"
        else:
            lines.insert(place, " " * data.draw(st.integers(0, 12)) + f"# own {number}")

    holds("\n".join(lines) + "\n")


words = st.text(max_size=8) | st.sampled_from(
    [
        "null",
        "~",
        "<<",
        "-",
        "a: b",
        "# x",
        "a #b",
        "[",
        "yes",
        "'",
        '"',
        "\\",
        "\t",
        " a ",
        "2024",
        "广州，",
        "\x85",
        "\ufeff",
        "😀",
        "- - -",
        "a\nb",
    ]
)
trees = st.recursive(
    st.none() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=15)
@given(
    st.dictionaries(st.sampled_from(["sources", "units", "indicators", "renamed", "odd"]), trees, max_size=4)
)
@example({"odd": [[["a", None], {"b": [{}]}]]})
def test_any_tree_is_read_back(tree):
    text = json.dumps(tree)  # JSON is YAML
    if not parse_document(text, "f.yaml").problems:
        again = format_data_file(text, "f.yaml")

        assert unordered(parse_document(again, "f.yaml").root) == unordered(tree)
        assert format_data_file(again, "f.yaml") == again


@pytest.mark.parametrize(
    "text",
    [
        "sources: |  # a sign\n  some # text\n  more\nunits: >-\n  folded\n\n  text # too\n",
        "units: 'single # quoted'  # but this\nsources: plain\n  over two lines  # here\n",
        "# only a comment\n",
        "",
        "---\nunits: []  # none\n...\n",
        "units:\n  - id: a\n\n  # before b\n\n  - id: b\n      # too deep\n",
        "units: [a, b,\n  # inside\n  c]\n",
        "units: {\n  # inside\n  a: b}\n",
        "units:\n  -  # behind a dash\n    id: a\n",
    ],
)
def test_comments_in_odd_places_are_kept(text):
    holds(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("units: [", "yaml-syntax"),
        ("a: 1\na: 2\n", "yaml-duplicate-key"),
        ("a: &x 1\n", "yaml-alias"),
        ("- a\n", "type"),
    ],
)
def test_what_is_no_good_yaml_is_refused_with_its_place(text, rule):
    with pytest.raises(InvalidDataset) as refused:
        format_data_file(text, "f.yaml")

    assert [problem.rule for problem in refused.value.problems] == [rule]


class TestTheCommand:
    @staticmethod
    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, ["format", *map(str, arguments)], input=stdin, prog_name="indicators")

    @pytest.fixture
    def untidy(self, tmp_path):
        path = tmp_path / "untidy.yaml"
        path.write_text(UNTIDY, encoding="utf-8")
        path.chmod(0o640)
        return path

    def test_it_lays_out_a_file_and_keeps_its_permissions(self, untidy):
        assert self.run(untidy).output == f"{untidy}: laid out anew\n"
        assert untidy.read_text(encoding="utf-8") == TIDY
        assert untidy.stat().st_mode & 0o777 == 0o640
        assert self.run(untidy).output == f"{untidy}: laid out as it should be\n"
        assert [path.name for path in untidy.parent.iterdir()] == ["untidy.yaml"]

    def test_check_names_the_first_line_and_changes_nothing(self, untidy):
        result = self.run(untidy, "--check")

        assert result.exit_code == 1
        assert (
            result.stdout
            == f"{untidy}:4:1: not in the one layout of data files; run: indicators format [layout]\n"
        )
        assert untidy.read_text(encoding="utf-8") == UNTIDY

    @pytest.mark.parametrize("ends", [0, 2])
    def test_a_file_that_differs_in_its_last_line_end_alone_is_told_that_line(self, untidy, ends):
        untidy.write_text(TIDY.rstrip("\n") + "\n" * ends, encoding="utf-8")
        line = TIDY.rstrip("\n").count("\n") + (1 if ends == 0 else 2)

        assert self.run(untidy, "--check").stdout.startswith(f"{untidy}:{line}:1: ")

    def test_line_ends_of_another_system_are_another_layout(self, untidy):
        untidy.write_bytes(TIDY.replace("\n", "\r\n").encode())

        assert self.run(untidy, "--check").exit_code == 1
        assert self.run(untidy).exit_code == 0
        assert untidy.read_bytes() == TIDY.encode()

    def test_check_is_content_with_the_data_file(self):
        assert self.run("--check").exit_code == 0

    def test_a_filter_for_editors(self):
        assert self.run("-", stdin=UNTIDY).stdout == TIDY

    def test_standard_input_and_output_are_utf8_whatever_the_terminal_speaks(self):
        told = CliRunner(charset="latin-1").invoke(main, ["format", "-"], input="units: [渔业 ]\n".encode())

        assert told.stdout_bytes.decode() == "units:\n  - 渔业\n"

    def test_standard_input_that_is_no_text_is_told(self):
        told = CliRunner().invoke(main, ["format", "-"], input=b"units: [\xff]\n")

        assert (told.exit_code, told.stderr) == (1, "indicators: <stdin>: not UTF-8 text (byte 8)\n")

    def test_a_broken_file_stays_as_it_is(self, tmp_path):
        path = tmp_path / "broken.yaml"
        path.write_text("units: [a\n", encoding="utf-8")
        result = self.run(path)

        assert result.exit_code == 1
        assert result.stderr.startswith(f"{path}:2:1: not valid YAML: ")
        assert path.read_text(encoding="utf-8") == "units: [a\n"

    def test_a_folder_that_cannot_be_written_is_said(self, untidy, monkeypatch):
        def refused(*_, **__):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("tempfile.mkstemp", refused)

        assert self.run(untidy).output == f"indicators: {untidy}: cannot be written (Permission denied)\n"


@pytest.mark.parametrize(
    ("section", "is_sorted"),
    [
        ("sources", True),
        ("regions", False),
        ("sectors", False),
        ("topics", False),
        ("units", False),
        ("counterparts", False),
        ("plans", False),
        ("maps", True),
        ("charts", True),
        ("indicators", True),
        ("relations", True),
    ],
)
def test_lists_that_readers_see_keep_their_order_and_all_others_are_sorted(section, is_sorted):
    laid_out = format_data_file(f"{section}:\n  - id: b\n  - id: a\n  - id: c\n", "f.yaml")
    order = [line[-1] for line in laid_out.splitlines() if "id: " in line]

    assert order == (["a", "b", "c"] if is_sorted else ["b", "a", "c"])


def test_every_section_is_told_to_be_sorted_or_not():
    told = test_lists_that_readers_see_keep_their_order_and_all_others_are_sorted.pytestmark[0].args[1]

    assert [section for section, _ in told] == list(SECTIONS)
