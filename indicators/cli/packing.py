"""The command that turns a long table into a dataset that outgrows memory: pack."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from indicators.cli.group import count
from indicators.cli.options import FILE, shown, style_option
from indicators.engines.choice import DUCKDB, MissingExtra
from indicators.errors import formatted


class Assignment(click.ParamType[tuple[str, str]]):
    """COLUMN=VALUE."""

    name = "COLUMN=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Part at the first sign of equality."""
        name, sign, given = str(value).partition("=")
        if not sign or not name or not given:
            self.fail(f"expected COLUMN=VALUE; found {value!r}", param, ctx)
        return name, given


@click.command("pack")
@click.argument("table", type=FILE)
@click.option("--vocabulary", type=FILE, required=True, help="YAML file with every record but the figures.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write; a server that serves it takes the new version at once.",
)
@click.option(
    "--set",
    "fixed",
    type=Assignment(),
    multiple=True,
    help="Value where TABLE has none, such as timing=during; may be repeated.",
)
@style_option
def pack_command(table: Path, vocabulary: Path, out: Path, fixed: tuple[Any, ...], style: str) -> None:
    """Check every row of TABLE, CSV or Parquet, and pack it for a server that need not hold it in memory.

    Columns are named like the fields of a figure in the data file: indicator, region, period,
    timing, value and source are needed; sector, counterpart, qualifier (exact), status (actual),
    base_period, stated (the value), low, high, usd, at (the row), speaker, note and id may be left out.

    Needs the extra `big`. Example: indicators pack figures.csv --vocabulary region.yaml --out region
    """
    try:
        packing = import_module("indicators.packing")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("indicators"):
            raise
        raise MissingExtra(DUCKDB, "big") from None
    outcome = packing.pack(table, shown(vocabulary), out, dict(fixed))
    click.echo(formatted(outcome.problems, style), nl=False, err=style == "plain" and bool(outcome.problems))
    if outcome.manifest is None:
        more = outcome.faulty - len({(p.file, p.line) for p in outcome.problems})
        rest = (
            f"; {more:,} more row{' has' if more == 1 else 's have'} some that are not listed"
            if more > 0
            else ""
        )
        click.echo(f"{count(outcome.problems)}{rest}; nothing was packed", err=True)
        sys.exit(1)
    if style == "plain":
        click.echo(f"{shown(out)}: {outcome.manifest.rows:,} figures, content {outcome.manifest.digest}")
