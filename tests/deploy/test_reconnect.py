"""Readers who all connect at once, and again: a server under the limits that are shipped serves them all.

`python -m benchmarks.reconnect` does the same with 200 readers and prints what they took.
"""

from __future__ import annotations

import sys

import pytest

from benchmarks.reconnect import reconnect, shipped
from indicators.web.uvicorn_server import FILES_OF_READER, OTHER_OPEN_FILES

READERS = 10


@pytest.mark.skipif(sys.platform != "linux", reason="threads and open files are counted in /proc")
def test_readers_who_all_connect_at_once_and_again_get_their_pages_within_the_shipped_limits():
    allowed = shipped()

    outcome = reconnect(READERS, allowed)

    assert [len(waits) for waits in outcome.rounds] == [READERS, READERS]
    assert outcome.log == []
    peak = outcome.peak
    # Counted while they were there: each had its files, and some pages were drawn side by side.
    assert 3 * READERS < peak.files < FILES_OF_READER * READERS + OTHER_OPEN_FILES < allowed.files
    assert 1 < peak.threads < allowed.threads
    assert 0 < peak.memory < allowed.memory
