"""The command that checks a text against the dataset: factcheck."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from indicators.cli.options import DATA_TYPE, FILE_TYPE, PathType, display_path, read_input, write_output
from indicators.errors import DataFileError
from indicators.i18n import DEFAULT_LANGUAGE, load_messages
from indicators.paths import DATA_FILE
from indicators.query.opening import open_catalogue
from indicators.reading import LANGUAGES
from indicators.reading.claims import MAX_DRAFT_CHARACTERS, Claim, FactChecker, claim_record, remark_on
from indicators.reading.documents import read_document_file
from indicators.yamlfile.lines import line_starts


@click.command("factcheck")
@click.argument(
    "path", type=PathType(exists=True, dir_okay=False, allow_dash=True, path_type=Path), required=False
)
@click.option(
    "--language",
    type=click.Choice(["auto", *(each.code for each in LANGUAGES)]),
    default="auto",
    show_default=True,
    help="Language of the text; auto finds out line by line.",
)
@click.option("--data", type=DATA_TYPE, help="The data file to check against; by default the stock dataset.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A line a figure for a person, or one JSON object for a program.",
)
@click.option(
    "--passages",
    type=FILE_TYPE,
    metavar="FILE.jsonl",
    help='Check many texts instead of PATH: a JSON object a line, {"id", "language", "text"}, answered by one a line.',
)
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 1 when a figure says more than its source, differs from it or is another's.",
)
def factcheck_command(
    path: Path | None, language: str, data: Path | None, style: str, passages: Path | None, strict: bool
) -> None:
    """Check every figure that the text PATH states against the dataset.

    PATH is plain text in UTF-8, a saved web page, a Word document (DOCX) or a PDF; - is text on standard input.
    Each figure has a verdict and what its source says: it agrees, is rounded, says less (weaker) or more
    (stronger), differs, is of another period, region, subject or status, or is not found.

    \b
    Example: indicators factcheck draft.txt
    Example: indicators factcheck - --language zh --format json < draft.txt
    Example: indicators factcheck --passages drafts.jsonl --strict
    """
    if path is None and passages is None:
        raise click.UsageError("expected PATH or --passages")
    checker = FactChecker(open_catalogue(data or DATA_FILE, ""))
    if passages is not None:
        checked = list(_check_passages(checker, passages, language))
        write_output(Path("-"), (_json_line(answer) for answer, _ in checked))
        claims = [claim for _, some in checked for claim in some]
    else:
        text, file = _read_draft(path or Path("-"))
        claims = list(checker.check(text, language))
        lines = [_json_line({"claims": [claim_record(one) for one in claims]})] if style == "json" else None
        write_output(Path("-"), lines or (line.encode() for line in _format_claims(claims, text, file)))
        _echo_remark(text, file, claims)
    if strict and any(one.verdict.accuses for one in claims):
        raise SystemExit(1)


def _read_draft(path: Path) -> tuple[str, str]:
    """The text of a draft, and what messages call it; raises DataFileError where there is none, or too much."""
    if str(path) == "-":
        text, file = read_input(path)
    else:
        file = str(display_path(path))
        text = read_document_file(Path(file))
    _check_length(text, file)
    return text, file


def _check_length(text: str, file: str) -> None:
    if len(text) > MAX_DRAFT_CHARACTERS:
        raise DataFileError(
            file, f"{len(text):,} characters are more than the {MAX_DRAFT_CHARACTERS:,} a draft may have"
        )


def _check_passages(
    checker: FactChecker, file: Path, language: str
) -> Iterator[tuple[dict[str, Any], tuple[Claim, ...]]]:
    """The answer and the claims of each passage; raises DataFileError for a line that is none."""
    text, name = read_input(file)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            passage = json.loads(line)
            id, draft = passage["id"], passage["text"]
        except (ValueError, TypeError, KeyError):
            draft = None
        if not isinstance(draft, str):
            raise DataFileError(name, f'line {number:,}: expected {{"id", "language", "text"}} as JSON')
        _check_length(draft, f"{name}:{number}")
        spoken = passage.get("language") if language == "auto" else language
        known = spoken if spoken in {each.code for each in LANGUAGES} else "auto"
        claims = checker.check(draft, known)
        yield {"id": id, "claims": [claim_record(one) for one in claims]}, claims


def _json_line(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _format_claims(claims: Iterable[Claim], text: str, file: str) -> Iterator[str]:
    """A line a figure for a person, with its place in `file`."""
    starts = line_starts(text)
    for one in claims:
        words = f"{' '.join(one.printed.split())}: {one.verdict.label}. {one.says(DEFAULT_LANGUAGE)}"
        offer = f" Suggested: {one.suggestion}" if one.suggestion else ""
        yield f"{file}:{one.line}:{one.start - starts[one.line - 1] + 1}: {words}{offer}\n"


def _echo_remark(text: str, file: str, claims: list[Claim]) -> None:
    """How many figures there are of which verdict, and what is to be said of the text as a whole."""
    counts: dict[str, int] = {}
    for one in claims:
        counts[one.verdict.label] = counts.get(one.verdict.label, 0) + 1
    if counts:
        click.echo(", ".join(f"{label}: {n}" for label, n in counts.items()), err=True)
    if remark := remark_on(text, claims):
        message, parts = remark
        click.echo(f"{file}: {load_messages(DEFAULT_LANGUAGE)(message, **parts)}", err=True)
