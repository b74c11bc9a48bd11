"""The command line: one module a group of commands; each command joins `main` in one line here."""

from __future__ import annotations

import click

import indicators
from indicators.cli.adding import add_command
from indicators.cli.authoring import format_command, init_command, schema_command
from indicators.cli.checking import audit_command, check_command, verify_command
from indicators.cli.exporting import export_command
from indicators.cli.group import Commands
from indicators.cli.new import new_command
from indicators.cli.packing import pack_command
from indicators.cli.revising import diff_command
from indicators.cli.serving import serve_command

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(indicators.__version__, message="%(version)s")
def main() -> None:
    """A curated, checkable dataset of stated regional figures, and its dashboard."""


main.chapter(
    "Curate the data",
    init_command,
    check_command,
    verify_command,
    audit_command,
    new_command,
    add_command,
    format_command,
    diff_command,
    schema_command,
)
main.chapter("Take the data away", export_command)
main.chapter("Serve the data", serve_command, pack_command)
