"""A start that fails for want of memory says so in one sentence."""

from __future__ import annotations

import subprocess
import sys

import pytest

from indicators.check.memory import resource
from tests.opening import ROOT

pytestmark = pytest.mark.skipif(resource is None, reason="nothing can be bounded there")


def start(megabytes, *arguments):
    limit = megabytes * 2**20
    return subprocess.run(
        [sys.executable, "-m", "indicators", *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )


@pytest.mark.parametrize(
    ("megabytes", "arguments"),
    [
        (150, ["check"]),
        (250, ["serve"]),
        (400, ["audit"]),
        (600, ["serve", "--data", "data/indicators.yaml"]),
    ],
)
def test_too_small_a_limit_is_told_with_what_it_takes(megabytes, arguments):
    ended = start(megabytes, *arguments)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"indicators: this takes more memory than its limit of {megabytes} MB (ulimit -v) leaves: "
        "448 MB at least, 832 MB to serve\n"
    )
