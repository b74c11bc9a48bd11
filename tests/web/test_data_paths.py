"""The data file of a server by any spelling, link and way to set it: it is found later too, and a change of it is seen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from indicators.cli import main, serve_commands
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.settings import read_settings
from tests.conftest import TESTS
from tests.packing import packed

pytestmark = pytest.mark.usefixtures("always_look")

SMALL = (TESTS / "data" / "small.yaml").read_text(encoding="utf-8")
OTHER = SMALL.replace("Small sample", "Other sample")
SPELLINGS = ["data.yaml", "./data.yaml", "folder/../data.yaml", "link.yaml", "folder/link.yaml", "absolute"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The folder in which the server is started."""
    (tmp_path / "data.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.yaml").symlink_to("data.yaml")
    (tmp_path / "folder" / "link.yaml").symlink_to("../data.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INDICATORS_DATA", raising=False)
    return tmp_path


def title(live):
    state = live.state()
    assert state.fault is None
    return state.catalogue.dataset.about.title["en"]


def chosen(way, spelling, monkeypatch):
    """The data file of the server that is set up in a `way`."""
    if way in ("environment", "command in the environment"):
        monkeypatch.setenv("INDICATORS_DATA", spelling)
    if way in ("environment", "given"):
        return read_settings(**({"data": Path(spelling)} if way == "given" else {})).data
    found = []

    def not_opened(settings, _):
        found.append(settings.data)
        raise KeyboardInterrupt

    monkeypatch.setattr(serve_commands, "open_server", not_opened)
    CliRunner().invoke(main, ["serve", *(["--data", spelling] if way == "option" else [])])
    return found[0]


@pytest.mark.parametrize("way", ["environment", "given", "option", "command in the environment"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_file_is_found_when_the_server_has_gone_elsewhere(here, monkeypatch, way, spelling):
    given = str(here / "data.yaml") if spelling == "absolute" else spelling
    path = chosen(way, given, monkeypatch)
    live = LiveCatalogue(path)

    monkeypatch.chdir("/")

    assert path == here / given
    assert title(live) == "Small sample"
    other = here / "other.yaml"
    other.write_text(OTHER, encoding="utf-8")
    other.replace(here / "data.yaml")
    assert title(live) == "Other sample"


def test_a_link_that_leads_elsewhere_is_noticed(here):
    live = LiveCatalogue(read_settings(data=Path("link.yaml")).data)
    (here / "other.yaml").write_text(OTHER, encoding="utf-8")
    (here / "new").symlink_to("other.yaml")
    (here / "new").replace(here / "link.yaml")

    assert title(live) == "Other sample"


@pytest.mark.parametrize("written", [0, 1_000_000_000])
def test_a_configuration_map_that_is_swapped_is_noticed(here, written):
    """Kubernetes keeps versions in folders of their own and swaps the link `..data`; files may bear any time."""
    for version, text in (("..v1", SMALL), ("..v2", OTHER)):
        (here / version).mkdir()
        (here / version / "indicators.yaml").write_text(text, encoding="utf-8")
        os.utime(here / version / "indicators.yaml", (written, written))
    (here / "..data").symlink_to("..v1")
    (here / "indicators.yaml").symlink_to("..data/indicators.yaml")
    live = LiveCatalogue(read_settings(data=Path("indicators.yaml")).data)
    assert title(live) == "Small sample"

    (here / "..data_tmp").symlink_to("..v2")
    (here / "..data_tmp").replace(here / "..data")
    shutil.rmtree(here / "..v1")

    assert title(live) == "Other sample"


def test_other_content_of_the_same_size_time_and_place_is_noticed(here):
    path = here / "data.yaml"
    os.utime(path, (1_000, 1_000))
    live = LiveCatalogue(path)
    before = path.stat()

    with path.open("r+b") as file:
        file.write(OTHER.encode())
    os.utime(path, (1_000, 1_000))

    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert title(live) == "Other sample"


def test_a_packed_folder_behind_a_link_is_replaced_as_a_whole(here, vocabulary_file):
    text = vocabulary_file.read_text(encoding="utf-8")
    for name, titled in (("old", "Small sample"), ("new", "Other sample")):
        (here / name).mkdir()
        (here / name / "vocabulary.yaml").write_text(text.replace("Small sample", titled), encoding="utf-8")
        packed(here / name, here / name / "vocabulary.yaml")
    (here / "region").symlink_to("old/packed")
    live = LiveCatalogue(read_settings(data=Path("region")).data)
    assert title(live) == "Small sample"
    served = live.now.catalogue

    (here / "link").symlink_to("new/packed")
    (here / "link").replace(here / "region")

    assert len(served.rows()) == 56, "who still asks the old version is answered from it"
    assert title(live) == "Other sample"
