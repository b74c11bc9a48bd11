"""A path that leads to nothing that can be read is misuse, in every command and for every option that takes one."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from indicators.cli import main
from indicators.cli.options import PathType
from tests.cli.every_command import ARGUMENTS, command_names, make_files

#: What is written to; `init` makes its folder.
WRITTEN = {"out", "folder"}
#: Arguments that make every command go on to read its files.
FIRST = {name: ways[0].split() for name, ways in ARGUMENTS.items()} | {
    "serve": ["--data", "{data}"],
    "verify": ["{data}", "--articles", "{articles}"],
    "read": ["{text}", "--data", "{data}"],
    "factcheck": ["{text}", "--data", "{data}"],
}
UNREADABLE = ("missing", "below-a-file", "empty", "blank", "dangling", "circle", "too-long", "forbidden")


def inputs():
    """Each command with each of its parameters that is the path of something to read."""
    for name, command in command_names():
        for param in command.params:
            if isinstance(param.type, click.Path):
                assert isinstance(param.type, PathType), "paths of the house refuse what is empty"
                if param.name not in WRITTEN:
                    yield name, param


CASES = [
    pytest.param(name, param, kind, id=f"{name}-{param.name}-{kind}")
    for name, param in inputs()
    for kind in (*UNREADABLE, *(["folder"] if not param.type.dir_okay else []), "not-a-dataset")
    if kind != "not-a-dataset" or (param.type.dir_okay and param.type.file_okay)
]


def bad_path(kind: str, folder: Path, good: Path) -> str:
    """A path that cannot be read for the reason of that name."""
    link = folder / "link"
    match kind:
        case "missing":
            return str(folder / "nothing.yaml")
        case "below-a-file":
            return str(good / "x") if good.is_file() else str(folder / "data.yaml" / "x")
        case "empty":
            return ""
        case "blank":
            return "  "
        case "dangling":
            link.symlink_to(folder / "nothing.yaml")
        case "circle":
            link.symlink_to(link)
        case "too-long":
            return str(folder / ("x" * 300))
        case "folder" | "not-a-dataset":
            link.mkdir()
        case "forbidden":
            return str(good)
    return str(link)


@pytest.mark.parametrize(("name", "param", "kind"), CASES)
def test_what_cannot_be_read_is_misuse(name, param, kind, tmp_path, small_file, vocabulary_file, monkeypatch):
    there = make_files(tmp_path, small_file, vocabulary_file)
    words = FIRST.get(name) or ["--data", "{data}"]
    arguments = [word.format(**there) for word in words]
    if isinstance(param, click.Option):
        place = arguments.index(param.opts[0]) + 1 if param.opts[0] in arguments else None
        if place is None:
            arguments += [param.opts[0], ""]
            place = len(arguments) - 1
    else:
        place = [each.name for each in param_arguments(name)].index(param.name)
    takes_folder = isinstance(param.type, click.Path) and not param.type.file_okay
    good = Path(arguments[place] or (tmp_path if takes_folder else small_file))
    arguments[place] = bad_path(kind, tmp_path, good)
    if kind == "forbidden":
        monkeypatch.setattr(os, "access", lambda path, *_: str(path) != str(good))

    result = CliRunner().invoke(main, [*name.split(), *arguments], prog_name="indicators")

    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    [last] = result.stderr.splitlines()[-1:]
    said = ("expected the path of a", "cannot be read (", "does not exist", "is a directory", "is not readable", "not a packed dataset: there is no manifest.json")  # fmt: skip
    assert any(words in last for words in said), last


def param_arguments(name):
    """The arguments of a command in their order."""
    return [param for param in dict(command_names())[name].params if isinstance(param, click.Argument)]


@pytest.mark.parametrize(
    ("name", "param"), [(name, param) for name, param in inputs() if param.name != "articles"]
)
def test_a_file_whose_reading_fails_is_misuse(
    name, param, tmp_path, small_file, vocabulary_file, monkeypatch
):
    there = make_files(tmp_path, small_file, vocabulary_file)
    arguments = [word.format(**there) for word in FIRST.get(name) or ["--data", "{data}"]]

    def fail(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)

    result = CliRunner().invoke(main, [*name.split(), *arguments], prog_name="indicators")

    assert result.exit_code == 2, result.output
    assert result.stderr.endswith(": cannot be read (Input/output error)\n")
    assert result.stderr.count("\n") == 1
