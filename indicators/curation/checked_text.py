"""The text of a data file, or of one with a fragment added, and what checking it finds; neither needs a catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.check.dataset_file import build_dataset
from indicators.curation.fragment import join_fragment
from indicators.errors import InvalidDataset, Problem
from indicators.model import Dataset
from indicators.yamlfile import YamlDocument, check_file_size, parse_document

#: What faults call a text that is no file, and one that is to be added to it.
TRIAL_FILE_NAME, ADDITION_FILE_NAME = "indicators.yaml", "additions.yaml"


@dataclass(frozen=True)
class CheckedText:
    """A text: its faults, or the dataset that it holds."""

    text: str
    problems: tuple[Problem, ...] = ()
    dataset: Dataset | None = None


@dataclass(frozen=True)
class CheckedAddition:
    """A fragment and a file: the `whole` that they make, the faults of both, and those the file has without the fragment.

    There is no whole where the fragment cannot be joined to the file.
    """

    problems: tuple[Problem, ...]
    whole: CheckedText | None = None
    before: tuple[Problem, ...] = ()


def check_text(text: str) -> CheckedText:
    """Check a data file. Raises DataFileError when it is larger than one may be."""
    check_file_size(len(text.encode("utf-8", "surrogatepass")), TRIAL_FILE_NAME)
    return _check_document(parse_document(text, TRIAL_FILE_NAME), text)


def check_addition(fragment: str, text: str) -> CheckedAddition:
    """Check what comes of adding `fragment` to the `text` of a data file.

    Raises DataFileError when the whole is larger than a data file may be.
    """
    try:
        together = join_fragment(fragment, ADDITION_FILE_NAME, text, TRIAL_FILE_NAME)
    except InvalidDataset as error:  # what is wrong with the file so far is so without the fragment too
        return CheckedAddition(error.problems, before=error.problems)
    check_file_size(len(together.text.encode("utf-8", "surrogatepass")), TRIAL_FILE_NAME)
    whole = _check_document(together.document, together.text)
    in_file = any(problem.file == TRIAL_FILE_NAME for problem in whole.problems)
    return CheckedAddition(whole.problems, whole, check_text(text).problems if in_file else ())


def _check_document(document: YamlDocument, text: str) -> CheckedText:
    try:
        return CheckedText(text, dataset=build_dataset(document, text))
    except InvalidDataset as error:
        return CheckedText(text, error.problems)
