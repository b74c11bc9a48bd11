"""The command line: exit codes, messages without tracebacks, files equal to the library's."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import indicators
from indicators.cli import main
from indicators.live import shared
from indicators.table import COLUMNS

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data" / "indicators.yaml"


def run(*arguments: str):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="indicators")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The real file with three faults far apart."""
    text = DATA.read_text(encoding="utf-8")
    text = text.replace("- region: guangzhou\n", "- region: guangzou\n", 1)
    text = text.replace("timing: cumulative", "timing: cumulativ", 1).replace(
        "measure: level", "measure: levels", 1
    )
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_check_says_how_many_observations_are_good():
    result = run("check", DATA)

    assert result.exit_code == 0
    assert result.output.endswith(f"indicators.yaml: {len(indicators.load())} observations, no problems\n")


def test_check_lists_every_fault_with_its_place(broken):
    result = run("check", broken)
    lines = result.stdout.splitlines()

    assert result.exit_code == 1
    assert len(lines) == 3
    assert all(line.startswith(f"{broken}:") for line in lines)
    assert "there is no region 'guangzou'; did you mean 'guangzhou'? [unknown-id]" in result.stdout
    assert (
        "expected one of at, during, cumulative, average, unclear; found 'cumulativ'; did you mean 'cumulative'?"
        in result.stdout
    )
    assert result.stderr == "3 problems\n"


def test_check_speaks_to_programs(broken):
    assert {problem["rule"] for problem in json.loads(run("check", broken, "--format", "json").stdout)} == {
        "choice",
        "unknown-id",
    }
    assert run("check", broken, "--format", "github").stdout.startswith(f"::error file={broken},line=")


def test_a_watched_file_is_checked_again_after_every_change(tmp_path, small_file, monkeypatch):
    path, text = tmp_path / "watched.yaml", small_file.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    edits = iter(
        [
            lambda: None,  # nothing happened: nothing is checked
            lambda: path.write_text(text.replace("value: 900", "value: many"), encoding="utf-8"),
            path.unlink,
            lambda: path.write_text(text + "# good again\n", encoding="utf-8"),
            lambda: path.write_text(text.replace("kind: money", "kind: mony"), encoding="utf-8"),
        ]
    )

    def pause(_):
        if (edit := next(edits, None)) is None:
            raise KeyboardInterrupt
        edit()

    monkeypatch.setattr("indicators.cli.checking.time.sleep", pause)
    result = run("check", path, "--watch")
    told = re.sub(r"\d\d:\d\d:\d\d", "hh:mm:ss", result.output).splitlines()
    watching = f"hh:mm:ss – watching {path}; Ctrl-C ends"

    assert result.exit_code == 1
    assert [line.removeprefix(f"{path}:") for line in told if line != watching] == [
        " 20 observations, no problems",
        "124:77: indicator 'catch', observation 2: value: expected a number such as 93,200, 38.1, 1.609 million, 1/9 or 2x; found 'many' [value]",
        "1 problem",
        f"indicators: {path}: cannot be read (No such file or directory)",
        " 20 observations, no problems",
        "83:51: unit 'crown': kind: expected one of money, count, percent, points, rank, area, duration, other; found 'mony'; did you mean 'money'? [choice]",
        "1 problem",
    ]
    assert told.count(watching) == 5


def test_a_missing_file_is_one_line(tmp_path):
    result = run("check", tmp_path / "nothing.yaml")

    assert result.exit_code == 1
    assert (
        result.output
        == f"indicators: {tmp_path / 'nothing.yaml'}: cannot be read (No such file or directory)\n"
    )


def test_misuse_exits_with_2():
    assert run("check", "--format", "xml").exit_code == 2
    assert run("export", "observations", "--format", "csv", "--region", "guangzou").exit_code == 2


def test_an_unknown_filter_value_names_the_nearest():
    result = run("export", "observations", "--format", "csv", "--region", "guangzou")

    assert result.output == "indicators: there is no region 'guangzou'; did you mean 'guangzhou'?\n"


def test_export_writes_the_contract_columns_to_standard_output():
    result = run("export", "observations", "--format", "csv", "--out", "-")

    assert result.exit_code == 0
    assert result.stdout.split("\n", 1)[0] == ",".join(COLUMNS)
    assert result.stdout.count("\n") == len(indicators.load()) + 1


def test_export_takes_the_filters_of_the_pages(tmp_path):
    out = tmp_path / "gba.json"
    result = run(
        "export",
        "observations",
        "--format",
        "json",
        "--region",
        "greater-bay-area",
        "--within",
        "--plan",
        "14",
        "--q",
        "gdp",
        "--out",
        out,
    )
    expected = indicators.load().observations(region="greater-bay-area", within=True, plan=14, q="gdp")

    assert result.exit_code == 0
    assert [row["observation_id"] for row in json.loads(out.read_text(encoding="utf-8"))["records"]] == list(
        expected["observation_id"]
    )


def test_export_says_when_it_cannot_write(tmp_path):
    result = run("export", "observations", "--format", "csv", "--out", tmp_path / "no" / "such.csv")

    assert result.exit_code == 2
    assert "cannot be written (No such file or directory)" in result.output


def test_export_of_a_broken_file_lists_its_faults(broken):
    result = run("export", "observations", "--format", "csv", "--data", broken)

    assert result.exit_code == 1
    assert result.stderr.endswith("3 problems\n")


def test_audit_prints_a_line_for_each_relation_with_its_place():
    result = run("audit", DATA)
    lines = result.stdout.splitlines()
    text = DATA.read_text(encoding="utf-8").splitlines()

    assert result.exit_code == 0
    assert len(lines) == len(indicators.load().dataset.relations) + 1
    assert lines[-1].startswith(f"{len(lines) - 1} relations: reconciles: ")
    for line in lines[:-1]:
        row, id = line.partition(".yaml:")[2].split(":")[0], line.split(": ")[1]
        assert text[int(row) - 1] == f"  - id: {id}"


def test_audit_is_strict_about_mismatches_nobody_acknowledged(tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text(
        DATA.read_text(encoding="utf-8").replace("    acknowledged:\n", "    known:\n"), encoding="utf-8"
    )
    assert run("audit", path).exit_code == 1  # malformed: listed like any other fault
    text = DATA.read_text(encoding="utf-8").replace("value: 27.4", "value: 27.5")
    first, second = text.split("  - id: hengqin-gdp-growth", 1)
    note, after = second.split("    acknowledged:", 1)
    path.write_text(
        f"{first}  - id: hengqin-gdp-growth{note}{after[after.index('  - id:') :]}", encoding="utf-8"
    )

    assert run("audit", path).exit_code == 0
    assert run("audit", path, "--strict").exit_code == 1
    assert run("audit", DATA, "--strict").exit_code == 0


def test_audit_speaks_to_programs_and_hints_to_curators():
    told = run("audit", DATA, "--format", "json", "--suggest")
    records = json.loads(told.stdout)

    assert {record["verdict"] for record in records} <= {
        "reconciles",
        "reconciles-if",
        "does-not-reconcile",
        "cannot-check",
    }
    assert all(record["line"] > 1 and record["arithmetic_en"] for record in records)
    assert told.stderr.startswith("no hints\n")
    notices = run("audit", DATA, "--format", "github").stdout.splitlines()
    assert [notice.partition(" ")[0] for notice in notices] == ["::notice", "::notice"]


def test_audit_hints_at_relations_that_nobody_declared(tmp_path):
    path = tmp_path / "bare.yaml"
    text = DATA.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n\n# Figures that must fit together")], encoding="utf-8")
    hints = run("audit", path, "--suggest").stdout.splitlines()

    assert (
        "undeclared: these may be a share [high-skilled-talent.guangzhou.2025, skilled-talent.guangzhou.2025, high-skilled-talent-share.guangzhou.2025]"
        in hints
    )
    assert not [hint for hint in hints if ".services." in hint]


@pytest.mark.parametrize(
    ("what", "kind", "fits"),
    [
        ("package", "csv", "zip"),
        ("regions", "zip", "csv or xlsx or json or parquet"),
        ("relations", "sdmx-csv", "csv or xlsx or json or parquet"),
        ("observations", "zip", "csv or xlsx or json or parquet or sdmx-csv"),
    ],
)
def test_a_kind_and_a_format_that_do_not_go_together_say_what_does(what, kind, fits, tmp_path):
    out = tmp_path / "kept.txt"
    out.write_text("kept", encoding="utf-8")
    result = run("export", what, "--format", kind, "--out", out)

    assert result.exit_code == 2
    assert result.output == f"indicators: {what} cannot be written as {kind}; take {fits}\n"
    assert out.read_text(encoding="utf-8") == "kept"


def test_a_file_that_cannot_be_made_leaves_the_one_that_is_there(tmp_path, monkeypatch):
    out = tmp_path / "kept.xlsx"
    out.write_text("kept", encoding="utf-8")
    monkeypatch.setattr("indicators.export.workbook.MAX_ROWS", 10)
    result = run("export", "observations", "--format", "xlsx", "--out", out)

    assert result.exit_code == 2
    assert result.output.startswith("indicators: a workbook holds at most 10 rows; these are ")
    assert out.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("what", ["indicators", "regions", "sectors", "sources", "relations"])
def test_export_writes_vocabularies(what):
    result = run("export", what, "--format", "json")
    records = json.loads(result.stdout)["records"]

    assert result.exit_code == 0
    assert len(records) == len(getattr(indicators.load().dataset, what))


def test_export_writes_the_package(tmp_path):
    out = tmp_path / "all.zip"

    assert run("export", "package", "--format", "zip", "--out", out).exit_code == 0
    assert {"datapackage.json", "README.md", "CODEBOOK.md", "CITATION.cff"} < set(
        zipfile.ZipFile(out).namelist()
    )


def test_export_takes_a_language():
    arguments = ("export", "observations", "--format", "csv", "--indicator", "goods-trade")

    assert "人民网" in run(*arguments, "--lang", "zh").stdout
    assert "人民网" not in run(*arguments).stdout


def test_serve_refuses_a_broken_file_with_all_its_faults(broken, monkeypatch):
    monkeypatch.setattr(
        "indicators.web.running.listen", lambda *_: pytest.fail("a broken file must not be served")
    )
    for name in ("INDICATORS_DATA", "INDICATORS_HOST"):  # what the command sets, the test takes back
        monkeypatch.setenv(name, "")
    shared.cache_clear()
    result = run("serve", "--data", broken)
    shared.cache_clear()

    assert result.exit_code == 1
    assert result.stderr.endswith("3 problems\n")


def test_every_command_shows_an_example():
    for name, command in main.commands.items():
        assert "Example: indicators" in (command.help or ""), name
