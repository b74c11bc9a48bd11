"""YAML as text with places: what stays text, what is refused and where, and that nothing brings it down."""

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from indicators import yamlfile
from indicators.errors import DataFileError
from indicators.yamlfile import decode_text, parse_document, read_document, read_text


def root(text):
    document = parse_document(text, "f.yaml")

    assert document.problems == []
    return document.root


def faults(text):
    return [str(problem) for problem in parse_document(text, "f.yaml").problems]


class TestScalars:
    @pytest.mark.parametrize(
        "text",
        [
            "NO",
            "on",
            "12:30",
            "010",
            "1e3",
            "3.50",
            "0x1F",
            ".inf",
            "2020-01-01",
            "1,234",
            "44%",
            "1_000",
            "nUll",
            "true",
            "广州",
        ],
    )
    def test_stay_the_text_they_were_written_as(self, text):
        assert root(f"key: {text}") == {"key": text}

    @pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# a comment"])
    def test_null_is_nothing_said(self, written):
        assert root(f"key: {written}\n") == {"key": None}

    @pytest.mark.parametrize("written", ["'null'", '"null"', "'~'", "|-\n  null"])
    def test_a_quoted_null_is_text(self, written):
        assert root(f"key: {written}\n")["key"] in ("null", "~")

    def test_quoted_nothing_is_empty_text(self):
        assert root("key: ''") == {"key": ""}

    def test_keys_are_text_too(self):
        assert root("NO: 1\n010: 2\n'null': 3\n") == {"NO": "1", "010": "2", "null": "3"}

    def test_blocks_and_folds_keep_their_words(self):
        assert root("a: |\n  one\n  two\nb: >\n  one\n  two\n") == {"a": "one\ntwo\n", "b": "one two\n"}


class TestPlaces:
    DOCUMENT = parse_document("名称: 广州\nitems:\n  - a: 1\n    b: [x, y]\n  - 二\n", "f.yaml")

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            ((), (1, 1)),
            (("名称",), (1, 5)),
            (("items",), (3, 3)),
            (("items", 0), (3, 5)),
            (("items", 0, "a"), (3, 8)),
            (("items", 0, "b"), (4, 8)),
            (("items", 0, "b", 1), (4, 12)),
            (("items", 1), (5, 5)),
        ],
    )
    def test_a_path_leads_to_line_and_column_in_characters(self, path, place):
        assert self.DOCUMENT.place_of(path) == place

    @pytest.mark.parametrize(
        ("path", "place"), [(("items",), (2, 1)), (("items", 0, "b"), (4, 5)), (("items", 0), (3, 5))]
    )
    def test_a_key_has_its_own_place(self, path, place):
        assert self.DOCUMENT.place_of(path, key=True) == place

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            (("none",), (1, 1)),
            (("items", 7), (3, 3)),
            (("items", 0, "none", "deeper"), (3, 5)),
            (("items", 0, "a", "b"), (3, 8)),
            (("items", "a"), (3, 3)),
        ],
    )
    def test_what_is_not_there_stands_at_the_nearest_thing_around_it(self, path, place):
        assert self.DOCUMENT.place_of(path) == place

    def test_an_empty_file_begins_at_its_beginning(self):
        assert parse_document("", "f.yaml").place_of(("a", 0)) == (1, 1)


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            (
                "a: 1\nb: 2\na: 3\n",
                "f.yaml:3:1: the key 'a' stands here a second time; the first is on line 1 [yaml-duplicate-key]",
            ),
            (
                "{a: 380,000}\n",
                'f.yaml:1:5: a: in braces a comma ends the value; write it in quotes: a: "380,000" [yaml-comma]',
            ),
            (
                "b: {c: x, a: over 1,609,000.5 crowns, d: y}\n",
                'f.yaml:1:14: a: in braces a comma ends the value; write it in quotes: a: "over 1,609,000.5 crowns" [yaml-comma]',
            ),
            (
                "a: &x 1\n",
                "f.yaml:1:4: the anchor &x is not allowed; write the value out where it is used [yaml-alias]",
            ),
            ("a: *x\n", "f.yaml:1:4: the alias *x is not allowed; write the value out [yaml-alias]"),
            (
                "a:\n  <<: {b: 1}\n",
                "f.yaml:2:3: the merge key << is not allowed; write the keys out [yaml-alias]",
            ),
            (
                "a: !secret 1\n",
                "f.yaml:1:4: the tag !secret is not allowed; every value is read as text [yaml-tag]",
            ),
            (
                "a: !!python/object/apply:os.system [ls]\n",
                "f.yaml:1:4: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed; every value is read as text [yaml-tag]",
            ),
            ("? [a]\n: 1\n", "f.yaml:1:3: expected text as a key [yaml-key]"),
            ("null: 1\n", "f.yaml:1:1: expected text as a key [yaml-key]"),
            (
                "a: 1\n---\nb: 2\n---\nc: 3\n",
                "f.yaml:2:1: a second document starts here; expected one document in the file [yaml-documents]",
            ),
            (
                "a: b: c\n",
                "f.yaml:1:5: not valid YAML: mapping values are not allowed in this context [yaml-syntax]",
            ),
            ("a: [1, 2\n", "f.yaml:2:1: not valid YAML: did not find expected ',' or ']' [yaml-syntax]"),
            ("a: 'x\n", "f.yaml:2:1: not valid YAML: found unexpected end of stream [yaml-syntax]"),
            (
                "a: 1\nb: \x07\n",
                "f.yaml:2:4: not valid YAML: control characters are not allowed [yaml-syntax]",
            ),
            (
                "名: 广州\n字: 广\x07\n",
                "f.yaml:2:5: not valid YAML: control characters are not allowed [yaml-syntax]",
            ),
        ],
    )
    def test_each_has_its_place_and_says_what_to_do(self, text, problem):
        assert faults(text) == [problem]

    @pytest.mark.parametrize(
        ("text", "place"),
        [("a: [1", (1, 6)), ("a: 1\n名: {", (2, 5)), ("a: 1\u2028b: \x07", (1, 9)), ("\x85\x00", (1, 2))],
    )
    def test_a_break_at_the_end_or_after_a_sign_that_once_ended_lines_stands_on_a_line_of_the_file(
        self, text, place
    ):
        [problem] = parse_document(text, "f.yaml").problems

        assert (problem.line, problem.column) == place

    def test_quoted_merge_and_the_same_key_in_two_mappings_are_fine(self):
        assert root("a: {'<<': 1, x: 2}\nb: {x: 3}\n") == {"a": {"<<": "1", "x": "2"}, "b": {"x": "3"}}

    def test_the_first_of_two_equal_keys_counts(self):
        assert parse_document("a: 1\na: {b: 2}\n", "f.yaml").root == {"a": "1"}

    def test_two_keys_that_are_no_text_are_two_faults_and_no_more(self):
        assert faults("? [a]\n: 1\n? [b]\n: 2\n") == [
            "f.yaml:1:3: expected text as a key [yaml-key]",
            "f.yaml:3:3: expected text as a key [yaml-key]",
        ]

    @pytest.mark.parametrize(
        ("text", "root"),
        [
            ("{a: 380, 000}", {"a": "380", "000": None}),
            ("{a: 380,b}", {"a": "380", "b": None}),
            ("{a: 3800,000}", {"a": "3800", "000": None}),
            ("{a: 380,0001}", {"a": "380", "0001": None}),
            ("{a: 380,000: x}", {"a": "380", "000": "x"}),
            ("[380,000]", ["380", "000"]),
            ("{380,000}", {"380": None, "000": None}),
            ("a: 380\n000:\n", {"a": "380", "000": None}),
            ('{a: "380,000"}', {"a": "380,000"}),
            ("a: 380,000\n", {"a": "380,000"}),
        ],
    )
    def test_what_is_no_number_cut_by_a_comma_is_read_as_it_stands(self, text, root):
        document = parse_document(text, "f.yaml")

        assert (document.root, document.problems) == (root, [])

    def test_two_values_that_commas_cut_are_two_faults(self):
        rules = [problem.rule for problem in parse_document("{a: 1,000,000, b: 1,000}", "f.yaml").problems]

        assert rules == ["yaml-comma", "yaml-comma"]

    def test_commas_without_end_are_no_number(self):
        problems = parse_document("{a: 1" + ",000" * 5000 + "}", "f.yaml").problems

        assert {problem.rule for problem in problems} == {"yaml-comma", "yaml-duplicate-key"}

    def test_all_faults_before_a_syntax_error_are_kept(self):
        rules = [problem.rule for problem in parse_document("a: 1\na: &x 2\nb: [\n", "f.yaml").problems]

        assert rules == ["yaml-alias", "yaml-duplicate-key", "yaml-syntax"]

    @pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
    def test_forty_thousand_brackets_are_one_fault(self, opening):
        [problem] = parse_document(opening * 40_000, "f.yaml").problems

        assert (problem.rule, problem.message) == ("yaml-depth", "nested more than 16 levels deep")

    def test_forty_thousand_nested_keys_stop_at_the_same_depth(self):
        *keys, last = parse_document("? " * 40_000, "f.yaml").problems

        assert {problem.rule for problem in keys} == {"yaml-key"}
        assert (last.rule, last.column) == ("yaml-depth", 33)

    def test_sixteen_levels_are_allowed_and_seventeen_are_not(self):
        assert parse_document("[" * 16 + "]" * 16, "f.yaml").problems == []
        assert faults("[" * 17 + "]" * 17) == ["f.yaml:1:17: nested more than 16 levels deep [yaml-depth]"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null"])
def test_an_empty_file_is_an_empty_tree(text):
    assert root(text) is None


class TestFiles:
    def test_a_file_is_read_under_its_name(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("a: 1\na: 2\n", encoding="utf-8")

        document = read_document(path)

        assert (document.root, document.file) == ({"a": "1"}, str(path))
        assert document.problems[0].file == str(path)

    def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\nb: 3\r\n")

        document = read_document(path)

        assert document.root == {"a": "1", "b": "2"}
        assert document.place_of(("a",)) == (1, 4)
        assert [(p.line, p.column) for p in document.problems] == [(3, 1)]

    def test_a_missing_file_is_named(self, tmp_path):
        path = tmp_path / "none.yaml"

        with pytest.raises(DataFileError) as caught:
            read_text(path)

        assert str(caught.value) == f"{path}: cannot be read (No such file or directory)"

    def test_a_folder_is_named(self, tmp_path):
        with pytest.raises(DataFileError) as caught:
            read_text(tmp_path)

        assert str(caught.value) == f"{tmp_path}: cannot be read (not a file)"

    def test_another_encoding_is_named_with_the_byte(self, tmp_path):
        path = tmp_path / "gbk.yaml"
        path.write_bytes("a: 广州".encode("gbk"))

        with pytest.raises(DataFileError) as caught:
            read_text(path)

        assert str(caught.value) == f"{path}: not UTF-8 text (byte 3)"

    @pytest.mark.parametrize("half", [b"\xef", b"\xef\xbb"])
    def test_half_a_byte_order_mark_is_no_empty_file(self, half, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_bytes(half)

        with pytest.raises(DataFileError, match=r"not UTF-8 text \(byte 0\)"):
            read_text(path)

    @pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
    def test_lines_may_end_as_on_any_system(self, end, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_bytes(end.join([b"a: 1", b"b: 2", b""]))

        assert read_text(path) == "a: 1\nb: 2\n"

    def test_a_huge_file_is_refused_before_it_is_read(self, tmp_path):
        path = tmp_path / "huge.yaml"
        with path.open("wb") as file:
            file.truncate(yamlfile.MAX_FILE_BYTES + 1)

        with pytest.raises(DataFileError) as caught:
            read_text(path)

        assert (
            str(caught.value) == f"{path}: 67,108,865 bytes are more than the 67,108,864 a data file may have"
        )

    def test_what_is_too_large_is_not_even_opened(self, tmp_path, monkeypatch):
        path = tmp_path / "a.yaml"
        path.write_bytes(b"a: 1234567")
        monkeypatch.setattr(sys.modules[parse_document.__module__], "MAX_FILE_BYTES", 9)
        monkeypatch.setattr(Path, "read_bytes", None)

        with pytest.raises(DataFileError, match="10 bytes are more than the 9 a data file may have"):
            read_text(path)

    @pytest.mark.parametrize(("size", "fits"), [(8, True), (9, True), (10, False)])
    def test_as_large_as_is_allowed_is_not_too_large(self, size, fits, monkeypatch):
        monkeypatch.setattr(sys.modules[parse_document.__module__], "MAX_FILE_BYTES", 9)

        if fits:
            assert decode_text(b"a" * size, "f.yaml") == "a" * size
        else:
            with pytest.raises(DataFileError, match=r"^f\.yaml: 10 bytes are more than the 9"):
                decode_text(b"a" * size, "f.yaml")

    @pytest.mark.parametrize("path", ["/dev/null", "."])
    def test_what_is_no_file_is_not_read(self, path):
        with pytest.raises(DataFileError, match=r"cannot be read \(not a file\)$"):
            read_text(Path(path))

    def test_a_byte_order_mark_is_no_text(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_bytes(b"\xef\xbb\xbfa: 1\n")

        assert read_text(path) == "a: 1\n"
        assert parse_document("\ufeffa: 1\n", "f.yaml").root == {"a": "1"}


class _Plain(yaml.SafeDumper):
    """Writes the same list twice instead of an alias."""

    def ignore_aliases(self, _):
        return True


#: PyYAML writes rare line ends (NEL, LS, PS) so that it reads them back as spaces itself.


class TestUnmergedVersions:
    """What git leaves in a file when two versions of it change the same lines."""

    WHOLE = "a: 1\n<<<<<<< HEAD\nb: 2\nc: 3\n=======\nb: 4\n>>>>>>> gazette\n"
    FIRST = (
        "f.yaml:2:1: two versions were not merged in lines 2 to 7: HEAD (lines 3–4) and gazette (line 6); "
        "expected one text of both, without <<<<<<<, ======= and >>>>>>> [merge-conflict]"
    )

    def test_are_named_with_their_labels_and_lines(self):
        assert faults(self.WHOLE) == [self.FIRST]

    def test_all_are_told_at_once_and_nothing_else(self):
        text = f"{self.WHOLE}d: *x\n<<<<<<< HEAD\n=======\ne: [\n>>>>>>> fix the gazette's typo\n"

        assert faults(text) == [
            self.FIRST,
            "f.yaml:9:1: two versions were not merged in lines 9 to 12: HEAD (no line) and fix the gazette's typo "
            "(line 11); expected one text of both, without <<<<<<<, ======= and >>>>>>> [merge-conflict]",
        ]

    @pytest.mark.parametrize("text", ["=======\n{}", "{}d: |\n  x\n=======\n"])
    def test_a_rule_of_signs_beside_a_conflict_may_be_text(self, text):
        assert [
            fault.rpartition(" [")[0].split(": ")[1][:12] for fault in faults(text.format(self.WHOLE))
        ] == ["two versions"]

    def test_a_mark_before_a_conflict_is_told_beside_it(self):
        assert sorted(faults(f"<<<<<<< ours\na: 1\n{self.WHOLE}")) == [
            "f.yaml:1:1: a merge left '<<<<<<< ours' here; expected the merged text, without the marks of a conflict [merge-conflict]",
            self.FIRST.replace("f.yaml:2:1", "f.yaml:4:1")
            .replace("lines 2 to 7", "lines 4 to 9")
            .replace("lines 3–4", "lines 5–6")
            .replace("(line 6)", "(line 8)"),
        ]

    def test_the_version_before_both_is_no_version_to_keep(self):
        text = "<<<<<<<\na: 1\n||||||| 3f6a2c1\na: 0\n=======\na: 2\n>>>>>>>\n"

        assert faults(text) == [
            "f.yaml:1:1: two versions were not merged in lines 1 to 7: the first (line 2) and the second (line 6); "
            "expected one text of both, without <<<<<<<, |||||||, ======= and >>>>>>>, nor line 4 of before both "
            "[merge-conflict]"
        ]

    @pytest.mark.parametrize("sign", ["'", '"'])
    def test_are_found_where_yaml_takes_them_for_words(self, sign):
        text = f"a: {sign}one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> gazette\n  four{sign}\n"

        assert len(yaml.safe_load(text)["a"]) > 30
        assert [fault.split(": ")[0] for fault in faults(text)] == ["f.yaml:2:1"]

    def test_a_rule_of_signs_in_a_version_is_text(self):
        text = "<<<<<<< HEAD\na: 'x\n=======\n\n=======\ny'\n>>>>>>> gazette\n"

        assert "HEAD (line 2) and gazette (lines 4–6)" in faults(text)[0]

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("a: |\n  Title\n  =======\n  text\n", "Title\n=======\ntext\n"),
            ("a: 'Title\n\n=======\n\n  text'\n", "Title\n=======\ntext"),
            (
                "a: |\n  <<<<<<< HEAD\n  x\n  =======\n  y\n  >>>>>>> b\n",
                "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n",
            ),
            ("a: '\n<<<<<<<<\n\n========\n\n>>>>>>>>'\n", " <<<<<<<<\n========\n>>>>>>>>"),
            ("a: '\n>>>>>>>more'\n", " >>>>>>>more"),
        ],
        ids=["in a block", "between quotes", "indented", "eight signs", "no mark"],
    )
    def test_other_signs_are_text(self, text, kept):
        assert root(text) == {"a": kept}

    @pytest.mark.parametrize("left", ["<<<<<<< HEAD", "||||||| 3f6a2c1", "=======", ">>>>>>> gazette"])
    def test_a_mark_that_was_overlooked_is_named(self, left):
        assert faults(f"a: 1\n{left}\nb: 2\n") == [
            f"f.yaml:2:1: a merge left {left!r} here; expected the merged text, without the marks of a conflict "
            "[merge-conflict]"
        ]

    def test_overlooked_marks_are_all_named(self):
        places = [
            ":".join(fault.split(":")[1:3]) for fault in faults("a: 1\n=======\nb: 2\n>>>>>>> x\nc: 3\n")
        ]

        assert places == ["2:1", "4:1"]

    def test_other_broken_syntax_stays_what_it_is(self):
        assert faults("a: 'x\n\n=======\n\n'\nb: c: d\n") == [
            "f.yaml:6:5: not valid YAML: mapping values are not allowed in this context [yaml-syntax]"
        ]

    def test_lines_may_end_in_either_way(self):
        assert faults(self.WHOLE.replace("\n", "\r\n")) == [self.FIRST]

    @given(st.lists(st.sampled_from(["<<<<<<< a", "||||||| b", "=======", ">>>>>>> c", "x: y", "  z"])))
    def test_every_conflict_is_a_fault_of_its_own_whatever_stands_around(self, lines):
        told = parse_document("\n".join(lines), "f.yaml").problems

        places = [problem.line for problem in told]
        assert len(set(places)) == len(places)
        whole = "".join(line[0] for line in lines if line[0] in "<=>").count("<=>")
        assert sum("two versions" in problem.message for problem in told) >= whole
        assert whole == 0 or {problem.rule for problem in told} == {"merge-conflict"}


words = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=12)
trees = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def depth(tree):
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(trees.filter(lambda tree: depth(tree) <= yamlfile.MAX_DEPTH), st.booleans(), st.booleans())
def test_a_plain_tree_reads_as_yaml_itself_reads_it(tree, flow, unicode):
    text = yaml.dump(tree, Dumper=_Plain, default_flow_style=flow, allow_unicode=unicode)

    found = root(text)

    assert found == tree
    assert found == yaml.load(text, Loader=yaml.BaseLoader)


@given(st.text())
@example("\ud800")
@example("a: \ud800\n")
@example("\x00")
@example("%TAG ! tag:x,2000:\n--- !y z")
@example("a: 1\n...\nb")
@example("- &a *a")
def test_no_text_brings_it_down(text):
    for problem in parse_document(text, "f.yaml").problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.rule.startswith("yaml-")


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@`#?,~ \n\t\\<0"))
def test_no_heap_of_yaml_signs_brings_it_down(text):
    parse_document(text, "f.yaml")
