"""What a file says of itself: the table and choice it holds, the day, the permalink, its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from indicators.export.codebooks import codebook_of
from indicators.i18n import DEFAULT_LANGUAGE, Language, Messages, load_messages
from indicators.model import Dataset
from indicators.query import Catalogue, Selection

#: What is taken when all tables are taken together: some figures, with the vocabularies whole.
PACKAGE: Final = "package"
#: What such a file is called.
PACKAGE_NAME: Final = "regional-indicators"


@dataclass(frozen=True)
class Download:
    """One file to be made: of which catalogue, which choice of which table, on which day.

    `link` is the page that shows the same rows, `fields` the columns to write (none: every one).
    """

    catalogue: Catalogue
    selection: Selection
    made: date
    link: str = ""
    language: Language = DEFAULT_LANGUAGE
    table: str = "observations"
    fields: tuple[str, ...] = ()

    @property
    def dataset(self) -> Dataset:
        """The records behind the ids."""
        return self.catalogue.dataset

    @property
    def say(self) -> Messages:
        """What the file says, in its language."""
        return load_messages(self.language)

    @property
    def codebook(self) -> dict[str, tuple[str, str]]:
        """The columns of the file, in order: name → type and, in the language of the file, meaning."""
        every = codebook_of(self.table, self.language)
        return {name: every[name] for name in self.fields or every}

    @property
    def title(self) -> str:
        """The name of the dataset in the language of the file."""
        return self.dataset.about.title[self.language]


def file_name(selection: Selection, made: date, extension: str, table: str = "observations") -> str:
    """A name that says what the file holds: ``gdp_east_2026-11-21.csv``."""
    parts = [*selection.indicator, *selection.topic, *selection.sector, *selection.region]
    parts += [f"plan-{plan}" for plan in selection.plan] + [*selection.source, *selection.measure]
    if figures := selection.observation:
        several = [
            *list(dict.fromkeys(id.partition(".")[0] for id in figures))[:2],
            f"{len(figures)}-figures",
        ]
        parts += several if len(figures) > 1 else figures[0].split(".")
    first = PACKAGE_NAME if table == PACKAGE else table
    named = parts[:4] if table == "observations" and parts else [first, *parts[:3]]
    return "_".join([*named, made.isoformat()]) + f".{extension}"
