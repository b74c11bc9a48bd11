"""New records: written at their place, everything else byte for byte, and nothing that check would refuse."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.check import check_document
from indicators.cli import main
from indicators.curation.insertion import insert_observation, insert_record
from indicators.curation.questions import RECORD_KINDS, questions_for
from indicators.errors import DataFileError
from indicators.yamlfile import parse_document

FIGURE = ["--region", "port", "--sector", "salmon", "--timing", "during", "--source", "herald", "--at", "14"]


@pytest.fixture
def data(tmp_path, small_file):
    path = tmp_path / "data.yaml"
    path.write_bytes(small_file.read_bytes())
    return path


@pytest.fixture
def new(data):
    def run(what, *options, answers=None):
        return CliRunner().invoke(
            main, ["new", what, "--data", str(data), *options], input=answers, prog_name="indicators"
        )

    return run


def added(before, after):
    """The lines that are new; fails when any other byte changed."""
    head = next(n for n in range(len(before) + 1) if before[n : n + 1] != after[n : n + 1])
    tail = len(before) - head
    while not after.endswith(before[len(before) - tail :]):
        tail -= 1
    head = len(before) - tail
    assert after.startswith(before[:head])
    return after[head : len(after) - tail]


class TestOptions:
    def test_a_figure_takes_its_place_and_its_words_tell_number_and_hedge(self, new, data, small_file):
        result = new(
            "observation", "--indicator", "catch", *FIGURE, "--period", "2023", "--stated", "over 950 tonnes"
        )
        before, after = small_file.read_bytes(), data.read_bytes()

        assert result.exit_code == 0
        assert result.output.splitlines()[0] == f"{data}:127: written"
        assert result.output.splitlines()[1:] == after.decode().splitlines()[126:135]
        assert " ".join(added(before, after).decode().split()) == (
            "- region: port sector: salmon period: 2023 timing: during value: 950 qualifier: over"
            " stated: over 950 tonnes source: herald at: [14]"
        )

    def test_an_undated_figure_says_null(self, new, data):
        new(
            "observation",
            "--indicator",
            "catch",
            *FIGURE,
            "--period",
            "null",
            "--stated",
            "about 1,000 tonnes",
        )

        assert "        period: null\n" in data.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("given", "written"), [("2024-Q3", "2024-07/2024-09"), ("2024-H1", "2024-01/2024-06")]
    )
    def test_a_quarter_or_half_is_written_as_months(self, new, data, given, written):
        new("observation", "--indicator", "catch", *FIGURE, "--period", given, "--stated", "950 tonnes")

        assert f"        period: {written}\n" in data.read_text(encoding="utf-8")

    def test_what_is_missing_is_asked_for(self, new, data):
        result = new(
            "observation",
            "--indicator",
            "catch",
            *FIGURE,
            "--period",
            "2023",
            answers="nearly 2 million tonnes\n",
        )

        assert result.exit_code == 0
        assert "        value: 2 million\n        qualifier: nearly\n" in data.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (
                ["--sector", "samon"],
                "sector: there is no sector 'samon'; did you mean 'salmon'? [unknown-id]",
            ),
            (["--period", "2023-13"], "period: there is no such date in the period '2023-13' [period]"),
            (
                ["--timing", "duringg"],
                "timing: expected one of at, during, cumulative, average, unclear; found 'duringg'; did you mean 'during'? [choice]",
            ),
            (["--period", "2019", "--stated", "about 900 tonnes"], "[duplicate-observation]"),
        ],
    )
    def test_what_check_refuses_is_not_written(self, new, data, small_file, options, message):
        result = new(
            "observation",
            "--indicator",
            "catch",
            *FIGURE,
            "--period",
            "2023",
            "--stated",
            "over 950 tonnes",
            *options,
        )

        assert result.exit_code == 1
        assert message in result.stderr
        assert result.stderr.endswith(f"{data}: nothing was written\n")
        assert data.read_bytes() == small_file.read_bytes()

    def test_an_unknown_indicator_names_the_nearest(self, new):
        result = new("observation", "--indicator", "catsh", *FIGURE)

        assert result.exit_code == 2
        assert "there is no indicator 'catsh'; did you mean 'catch'?" in result.output

    def test_a_file_with_faults_is_left_alone(self, new, data):
        data.write_text(
            data.read_text(encoding="utf-8").replace("kind: money", "kind: mony"), encoding="utf-8"
        )
        result = new("sector", "--id", "ferry", "--name-en", "Ferries", "--name-zh", "渡轮")

        assert result.exit_code == 1
        assert "[choice]" in result.stderr
        assert "ferry" not in data.read_text(encoding="utf-8")

    def test_one_language_is_enough_where_a_text_may_be_the_same_in_both(self, new, data):
        new(
            "source",
            "--id",
            "bulletin",
            "--title-en",
            "New",
            "--title-zh",
            "新",
            "--publisher-en",
            "Bulletin",
            "--published",
            "2025",
            "--language",
            "en",
            "--accessed",
            "2025-11-02",
        )

        assert "    publisher: Bulletin\n" in data.read_text(encoding="utf-8")
        assert re.findall(
            r"^  - id: (almanac|bulletin|gazette|herald)$", data.read_text(encoding="utf-8"), re.M
        ) == [
            "almanac",
            "bulletin",
            "gazette",
            "herald",
        ]

    def test_where_a_curator_chose_the_order_a_new_record_comes_last(self, new, data):
        """Also where the ids happen to stand in the order of letters: readers see this order."""
        result = new("sector", "--id", "crab", "--name-en", "Crab", "--name-zh", "蟹")

        assert result.exit_code == 0
        assert re.findall(r"^  - id: (crab|fishing|salmon)$", data.read_text(encoding="utf-8"), re.M) == [
            "fishing",
            "salmon",
            "crab",
        ]


class TestQuestions:
    def test_each_answer_is_judged_at_once_and_asked_again(self, new, data):
        answers = [
            "catsh", "catch",  # indicator
            "more than 950 tonnes",  # stated: asked first
            "prot", "port", "salmon", "", "2023", "during",  # region, …, timing
            "", "",  # value and qualifier are guessed from the words
            "", "", "", "", "herald", "14, 15", "", "Printed in bold", "", "",  # …, id: asked last
        ]  # fmt: skip
        result = new("observation", answers="\n".join(answers) + "\n")

        assert result.exit_code == 0, result.output
        assert "there is no indicator 'catsh'; did you mean 'catch'?" in result.output
        assert "there is no region 'prot'; did you mean 'port'?" in result.output
        assert "[950]" in result.output
        text = data.read_text(encoding="utf-8")
        assert (
            "        stated: more than 950 tonnes\n        source: herald\n        at: [14, 15]\n        note: Printed in bold\n"
            in text
        )

    def test_an_indicator_comes_with_its_first_figure(self, new, data):
        answers = [
            "landing-fees", "Landing fees", "上岸费", "Fees paid by boats.", "渔船缴费。", "output", "crown", "level", "", "", "", "", "",
            "2 million crowns", "east", "", "", "2024", "during", "", "", "", "", "", "", "gazette", "9", "", "",
        ]  # fmt: skip
        result = new("indicator", answers="\n".join(answers) + "\n")

        assert result.exit_code == 0, result.output
        document = parse_document(data.read_text(encoding="utf-8"), "f.yaml")
        assert check_document(document)[1] == []
        ids = [head["id"] for head in document.root["indicators"]]
        assert ids.index("landing-fees") == ids.index("jobs-change") + 1

    def test_giving_up_writes_nothing(self, new, data, small_file):
        assert new("sector", answers="ferry\n").exit_code == 1
        assert data.read_bytes() == small_file.read_bytes()

    @pytest.mark.parametrize("what", RECORD_KINDS)
    def test_every_field_has_a_question_that_says_what_it_is_for(self, what):
        assert all(question.description for question in questions_for(what))


SECTOR = {"id": "ferry", "name": {"en": "Ferries", "zh": "渡轮"}}


class TestPlaces:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (
                "sources: []  # none yet\n",
                "sources: []  # none yet\n\nsectors:\n  - id: ferry\n    name: {en: Ferries, zh: 渡轮}\n",
            ),
            (
                "sectors: []  # none yet\ntopics: []\n",
                "sectors:  # none yet\n  - id: ferry\n    name: {en: Ferries, zh: 渡轮}\ntopics: []\n",
            ),
            (
                "sectors:\ntopics: []\n",
                "sectors:\n  - id: ferry\n    name: {en: Ferries, zh: 渡轮}\ntopics: []\n",
            ),
            (
                "regions: []\n\n# of all sorts\ntopics: []\n",
                "regions: []\n\nsectors:\n  - id: ferry\n    name: {en: Ferries, zh: 渡轮}\n\n# of all sorts\ntopics: []\n",
            ),
            (
                "sectors:\n- id: a # first\n  # about a\n\n# about topics\ntopics: []",
                "sectors:\n- id: a # first\n  # about a\n- id: ferry\n  name: {en: Ferries, zh: 渡轮}\n\n# about topics\ntopics: []",
            ),
            (
                "\ufeffsectors:\r\n- id: a\r\n",
                "\ufeffsectors:\r\n- id: a\r\n- id: ferry\r\n  name: {en: Ferries, zh: 渡轮}\r\n",
            ),
        ],
    )
    def test_a_record_comes_last_in_its_section(self, before, after):
        assert insert_record(before, "f.yaml", "sectors", SECTOR) == after

    def test_a_list_in_brackets_is_to_be_laid_out_first(self):
        with pytest.raises(DataFileError) as refused:
            insert_record("sectors: [{id: a}]\n", "f.yaml", "sectors", SECTOR)

        assert str(refused.value) == "f.yaml:1: 'sectors' is written in brackets; run indicators format first"

    @pytest.mark.parametrize(
        ("before", "why"),
        [
            ("sectors: [ ]\n", "is empty in an unusual way"),
            ("sectors: [\n]\n", "is empty in an unusual way"),
            ("sectors: {}\n", "is empty in an unusual way"),
            ("sectors: ''\n", "is empty in an unusual way"),
            ("{sectors: []}\n", "is empty in an unusual way"),
            ("sectors:\n  []\n", "cannot take a record without another change"),
            ("? sectors\n: []\n", "cannot take a record without another change"),
            ("{}\n", "cannot take a record without another change"),
        ],
    )
    def test_what_is_empty_in_a_way_of_its_own_is_to_be_laid_out_first(self, before, why):
        with pytest.raises(DataFileError) as refused:
            insert_record(before, "f.yaml", "sectors", SECTOR)

        assert str(refused.value) == f"f.yaml:1: 'sectors' {why}; run indicators format first"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("sectors: []\n", "sectors:\n"),
            ("sectors:\n", "sectors:\n"),
            ("sectors: ~\n", "sectors:\n"),
            ("sectors: null # none yet\n", "sectors:  # none yet\n"),
            ('"sectors": []   # none\n', '"sectors":  # none\n'),
        ],
    )
    def test_an_empty_list_is_filled_and_its_comment_kept(self, before, after):
        assert insert_record(f"{before}units: []\n", "f.yaml", "sectors", {"id": "ferry"}) == (
            f"{after}  - id: ferry\nunits: []\n"
        )

    def test_a_new_section_stands_before_the_first_of_those_that_follow_it(self):
        before = "regions: []\n\n# led\nrelations: []\nindicators: []\n"

        assert insert_record(before, "f.yaml", "plans", {"id": "1"}) == (
            "regions: []\n\nplans:\n  - id: 1\n\n# led\nrelations: []\nindicators: []\n"
        )

    def test_comments_stay_with_what_they_lead(self):
        before = "indicators:\n  - id: catch\n    observations:\n      # the older\n      - {region: a}\n      # the newer\n      - {region: c}\n      # the end\n    odd: 1\n"
        after = before.replace("      # the newer\n", "      - region: b\n      # the newer\n")

        assert insert_observation(before, "f.yaml", "catch", {"region": "b"}) == after
        assert insert_observation(before, "f.yaml", "catch", {"region": "d"}) == before.replace(
            "    odd", "      - region: d\n    odd"
        )


@settings(max_examples=15)
@given(
    st.sampled_from(["sources", "sectors", "regions", "units", "topics", "counterparts", "plans"]),
    st.from_regex(r"[a-z]{1,6}9", fullmatch=True),
)
def test_anywhere_only_the_record_is_new(small_file, section, id):
    text = small_file.read_text(encoding="utf-8")
    after = insert_record(text, "f.yaml", section, {"id": id, "name": {"en": "a: b", "zh": "[乙"}})
    root, before = parse_document(after, "f.yaml").root, parse_document(text, "f.yaml").root

    assert added(text.encode(), after.encode()).count(b"\n") == 2
    assert [item for item in root[section] if item not in before[section]] == [
        {"id": id, "name": {"en": "a: b", "zh": "[乙"}}
    ]
    assert {**root, section: None} == {**before, section: None}


@pytest.mark.parametrize("what", RECORD_KINDS)
def test_options_stand_in_the_order_of_the_fields(what, new):
    told = re.findall(r"^  --([a-z-]+)", new(what, "--help").stdout, re.M)
    asked = list(dict.fromkeys(question.field.replace("_", "-") for question in questions_for(what)))
    named = [re.sub(r"-(en|zh)$", "", option) for option in told]

    assert [name for name in dict.fromkeys(named) if name in asked] == asked
