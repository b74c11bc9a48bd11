"""`indicators factcheck`: the figures of a text against the dataset, whatever bytes it gets."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from indicators.cli import main

TEXT = "Guangdong's gross ocean product reached 2 trillion yuan in 2024.\n广州有422万技能人才。"


def run(*arguments, stdin=b""):
    return CliRunner().invoke(main, ["factcheck", *map(str, arguments)], input=stdin, prog_name="indicators")


def test_a_person_gets_a_line_a_figure_with_its_place_verdict_and_wording_that_would_agree(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")

    result = run(path)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{path}:1:41: 2 trillion yuan: says more than the source. "
        "The source says over 2 trillion yuan, for 2024; the text says more. Suggested: over 2 trillion yuan",
        f"{path}:2:4: 422万: agrees. The source says 4.22 million people, for 2025.",
    ]
    assert result.stderr == "says more than the source: 1, agrees: 1\n"


def test_a_program_gets_one_object_with_offsets_of_the_whole_text():
    result = run("-", "--format", "json", stdin=TEXT.encode())

    claims = json.loads(result.stdout)["claims"]
    assert [TEXT[one["start"] : one["end"]] for one in claims] == ["2 trillion yuan", "422万"]
    assert [(one["verdict"], one["observations"][0]) for one in claims] == [
        ("stronger", "marine-gdp.guangdong.marine-economy.2024"),
        ("agrees", "skilled-talent.guangzhou.2025"),
    ]


def test_passages_are_answered_by_one_object_a_line(tmp_path):
    file = tmp_path / "drafts.jsonl"
    passages = [
        {"id": "a", "language": "en", "text": "Nothing here."},
        {"id": 2, "language": "zh", "text": "广州有422万技能人才。"},
    ]
    file.write_text("\n".join(map(json.dumps, passages)), encoding="utf-8")

    result = run("--passages", file)

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["id"], [claim["verdict"] for claim in one["claims"]]) for one in answers] == [
        ("a", []),
        (2, ["agrees"]),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guangdong's gross ocean product reached 2 trillion yuan in 2024.", 1),
        ("Guangdong's gross ocean product surpassed 2 trillion yuan in 2024.", 0),
        ("A bakery sold 71 cakes.", 0),
    ],
)
def test_strict_fails_for_a_figure_that_would_have_to_change(text, code):
    assert run("-", "--strict", stdin=text.encode()).exit_code == code
    assert run("-", stdin=text.encode()).exit_code == 0


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        (b"", "The text is empty."),
        (b" \n\t", "The text is empty."),
        (b"12 345 6.7\n89", "The text has numbers only: nothing says what they are of."),
        (b"abc\x00\x01def 12", "This is no text: it has characters that none has."),
        (
            "Die Ausfuhr der Stadt ist im letzten Jahr um 12 Prozent gestiegen, und das ist nicht wenig für eine Stadt.".encode(),
            "The text seems to be in German; only English and Chinese are read.",
        ),
        (
            b"<p>Nothing</p>",
            "The text is HTML, and what its tags hold is read too: paste what a reader sees.",
        ),
        (b"Nothing at all is said here.", "The text states no figure."),
        (b"A bakery sold 71 cakes.", "The dataset has none of these figures."),
    ],
)
def test_a_text_that_gives_little_is_explained_in_a_sentence(text, remark):
    result = run("-", stdin=text)

    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == f"<stdin>: {remark}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "<stdin>: not UTF-8 text (byte 0)"),
        (b"a 1 " * 200_000, "<stdin>: 800,000 characters are more than the 400,000 a draft may have"),
    ],
)
def test_what_is_no_draft_is_refused_in_a_sentence(content, message):
    result = run("-", stdin=content)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.strip().endswith(message)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": 2}'])
def test_a_line_that_is_no_passage_is_named(tmp_path, line):
    file = tmp_path / "drafts.jsonl"
    file.write_text(f'{{"id": 0, "text": ""}}\n{line}', encoding="utf-8")

    result = run("--passages", file)

    assert result.exit_code == 1
    assert 'line 2: expected {"id", "language", "text"} as JSON' in result.stderr


@pytest.mark.parametrize("arguments", [[], ["-", "--passages", "x.jsonl"], ["-", "--language", "de"]])
def test_misuse_exits_with_2(arguments):
    assert run(*arguments).exit_code == 2
