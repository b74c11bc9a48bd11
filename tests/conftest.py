"""Fixtures shared by all tests: the real data, a small made-up dataset, and one Hypothesis profile."""

import gc
import os
from collections.abc import Generator, Iterator
from functools import cache, lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

import indicators
from indicators.check import dataset_file
from indicators.query import Catalogue
from indicators.web import live_catalogue
from tests.real import real
from tests.sections import without

TESTS = Path(__file__).parent

#: A fifth of the usual examples: there are some two hundred properties, and each is tried anew at every run that is not CI.
settings.register_profile(
    "house", max_examples=20, deadline=None, database=None, derandomize="CI" in os.environ
)
settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests are collected and stay: garbage is looked for among what they make, not among them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure() -> None:
    """Python is to find everything when it ends."""
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def _packages_read_once() -> Iterator[None]:
    """Every new AppTest reads the metadata of all installed packages, which takes longer than most pages."""
    with pytest.MonkeyPatch.context() as patch:
        kept = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", kept)
        yield


@pytest.fixture(scope="session", autouse=True)
def _texts_read_once() -> Iterator[None]:
    """Most commands read the whole real dataset, which takes longer than what they do with it; datasets are frozen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dataset_file, "_parse_text", lru_cache(maxsize=16)(dataset_file._parse_text))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return TESTS.parent


@pytest.fixture
def always_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """A live catalogue looks at its file at every question, instead of waiting for the clock."""
    monkeypatch.setattr(live_catalogue, "POLL_SECONDS", 0)
    monkeypatch.setattr(live_catalogue, "SETTLING_SECONDS", 0)


@pytest.fixture(scope="session")
def small_file() -> Path:
    return TESTS / "data" / "small.yaml"


@pytest.fixture(scope="session")
def vocabulary_file(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dataset as a table's vocabulary, which declares no charts."""
    path = tmp_path_factory.mktemp("vocabulary") / "small.yaml"
    path.write_text(without(small_file.read_text(encoding="utf-8"), "charts"), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real data, read once: ask it, never change it."""
    return real()


@pytest.fixture(scope="session")
def small(small_file: Path) -> Catalogue:
    """A made-up country with overlapping regions, hedged figures, targets and two plans."""
    return indicators.load(small_file)
