"""Every command with arguments that make it write: what tests of the manners of all of them go through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from indicators.cli import main
from tests.packing import ROWS, table

#: command → its arguments, one or more ways; {name} is a file of `make_files`.
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "init": ("{new}",),
    "check": ("{data}", "{faulty}", "{faulty} --format json", "{faulty} --format github"),
    "verify": ("{data} --articles {articles}", "{data} --articles {articles} --uncovered"),
    "audit": ("{data}", "{data} --format json --suggest", "{data} --suggest"),
    "new region": ("--data {data} --id quay --name-en Quay --name-zh 码头 --kind city",),
    "add": ("{fragment} --data {data}",),
    "format": ("{data}", "{data} --check", "{untidy}"),
    "diff": ("{data} {other}", "{data} {other} --format json", "{data} {other} --format markdown"),
    "schema": ("",),
    "read": ("{text}", "{text} --format jsonl"),
    "factcheck": ("{text}", "{text} --format json"),
    "brief": ("--topic output --data {data} --out - --format html",),
    "export": tuple(
        f"{what} --data {{data}} --format {kind}"
        for what, kind in (
            ("observations", "csv"),
            ("observations", "json"),
            ("observations", "xlsx"),
            ("observations", "parquet"),
            ("observations", "sdmx-csv"),
            ("regions", "csv"),
            ("package", "zip"),
        )
    ),
    "site": ("--data {data} --out {site}",),
    "pack": ("{table} --vocabulary {vocabulary} --out {packed}",),
}  # fmt: skip
#: Why a command stands in no row above.
WITHOUT_OUTPUT = {
    "serve": "says where it serves on standard error, and then serves",
    "mcp": "answers what an assistant asks, and nothing to anybody else",
}


def make_files(folder: Path, small_file: Path, vocabulary_file: Path) -> dict[str, Path]:
    """The files that `ARGUMENTS` name, in `folder`."""
    text = small_file.read_text(encoding="utf-8")
    contents = {
        "data": text,
        "faulty": text.replace("region: port", "region: prot"),
        "untidy": text.replace("sources:", "sources:  ", 1),
        "other": text.replace("value: 2.5", "value: 2.6"),
        "fragment": "- {indicator: catch, region: port, sector: salmon, period: 1999, timing: during, value: 12, source: herald, at: 4}\n",
        "text": "Exports rose 4.2 percent to over 3 million crowns.\n",
    }
    made = {name: folder / f"{name}.yaml" for name in contents}
    for name, content in contents.items():
        made[name].write_text(content, encoding="utf-8")
    articles = folder / "articles"
    articles.mkdir()
    return made | {
        "new": folder / "new",
        "articles": articles,
        "table": table(folder, ROWS),
        "vocabulary": vocabulary_file,
        "packed": folder / "packed",
        "site": folder / "site",
    }


def command_names(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its name, those of groups too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from command_names(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command
