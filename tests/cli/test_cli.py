"""The command line: exit codes, messages without tracebacks, files equal to the library's."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import indicators
from indicators.cli import main
from indicators.cli.options import style_option
from indicators.consistency.hints import find_hints
from indicators.query.table import COLUMNS
from tests import world
from tests.curation.test_verify import HEAD, figure

ROOT = Path(__file__).parents[2]
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

    monkeypatch.setattr("indicators.cli.check_commands.time.sleep", pause)
    result = run("check", path, "--watch")
    told = re.sub(r"\d\d:\d\d:\d\d", "hh:mm:ss", result.output).splitlines()
    watching = f"hh:mm:ss – watching {path}; Ctrl-C ends"

    assert result.exit_code == 1
    assert [line.removeprefix(f"{path}:") for line in told if line != watching] == [
        " 20 observations, no problems",
        "124:77: indicator 'catch', observation 2: value: expected a number such as 93,200, 38.1, 1.609 million, 1/9 or 2x, a range such as 5–5.5 or a margin such as 3.7 ± 0.7; found 'many' [value]",
        "1 problem",
        f"indicators: {path}: cannot be read (No such file or directory)",
        " 20 observations, no problems",
        "83:51: unit 'crown': kind: expected one of money, count, percent, points, rank, area, duration, other; found 'mony'; did you mean 'money'? [choice]",
        "1 problem",
    ]
    assert told.count(watching) == 5


def test_a_missing_file_is_one_line(tmp_path):
    result = run("check", tmp_path / "nothing.yaml")

    assert result.exit_code == 2
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
    bare = text[: text.index("\n\n# Figures that must fit together")]
    # The chart of a whole and its part hangs on a relation.
    bare = re.sub(r"  - id: guangzhou-high-skilled-within-skilled\n(?:    .*\n)+", "", bare)
    path.write_text(bare, encoding="utf-8")
    hints = run("audit", path, "--suggest").stdout.splitlines()

    assert (
        "undeclared: these may be a share [high-skilled-talent.guangzhou.2025, skilled-talent.guangzhou.2025, high-skilled-talent-share.guangzhou.2025]"
        in hints
    )
    assert not [hint for hint in hints if ".services." in hint]
    told = run("audit", path, "--suggest", "--format", "json")
    assert json.loads(told.stdout) == []
    assert told.stderr.splitlines()[:-1] == hints[:-1]


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
    monkeypatch.setattr("indicators.export.xlsx_file.MAX_ROWS", 10)
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
        "indicators.web.uvicorn_server.open_listening_socket",
        lambda *_: pytest.fail("a broken file must not be served"),
    )
    for name in ("INDICATORS_DATA", "INDICATORS_HOST"):  # what the command sets, the test takes back
        monkeypatch.setenv(name, "")
    result = run("serve", "--data", broken)

    assert result.exit_code == 1
    assert result.stderr.endswith("3 problems\n")


@pytest.mark.parametrize(("port", "code"), [("0", 2), ("65536", 2), ("-1", 2), ("http", 2)])
def test_a_port_lies_between_1_and_65535(port, code):
    told = run("serve", "--port", port)

    assert told.exit_code == code
    assert told.stderr.splitlines()[-1].startswith("Error: Invalid value for '--port': ")


class TestWhereItIsTold:
    """Programs read standard output and the exit code, people both streams: each sentence goes to its own."""

    @pytest.fixture
    def path(self, tmp_path, small_file, monkeypatch):
        monkeypatch.chdir(tmp_path)
        path = tmp_path / "data.yaml"
        path.write_bytes(small_file.read_bytes())
        return path

    @staticmethod
    def told(*arguments):
        result = run(*arguments)
        return result.exit_code, result.stdout, result.stderr

    @pytest.mark.parametrize(
        ("style", "stdout"),
        [("plain", "data.yaml: 20 observations, no problems\n"), ("github", ""), ("json", "[]\n")],
    )
    def test_no_fault(self, path, style, stdout):
        assert self.told("check", path, "--format", style) == (0, stdout, "")

    @pytest.mark.parametrize(
        ("style", "stdout", "stderr"),
        [
            ("plain", "data.yaml:75:13: unit 'years': kind: ", "1 problem\n"),
            ("github", "::error file=data.yaml,line=75,col=13::", ""),
            ("json", '[\n  {\n    "file": "data.yaml",\n    "line": 75,\n    "column": 13,\n', ""),
        ],
    )
    def test_one_fault(self, path, style, stdout, stderr):
        lines = path.read_text(encoding="utf-8").splitlines()
        at = next(n for n, line in enumerate(lines) if "{id: years" in line)
        lines[at] = lines[at].replace("kind: duration", "kind: durations")
        path.write_text("\n".join(lines), encoding="utf-8")
        place = (str(at + 1), str(lines[at].index("durations") + 1))
        code, out, err = self.told("check", path, "--format", style)

        assert (code, err) == (1, stderr)
        assert out.startswith(stdout.replace("75", place[0]).replace("13", place[1]))

    @pytest.mark.parametrize(("faults", "counted"), [(1, "1 problem\n"), (2, "2 problems\n")])
    def test_faults_are_counted(self, path, faults, counted):
        text = path.read_text(encoding="utf-8").replace("kind: money", "kind: mony")
        path.write_text(text.replace("kind: rank", "kind: ranks") if faults == 2 else text, encoding="utf-8")

        assert self.told("check", path)[2] == counted
        assert self.told("export", "sources", "--format", "csv", "--data", path)[2].endswith(f"\n{counted}")

    def test_a_file_is_named_from_the_folder_one_works_in_and_whole_from_elsewhere(self, path, monkeypatch):
        assert self.told("check", "data.yaml")[1] == self.told("check", path)[1]
        monkeypatch.chdir(path.anchor)
        assert (
            self.told("check", path)[1] == f"{path.relative_to(path.anchor)}: 20 observations, no problems\n"
        )
        (path.parent / "deep").mkdir()
        monkeypatch.chdir(path.parent / "deep")
        assert self.told("check", path)[1] == f"{path}: 20 observations, no problems\n"

    def test_the_verdicts_are_counted_beside_what_programs_read(self, path):
        summary = "4 relations: reconciles: 1, does not reconcile: 1, cannot check: 2\n"
        code, out, err = self.told("audit", path)

        assert (code, out.splitlines()[-1] + "\n", err) == (0, summary, "")
        for style in ("json", "github"):
            code, out, err = self.told("audit", path, "--format", style)
            assert (code, err) == (0, summary)
            assert "4 relations" not in out

    def test_programs_get_chinese_as_it_is_written(self, path):
        assert '"note_zh": "湾区是全国的一部分。"' in self.told("audit", path, "--format", "json")[1]

    def test_a_mismatch_that_nobody_acknowledged_is_no_fault_unless_asked(self, path):
        assert self.told("audit", path)[0] == 0
        assert self.told("audit", path, "--strict")[0] == 1
        text = path.read_text(encoding="utf-8")
        note = "note: {en: Salmon alone against all fish., zh: 仅三文鱼与全部渔获相比。}\n"
        path.write_text(
            text.replace(note, f"{note}    acknowledged: {{en: They differ., zh: 本不相同。}}\n"),
            encoding="utf-8",
        )
        assert self.told("audit", path, "--strict")[0] == 0

    def test_hints_stand_with_the_verdicts_or_beside_what_programs_read(self, path):
        verdicts, summary = (
            self.told("audit", path)[1].rsplit("\n", 2)[0],
            self.told("audit", path)[1].splitlines()[-1],
        )
        found = [str(hint) for hint in find_hints(indicators.load(path).dataset)] or ["no hints"]

        plain = self.told("audit", path, "--suggest")
        assert (plain[1].splitlines(), plain[2]) == ([*verdicts.splitlines(), *found, summary], "")
        json = self.told("audit", path, "--suggest", "--format", "json")
        assert (json[1], json[2].splitlines()) == (
            self.told("audit", path, "--format", "json")[1],
            [*found, summary],
        )

    @pytest.mark.parametrize(
        ("inside", "style"), [("true", "github"), ("false", "plain"), ("", "plain"), (None, "plain")]
    )
    def test_faults_are_written_for_github_where_it_runs_the_command(self, inside, style, monkeypatch):
        monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
        if inside is not None:
            monkeypatch.setenv("GITHUB_ACTIONS", inside)

        @click.command
        @style_option
        def command(style):
            click.echo(style)

        assert CliRunner().invoke(command).output == f"{style}\n"

    @pytest.mark.parametrize("style", ["github", "json"])
    def test_programs_are_not_told_that_a_file_is_watched(self, path, style, monkeypatch):
        def interrupted(_):
            raise KeyboardInterrupt

        monkeypatch.setattr("indicators.cli.check_commands.time.sleep", interrupted)

        assert self.told("check", path, "--watch", "--format", style)[2] == ""
        assert ", no problems\n" in self.told("check", path, "--watch")[1]
        assert re.fullmatch(
            r"\d\d:\d\d:\d\d – watching data\.yaml; Ctrl-C ends\n", self.told("check", path, "--watch")[2]
        )

    def test_a_watched_file_that_is_bad_or_gone_ends_with_1(self, path, monkeypatch):
        def interrupted(_):
            raise KeyboardInterrupt

        monkeypatch.setattr("indicators.cli.check_commands.time.sleep", interrupted)
        assert self.told("check", path, "--watch")[0] == 0
        path.write_text("{}", encoding="utf-8")
        assert self.told("check", path, "--watch")[0] == 1
        path.unlink()
        assert self.told("check", path, "--watch")[0] == 1


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 20),
        (("--region", "bay"), 4),
        (("--region", "bay", "--within"), 15),
        (("--region", "east"), 2),
        (("--region", "east", "--implied"), 3),
        (("--region", "bay", "--region", "east"), 6),
        (("--q", "salmon"), 3),
        (("--q", ""), 20),
        (("--observation", "gdp.bay.2024"), 1),
        (("--observation", "gdp.bay.2024", "--observation", "gdp.east.2024"), 2),
        (("--status", "target"), 1),
    ],
)
def test_every_filter_of_the_pages_is_an_option(small_file, options, count):
    told = run("export", "observations", "--format", "csv", "--data", small_file, *options)

    assert told.exit_code == 0
    assert told.stdout.count("\n") == count + 1


@pytest.mark.parametrize(
    ("article", "excuses", "code", "uncovered"),
    [
        ("30 yuan", "", 0, 0),
        ("30 yuan, 40", "", 1, 1),
        ("30 yuan, 40", "paper,1,40,why", 0, 0),
        ("30 yuan", "paper,1,40,gone", 1, 0),
        ("31 yuan", "paper,1,31,why", 1, 0),
    ],
)
def test_what_is_open_in_an_article_is_told_by_the_exit_code(tmp_path, article, excuses, code, uncovered):
    (tmp_path / "data.yaml").write_text(HEAD + figure("30 yuan", "30"), encoding="utf-8")
    (tmp_path / "paper.txt").write_text(article, encoding="utf-8")
    (tmp_path / "not-figures.csv").write_text(
        f"source,line,token,reason\n{excuses}".strip(), encoding="utf-8"
    )
    command = ["verify", tmp_path / "data.yaml", "--articles", tmp_path, "--uncovered"]
    plain, told = run(*command), run(*command, "--format", "json")

    assert (plain.exit_code, told.exit_code) == (code, code)
    assert [p["rule"] for p in json.loads(told.stdout)].count("uncovered") == uncovered
    assert len(json.loads(told.stdout)) == code
    without = run("verify", tmp_path / "data.yaml", "--articles", tmp_path)
    assert without.exit_code == int(article.startswith("31"))


def test_the_first_sentence_of_every_command_stands_whole_in_the_help():
    told = " ".join(run("--help").stdout.split())

    for name, command in main.commands.items():
        sentence = " ".join((command.help or "").split("\n\n")[0].split()).removesuffix(".")
        assert f" {name} {sentence.split('. ')[0]}" in told, name


def test_every_command_shows_an_example():
    for name, command in main.commands.items():
        assert "Example: indicators" in (command.help or ""), name


@pytest.mark.parametrize(
    ("hedges", "numbers"),
    [
        (["between"], [("", "5000000", "5500000")]),
        (["under"], [("300", "0", "300")]),
        (["at_most", "between"], [("", "5000000", "5500000"), ("400", "0", "400")]),
        (["nearly"], []),
    ],
)
def test_export_takes_the_figures_of_a_hedge(tmp_path, hedges, numbers):
    path = tmp_path / "ranges.yaml"
    figures = [
        world.figure("gdp", "5–5.5 million", qualifier="between"),
        world.figure("jobs", "300", qualifier="under"),
        world.figure("jobs", "400", region="north", qualifier="at_most"),
    ]
    path.write_text(world.text(figures), encoding="utf-8")
    wanted = [word for hedge in hedges for word in ("--qualifier", hedge)]
    result = run("export", "observations", "--format", "csv", "--data", path, *wanted)
    lines = csv.DictReader(io.StringIO(result.stdout))

    assert [(line["value"], line["low"], line["high"]) for line in lines] == numbers
