"""Starting the server: it refuses bad data with every fault, by whatever command it is started."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette

from indicators.ui.startup import extra_routes
from tests.asgi import Asking

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "data" / "invalid" / "many_faults.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "indicators", "serve", "--port", "1", "--data", str(BROKEN)],
        ["-m", "streamlit", "run", "app.py", "--server.port", "1"],
    ],
    ids=["indicators serve", "streamlit run"],
)
def test_a_broken_file_is_not_served_and_every_fault_is_listed(command):
    environment = os.environ | {"INDICATORS_DATA": str(BROKEN)}
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    faults = (BROKEN.with_suffix(".txt")).read_text(encoding="utf-8").splitlines()
    told = [line.partition(": ")[2] for line in run.stderr.splitlines() if ".yaml:" in line]

    assert run.returncode == 1
    assert told == [fault.partition(": ")[2] for fault in faults]
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("query", ["", "?topic=talent&lang=zh"])
def test_the_first_page_is_found_by_its_name_too_with_every_choice(query):
    answer = Asking(Starlette(routes=extra_routes())).request("GET", f"/overview{query}")

    assert (answer.status_code, answer.headers["location"]) == (308, f"/{query}")


def test_garbage_is_not_collected_after_every_run():
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert written["runner"] == {"postScriptGC": False}
    assert isinstance(st.get_option("runner.postScriptGC"), bool)  # hidden, but this Streamlit has it
