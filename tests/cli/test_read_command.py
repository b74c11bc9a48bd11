"""`indicators read`: every figure of a text for a person or a program, whatever bytes it gets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from indicators.cli import main

FIELDS = [
    "line",
    "stated",
    "number",
    "value",
    "value_high",
    "low",
    "high",
    "qualifier",
    "measure",
    "unit",
    "region",
    "period",
    "base_period",
    "status",
    "counterpart",
    "about",
    "indicator",
]
DATA = Path(__file__).parents[2] / "data" / "indicators.yaml"
TEXT = """Port report, 3 March 2025
Exports topped 3 trillion yuan and grew by 2 to 3 percent year on year.
失业率下降0.3个百分点。"""


def run(*arguments, stdin=""):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin, prog_name="indicators")


def records(text, *options):
    result = run("-", "--format", "jsonl", *options, stdin=text)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.split("\n")[:-1]]


def test_a_person_gets_a_line_a_figure_with_its_place_and_what_it_was_read_as(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")

    result = run(path)

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{path}:2:9: topped 3 trillion yuan: over 3 trillion yuan, level",
        f"{path}:2:36: grew by 2 to 3 percent: 2 to 3%, growth (year on year)",
        f"{path}:3:4: 下降0.3个百分点: -0.3 points, change",
    ]
    assert result.stderr == "3 figures; 1 number that is none (date: 1)\n"


def test_numbers_that_no_rule_reads_are_listed_and_other_ones_counted_by_their_reasons():
    result = run("-", stdin="Nobody knows 3,5 here.\nOn 3 March 2025 and 4 March 2025.")

    assert result.stdout == "<stdin>:1:14: 3,5: not read\n"
    assert result.stderr == "0 figures; 3 numbers that are none (date: 2, unread: 1)\n"


def test_a_margin_and_the_hedge_of_a_fall_are_told():
    lines = run("-", stdin="The share was 3.7 ± 0.7 percent. Output fell by more than 2 percent.").stdout

    assert lines.splitlines() == [
        "<stdin>:1:15: 3.7 ± 0.7 percent: 3.7 ± 0.7%, share",
        "<stdin>:1:41: fell by more than 2 percent: below -2%, growth",
    ]


def test_a_program_gets_every_field_in_the_order_of_the_manual_and_null_where_nothing_is_said():
    exports, growth, change = records(TEXT)

    assert [list(record) for record in (exports, growth, change)] == [FIELDS] * 3
    assert exports == dict.fromkeys(FIELDS) | {
        "line": 2,
        "stated": "topped 3 trillion yuan",
        "number": "3",
        "value": 3_000_000_000_000,
        "low": 3_000_000_000_000,
        "qualifier": "over",
        "measure": "level",
        "unit": "yuan",
        "status": "actual",
        "about": "Exports",
    }
    assert growth == dict.fromkeys(FIELDS) | {
        "line": 2,
        "stated": "grew by 2 to 3 percent",
        "number": "2 to 3",
        "value": 2,
        "value_high": 3,
        "low": 2,
        "high": 3,
        "qualifier": "between",
        "measure": "growth",
        "unit": "percent",
        "base_period": "year on year",
        "status": "actual",
        "about": "Exports",
    }
    assert (change["value"], change["low"], change["high"]) == (-0.3, -0.35, -0.25)


def test_what_a_figure_is_measured_against_is_a_base_period_only_where_it_is_a_period():
    told = records("出口同比增长5%。失业率比全国低0.3个百分点。投资比2020年增长6%。")

    assert [record["base_period"] for record in told] == ["同比", None, "2020"]


def test_without_a_dataset_units_are_words_and_with_one_its_ids():
    text = "It had 300 patents, 5 projects and 2 million yuan, 1.5 points more, and 4 tonnes per hectare."
    words = [record["unit"] for record in records(text)]
    ids = [record["unit"] for record in records(text, "--data", DATA)]

    assert words == ["patents", "projects", "yuan", "points", "tonnes per hectare"]
    assert ids == ["patents", "projects", "yuan", "percentage-points", "tonnes per hectare"]


def test_money_told_per_head_is_not_the_plain_unit_of_a_dataset():
    (record,) = records("Income was 50,000 yuan per person.", "--data", DATA)

    assert record["unit"] == "yuan per person"


@pytest.mark.parametrize(("language", "count"), [("auto", 2), ("en", 1), ("zh", 1)])
def test_the_language_can_be_said(language, count):
    text = "Exports more than doubled.\n出口翻了一番。"

    assert len(records(text, "--language", language)) == count


def test_lines_are_counted_as_editors_do_however_they_end():
    told = records("\ufeffRevenue was\r\n2 million yuan.\rIt rose 3%.\n\nIt fell 4%.")

    assert [record["line"] for record in told] == [2, 3, 5]


def test_an_object_stays_on_one_line_though_its_words_hold_a_line_end_of_unicode():
    result = run("-", "--format", "jsonl", stdin="Output rose\u2028by 4\u2028percent.")

    (line,) = result.stdout.splitlines()
    assert json.loads(line)["stated"] == "rose\u2028by 4\u2028percent"


def test_a_text_without_figures_is_good():
    assert (run("-", stdin="").exit_code, run("-", stdin="").stderr) == (0, "0 figures\n")


def test_bytes_that_are_no_text_are_a_problem_of_the_text():
    result = run("-", stdin=b"Exports rose \xff\xfe 3%.")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "indicators: <stdin>: not UTF-8 text (byte 13)\n"


def test_faults_of_the_data_file_are_listed(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("units: many\n", encoding="utf-8")
    result = run("-", "--data", path, stdin=TEXT)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "expected" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.txt"], "File 'nowhere.txt' does not exist."),
        (["-", "--language", "de"], "'de' is not one of 'auto', 'en', 'zh'."),
        (["-", "--published", "yesterday"], "'yesterday' does not match the format '%Y-%m-%d'."),
        (["-", "--format", "xml"], "'xml' is not one of"),
        ([], "Missing argument 'PATH'."),
    ],
)
def test_misuse_is_explained_and_exits_with_2(arguments, said):
    result = run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr


def test_the_day_of_publication_may_be_said():
    assert records(TEXT, "--published", "2025-03-04") == records(TEXT)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_any_bytes_are_answered_by_lines_or_a_message(data):
    for style in ("text", "jsonl"):
        result = run("-", "--format", style, stdin=data)
        assert result.exit_code in (0, 1)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert bool(result.stdout) <= (result.exit_code == 0)


def test_a_saved_page_is_read_as_the_text_that_it_holds(tmp_path):
    path = tmp_path / "report.html"
    path.write_text(
        "<!doctype html><nav>1</nav><p>Port</p><p>Exports rose by 3%.</p><script>5%</script>", "utf-8"
    )

    result = run(path)

    assert (result.exit_code, result.stderr) == (0, "1 figure\n")
    assert result.stdout == f"{path}:2:9: rose by 3%: 3%, growth\n"


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n",
            2,
            "expected plain text, Markdown, HTML, DOCX or PDF; found a picture; its words",
        ),
        ("a.docx", b"no archive", 1, "cannot be read as a Word document: it is no ZIP archive, or cut off"),
    ],
)
def test_a_document_that_cannot_be_read_is_said_in_one_sentence(tmp_path, name, content, code, said):
    path = tmp_path / name
    path.write_bytes(content)
    result = run(path)

    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"indicators: {path}: {said}")


def test_a_text_in_a_language_nobody_reads_is_said_to_be_in_it():
    result = run(
        "-", stdin="Die Ausfuhren der Stadt stiegen um vier Prozent, und die Zahl der Firmen ist hoch.\n"
    )

    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == (
        "0 figures\n<stdin>: the text seems to be in German; only English and Chinese are read\n"
    )


def test_a_text_without_figures_gives_an_empty_fragment_and_says_so():
    result = run("-", "--format", "yaml", stdin="Nothing happened in the city.\n")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 figures\n")


def test_with_a_dataset_regions_and_indicators_are_ids_and_without_one_words():
    text = "In 2024, the gross domestic product of Guangdong Province reached 14.5 trillion yuan.\n"

    [without] = records(text)
    [one] = records(text, "--data", DATA)

    assert (without["region"], without["indicator"], without["unit"]) == ("Guangdong Province", None, "yuan")
    assert (one["region"], one["indicator"], one["unit"], one["period"]) == (
        "guangdong",
        "gdp",
        "yuan",
        "2024",
    )
