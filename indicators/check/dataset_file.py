"""Front door: a path → a Dataset, or every fault of the file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType

from indicators.check import SECTIONS, check_document
from indicators.errors import InvalidDataset, Problem
from indicators.model import Dataset
from indicators.yamlfile import YamlDocument, parse_document, read_text


def load_dataset(path: Path, digest: str = "", *, name: str = "", figures_elsewhere: bool = False) -> Dataset:
    """The dataset in the file at `path`, which its problems call `name`.

    Of a vocabulary, whose `figures_elsewhere` stand but for a few, `digest` is that of both. Raises
    DataFileError when the file cannot be read, InvalidDataset with its faults otherwise.
    """
    return _parse_text(read_text(path), name or str(path), digest, figures_elsewhere=figures_elsewhere)


def parse_dataset(text: str, file: str = "indicators.yaml") -> Dataset:
    """The dataset that `text` holds; `file` is the name its problems carry.

    Raises InvalidDataset with every fault.
    """
    return _parse_text(text, file)


def _parse_text(text: str, file: str, digest: str = "", *, figures_elsewhere: bool = False) -> Dataset:
    document = parse_document(text, file)
    return build_dataset(document, text, digest=digest, figures_elsewhere=figures_elsewhere)


def build_dataset(
    document: YamlDocument, text: str, *, digest: str = "", figures_elsewhere: bool = False
) -> Dataset:
    """The dataset of a document, whose `text` its digest is made of unless one is given.

    Raises InvalidDataset with every fault.
    """
    state, problems = check_document(document, figures_elsewhere=figures_elsewhere)
    if problems or state.about is None:
        raise InvalidDataset(problems)
    records = {name: MappingProxyType(state.records[name]) for name in SECTIONS}
    digest = digest or hashlib.sha256(text.encode()).hexdigest()[:16]
    renamed = MappingProxyType(state.renamed)
    return Dataset(about=state.about, **records, file=document.file, digest=digest, renamed=renamed)


def parse_vocabulary(text: str, file: str, digest: str = "") -> Dataset:
    """The dataset of a vocabulary whose figures stand elsewhere, but for a few; `digest` is that of both.

    Raises InvalidDataset with every fault.
    """
    return _parse_text(text, file, digest, figures_elsewhere=True)


def find_problems(path: Path) -> list[Problem]:
    """Every fault of the file at `path`, in file order; none when it is valid.

    Raises DataFileError when the file cannot be read.
    """
    return check_document(parse_document(read_text(path), str(path)))[1]
