"""Uploaded files are bounded for each session: Streamlit bounds each file, but takes any number of them.

It keeps them in memory until the session ends, and drops them then; one that comes in later it would keep for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

#: Bytes that the uploads of one session take together; more than the one that a page asks for (maxUploadSize).
MAX_SESSION_UPLOAD_BYTES: Final = 4 * 2**20


def bound_uploads(store: Any, is_open: Callable[[str], bool]) -> None:
    """Let `store`, Streamlit's keeper of uploads, drop the oldest of a session as newer ones come.

    Of a session that is not open any more nothing is taken.
    """
    add_file, remove_file, files = store.add_file, store.remove_file, store.file_storage

    def add_bounded(session_id: str, file: Any) -> None:
        if not is_open(session_id):
            return
        held = {
            id: len(each.data) for id, each in list(files.get(session_id, {}).items()) if id != file.file_id
        }
        total = sum(held.values()) + len(file.data)
        for id, size in held.items():  # the oldest first
            if total <= MAX_SESSION_UPLOAD_BYTES:
                break
            remove_file(session_id, id)
            total -= size
        add_file(session_id, file)

    store.add_file = add_bounded
