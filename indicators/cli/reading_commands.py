"""Commands that read prose: read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from indicators.check.dataset_file import load_dataset
from indicators.cli.options import FILE_TYPE, PathType, display_path, read_input, write_output
from indicators.curation.coverage import EXCUSE_FILE, read_excuses
from indicators.curation.draft_fragment import excuse_finder, write_fragment
from indicators.model import Dataset
from indicators.paths import DATA_FILE
from indicators.reading import LANGUAGES, Reading, read, read_context
from indicators.reading.documents import read_document_file
from indicators.reading.drafting import draft_figures
from indicators.reading.drafting.indicator_proposal import make_slug
from indicators.reading.mention_report import format_mention_lines, format_mentions, summarise_reading
from indicators.reading.other_languages import guess_other_language


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
    "--data",
    type=FILE_TYPE,
    help="A data file, for the ids of its regions, units and indicators; without it they are words. "
    "yaml always has one, by default the stock dataset.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "jsonl", "yaml"]),
    default="text",
    show_default=True,
    help="A line a figure for a person, or for a program; or drafts for indicators add.",
)
def read_command(
    path: Path, language: str, published: datetime | None, data: Path | None, style: str
) -> None:
    """List every figure that the text PATH states, with its hedge, sign, measure and unit.

    PATH is plain text in UTF-8 or Markdown, one paragraph a line, a saved web page, a Word document (DOCX) or
    a PDF, for which the extra `reading` is needed; - is text on standard input. Lines are those of the text
    that a document holds. Numbers that no rule reads are
    listed as not read; dates, names and other numbers that are no figures are counted by their reasons.
    With --format yaml the figures are drafts of observations, a fragment for indicators add: what is a guess
    is marked by a comment, what the dataset has already is left out and named. The source is the file's name.

    \b
    Example: indicators read articles/gazette-2026-02.txt
    Example: indicators read articles/gazette-2026-02.txt --format yaml > gazette.yaml
    Example: indicators read - --language zh --format jsonl < article.txt
    """
    text, file = read_input(path) if str(path) == "-" else _read_document(path)
    day = published.date() if published else None
    dataset = load_dataset(data or DATA_FILE) if data or style == "yaml" else None
    reading = read(text, language)
    lines: Iterable[str]
    if style == "yaml" and dataset:
        lines = [_write_drafts(text, path, dataset, reading, language, day)]
    elif style == "jsonl":
        contexts = read_context(text, reading, language, published=day)
        drafts = draft_figures(text, dataset, language=language, published=day) if dataset else ()
        units = dataset.units.values() if dataset else ()
        lines = format_mention_lines(reading, contexts, units, (draft.ids for draft in drafts))
    else:
        lines = format_mentions(reading, text, file)
    write_output(Path("-"), (line.encode() for line in lines))
    click.echo(summarise_reading(reading), err=True)
    if other := guess_other_language(text):
        languages = " and ".join(each.name for each in LANGUAGES)
        click.echo(f"{file}: the text seems to be in {other}; only {languages} are read", err=True)


def _write_drafts(
    text: str, path: Path, dataset: Dataset, reading: Reading, language: str, published: date | None
) -> str:
    """The fragment of a text: its source is the file's name where the dataset has it or may have it."""
    source = None if str(path) == "-" else make_slug(path.stem) or None
    excuse_file = Path(dataset.file).with_name(EXCUSE_FILE)
    excuses = read_excuses(excuse_file) if excuse_file.exists() else ()
    drafts = draft_figures(
        text,
        dataset,
        language=language,
        published=published,
        source_id=source,
        find_excuse=excuse_finder(excuses, source),
    )
    note = ""
    if source is None:
        note = "the source is not known: write the id of the article"
    elif source not in dataset.sources:
        note = f"the source, from the file name: the dataset has none of this id; indicators new source --id {source}"
    unread = [one for one in reading.excused if one.reason == "unread"]
    return write_fragment(drafts, unread, source, note)


def _read_document(path: Path) -> tuple[str, str]:
    """The text of a document, and what messages call it; raises DataFileError and MissingReadingExtra."""
    file = display_path(path)
    return read_document_file(file), str(file)
