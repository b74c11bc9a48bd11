"""What is taken away is the same table to programs that know nothing of us."""

from __future__ import annotations

import zipfile
from datetime import date

import duckdb
import pandas as pd

from indicators.export import Download, plain_records, to_csv, to_package, to_parquet
from indicators.export.data_package import FOREIGN_KEYS
from indicators.query import Selection
from indicators.query.table import COLUMNS
from tests.real import real

CATALOGUE = real()
ROWS = CATALOGUE.rows(Selection(implied=True))
ABOUT = Download(CATALOGUE, Selection(implied=True), date(2026, 11, 21))
#: How a database types what the codebook names.
TYPES = {"float64": "DOUBLE", "datetime64[us]": "DATE", "int64": "BIGINT", "bool": "BOOLEAN"}


def records_of(found: duckdb.DuckDBPyRelation) -> list[dict]:
    """The rows of a relation as plain values, days as ISO text."""
    names = found.columns
    return [
        {n: v.isoformat() if isinstance(v, date) else v for n, v in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


def write(path, content):
    path.write_bytes(content)
    return path


class TestDuckDB:
    """A database that knows nothing of us reads the same table."""

    def test_parquet_is_the_table_with_its_types(self, tmp_path):
        (tmp_path / "o.parquet").write_bytes(to_parquet(ROWS, ABOUT))
        found = duckdb.read_parquet(str(tmp_path / "o.parquet"))

        assert found.columns == list(COLUMNS)
        assert [str(t) for t in found.types] == [TYPES.get(dtype, "VARCHAR") for dtype, _ in COLUMNS.values()]
        assert records_of(found) == plain_records(ROWS)

    def test_csv_is_the_table(self, tmp_path):
        (tmp_path / "o.csv").write_bytes(to_csv(ROWS, ABOUT))
        types = {name: TYPES.get(dtype, "VARCHAR") for name, (dtype, _) in COLUMNS.items()}
        found = duckdb.read_csv(str(tmp_path / "o.csv"), columns=types, header=True)
        wanted = [
            {name: v if v != "" else None for name, v in record.items()} for record in plain_records(ROWS)
        ]

        assert records_of(found) == wanted

    def test_the_tables_of_the_package_join(self, tmp_path):
        zipfile.ZipFile(write(tmp_path / "p.zip", to_package(ROWS, ABOUT))).extractall(tmp_path)
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


def test_pandas_reads_csv_and_parquet_to_the_same_values(tmp_path):
    csv = pd.read_csv(write(tmp_path / "o.csv", to_csv(ROWS, ABOUT)), dtype={"region_code": str, "plan": str})
    parquet = pd.read_parquet(write(tmp_path / "o.parquet", to_parquet(ROWS, ABOUT)))

    for name in ("value", "low", "high", "usd"):
        pd.testing.assert_series_equal(csv[name], parquet[name], check_exact=True)
    for name in ("observation_id", "qualifier", "region_code", "plan", "locator", "note"):
        assert csv[name].fillna("").tolist() == parquet[name].fillna("").tolist()
