"""Commands that help to write a data file: schema."""

from __future__ import annotations

from pathlib import Path

import click

from indicators import schema
from indicators.cli.options import OUT, write


@click.command("schema")
@click.option(
    "--out", type=OUT, default=Path("-"), show_default=True, help="File to write; - is standard output."
)
def schema_command(out: Path) -> None:
    """Write the JSON Schema of a data file, by which editors complete and check while typing.

    \b
    Example: indicators schema --out data/indicators.schema.json
    """
    write(out, [schema.text().encode()])
