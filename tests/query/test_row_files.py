"""The files of rows of a packed dataset are read whole, in a process of their own, before a server opens them."""

from __future__ import annotations

import json
import os
import shutil

import pyarrow.parquet as pq
import pytest

from indicators.check import bounded_call, bounded_process
from indicators.errors import DataFileError
from indicators.query.packed_dataset import MANIFEST_NAME, read_manifest
from indicators.query.row_files import check_row_files, read_row_files
from indicators.web.live_catalogue import LiveCatalogue
from tests import packing


@pytest.fixture(scope="module")
def whole(tmp_path_factory, vocabulary_file):
    return packing.packed(tmp_path_factory.mktemp("whole"), vocabulary_file)


@pytest.fixture
def folder(whole, tmp_path):
    """A packed dataset that may be spoilt."""
    return shutil.copytree(whole, tmp_path / "packed")


def as_packed(folder):
    """Write into the manifest what sizes the files have now: as if they had been packed so."""
    path = folder / MANIFEST_NAME
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["bytes"] = {name: (folder / name).stat().st_size for name in manifest["bytes"]}
    path.write_text(json.dumps(manifest), encoding="utf-8")


def spoil_middle(path):
    """Overwrite what is neither the beginning nor the end, where Parquet keeps where everything is."""
    content = bytearray(path.read_bytes())
    end = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    content[4:end] = bytes(byte ^ 0xFF for byte in content[4:end])
    path.write_bytes(content)


def spoil_end(path):
    content = bytearray(path.read_bytes())
    content[-1_000:-8] = b"\xff" * 992
    path.write_bytes(content)


SPOILS = {
    "zeros": lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    "noise": lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    "another format": lambda path: path.write_bytes(b"indicator,region\n" * (path.stat().st_size // 17)),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "rows spoilt": spoil_middle,
    "end spoilt": spoil_end,
    "nothing": lambda path: path.write_bytes(b""),
}


def test_files_that_are_whole_are_fine(folder):
    check_row_files(folder)


@pytest.mark.parametrize("file", ["observations", "combinations"])
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_file_that_cannot_be_read_to_its_end_is_named(folder, spoil, file):
    path = folder / getattr(read_manifest(folder), file)
    spoil(path)
    as_packed(folder)

    with pytest.raises(DataFileError) as found:
        read_row_files(folder, read_manifest(folder))

    assert found.value.file == str(path)
    assert found.value.reason.startswith("cannot be read (")
    assert found.value.reason.endswith("): copy or pack it again")
    assert "\n" not in found.value.reason


def test_a_file_of_fewer_rows_than_were_packed_is_refused(folder):
    path = folder / read_manifest(folder).observations
    rows = pq.read_table(path)
    pq.write_table(rows.slice(1), path)
    as_packed(folder)

    with pytest.raises(DataFileError) as found:
        read_row_files(folder, read_manifest(folder))

    assert found.value.reason == (f"expected {len(rows)} rows; found {len(rows) - 1}: copy or pack it again")


def test_a_file_without_a_column_is_refused(folder):
    path = folder / read_manifest(folder).observations
    pq.write_table(pq.read_table(path).drop(["stated"]), path)
    as_packed(folder)

    with pytest.raises(DataFileError) as found:
        read_row_files(folder, read_manifest(folder))

    assert found.value.reason == "expected a column 'stated'; found none: pack it again"


def test_files_that_take_more_memory_than_is_free_are_refused(folder, monkeypatch):
    monkeypatch.setattr(bounded_call, "_MIN_BYTES", 0)
    monkeypatch.setattr(bounded_process, "available_memory", lambda: 0)

    with pytest.raises(DataFileError, match="takes more than the 0 MB of memory there are for it"):
        check_row_files(folder)


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_server_goes_on_with_the_last_good_rows(folder, spoil, always_look):
    served = LiveCatalogue(folder)
    rows = len(served.state().catalogue.rows())
    manifest = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    new = folder / "observations-new.parquet"
    shutil.copy(folder / manifest["observations"], new)
    spoil(new)
    manifest |= {"observations": new.name, "digest": "0" * 16}
    manifest["bytes"][new.name] = new.stat().st_size
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest), encoding="utf-8")

    state = served.state()

    assert isinstance(state.fault, DataFileError)
    assert state.fault.file == str(new)
    assert len(state.catalogue.rows()) == rows


def test_a_folder_that_cannot_be_read_is_no_folder_to_start_from(folder):
    spoil_middle(folder / read_manifest(folder).observations)

    with pytest.raises(DataFileError, match="copy or pack it again"):
        LiveCatalogue(folder)


def test_a_manifest_that_is_nested_without_end_is_said_in_a_sentence(folder):
    (folder / MANIFEST_NAME).write_text("[" * 90_000, encoding="utf-8")

    with pytest.raises(DataFileError, match="cannot be read"):
        LiveCatalogue(folder)
