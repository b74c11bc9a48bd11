"""The command that adds a fragment, figures and records written beforehand, to a data file: add."""

from __future__ import annotations

import sys
from itertools import zip_longest
from pathlib import Path

import click

from indicators.check import check_document
from indicators.check.dataset_file import parse_dataset
from indicators.check.sections import SINGULAR_NAMES
from indicators.cli.command_group import print_problems
from indicators.cli.options import (
    FILE_OR_DASH_TYPE,
    FILE_TYPE,
    FOLDER_TYPE,
    display_path,
    read_input,
    style_option,
    write_output,
)
from indicators.curation.changelog import RevisionText
from indicators.curation.diff import compare_editions
from indicators.curation.fragment import join_fragment
from indicators.curation.layout import format_data_file
from indicators.errors import Problem
from indicators.model import json_schema
from indicators.paths import DATA_FILE, STARTER_FOLDER
from indicators.query import Catalogue
from indicators.yamlfile import files, read_text
from indicators.yamlfile.lines import split_lines_keeping_ends


@click.command("add")
@click.argument("fragment", type=FILE_OR_DASH_TYPE)
@click.option("--data", type=FILE_TYPE, default=DATA_FILE, help="The data file to add to.")
@style_option
def add_command(fragment: Path, data: Path, *, style: str) -> None:
    """Add the figures and records of FRAGMENT to a data file, each at its place.

    FRAGMENT holds a list of figures that each name their indicator, or lists of records by section;
    - is standard input. The whole is checked, and laid out in the one way; what check would refuse
    is not written.

    \b
    Example: indicators add articles/gazette-2026-02.yaml
    Example: indicators add harbour.yaml --data my-region/indicators.yaml
    """
    path, (text, name) = display_path(data), read_input(fragment)
    together = join_fragment(text, name, read_text(path), str(path))
    _, problems = check_document(together.document)
    if not problems:
        files.replace_file(path, together.text)
    counts = (f"{n} {_section_noun(section, n)}" for section, n in together.added.items())
    code = print_problems(problems, style, f"{path}: {' and '.join(counts)} added")
    if code:
        click.echo(f"{path}: nothing was written", err=True)
    sys.exit(code)


def _section_noun(section: str, n: int) -> str:
    return SINGULAR_NAMES.get(section, "observation") if n == 1 else section


@click.command("init")
@click.argument("folder", type=FOLDER_TYPE)
def init_command(folder: Path) -> None:
    """Start a dataset in FOLDER: a small one of an invented city, with an article and remarks.

    Nothing that is there is overwritten. The commands to go on with are printed.

    \b
    Example: indicators init my-region
    """
    written = starter_files()
    if there := sorted(str(name) for name in written if (folder / name).exists()):
        raise click.UsageError(f"{folder} has {', '.join(there)} already; nothing was written")
    for name, text in written.items():
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.UsageError(f"{folder}: cannot be written ({error.strerror})") from None
        files.replace_file(folder / name, text)
        click.echo(f"wrote {folder / name}")
    data, articles = folder / DATA_FILE.name, folder / "articles"
    click.echo("\nGo on with:")
    for command in (
        f"check {data} --watch",
        f"verify {data} --articles {articles} --uncovered",
        f"new observation --data {data}",
        f"serve --data {data}",
    ):
        click.echo(f"  indicators {command}")


def starter_files() -> dict[Path, str]:
    """The files of a first dataset by their names: data, schema, excuses, an article."""
    paths = [path for path in sorted(STARTER_FOLDER.rglob("*")) if path.is_file()]
    texts = {path.relative_to(STARTER_FOLDER): path.read_text(encoding="utf-8") for path in paths}
    return texts | {Path(DATA_FILE.with_suffix(".schema.json").name): json_schema.json_schema_text()}


@click.command("format")
@click.argument("path", type=FILE_OR_DASH_TYPE, default=DATA_FILE)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 when the layout is another.")
@click.option("--upgrade", is_flag=True, help="Also move hedges of the first edition to those of today.")
@style_option
def format_command(path: Path, *, check: bool, upgrade: bool, style: str) -> None:
    """Lay out the data file PATH in the one way: order of keys and records, quotes, blank lines.

    Comments are kept and nothing that the file says is changed. With - as PATH, standard input is
    laid out to standard output. --upgrade changes what should move: a figure whose words say
    "less than" becomes `under`, which the first edition had as `nearly`.

    \b
    Example: indicators format data/indicators.yaml
    Example: indicators format --check
    """
    from_input, (text, name) = str(path) == "-", read_input(path)
    laid_out = format_data_file(text, name, upgrade=upgrade)
    before = text if from_input else path.read_bytes().decode("utf-8")  # with its line ends as they are
    if check:
        message = "not in the one layout of data files; run: indicators format"
        problems = [Problem(name, _first_difference(before, laid_out), 1, message, "layout")]
        sys.exit(
            print_problems(problems if before != laid_out else [], style, f"{name}: laid out as it should be")
        )
    elif from_input:
        click.echo(laid_out.encode(), nl=False)
    elif before != laid_out:
        files.replace_file(path, laid_out)
        click.echo(f"{name}: laid out anew")
    else:
        click.echo(f"{name}: laid out as it should be")


def _first_difference(one: str, other: str) -> int:
    """The first line that differs, counted from 1; the first of all where none does."""
    pairs = zip_longest(split_lines_keeping_ends(one), split_lines_keeping_ends(other))
    return next((number for number, (left, right) in enumerate(pairs, 1) if left != right), 1)


@click.command("schema")
@click.option(
    "--out",
    type=FILE_OR_DASH_TYPE,
    default=Path("-"),
    show_default=True,
    help="File to write; - is standard output.",
)
def schema_command(out: Path) -> None:
    """Write the JSON Schema of a data file, by which editors complete and check while typing.

    \b
    Example: indicators schema --out data/indicators.schema.json
    """
    write_output(out, [json_schema.json_schema_text().encode()])


_DIFF_STYLES = {
    "text": RevisionText.to_text,
    "markdown": RevisionText.to_markdown,
    "json": RevisionText.to_json,
}


@click.command("diff")
@click.argument("old", type=FILE_OR_DASH_TYPE)
@click.argument("new", type=FILE_OR_DASH_TYPE)
@click.option(
    "--format",
    "style",
    type=click.Choice(list(_DIFF_STYLES)),
    default="text",
    show_default=True,
    help="markdown writes the Data section of a changelog.",
)
def diff_command(old: Path, new: Path, style: str) -> None:
    """Say which figures were added, removed, revised, re-dated or re-hedged from OLD to NEW.

    OLD or NEW may be -, standard input.

    \b
    Example: indicators diff last-year.yaml data/indicators.yaml --format markdown
    Example: git show HEAD:data/indicators.yaml | indicators diff - data/indicators.yaml
    """
    if str(old) == str(new) == "-":
        raise click.UsageError("one of OLD and NEW can be standard input, not both")
    editions = [Catalogue(parse_dataset(*read_input(path))) for path in (old, new)]
    changes = compare_editions(*(edition.dataset for edition in editions))
    click.echo(_DIFF_STYLES[style](RevisionText(changes, *editions)), nl=False)
