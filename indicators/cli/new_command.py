"""The commands that write a new record into a data file: new source · new observation · …

Without options they ask for every field; with options only for what is needed and missing. What
`check` would refuse is not written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import click

from indicators.check import check_document
from indicators.check.dataset_file import parse_dataset
from indicators.check.messages import suggest_valid_words
from indicators.cli.options import FILE_TYPE, display_path
from indicators.curation.agreement import propose_mention
from indicators.curation.insertion import insert_observation, insert_record
from indicators.curation.questions import RECORD_KINDS, FieldAnswer, Question, questions_for
from indicators.i18n import TEXT_LOCALES, locale_of
from indicators.model import Dataset, Unit
from indicators.paths import DATA_FILE
from indicators.reading.article import words_alone
from indicators.reading.record_value import write_value
from indicators.yamlfile import files, parse_document, read_text
from indicators.yamlfile.lines import split_lines

_TEXT_LANGUAGES: Final = [locale.id for locale in TEXT_LOCALES]
_NULL_WORD: Final = "null"
_DESCRIPTIONS: Final = {
    "source": "an article or document that states figures",
    "region": "a place or group of places",
    "sector": "a branch of the economy",
    "topic": "a kind of question",
    "unit": "what a figure counts or measures",
    "counterpart": "a trade partner, or a field in which ranks are held",
    "plan": "a multi-year plan",
    "indicator": "what is measured, with its first figure",
    "observation": "a stated figure of an indicator",
}
_EXAMPLES: Final = {
    "source": "new source --id gazette-2026-02",
    "observation": 'new observation --indicator gdp --region east --period 2025 --stated "over 3 trillion"',
}


@click.group("new")
def new_command() -> None:
    """Write a new record into a data file, at its place; everything else stays byte for byte.

    Without options the command asks for every field, with options only for what is missing.
    What check would refuse is not written.

    \b
    Example: indicators new observation
    Example: indicators new source --id gazette-2026-02 --published 2026-02-03
    """


def _build_option(question: Question, suffix: str = "") -> Callable[..., Any]:
    name = question.field.replace("_", "-") + (f"-{suffix}" if suffix else "")
    metavar = "|".join(question.choices) or ("ID" if question.refers_to else "TEXT")
    help_text = question.description + (f" (in {locale_of(suffix).english_name})" if suffix else "")
    several = question.shape == "list"
    return click.option(
        f"--{name}",
        multiple=several,
        metavar=metavar,
        help=help_text + (" May be repeated." if several else ""),
    )


def _build_command(what: str) -> click.Command:
    example = _EXAMPLES.get(what, f"new {what}")
    help_text = f"Write {_DESCRIPTIONS[what]} into the data file.\n\n\b\nExample: indicators {example}"
    command: Callable[..., Any] = partial(_write_new_record, what)
    for question in reversed(questions_for(what)):
        for suffix in reversed(_TEXT_LANGUAGES if question.shape in ("both", "either") else [""]):
            command = _build_option(question, suffix)(command)
    if what == "observation":
        command = click.option("--indicator", metavar="ID", help="What is measured.")(command)
    command = click.option("--data", type=FILE_TYPE, default=DATA_FILE, help="The data file to write into.")(
        command
    )
    return click.command(what, help=help_text, short_help=_DESCRIPTIONS[what])(command)


def _write_new_record(what: str, data: Path, **options: Any) -> None:
    path = display_path(data)
    text = read_text(path)
    dataset = parse_dataset(text, str(path))
    asking = _Questionnaire(dataset, options)
    indicator = asking.indicator() if what == "observation" else None
    records = {section: asking.record(what, section) for section, _ in RECORD_KINDS[what]}
    raw = path.read_bytes().decode("utf-8")
    if indicator:
        written = insert_observation(raw, str(path), indicator, records["observations"])
    elif what == "indicator":
        record = records["indicators"] | {"observations": [records["observations"]]}
        written = insert_record(raw, str(path), "indicators", record)
    else:
        [(section, record)] = records.items()
        written = insert_record(raw, str(path), section, record)
    _, problems = check_document(parse_document(written.removeprefix("\ufeff"), str(path)))
    if problems:
        for problem in problems:
            click.echo(f"{problem.message} [{problem.rule}]", err=True)
        click.echo(f"{path}: nothing was written", err=True)
        sys.exit(1)
    files.replace_file(path, written)
    first, lines = _new_lines(raw, written)
    click.echo(f"{path}:{first}: written")
    click.echo("\n".join(lines))


def _new_lines(before: str, after: str) -> tuple[int, list[str]]:
    """The number of the first line that is new, and what the new lines say."""
    old, new = split_lines(before), split_lines(after)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    return same + 1, new[same : same + max(1, len(new) - len(old))]


class _Questionnaire:
    """Fills records from options, asks for what is missing, and judges each answer at once."""

    def __init__(self, dataset: Dataset, options: dict[str, Any]) -> None:
        self.options = options
        self.indicators, self.units = dataset.indicators, dataset.units
        self.unit: Unit | None = None
        self.ids = {
            name: set(getattr(dataset, name))
            for name in (
                "sources",
                "regions",
                "sectors",
                "topics",
                "units",
                "counterparts",
                "plans",
                "indicators",
            )
        }
        self.everything = not any(options.values())

    def indicator(self) -> str:
        """The indicator that a new observation belongs to."""
        id = self.options.get("indicator")
        while not id or id not in self.ids["indicators"]:
            if id:
                message = f"there is no indicator {id!r}{suggest_valid_words(id, self.ids['indicators'])}"
                if not self.everything:
                    raise click.UsageError(message)
                click.echo(message)
            id = click.prompt("indicator (what is measured)", default="", show_default=False)
        self.unit = self.units[self.indicators[id].unit]
        return str(id)

    def record(self, what: str, section: str) -> dict[str, Any]:
        """The fields of one record, in the order of the model; what was left out is left out."""
        asked = [question for question in questions_for(what) if question.section == section]
        answers: dict[str, FieldAnswer | None] = {}
        for question in sorted(asked, key=_asking_order):
            if question.field == "reading" and self.everything and self._said(answers):
                continue  # words that can be read need nobody who vouches for them
            answer = self._find_answer(question, self._guess_answer(question, answers))
            if answer or question.may_be_null:
                answers[question.field] = None if answer in ("", _NULL_WORD) else answer
        self.unit = self.unit or self.units.get(str(answers.get("unit")))
        return {q.field: answers[q.field] for q in asked if q.field in answers}

    def _guess_answer(self, question: Question, answers: dict[str, FieldAnswer | None]) -> str:
        """What the answer is likely to be."""
        if question.field == "accessed":
            return datetime.now(UTC).date().isoformat()
        if question.field in ("value", "qualifier") and (said := self._said(answers)):
            return said[question.field]
        return ""

    def _said(self, answers: dict[str, FieldAnswer | None]) -> dict[str, str]:
        """Value and qualifier as the printed words say them; nothing where these cannot be read."""
        stated = answers.get("stated")
        if not isinstance(stated, str) or not stated or self.unit is None:
            return {}
        one = propose_mention(words_alone(stated), self.unit)
        return {"value": write_value(one, self.unit.kind), "qualifier": one.qualifier} if one else {}

    def _find_answer(self, question: Question, guess: str) -> FieldAnswer:
        given = self._given_answer(question)
        if given:
            return given  # judged with the whole file, so that all faults are told at once
        if not self.everything and (guess or not question.needed):
            return guess
        while True:
            answer = self._ask(question, guess)
            if not answer or (question.may_be_null and answer == _NULL_WORD):
                if not question.needed or question.may_be_null:
                    return answer
            elif fault := question.check_answer(answer, self.ids):
                click.echo(f"  {fault}")
            else:
                return answer

    def _given_answer(self, question: Question) -> FieldAnswer:
        if question.shape in ("both", "either"):
            found = {suffix: self.options.get(f"{question.field}_{suffix}") for suffix in _TEXT_LANGUAGES}
            texts = {suffix: str(text) for suffix, text in found.items() if text}
            first = _TEXT_LANGUAGES[0]
            return texts[first] if question.shape == "either" and list(texts) == [first] else texts
        value = self.options[question.field]
        return list(value) if question.shape == "list" else str(value or "")

    def _ask(self, question: Question, guess: str) -> FieldAnswer:
        label = f"{question.field.replace('_', ' ')} ({question.description.rstrip('.')})"
        if question.choices:
            label += f" [{'|'.join(question.choices)}]"
        if question.may_be_null:
            label += " – Enter for null"
        elif not question.needed:
            label += " – Enter to leave out"
        if question.shape in ("both", "either"):
            return _ask_text(label, question)
        text = _prompt(label, guess)
        return (
            [part.strip() for part in text.split(",") if part.strip()] if question.shape == "list" else text
        )


def _ask_text(label: str, question: Question) -> FieldAnswer:
    """A text in every language of the dataset, or one for all of them."""
    first, *others = TEXT_LOCALES
    text = _prompt(f"{label}, in {first.english_name}")
    if not text:
        return ""
    hint = " – Enter for the same" if question.shape == "either" else ""
    texts = {other.id: _prompt(f"  and in {other.english_name}{hint}") for other in others}
    return {first.id: text, **texts} if any(texts.values()) or question.shape == "both" else text


def _asking_order(question: Question) -> int:
    """When a field is asked for: the printed words first, for they tell number and hedge; an id that is hardly needed last."""
    if question.field == "stated":
        return 0
    return 2 if question.field == "id" and not question.needed else 1


def _prompt(label: str, guess: str = "") -> str:
    return str(click.prompt(label, default=guess, show_default=bool(guess))).strip()


for _what in RECORD_KINDS:
    new_command.add_command(_build_command(_what))
