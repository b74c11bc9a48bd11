"""What is written for language models, and examples to copy, run as they stand."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
from datetime import date

import pandas as pd
import pytest
import uvicorn

from indicators.export import CODEBOOKS, Download, to_csv
from indicators.query import DIMENSION_FILTERS, Selection
from indicators.web.api.guides import code_examples, llms_text
from tests.asgi import Asking
from tests.real import real
from tests.serving import api

SITE = "https://here.test"
APP = Asking(api(), "here.test", "https")
CATALOGUE = real()
DATASET = CATALOGUE.dataset
ROWS = CATALOGUE.rows(Selection(implied=True))


class TestLlmsText:
    text = llms_text(CATALOGUE, SITE)

    def test_it_says_what_is_here(self):
        lines = self.text.splitlines()

        assert lines[0] == f"# {DATASET.about.title.en}"
        assert lines[2] == f"> {DATASET.about.description.en}"
        assert lines[4] == (
            f"{len(CATALOGUE)} figures, version {DATASET.version}. Read-only, no key. "
            "Compilation: Creative Commons Attribution 4.0 International; cite each figure's own source."
        )

    def test_it_says_how_to_ask(self):
        assert (
            f"- [Figures]({SITE}/api/v1/observations.json): also .csv, .xlsx, .parquet, .sdmx.csv\n"
            in self.text
        )
        assert f"({SITE}/api/v1/observations/{ROWS['observation_id'].iloc[0]}.json)" in self.text
        assert "at most 10,000, 1,000 when left out" in self.text
        assert f"Example: {SITE}/api/v1/observations.csv?region=guangzhou&plan=14\n" in self.text
        assert f"[charts]({SITE}/api/v1/charts.json)" in self.text
        assert "[observations](" not in self.text

    def test_it_lists_every_column_and_every_id_that_has_figures(self):
        facets = CATALOGUE.facets()

        for name, (_, meaning) in CODEBOOKS["observations"].items():
            assert f"- `{name}`: {meaning}\n" in self.text
        for name in DIMENSION_FILTERS:
            listed = ", ".join(f"{id} ({n})" for id, n in facets[name].items() if n)
            assert f"- {name}: {listed}" in self.text
        assert "(0)" not in self.text

    def test_it_is_sent_as_text(self):
        answer = APP.get("/llms.txt")

        assert (answer.headers["content-type"], answer.text) == ("text/markdown; charset=utf-8", self.text)
        assert "content-disposition" not in answer.headers

    def test_every_address_in_it_answers(self):
        addresses = {address.rstrip(".,") for address in re.findall(r"https://[^\s)]+", self.text)}

        assert len(addresses) > 12
        assert {address: APP.head(address.removeprefix(SITE)).status_code for address in addresses} == (
            dict.fromkeys(addresses, 200)
        )


@pytest.fixture(scope="module")
def site():
    """The address of the API on this machine, for programs that only know HTTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        free.listen()  # who asks before the server is up waits in the queue
        server = uvicorn.Server(uvicorn.Config(api(), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [free]})
        thread.start()
        yield f"http://127.0.0.1:{free.getsockname()[1]}"
        server.should_exit = True
        thread.join()


class TestExamples:
    """What the About page shows to copy."""

    @pytest.mark.parametrize(
        ("language", "query"), [("en", "region=guangzhou"), ("zh", "region=guangzhou&lang=zh")]
    )
    def test_examples_fetch_the_region_with_most_figures(self, language, query):
        found = code_examples(CATALOGUE, SITE, language)
        table, parquet = (f"{SITE}/api/v1/observations.{kind}?{query}" for kind in ("csv", "parquet"))

        assert [(each.program, each.language) for each in found] == [
            ("pandas", "python"),
            ("R", "r"),
            ("Excel (Power Query)", None),
            ("Google Sheets", None),
            ("DuckDB", "sql"),
            ("curl", "bash"),
        ]
        code = {each.program: each.code for each in found}
        assert code["Google Sheets"] == f'=IMPORTDATA("{table}")'
        assert [table in each.code for each in found] == [True, True, True, True, False, True]
        assert [parquet in each.code for each in found] == [True, False, False, False, True, False]
        for program in ("pandas", "R", "DuckDB"):
            assert f"indicator_name_{language}" in code[program]
        assert APP.head(table.removeprefix(SITE)).status_code == 200

    def code(self, program, site, language="en"):
        return {example.program: example.code for example in code_examples(CATALOGUE, site, language)}[
            program
        ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_pandas_example_reads_the_rows_of_its_region(self, site, language, capsys):
        names: dict = {}
        exec(self.code("pandas", site, language), names)

        region = max(counts := CATALOGUE.facets()["region"], key=lambda id: counts[id])
        assert names["rows"]["observation_id"].tolist() == (
            CATALOGUE.rows(Selection(region=(region,)))["observation_id"].tolist()
        )
        assert f"indicator_name_{language}" in capsys.readouterr().out

    @pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl on this machine")
    def test_the_curl_example_saves_the_file_and_may_be_run_again(self, site, tmp_path):
        for _ in range(2):
            subprocess.run(
                ["sh", "-ec", self.code("curl", site)], cwd=tmp_path, check=True, capture_output=True
            )
        region = max(counts := CATALOGUE.facets()["region"], key=lambda id: counts[id])

        assert (tmp_path / "rows.csv").read_bytes() == to_csv(
            CATALOGUE.rows(Selection(region=(region,))), Download(CATALOGUE, Selection(), date(2026, 11, 21))
        )

    def test_every_program_asks_an_address_that_answers(self, site):
        for example in code_examples(CATALOGUE, site):
            for address in re.findall(r"https?://[^\"')]+", example.code):
                assert len(pd.read_csv(address) if ".csv" in address else pd.read_parquet(address)) > 50
