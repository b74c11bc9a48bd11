"""A file of any line ends, with texts that hold signs which look like one: every comment stays, every line is right."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.cli import main
from indicators.curation.coverage import Excuse, read_excuses
from indicators.curation.insertion import insert_record
from indicators.curation.layout import format_data_file
from indicators.yamlfile import decode_text, find_comments, parse_document
from tests.conftest import TESTS

#: What YAML of old, Python or a printer take for the end of a line.
SEPARATORS = ["\x85", "\u2028", "\u2029"]
#: The same, but no sign that a YAML file may hold as it is.
ESCAPES = [r"\v", r"\f", r"\x1c", r"\x1d", r"\x1e", r"\x85", r"\L", r"\P", r"\N"]
END = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
TEXTS = ['"a{}b"', "'a{}b'", "a{}b", "{{en: a{}b, zh: 甲{}乙}}", '["a{}b", c]', '"a{} # b"', "'#{}'"]


@st.composite
def files(draw):
    """Lines of a data file without their ends, and the key that each comment belongs to.

    A comment is named after its key: `# before k1`, `# behind k1`.
    """
    lines = ["# head", ""]
    number = 0
    for section in ("sources", "charts"):
        lines.append(f"{section}:")
        for record in "ab":
            lines.append(f"  - id: {record}")
            for _ in range(draw(st.integers(1, 3))):
                number += 1
                sign = st.sampled_from([*SEPARATORS, ""])
                if draw(st.booleans()):
                    lines.append(f"    # before k{number} {draw(sign)}.")
                behind = f"  # behind k{number} {draw(sign)}." if draw(st.booleans()) else ""
                if draw(st.booleans()):
                    text = draw(st.sampled_from(TEXTS))
                    filled = text.replace("{}", draw(st.sampled_from([*SEPARATORS, *ESCAPES])))
                    lines.append(f"    k{number}: {filled.replace('{{', '{').replace('}}', '}')}{behind}")
                else:
                    lines += [f"    k{number}: |{behind}", f"      a{draw(sign)}b", "", "      # no comment"]
    return lines


def ended(draw, lines):
    """The lines as one text, with one kind of line end, several, or none at the last line."""
    kind = draw(st.sampled_from([*END, "mixed"]))
    ends = [END.get(kind) or draw(st.sampled_from(list(END.values()))) for _ in lines]
    ends[-1] = draw(st.sampled_from([ends[-1], ""]))
    text = ""
    for line, end in zip(lines, ends, strict=True):
        joins = not line and text.endswith("\r") and end == "\n"  # both would be one end
        text += line + ("\r" if joins else end)
    return text


def assert_comments_stand_at_their_keys(text):
    lines = text.split("\n")
    for comment in find_comments(text):
        match = re.match(r"# (before|behind) (k\d+) ", comment.text)
        if not match:
            assert comment.text == "# head"
            continue
        where, key = match.groups()
        line = lines[comment.place[0] - (0 if where == "before" else 1)]
        assert re.match(rf" *(- )?{key}:", line), (comment, line)


@settings(max_examples=20)
@given(st.data())
def test_format_keeps_every_comment_at_its_key_and_then_changes_nothing_more(data):
    lines = data.draw(files())
    content = ended(data.draw, lines).encode()
    text = decode_text(content, "f.yaml")

    once = format_data_file(text, "f.yaml")

    assert_comments_stand_at_their_keys(once)
    assert [c.text for c in find_comments(once)] == [c.text for c in find_comments(text)]
    assert parse_document(once, "f.yaml").root == parse_document(text, "f.yaml").root
    assert format_data_file(once, "f.yaml") == once


@settings(max_examples=20)
@given(st.data())
def test_a_fault_is_on_the_line_that_an_editor_shows(data):
    lines = data.draw(files())
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if line.startswith("    k")]))
    key = lines[at].partition(":")[0].strip()
    lines.insert(at, f"    {key}: first")
    text = ended(data.draw, lines)

    [problem] = parse_document(text, "f.yaml").problems

    assert (problem.line, problem.column, problem.rule) == (at + 2, 5, "yaml-duplicate-key")
    assert problem.message.endswith(f"the first is on line {at + 1}")


@settings(max_examples=20)
@given(st.data())
def test_a_new_record_leaves_every_other_byte(data):
    lines = data.draw(files())
    text = ended(data.draw, lines)

    written = insert_record(text, "f.yaml", "charts", {"id": "aa", "name": "A{}b"})

    first = re.search(r"\r\n|[\r\n]", text)[0]
    record = f"  - id: aa{first}    name: A{{}}b"
    assert written.count(record) == 1
    before, after = written.split(record)
    if after:
        assert before + after.removeprefix(first) == text
    else:
        assert before.removesuffix(first) == text


class TestCommands:
    """A dataset whose first text holds the sign, with any line ends."""

    @pytest.fixture(params=END.values(), ids=list(END))
    def end(self, request):
        return request.param

    @pytest.fixture(params=SEPARATORS, ids=ascii)
    def sign(self, request):
        return request.param

    @pytest.fixture
    def data(self, tmp_path, sign, end):
        small = (TESTS / "data" / "small.yaml").read_text(encoding="utf-8")
        text = small.replace("# A made-up", f"# A{sign}made-up", 1)
        path = tmp_path / "data.yaml"
        path.write_bytes(text.replace("\n", end).encode())
        return path

    def run(self, *arguments, stdin=None):
        return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)

    def test_check_finds_nothing(self, data):
        assert self.run("check", data).exit_code == 0

    def test_new_writes_a_line_of_the_same_end_and_says_which(self, data, sign, end):
        options = ["--id", "zinc", "--name-en", "Zinc", "--name-zh", "锌"]

        told = self.run("new", "sector", "--data", data, *options)

        assert (told.exit_code, told.exception) == (0, None)
        after = data.read_bytes().decode().split(end)
        number = after.index("  - id: zinc") + 1
        assert told.output.split("\n") == [
            f"{data}:{number}: written",
            "  - id: zinc",
            "    name: {en: Zinc, zh: 锌}",
            "",
        ]
        del after[number - 1 : number + 1]
        small = (TESTS / "data" / "small.yaml").read_text(encoding="utf-8")
        assert after == small.replace("# A made-up", f"# A{sign}made-up", 1).split("\n")

    def test_add_names_the_line_of_a_fault_in_the_fragment(self, data, sign, end):
        fragment = data.with_name("new.yaml")
        fragment.write_bytes(end.join([f"# a{sign}b", "", "- indicator: none", "  region: port"]).encode())

        told = self.run("add", fragment, "--data", data)

        fault = f"{fragment}:3:14: figure 1: indicator: there is no indicator 'none'; expected one of "
        assert told.output.startswith(fault)

    def test_versions_that_were_not_merged_are_named_by_their_lines(self, data, sign, end):
        lines = [f"# a{sign}b", "<<<<<<< HEAD", "x: 1", "=======", "x: 2", ">>>>>>> other", ""]
        data.write_bytes(end.join(lines).encode())

        told = self.run("check", data)

        assert told.output.startswith(f"{data}:2:1: two versions were not merged in lines 2 to 6: ")

    def test_format_says_on_which_line_the_layout_is_another(self, data, sign):
        self.run("format", data)
        assert self.run("format", "--check", data).exit_code == 0
        text = data.read_bytes().decode()
        assert f"# A{sign}made-up" in text
        data.write_bytes(text.replace("\nsources:\n", "\nsources: # list\n").encode())
        number = text.split("\n").index("sources:") + 1

        told = self.run("format", "--check", data)

        assert told.output.startswith(f"{data}:{number}:1: not in the one layout of data files")


@pytest.mark.parametrize("end", END.values(), ids=END)
@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x1d", "\x1e", *SEPARATORS], ids=ascii)
def test_an_excuse_is_a_row_whatever_signs_its_reason_has(tmp_path, sign, end):
    path = tmp_path / "not-figures.csv"
    path.write_bytes(end.join(["source,line,token,reason", f"herald,3,12,a{sign}b", ""]).encode())

    [excuse] = read_excuses(path)

    assert isinstance(excuse, Excuse)
    assert (excuse.row, excuse.source, excuse.first, excuse.reason) == (2, "herald", 3, f"a{sign}b")


@pytest.mark.parametrize("text", ['a: "x"#c\n', "a: [x]#c\n", "a: |#c\n  x\n", "a: {b: x}#c\n"])
def test_a_comment_that_stands_at_once_behind_a_value_is_kept(text):
    once = format_data_file(text, "f.yaml")

    assert [comment.text for comment in find_comments(once)] == ["#c"]
    assert format_data_file(once, "f.yaml") == once
