"""What a file says of itself: the table and choice it holds, the day, the permalink, its name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final

from indicators.export.codebooks import codebook_of
from indicators.i18n import DEFAULT_LANGUAGE, Language, Messages, load_messages
from indicators.i18n.letters import fold_letters
from indicators.model import Dataset
from indicators.query import Catalogue, Selection
from indicators.text import to_one_line
from indicators.yamlfile.progress import Report, report_nothing

#: What is taken when all tables are taken together: some figures, with the vocabularies whole.
PACKAGE: Final = "package"
#: What such a file is called.
PACKAGE_NAME: Final = "regional-indicators"


@dataclass(frozen=True)
class Download:
    """One file to be made: of which catalogue, which choice of which table, on which day.

    `link` is the page that shows the same rows, `fields` the columns to write (none: every one), `bom`
    whether CSV begins with a byte order mark; `report` is told how far the writing is.
    """

    catalogue: Catalogue
    selection: Selection
    made: date
    link: str = ""
    language: Language = DEFAULT_LANGUAGE
    table: str = "observations"
    fields: tuple[str, ...] = ()
    bom: bool = False
    report: Report = field(default=report_nothing, compare=False)

    @property
    def dataset(self) -> Dataset:
        """The records behind the ids."""
        return self.catalogue.dataset

    @property
    def language_mark(self) -> str:
        """What tells its name from that of the same in the default language."""
        return "" if self.language == DEFAULT_LANGUAGE else self.language

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
        """The name of the dataset in the language of the file, on one line."""
        return to_one_line(self.dataset.about.title[self.language])


#: Characters of the readable part of a name: file systems end at 255 bytes.
MAX_NAME_LENGTH: Final = 100
#: Choices that are named in full by their own words: an id of another kind may be that of a region too.
_NAMED_IN_FULL: Final = frozenset({"indicator", "region", "plan", "observation"})
_MAX_PARTS: Final = 4


def name_digest(*content: object) -> str:
    """What tells a file from others whose names begin alike."""
    return hashlib.sha256(repr(content).encode("utf-8", "replace")).hexdigest()[:8]


def file_name(
    selection: Selection, made: date, extension: str, table: str = "observations", *more: object
) -> str:
    """A name that says what the file holds: ``gdp_east_2026-11-21.csv``.

    Where the words do not say all of the choice, or there is `more` to it (columns, a page of them), a digest
    follows, so that other choices have other names.
    """
    parts = [*selection.indicator, *selection.topic, *selection.sector, *selection.region]
    parts += [f"plan-{plan}" for plan in selection.plan] + [*selection.source, *selection.measure]
    parts += [*selection.status, *_slug(selection.q)]
    several = len(selection.observation) > 1
    if several:
        beginnings = dict.fromkeys(id.partition(".")[0] for id in selection.observation)
        parts += [*list(beginnings)[:2], f"{len(selection.observation)}-figures"]
    elif selection.observation:
        parts += selection.observation[0].split(".")
    first = PACKAGE_NAME if table == PACKAGE else table
    begins_with_table = table != "observations" or not parts
    named = [first, *parts][:_MAX_PARTS] if begins_with_table else parts[:_MAX_PARTS]
    stem = "_".join(named)
    extra = [each for each in more if each]
    chosen = {each.name for each in fields(selection) if getattr(selection, each.name) != each.default}
    is_whole = (
        chosen <= _NAMED_IN_FULL
        and not several
        and not extra
        and len(parts) + begins_with_table <= _MAX_PARTS
        and len(stem) <= MAX_NAME_LENGTH
    )
    ending = [] if is_whole else [name_digest(selection.params(), *extra)]
    return "_".join([stem[:MAX_NAME_LENGTH].rstrip("-_."), *ending, made.isoformat()]) + f".{extension}"


def _slug(words: str) -> list[str]:
    """The words of a search that a name of a file can hold on every system."""
    found = re.sub(r"[^a-z0-9]+", "-", fold_letters(words)).strip("-")
    return [found] if found else []
