"""The command line: check · verify · audit · export · serve.

Every fault is told in one line that says what to do; nobody gets a traceback. Exit codes:
0 good, 1 faults in the data, 2 misuse.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

import click

import indicators
from indicators import arithmetic, export, verify
from indicators.detect import suggestions
from indicators.errors import FORMATS, DataFileError, IndicatorsError, InvalidDataset, Problem, formatted
from indicators.language import LANGUAGES
from indicators.load import load, problems_of
from indicators.model import Language
from indicators.resources import APP, DATA_FILE, ROOT
from indicators.select import DIMENSIONS, SWITCHES, Catalogue, Selection, parse
from indicators.yamlfile import read

DATA = click.Path(dir_okay=False, path_type=Path)


class Commands(click.Group):
    """A group whose commands may raise IndicatorsError: it becomes one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what the package explains into a message."""
        try:
            return super().invoke(ctx)
        except InvalidDataset as error:
            click.echo(formatted(error.problems), err=True, nl=False)
            click.echo(_count(error.problems), err=True)
            ctx.exit(1)
        except DataFileError as error:
            _stop(ctx, error, 1)
        except IndicatorsError as error:
            _stop(ctx, error, 2)


def _stop(ctx: click.Context, error: IndicatorsError, code: int) -> NoReturn:
    click.echo(f"indicators: {error}", err=True)
    ctx.exit(code)


def _count(problems: tuple[Problem, ...] | list[Problem]) -> str:
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"


def _report(problems: list[Problem], style: str, good: str) -> NoReturn:
    """Print `problems` in the asked style and end with 1, or say `good` and end with 0."""
    click.echo(formatted(problems, style), nl=False)
    if style == "plain":
        click.echo(_count(problems) if problems else good, err=bool(problems))
    sys.exit(1 if problems else 0)


def _style(command: Callable[..., Any]) -> Callable[..., Any]:
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "plain"
    return click.option(
        "--format",
        "style",
        type=click.Choice(list(FORMATS)),
        default=default,
        show_default=True,
        help="How faults are written.",
    )(command)


def _filters(command: Callable[..., Any]) -> Callable[..., Any]:
    for name in reversed(DIMENSIONS):
        command = click.option(
            f"--{name}", multiple=True, metavar="ID", help=f"Only this {name}; may be repeated."
        )(command)
    command = click.option(
        "--q", default="", metavar="WORDS", help="Only figures whose names or printed words hold every word."
    )(command)
    command = click.option("--within", is_flag=True, help="Take each region with everything inside it.")(
        command
    )
    return click.option("--implied", is_flag=True, help="Add implied figures.")(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(indicators.__version__, message="%(version)s")
def main() -> None:
    """A curated, checkable dataset of stated regional figures, and its dashboard."""


@main.command()
@click.argument("path", type=DATA, default=DATA_FILE)
@_style
def check(path: Path, style: str) -> None:
    """List every fault of the data file PATH with its place.

    Example: indicators check data/indicators.yaml
    """
    problems = problems_of(_shown(path))
    good = (
        ""
        if problems
        else f"{_shown(path)}: {sum(1 for _ in load(path).observations())} observations, no problems"
    )
    _report(problems, style, good)


@main.command("verify")
@click.argument("path", type=DATA, default=DATA_FILE)
@click.option(
    "--articles",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    required=True,
    help="Folder with one <source id>.txt an article.",
)
@click.option(
    "--uncovered", is_flag=True, help="Also list the numbers of the articles that no figure covers."
)
@_style
def verify_command(path: Path, articles: Path, *, uncovered: bool, style: str) -> None:
    """Find the printed words of every figure in the articles they are from.

    Example: indicators verify --articles ../articles --uncovered
    """
    _report(
        verify.problems(_shown(path), articles, uncovered=uncovered),
        style,
        "every figure stands where it was printed",
    )


@main.command()
@click.argument("path", type=DATA, default=DATA_FILE)
@click.option("--strict", is_flag=True, help="Exit with 1 when a mismatch is not acknowledged in the file.")
@click.option("--suggest", is_flag=True, help="Also hint at relations and slips a curator may have missed.")
@_style
def audit(path: Path, *, strict: bool, suggest: bool, style: str) -> None:
    """Check figures against each other by the relations of the data file PATH.

    Example: indicators audit data/indicators.yaml --strict
    """
    catalogue, document = Catalogue(load(_shown(path))), read(_shown(path))
    findings, dataset = catalogue.audit.findings, catalogue.dataset
    places = {id: document.place(("relations", index)) for index, id in enumerate(dataset.relations)}
    click.echo(arithmetic.report(findings, catalogue, style, places), nl=False)
    hints = suggestions(dataset) if suggest else []
    for hint in hints:
        click.echo(hint, err=style != "plain")
    click.echo(arithmetic.summary(findings), err=style != "plain")
    sys.exit(1 if strict and not all(finding.agrees for finding in findings) else 0)


@main.command("export")
@click.argument("what", type=click.Choice(list(export.TAKEN_AS)), metavar="WHAT")
@click.option(
    "--format",
    "kind",
    type=click.Choice([*export.FORMATS, "zip"]),
    required=True,
    help="Kind of file; a package is a zip.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default=Path("-"),
    show_default=True,
    help="File to write; - is standard output.",
)
@click.option("--data", type=DATA, default=DATA_FILE, help="The data file to read.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", help="Language of texts.")
@_filters
def export_command(what: str, kind: str, out: Path, data: Path, lang: Language, **filters: Any) -> None:
    """Write WHAT as a file: observations, a vocabulary (indicators, regions, ...) or the whole package.

    With filters, the figures that fit them, or the records that these figures name.

    Example: indicators export observations --format csv --region guangzhou --plan 14 --out guangzhou.csv
    """
    form = export.format_of(what, kind)
    catalogue = Catalogue(load(data))
    selection = _selection(catalogue, filters)
    table = "observations" if what == "package" else what
    about = export.Download(catalogue, selection, datetime.now(UTC).date(), "", lang, table)
    content = export.written(form, export.rows_of(catalogue, table, selection), about)
    content = chain([next(content)], content)  # what cannot be made must not empty the file that is there
    try:
        if str(out) == "-":
            sys.stdout.buffer.writelines(content)
        else:
            with out.open("wb") as file:
                file.writelines(content)
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written ({error.strerror})") from None


def _selection(catalogue: Catalogue, filters: dict[str, Any]) -> Selection:
    """The selection that the options ask for; raises UnknownId."""
    pairs = [(name, value) for name in DIMENSIONS for value in filters[name]]
    pairs += [("q", filters["q"])] if filters["q"] else []
    pairs += [(name, "1") for name in SWITCHES if filters[name]]
    parsed = parse(pairs, catalogue.dataset)
    if parsed.unknown:
        raise parsed.unknown[0]
    return parsed.selection


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."
)
@click.option("--data", type=DATA, default=DATA_FILE, help="The data file to serve; it is watched.")
def serve(host: str, port: int, data: Path) -> None:
    """Serve the dashboard until interrupted.

    Example: indicators serve --port 8600
    """
    load(data)  # refuse to start on faults, with all of them listed
    os.environ["INDICATORS_DATA"] = str(data.resolve())
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(APP),
        f"--server.address={host}",
        f"--server.port={port}",
    ]
    os.execv(sys.executable, command)  # noqa: S606 - this process becomes the server, so signals reach it


def _shown(path: Path) -> Path:
    """The path as messages name it: relative to the working folder where it is inside it."""
    resolved = path.resolve()
    return resolved.relative_to(Path.cwd()) if resolved.is_relative_to(Path.cwd()) else path
