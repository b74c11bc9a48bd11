"""Commands that read prose: read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from indicators.check.dataset_file import load_dataset
from indicators.cli.options import FILE_TYPE, PathType, display_path, read_input, write_output
from indicators.reading import LANGUAGES, read, read_context
from indicators.reading.documents import read_document_file
from indicators.reading.mention_report import format_mention_lines, format_mentions, summarise_reading


@click.command("read")
@click.argument("path", type=PathType(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--language",
    type=click.Choice(["auto", *(each.code for each in LANGUAGES)]),
    default="auto",
    show_default=True,
    help="Language of the text; auto finds out line by line.",
)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day on which the text was published, such as 2026-02-03.",
)
@click.option(
    "--data", type=FILE_TYPE, help="A data file, for the ids of its units; without it, units are words."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="A line a figure for a person, or for a program.",
)
def read_command(
    path: Path, language: str, published: datetime | None, data: Path | None, style: str
) -> None:
    """List every figure that the text PATH states, with its hedge, sign, measure and unit.

    PATH is plain text in UTF-8 or Markdown, one paragraph a line, a saved web page, a Word document (DOCX) or
    a PDF, for which the extra `reading` is needed; - is text on standard input. Lines are those of the text
    that a document holds. Numbers that no rule reads are
    listed as not read; dates, names and other numbers that are no figures are counted by their reasons.

    \b
    Example: indicators read articles/gazette-2026-02.txt
    Example: indicators read - --language zh --format jsonl < article.txt
    """
    text, file = read_input(path) if str(path) == "-" else _read_document(path)
    units = tuple(load_dataset(data).units.values()) if data else ()
    reading = read(text, language)
    if style == "jsonl":
        day = published.date() if published else None
        lines = format_mention_lines(reading, read_context(text, reading, language, published=day), units)
    else:
        lines = format_mentions(reading, text, file)
    write_output(Path("-"), (line.encode() for line in lines))
    click.echo(summarise_reading(reading), err=True)


def _read_document(path: Path) -> tuple[str, str]:
    """The text of a document, and what messages call it; raises DataFileError and MissingReadingExtra."""
    file = display_path(path)
    return read_document_file(file), str(file)
