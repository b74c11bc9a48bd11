"""What is taken away works elsewhere: databases, notebooks, shells, and three lines of Python."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
import zipfile
from datetime import date

import duckdb
import pandas as pd
import pytest
import uvicorn

from indicators import Selection, UnknownId
from indicators.export import Download, plain_records, to_csv, to_package, to_parquet
from indicators.export.data_package import FOREIGN_KEYS
from indicators.query.table import COLUMNS
from indicators.web.api.guides import code_examples
from tests.real import real
from tests.serving import api

CATALOGUE = real()
ROWS = CATALOGUE.rows(Selection(implied=True))
ABOUT = Download(CATALOGUE, Selection(implied=True), date(2026, 11, 21))
#: How a database types what the codebook names.
TYPES = {"float64": "DOUBLE", "datetime64[us]": "DATE", "int64": "BIGINT", "bool": "BOOLEAN"}


def told(found: duckdb.DuckDBPyRelation) -> list[dict]:
    """The rows of a relation as plain values, days as ISO text."""
    names = found.columns
    return [
        {n: v.isoformat() if isinstance(v, date) else v for n, v in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


class TestDuckDB:
    """A database that knows nothing of us reads the same table."""

    def test_parquet_is_the_table_with_its_types(self, tmp_path):
        (tmp_path / "o.parquet").write_bytes(to_parquet(ROWS, ABOUT))
        found = duckdb.read_parquet(str(tmp_path / "o.parquet"))

        assert found.columns == list(COLUMNS)
        assert [str(t) for t in found.types] == [TYPES.get(dtype, "VARCHAR") for dtype, _ in COLUMNS.values()]
        assert told(found) == plain_records(ROWS)

    def test_csv_is_the_table(self, tmp_path):
        (tmp_path / "o.csv").write_bytes(to_csv(ROWS, ABOUT))
        types = {name: TYPES.get(dtype, "VARCHAR") for name, (dtype, _) in COLUMNS.items()}
        found = duckdb.read_csv(str(tmp_path / "o.csv"), columns=types, header=True)
        wanted = [
            {name: v if v != "" else None for name, v in record.items()} for record in plain_records(ROWS)
        ]

        assert told(found) == wanted

    def test_the_tables_of_the_package_join(self, tmp_path):
        zipfile.ZipFile(_file(tmp_path / "p.zip", to_package(ROWS, ABOUT))).extractall(tmp_path)
        with duckdb.connect() as base:
            for table, keys in FOREIGN_KEYS.items():
                for column, other in keys.items():
                    left, right = tmp_path / f"data/{table}.csv", tmp_path / f"data/{other}.csv"
                    lost = base.execute(
                        f"SELECT count(*) FROM read_csv('{left}', all_varchar=true) a "
                        f"ANTI JOIN read_csv('{right}', all_varchar=true) b ON a.\"{column}\" = b.id "
                        f'WHERE a."{column}" IS NOT NULL'
                    ).fetchone()
                    assert lost == (0,), (table, column)


def _file(path, content):
    path.write_bytes(content)
    return path


def test_pandas_reads_csv_and_parquet_to_the_same_values(tmp_path):
    csv = pd.read_csv(_file(tmp_path / "o.csv", to_csv(ROWS, ABOUT)), dtype={"region_code": str, "plan": str})
    parquet = pd.read_parquet(_file(tmp_path / "o.parquet", to_parquet(ROWS, ABOUT)))

    for name in ("value", "low", "high", "usd"):
        pd.testing.assert_series_equal(csv[name], parquet[name], check_exact=True)
    for name in ("observation_id", "qualifier", "region_code", "plan", "locator", "note"):
        assert csv[name].fillna("").tolist() == parquet[name].fillna("").tolist()


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
    """What the About page shows to copy, run as it stands."""

    def code(self, program, site, language="en"):
        return {example.program: example.code for example in code_examples(CATALOGUE, site, language)}[
            program
        ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_pandas(self, site, language, capsys):
        names: dict = {}
        exec(self.code("pandas", site, language), names)

        region = max(counts := CATALOGUE.facets()["region"], key=lambda id: counts[id])
        assert names["rows"]["observation_id"].tolist() == (
            CATALOGUE.rows(Selection(region=(region,)))["observation_id"].tolist()
        )
        assert f"indicator_name_{language}" in capsys.readouterr().out

    @pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl on this machine")
    def test_curl(self, site, tmp_path):
        for _ in range(2):
            subprocess.run(
                ["sh", "-ec", self.code("curl", site)], cwd=tmp_path, check=True, capture_output=True
            )
        region = max(counts := CATALOGUE.facets()["region"], key=lambda id: counts[id])

        assert (tmp_path / "rows.csv").read_bytes() == to_csv(
            CATALOGUE.rows(Selection(region=(region,))), ABOUT
        )

    def test_every_program_asks_an_address_that_answers(self, site):
        for example in code_examples(CATALOGUE, site):
            for address in re.findall(r"https?://[^\"')]+", example.code):
                assert len(pd.read_csv(address) if ".csv" in address else pd.read_parquet(address)) > 50


class TestLibrary:
    """`import indicators`, as the README shows it."""

    def test_three_lines_of_the_readme(self, root, capsys):
        blocks = re.findall(
            r"```python\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL
        )
        (shown,) = [block for block in blocks if "indicators.load()" in block]
        exec(shown, {})

        assert len([line for line in shown.splitlines() if line.strip()]) == 3
        assert "observation_id" in capsys.readouterr().out

    def test_columns_and_types_are_those_of_the_codebook(self):
        rows = CATALOGUE.observations(region="guangzhou", plan=14)

        assert {name: str(dtype) for name, dtype in rows.dtypes.items()} == {
            name: dtype for name, (dtype, _) in COLUMNS.items()
        }

    def test_rows_are_the_callers_own(self):
        rows = CATALOGUE.observations(region="guangzhou")
        rows["value"] = 0.0

        assert (CATALOGUE.observations(region="guangzhou")["value"] > 0).any()

    @pytest.mark.parametrize(
        ("filters", "nearest"),
        [
            ({"region": "guangzou"}, "guangzhou"),
            ({"status": ["actual", "targets"]}, "target"),
            ({"observation": "goods-trade.guangzhou.2025"}, "goods-trade.guangzhou.2025-01--2025-10"),
        ],
    )
    def test_an_unknown_id_names_the_nearest(self, filters, nearest):
        with pytest.raises(UnknownId) as error:
            CATALOGUE.observations(**filters)

        assert error.value.nearest == nearest

    def test_an_unknown_filter_names_the_nearest(self):
        with pytest.raises(TypeError, match=r"there is no filter 'regoin'; did you mean 'region'\?"):
            CATALOGUE.observations(regoin="guangzhou")
