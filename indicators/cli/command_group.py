"""How commands fail: one line that says what to do and an exit code, never a traceback.

Exit codes: 0 good, 1 faults in the data, 2 misuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import click

from indicators.errors import DataFileError, IndicatorsError, InvalidDataset, Problem, format_problems

#: So many signs that no first sentence of a command is cut short.
_MAX_HELP_LENGTH = 400


class ChapteredGroup(click.Group):
    """A group whose commands may raise IndicatorsError; `chapters` order them in the help."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.chapters: dict[str, tuple[str, ...]] = {}

    def add_chapter(self, title: str, *commands: click.Command) -> None:
        """Add `commands` under a heading of their own."""
        for command in commands:
            self.add_command(command)
        self.chapters[title] = tuple(command.name or "" for command in commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what the package explains into a message."""
        try:
            return super().invoke(ctx)
        except InvalidDataset as error:
            click.echo(format_problems(error.problems), err=True, nl=False)
            click.echo(count_problems(error.problems), err=True)
            ctx.exit(1)
        except DataFileError as error:
            _exit_with(ctx, error, 1)
        except IndicatorsError as error:
            _exit_with(ctx, error, 2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their chapters."""
        del ctx
        return [name for names in self.chapters.values() for name in names]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each chapter of commands with the first sentence of each."""
        for title, names in self.chapters.items():
            with formatter.section(title):
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(limit=_MAX_HELP_LENGTH))
                        for name in names
                        if (command := self.get_command(ctx, name))
                    ]
                )


def count_problems(problems: Sequence[Problem]) -> str:
    """How many problems there are, in words."""
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"


def print_problems(problems: Sequence[Problem], style: str, good: str) -> int:
    """Print `problems` in the asked style, or that all is `good`; the exit code that this means."""
    click.echo(format_problems(problems, style), nl=False)
    if style == "plain":
        click.echo(count_problems(problems) if problems else good, err=bool(problems))
    return 1 if problems else 0


def _exit_with(ctx: click.Context, error: IndicatorsError, code: int) -> NoReturn:
    click.echo(f"indicators: {error}", err=True)
    ctx.exit(code)
