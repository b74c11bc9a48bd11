"""Commands that help to write a data file: init · format · schema."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indicators import files, schema
from indicators.cli.group import told
from indicators.cli.options import FILE_OR_DASH, style_option, text_in, write
from indicators.errors import Problem
from indicators.layout import formatted
from indicators.resources import DATA_FILE, STARTER


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init_command(folder: Path) -> None:
    """Start a dataset in FOLDER: a small one of an invented city, with an article and remarks.

    Nothing that is there is overwritten. The commands to go on with are printed.

    \b
    Example: indicators init my-region
    """
    written = starter()
    if there := sorted(str(name) for name in written if (folder / name).exists()):
        raise click.UsageError(f"{folder} has {', '.join(there)} already; nothing was written")
    for name, text in written.items():
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise click.UsageError(f"{folder}: cannot be written ({error.strerror})") from None
        files.replace(folder / name, text)
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


def starter() -> dict[Path, str]:
    """The files of a first dataset by their names: data, schema, excuses, an article."""
    paths = [path for path in sorted(STARTER.rglob("*")) if path.is_file()]
    texts = {path.relative_to(STARTER): path.read_text(encoding="utf-8") for path in paths}
    return texts | {Path(DATA_FILE.with_suffix(".schema.json").name): schema.text()}


@click.command("format")
@click.argument("path", type=FILE_OR_DASH, default=DATA_FILE)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 when the layout is another.")
@style_option
def format_command(path: Path, *, check: bool, style: str) -> None:
    """Lay out the data file PATH in the one way: order of keys and records, quotes, blank lines.

    Comments are kept and nothing that the file says is changed. With - as PATH, standard input is
    laid out to standard output.

    \b
    Example: indicators format data/indicators.yaml
    Example: indicators format --check
    """
    from_input, (text, name) = str(path) == "-", text_in(path)
    laid_out = formatted(text, name)
    before = text if from_input else path.read_bytes().decode("utf-8")  # with its line ends as they are
    if check:
        message = "not in the one layout of data files; run: indicators format"
        problems = [Problem(name, _first_difference(before, laid_out), 1, message, "layout")]
        sys.exit(told(problems if before != laid_out else [], style, f"{name}: laid out as it should be"))
    elif from_input:
        click.echo(laid_out.encode(), nl=False)
    elif before != laid_out:
        files.replace(path, laid_out)
        click.echo(f"{name}: laid out anew")
    else:
        click.echo(f"{name}: laid out as it should be")


def _first_difference(one: str, other: str) -> int:
    """The first line that differs, counted from 1."""
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    same = (number for number, (left, right) in enumerate(pairs, 1) if left != right)
    return next(same, min(one.count("\n"), other.count("\n")) + 1)


@click.command("schema")
@click.option(
    "--out",
    type=FILE_OR_DASH,
    default=Path("-"),
    show_default=True,
    help="File to write; - is standard output.",
)
def schema_command(out: Path) -> None:
    """Write the JSON Schema of a data file, by which editors complete and check while typing.

    \b
    Example: indicators schema --out data/indicators.schema.json
    """
    write(out, [schema.text().encode()])
