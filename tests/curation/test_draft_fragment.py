"""From an article to figures: what is read is written as a fragment, answered, added, checked and verified."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from indicators.cli import main

ENGLISH = """Port: the year in figures
In 2026, the fishing catch of Port was 1,310 tonnes.
Gross domestic product of Port came to nearly 2.2 billion florins in 2026.
Gross domestic product of Port grew by 4.5 percent year on year in 2026.
"""
CHINESE = """港城年度数字
2026年，港城渔业捕捞量为1310吨。
2026年，港城生产总值近22亿弗罗林，比上年增长4.5%。
"""
SOURCE = """  - id: {id}
    title: {{en: The year in figures, zh: 年度数字}}
    publisher: {{en: Port Gazette, zh: 港城公报}}
    published: 2027-02-03
    language: {language}
    accessed: 2027-02-10
"""


def run(*arguments, code=0, stdin=None):
    result = CliRunner().invoke(main, list(map(str, arguments)), input=stdin, prog_name="indicators")
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def folder(tmp_path):
    run("init", tmp_path / "port")
    return tmp_path / "port"


def add_article(folder, id, text, language):
    (folder / "articles" / f"{id}.txt").write_text(text, encoding="utf-8")
    data = folder / "indicators.yaml"
    written = data.read_text(encoding="utf-8")
    before, rest = written.split("regions:\n", 1)
    source = SOURCE.format(id=id, language=language)
    data.write_text(f"{before.rstrip()}\n{source}\nregions:\n{rest}", encoding="utf-8")


def read_drafts(folder, path, *options):
    return run("read", path, "--format", "yaml", "--data", folder / "indicators.yaml", *options).stdout


def answer(fragment):
    """What a curator does: look at what is marked, write what is missing, delete the marks."""
    lines = [line for line in fragment.splitlines() if "# guessed:" not in line]
    text = "\n".join(lines).replace("region: null", "region: port").replace("period: null", "period: 2026")
    return re.sub(r"timing: (?:unclear|at)$", "timing: during", text, flags=re.MULTILINE) + "\n"


def add_and_verify(folder, fragment, source):
    path = folder / "fragment.yaml"
    path.write_text(fragment, encoding="utf-8")
    run("add", path, "--data", folder / "indicators.yaml")
    run("check", folder / "indicators.yaml")
    run(
        "verify",
        folder / "indicators.yaml",
        "--articles",
        folder / "articles",
        "--source",
        source,
        "--uncovered",
    )


def test_where_nothing_is_a_guess_the_fragment_is_added_as_it_is(folder):
    add_article(folder, "gazette-2027-02", ENGLISH, "en")

    fragment = read_drafts(folder, folder / "articles" / "gazette-2027-02.txt")

    assert fragment == (
        """defaults:
  region: port
  period: 2026
  timing: during
  source: gazette-2027-02

observations:
  - indicator: catch
    sector: fishing
    value: 1,310
    stated: 1,310 tonnes
    at: [2]
  - indicator: gdp
    value: 2.2 billion
    qualifier: nearly
    stated: nearly 2.2 billion florins
    at: [3]
  - indicator: gdp-growth
    value: 4.5
    base_period: 2025
    stated: grew by 4.5 percent
    at: [4]
"""
    )
    add_and_verify(folder, fragment, "gazette-2027-02")


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_answered_drafts_are_added_checked_and_found_where_they_are_printed(folder, text, language):
    add_article(folder, "news-2027", text, language)

    fragment = answer(read_drafts(folder, folder / "articles" / "news-2027.txt"))

    add_and_verify(folder, fragment, "news-2027")


def test_what_was_added_is_left_out_the_next_time_and_named(folder):
    add_article(folder, "gazette-2027-02", ENGLISH, "en")
    article = folder / "articles" / "gazette-2027-02.txt"
    add_and_verify(folder, read_drafts(folder, article), "gazette-2027-02")

    assert read_drafts(folder, article) == (
        "# reader: line 2: 1,310 tonnes: the dataset has it: catch.port.fishing.2026\n"
        "# reader: line 3: nearly 2.2 billion florins: the dataset has it: gdp.port.2026\n"
        "# reader: line 4: grew by 4.5 percent: the dataset has it: gdp-growth.port.2026\n"
    )


def test_a_figure_that_another_source_states_is_named_too(folder):
    text = "In 2025, gross domestic product of Port was over 2.1 billion florins.\n"
    add_article(folder, "herald", text, "en")

    fragment = read_drafts(folder, folder / "articles" / "herald.txt")

    assert fragment == "# reader: line 1: over 2.1 billion florins: the dataset has it: gdp.port.2025\n"


def test_a_guess_that_nobody_looked_at_is_a_fault_in_its_line(folder):
    path = folder / "fragment.yaml"
    path.write_text("# guessed: region\n- {indicator: gdp}\n", encoding="utf-8")

    result = run("add", path, "--data", folder / "indicators.yaml", code=1)

    assert f"{path}:1:1: guessed: region: look at it, then delete this comment [guess]" in result.output


def test_a_new_indicator_is_a_record_with_null_for_what_only_a_curator_can_write(folder):
    add_article(folder, "herald", "In 2026, the harbour of Port handled 6,200 containers.\n", "en")

    fragment = read_drafts(folder, folder / "articles" / "herald.txt")

    assert (
        "# guessed: the indicator is new: id, topic and unit; its name in Chinese and its definition"
        in fragment
    )
    assert "    definition: {en: null, zh: null}\n    topic: output\n    unit: containers\n" in fragment
    result = run("add", "-", "--data", folder / "indicators.yaml", code=1, stdin=answer(fragment))
    assert "name: zh: expected some text" in result.output or "name.zh" in result.output


def test_numbers_that_a_curator_excused_and_numbers_nobody_read_are_named(folder):
    text = "Port in figures\nIn 2026, the fishing catch of Port was 1,310 tonnes, model 7-9-7x.\n"
    add_article(folder, "herald", text, "en")
    excuses = folder / "not-figures.csv"
    excuses.write_text('source,line,token,reason\nherald,2,"1,310",a forecast of old\n', encoding="utf-8")

    fragment = read_drafts(folder, folder / "articles" / "herald.txt")

    assert "# reader: line 2: 1,310 tonnes: excused: a forecast of old\n" in fragment


def test_a_text_of_standard_input_leaves_its_source_to_the_curator(folder):
    text = "In 2026, the fishing catch of Port was 1,310 tonnes.\n"

    result = run("read", "-", "--format", "yaml", "--data", folder / "indicators.yaml", stdin=text)

    assert (
        "  # guessed: the source is not known: write the id of the article\n  source: null\n" in result.stdout
    )


def test_notes_of_the_reader_are_not_taken_over_and_other_comments_are(folder):
    add_article(folder, "gazette-2027-02", ENGLISH, "en")
    fragment = read_drafts(folder, folder / "articles" / "gazette-2027-02.txt")
    noted = "# reader: line 9: 9: not read\n" + fragment.replace(
        "  - indicator: gdp\n", "  # by hand\n  - indicator: gdp\n"
    )

    add_and_verify(folder, noted, "gazette-2027-02")

    data = (folder / "indicators.yaml").read_text(encoding="utf-8")
    assert "# reader:" not in data
    assert "# by hand" in data


def test_a_figure_stated_twice_is_one_record_with_both_lines(folder):
    text = ENGLISH + "In 2026, the fishing catch of Port was 1,310 tonnes.\n"
    add_article(folder, "herald", text, "en")

    assert "    stated: 1,310 tonnes\n    at: [2, 5]\n" in read_drafts(
        folder, folder / "articles" / "herald.txt"
    )


def test_words_of_a_text_cannot_break_a_comment_or_a_value(folder):
    text = (
        "In 2026, the catch of Port\u2028# x: [ was 1,310 tonnes \x85of {fish}: nearly 7 “q” \x07 tonnes.\n"
    )
    add_article(folder, "herald", text, "en")

    fragment = read_drafts(folder, folder / "articles" / "herald.txt")

    result = run("add", "-", "--data", folder / "indicators.yaml", code=1, stdin=fragment)
    assert "yaml" not in result.output
