"""A data file tried out: faults beside their lines, and what serving it would change."""

from dataclasses import replace

import pytest

from indicators.check import bounded_call, bounded_process
from indicators.curation import trial
from indicators.curation.trial import TRIAL_FILE_NAME, ServedDifference, Trial, try_addition, try_file
from indicators.errors import DataFileError, Problem
from indicators.paths import DATA_FILE
from indicators.yamlfile import MAX_FILE_BYTES, decode_text


def test_a_good_text_makes_a_catalogue(small, small_file):
    result = try_file(small_file.read_text(encoding="utf-8"))

    assert result.problems == ()
    assert result.catalogue.dataset.digest == small.dataset.digest


def test_a_fault_is_shown_with_its_line_its_number_and_a_mark_under_its_place(small_file):
    text = small_file.read_text(encoding="utf-8").replace("kind: city", "kind: realm", 1)
    result = try_file(text)
    [problem] = result.problems
    line = text.split("\n").index("    kind: realm") + 1

    assert result.catalogue is None
    assert (problem.file, problem.line, problem.column) == ("indicators.yaml", line, 11)
    assert result.excerpt(problem) == "\n".join(
        [
            f"  {line - 2} │   - id: port",
            f"  {line - 1} │     name: {{en: Port, zh: 港城}}",
            f"→ {line} │     kind: realm",
            "     │           ^",
            f"  {line + 1} │     within: [east, bay]",
            f"  {line + 2} │     aliases: [Old Harbour, 老港]",
        ]
    )


@pytest.mark.parametrize(
    "text", ["", "a", "{", "\n\n", "a: b\r\nc: [", "x\u2028y: {", "\ud800", "\x00", "[" * 5000]
)
def test_every_fault_has_an_excerpt(text):
    result = try_file(text)

    assert result.problems
    assert all("→" in result.excerpt(problem) for problem in result.problems)


def test_a_long_line_is_cut_around_the_place():
    result = try_file("dataset: " + "x" * 1000 + ": {")
    [problem, *_] = result.problems

    assert all(len(line) < 180 for line in result.excerpt(problem).split("\n"))


@pytest.mark.parametrize(
    ("column", "shown", "mark"),
    [
        (1, "0123456789" * 16, 1),
        (160, "0123456789" * 16, 160),
        (161, "1234567890" * 16, 80),
        (300, "0123456789" * 16, 80),
    ],
)
def test_a_line_of_a_fault_is_shown_from_its_start_or_eighty_signs_before_the_place(column, shown, mark):
    excerpt = Trial("0123456789" * 60).excerpt(Problem("f", 1, column, "", ""))

    assert excerpt.split("\n") == [f"→ 1 │ {shown}", f"    │ {' ' * (mark - 1)}^"]


def test_two_lines_stand_before_and_behind_the_place_where_there_are_any():
    text = "\n".join(f"line {n}" for n in range(1, 13))

    def lines(at):
        return [line[2:4].strip() for line in Trial(text).excerpt(Problem("f", at, 1, "", "")).split("\n")]

    assert lines(1) == ["1", "", "2", "3"]
    assert lines(3) == ["1", "2", "3", "", "4", "5"]
    assert lines(9) == ["7", "8", "9", "", "10", "11"]
    assert lines(12) == ["10", "11", "12", ""]


def test_a_text_larger_than_a_data_file_is_refused():
    with pytest.raises(
        DataFileError,
        match=r"^indicators.yaml: 67,108,865 bytes are more than the 67,108,864 a data file may have$",
    ):
        try_file("x" * (MAX_FILE_BYTES + 1))


def test_an_upload_is_text_or_refused():
    assert decode_text("\ufeffa: 港\r\n".encode(), TRIAL_FILE_NAME) == "a: 港\n"
    with pytest.raises(DataFileError, match=r"^indicators.yaml: not UTF-8 text \(byte 1\)$"):
        decode_text(b"a\xff", TRIAL_FILE_NAME)


class TestAddition:
    FIGURE = (
        "{indicator: gdp, region: port, period: 2024, timing: during, value: 3, qualifier: exact, "
        "stated: three, source: gazette, at: [1]}"
    )

    def test_makes_the_file_with_what_is_added(self, small, small_file):
        found = try_addition(self.FIGURE, small_file.read_text(encoding="utf-8"))

        assert len(found.whole.catalogue) == len(small) + 1
        assert found.text == found.whole.text
        assert found.fragment.problems == found.file.problems == found.caused.problems == ()

    def test_a_fault_of_what_is_added_stands_there(self, small_file):
        found = try_addition(self.FIGURE.replace("port", "prot"), small_file.read_text(encoding="utf-8"))

        [problem] = found.fragment.problems
        assert (problem.file, problem.line, problem.column) == ("additions.yaml", 1, 26)
        assert found.fragment.excerpt(problem).split("\n")[1] == f"    │ {' ' * 25}^"
        assert found.text == ""
        assert found.file.problems == found.caused.problems == ()

    def test_faults_that_the_file_has_are_told_from_those_that_are_caused(self, small_file):
        text = small_file.read_text(encoding="utf-8").replace("kind: city", "kind: realm", 1)
        text += "\nrenamed:\n  gdp.port.2024: gdp.east.2024\n"
        found = try_addition(self.FIGURE, text)

        assert [problem.rule for problem in found.file.problems] == ["choice"]
        assert [problem.rule for problem in found.caused.problems] == ["renamed"]
        assert "→" in found.caused.excerpt(found.caused.problems[0])

    @pytest.mark.parametrize("text", ["", "- a\n", "a: [", "<<<<<<< a\n=======\n>>>>>>> b\n"])
    def test_what_is_no_data_file_is_not_blamed_on_what_is_added(self, text):
        found = try_addition(self.FIGURE, text)

        assert len(found.file.problems) == 1
        assert found.fragment.problems == found.caused.problems == ()
        assert found.whole is None


class TestDifference:
    def test_the_same_text_changes_nothing(self, small, small_file):
        same = ServedDifference(small, try_file(small_file.read_text(encoding="utf-8")).catalogue)

        assert not same.revision
        assert same.figures == same.verdicts == ()

    def test_figures_that_are_new_or_differ_are_named_in_the_order_of_the_file(self, small, small_file):
        text = small_file.read_text(encoding="utf-8")
        text = text.replace("value: 640,", "value: 650,").replace(
            "value: 700, qualifier: over", "value: 700, qualifier: about"
        )
        found = ServedDifference(small, try_file(text).catalogue)

        assert found.figures == ("catch.port.salmon.2024-01--2024-10", "jobs.port.fishing.2025-06-30")
        assert [change.kinds for change in found.revision.changed] == [("re-hedged",), ("revised",)]

    def test_a_verdict_that_changed_is_told_with_the_one_before(self, catalogue, root):
        text = (root / "data" / "indicators.yaml").read_text(encoding="utf-8")
        changed = text.replace("value: 4.22 million", "value: 5.22 million").replace(
            "stated: 4.22 million", "stated: 5.22 million"
        )
        found = ServedDifference(catalogue, try_file(changed).catalogue)
        verdicts = {finding.relation.id: (before, finding.verdict) for finding, before in found.verdicts}

        assert ("reconciles", "does-not-reconcile") in verdicts.values()
        assert set(found.figures) == {"skilled-talent.guangzhou.2025"}

    def test_a_verdict_that_stayed_is_told_where_one_of_its_figures_changed(self, small, small_file):
        text = small_file.read_text(encoding="utf-8")
        found = ServedDifference(
            small, try_file(text.replace("value: 1 trillion", "value: 1.1 trillion")).catalogue
        )

        assert found.figures == ("gdp.east.2024",)
        assert [(finding.relation.id, before) for finding, before in found.verdicts] == [
            ("east-of-ostland", "cannot-check")
        ]

    def test_a_new_relation_between_figures_that_stayed_has_no_verdict_before(self, small, small_file):
        new = "id: port-and-bay, kind: same, members: {figures: [catch.bay.salmon.2024, catch.port.salmon.2019]}"
        text = small_file.read_text(encoding="utf-8")
        found = ServedDifference(small, try_file(f"{text}  - {{{new}, note: {{en: N, zh: 注}}}}\n").catalogue)

        assert found.figures == ()
        assert [(finding.relation.id, finding.verdict, before) for finding, before in found.verdicts] == [
            ("port-and-bay", "does-not-reconcile", None)
        ]


class TestLongTexts:
    """What is long is checked in a process of its own, which has bounds; what comes of it is the same."""

    @pytest.fixture(autouse=True)
    def long(self, monkeypatch):
        """Here every text is long."""
        monkeypatch.setattr(trial, "MAX_HARMLESS_CHARACTERS", 0)

    def test_a_good_one_makes_the_same_catalogue(self, small, small_file):
        result = try_file(small_file.read_text(encoding="utf-8"))

        assert result.problems == ()
        assert result.catalogue.dataset == replace(small.dataset, file=TRIAL_FILE_NAME)

    @pytest.mark.parametrize("text", ["", "dataset: [", "a: 1\na: 2\n", "\ud800"])
    def test_a_bad_one_has_the_same_faults(self, text, monkeypatch):
        found = try_file(text)
        monkeypatch.setattr(trial, "MAX_HARMLESS_CHARACTERS", len(text))

        assert found == try_file(text)
        assert found.problems

    @pytest.mark.parametrize(
        "fragment", [TestAddition.FIGURE, TestAddition.FIGURE.replace("gdp", "gpd"), "{"]
    )
    def test_an_addition_is_tried_as_a_short_one(self, fragment, small_file, monkeypatch):
        text = small_file.read_text(encoding="utf-8")
        found = try_addition(fragment, text)
        monkeypatch.setattr(trial, "MAX_HARMLESS_CHARACTERS", len(fragment) + len(text))
        here = try_addition(fragment, text)

        assert (found.text, found.fragment, found.file, found.caused) == (
            here.text,
            here.fragment,
            here.file,
            here.caused,
        )

    def test_one_that_takes_more_than_there_is_cannot_be_tried_and_says_so(self, monkeypatch):
        monkeypatch.setattr(bounded_call, "_MIN_BYTES", 0)
        monkeypatch.setattr(bounded_process, "available_memory", lambda: 4 * 2**20)

        with pytest.raises(DataFileError) as found:
            try_file(DATA_FILE.read_text(encoding="utf-8"))

        assert found.value.reason == (
            "reading it takes more than the 2 MB of memory there are for it; it is too large, or too faulty to be checked whole"
        )
