"""The manual is true: what it shows can be run, what there is stands in it, and what is gone does not."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from indicators import model
from indicators.cli import main
from indicators.query.table import COLUMNS
from indicators.web.settings import Settings, environment_variable
from tests.asgi import Asking
from tests.serving import api

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").glob("*.md")]
)
API = Asking(api())
TEXT = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
BLOCKS = [
    (name, language, body)
    for name, text in TEXT.items()
    for language, body in re.findall(r"^```(\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
]
RECORDS = [(page, body) for page, kind, body in BLOCKS if kind == "yaml"]
FIGURES = [(page, body) for page, body in RECORDS if body.startswith("- ")]
#: Records that are added to the data file by a command that is shown.
FRAGMENTS = [(page, body) for page, body in RECORDS if not body.startswith("- ")]


def lines(language, word):
    """The commands of the manual that begin with a word, without what follows a #."""
    return [
        (name, shlex.split(line, comments=True))
        for name, kind, body in BLOCKS
        if kind == language
        for line in body.splitlines()
        if line.startswith(f"{word} ")
    ]


def commands(group=main, path=()):
    """Every command of the program with the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what the shown commands speak of."""
    (tmp_path / "data").mkdir()
    for name in ("data/indicators.yaml", "data/not-figures.csv"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for name in ("old.yaml", "my-region.yaml"):
        (tmp_path / name).write_bytes((ROOT / "data/indicators.yaml").read_bytes())
    rows = (
        "indicator,region,period,value,source\ngoods-trade,guangzhou,2001,1 billion,peoples-daily-guangzhou\n"
    )
    (tmp_path / "figures.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/gazette-2026-02.yaml").write_text(FRAGMENTS[0][1], encoding="utf-8")
    (tmp_path / "articles/gazette-2026-02.txt").write_text("Output rose by 3 percent.", encoding="utf-8")
    draft = "Guangzhou has 4.22 million skilled workers."
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    passage = json.dumps({"id": "a", "language": "en", "text": draft})
    (tmp_path / "drafts.jsonl").write_text(f"{passage}\n", encoding="utf-8")
    whole = (ROOT / "data/indicators.yaml").read_text(encoding="utf-8")
    (tmp_path / "region.yaml").write_text(
        re.sub(r"^charts:.*?(?=^\w)", "", whole, flags=re.M | re.S), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("page", "words"), lines("sh", "indicators"))
def test_every_command_shown_does_what_it_says(desk, page, words):
    if {"serve", "mcp", "verify", "--watch"} & set(
        words
    ):  # these wait, or need articles: that they parse is shown
        group, arguments = main, words[1:]
        command = group.commands[arguments[0]]
        assert command.make_context(arguments[0], [*arguments[1:], "--help"], resilient_parsing=True)
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in arguments if word.startswith("--")} <= known
        return

    if words[1] == "add":  # it would write into the file of this checkout
        words = [*words, "--data", str(desk / "data/indicators.yaml")]
    if words[1] == "site":  # a page for every figure, of fewer figures
        words = [*words, "--data", str(ROOT / "tests/data/small.yaml")]
    given = None
    if "<" in words:  # the shell opens that file
        given = (desk / words[-1]).read_text(encoding="utf-8")
        words = words[:-2]
    result = CliRunner().invoke(main, words[1:], input=given)

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("page", "words"), lines("sh", "make"))
def test_every_target_shown_is_there(page, words):
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert words[1] in targets


@pytest.mark.parametrize(("page", "words"), lines("sh", "curl"))
def test_every_address_shown_answers(page, words):
    path = words[1].removeprefix("http://127.0.0.1:8501")

    assert API.request("GET", path).status_code == 200


@pytest.mark.parametrize(("page", "code"), [(page, body) for page, kind, body in BLOCKS if kind == "python"])
def test_every_program_shown_runs(page, code, capfd):
    exec(compile(code, page, "exec"), {})

    assert capfd.readouterr().out


@pytest.mark.parametrize(("page", "record"), FIGURES)
def test_the_figure_shown_stands_in_the_data_with_the_same_words(page, record):
    shown = yaml.load(record, Loader=yaml.BaseLoader)[0]
    data = yaml.load((ROOT / "data/indicators.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    figures = [figure for indicator in data["indicators"] for figure in indicator["observations"]]
    given = {key: value for key, value in shown.items() if value != "null"}

    assert any(given.items() <= ({"status": "actual"} | figure).items() for figure in figures)


def test_the_record_shown_names_every_field():
    shown = yaml.safe_load(next(body for page, body in FIGURES if page == "curating.md"))[0]

    assert {*shown, "id"} == set(model.Observation.model_fields)


@pytest.mark.parametrize(
    ("row", "record"),
    [
        ("dataset", model.About),
        ("sources", model.Source),
        ("regions", model.Region),
        ("sectors", model.Sector),
        ("topics", model.Topic),
        ("units", model.Unit),
        ("counterparts", model.Counterpart),
        ("plans", model.Plan),
        ("indicators", model.Indicator),
        ("charts", model.DeclaredChart),
        ("relations", model.Relation),
    ],
)
def test_every_field_of_a_record_is_named_and_no_other(row, record):
    line = next(line for line in TEXT["curating.md"].splitlines() if line.startswith(f"| `{row}` |"))

    assert set(re.findall(r"`(\w+)`", line)) - {row} | ({row} & {"sectors"}) - {row} == set(
        record.model_fields
    )


def test_every_column_is_explained_and_no_other():
    table = TEXT["api.md"].partition("| column | meaning |")[2]
    explained = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE))

    assert explained == {name: meaning for name, (_, meaning) in COLUMNS.items()}


def test_every_command_is_mentioned():
    shown = " ".join(TEXT.values())

    assert [name for name, _ in commands() if f"indicators {name.split()[0]}" not in shown] == []


def test_every_option_of_the_server_is_explained_and_no_other():
    table = "".join(line for line in TEXT["operating.md"].splitlines() if line.startswith("| `--"))
    explained = set(re.findall(r"`(--[\w-]+)`", table))
    options = {option for parameter in main.commands["serve"].params for option in parameter.opts}

    assert explained == {option for option in options if option.startswith("--") and option != "--help"}


def test_every_setting_of_the_environment_is_explained_and_no_other():
    explained = set(re.findall(r"`(INDICATORS_\w+)`", TEXT["operating.md"]))
    hosts = {environment_variable("host")}  # the host is an option; the command hands it on

    assert explained == {environment_variable(name) for name in Settings.model_fields} - hosts


def test_the_problem_shown_is_the_answer():
    shown = json.loads(next(body for page, kind, body in BLOCKS if (page, kind) == ("api.md", "json")))
    answer = API.request("GET", "/api/v1/observations.json?region=guangzhuo")

    assert (answer.status_code, answer.json()) == (400, shown)


def test_every_route_is_listed_and_no_other():
    described = set(API.request("GET", "/api/v1/openapi.json").json()["paths"])
    listed = set()
    for where, what in re.findall(r"^\| (`/.*?) \| (.*) \|$", TEXT["api.md"], re.MULTILINE):
        first, *others = re.findall(r"`([^`]+)`", where)
        stem = first.partition(".")[0]
        found = [first, *(other if other.startswith("/") else stem + other for other in others)]
        tables = re.findall(r"`(\w+)`", what) if "{table}" in first else [""]
        listed |= {path.replace("{table}", table) for path in found for table in tables}

    assert {_plain(path) for path in described} == {_plain(path) for path in listed}


def _plain(path):
    """A path whose parameters have no names."""
    return re.sub(r"\{\w+\}", "{}", path)


def test_every_link_between_pages_leads_somewhere():
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[\w-]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []
