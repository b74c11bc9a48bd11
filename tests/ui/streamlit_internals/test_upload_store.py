"""What a session uploads is bounded together, and goes with the session."""

from __future__ import annotations

import pytest
from streamlit import config
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from indicators.ui.streamlit_internals.upload_store import MAX_SESSION_UPLOAD_BYTES, bound_uploads

MEGABYTE = 2**20


@pytest.fixture
def store():
    found = MemoryUploadedFileManager("/upload")
    bound_uploads(found, {"one", "two"}.__contains__)
    return found


def add(store, session, id, size=MEGABYTE):
    store.add_file(session, UploadedFileRec(file_id=id, name="a.yaml", type="", data=b"x" * size))


def held(store, session):
    return list(store.file_storage.get(session, ()))


def test_a_session_keeps_the_newest_uploads_up_to_four_megabytes(store):
    assert MAX_SESSION_UPLOAD_BYTES == 4 * MEGABYTE
    for n in range(50):
        add(store, "one", f"f{n}")
    add(store, "two", "other")

    assert held(store, "one") == ["f46", "f47", "f48", "f49"]
    assert held(store, "two") == ["other"]


def test_a_file_that_is_sent_again_takes_its_place_once(store):
    for n in range(3):
        add(store, "one", f"f{n}")
    for _ in range(9):
        add(store, "one", "f1", 2 * MEGABYTE)

    assert held(store, "one") == ["f0", "f1", "f2"]


def test_the_newest_is_kept_whatever_it_weighs(store):
    add(store, "one", "small", 1)
    add(store, "one", "large", MAX_SESSION_UPLOAD_BYTES)

    assert held(store, "one") == ["large"]


def test_uploads_go_with_their_session_and_none_comes_after_it(store):
    add(store, "one", "file")
    store.remove_session_files("one")
    add(store, "gone", "late")

    assert dict(store.file_storage) == {}


def test_one_upload_is_smaller_than_what_a_session_keeps():
    assert config.get_option("server.maxUploadSize") * MEGABYTE < MAX_SESSION_UPLOAD_BYTES
