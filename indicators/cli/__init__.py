"""The command line: one module a group of commands; each command joins `main` in one line here."""

from __future__ import annotations

import click

import indicators
from indicators.cli.brief_command import brief_command
from indicators.cli.check_commands import audit_command, check_command, verify_command
from indicators.cli.command_group import ChapteredGroup
from indicators.cli.edit_commands import (
    add_command,
    diff_command,
    format_command,
    init_command,
    schema_command,
)
from indicators.cli.export_command import export_command
from indicators.cli.factcheck_command import factcheck_command
from indicators.cli.new_command import new_command
from indicators.cli.reading_commands import read_command
from indicators.cli.serve_commands import mcp_command, pack_command, serve_command
from indicators.cli.site_command import site_command

__all__ = ["main"]


@click.group(cls=ChapteredGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(indicators.__version__, message="%(version)s")
def main() -> None:
    """A curated, checkable dataset of stated regional figures, and its dashboard."""


main.add_chapter(
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
main.add_chapter("Read a text", read_command, factcheck_command)
main.add_chapter("Take the data away", export_command, brief_command, site_command)
main.add_chapter("Serve the data", serve_command, mcp_command, pack_command)
