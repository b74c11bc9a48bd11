"""Packing: a row of a table says what the same figure says in the data file, or what is wrong with it and where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import indicators
from indicators.check import record_rules
from indicators.cli import main
from indicators.errors import DataFileError, InvalidDataset
from indicators.export import Download, to_csv
from indicators.model import Indicator, Observation
from indicators.model.code_lists import MEASURES
from indicators.model.quantity import check_kept, parse_printed_number, quantity_of
from indicators.query import Selection
from indicators.query.packed_dataset import MANIFEST_NAME, from_stored_rows, read_manifest, to_stored_rows
from indicators.query.packing import pack_dataset
from indicators.query.packing.input_columns import COLUMN_DEFAULTS, INPUT_COLUMNS
from indicators.query.packing.input_file import InputFile
from indicators.query.packing.number_columns import parse_number_column
from indicators.query.packing.row_reader import RowReader
from indicators.query.table import build_table
from indicators.web.live_catalogue import LiveCatalogue
from tests.packing import HEADER, ROWS, packed
from tests.packing import table as written
from tests.sections import without

plain = st.decimals(-(10**9), 10**9, places=2).map(str) | st.integers(-(10**15), 10**15).map(str)
printed = st.one_of(
    plain,
    plain.map(lambda text: text.rstrip("0")),
    st.sampled_from(["0", "-0", "007", "1,250", "1.50 million", "14.5 万亿", "1/9", "2/7", "2x", "1.5x", "100", "1000", "-1.5"]),
    st.sampled_from(["5–5.5", "5-5.5", "5 – 5.5 million", "-3–-2", "-1–1", "1/4–1/3", "93,200–93,400", "2x–3x", "3.7 ± 0.7", "-1±1.5", "1 ± 0.25 million"]),
    st.tuples(plain, plain).map("–".join),
    st.tuples(plain, plain).map(" ± ".join),
    st.sampled_from(["", "1e3", "1.", ".5", "+5", "--1", "1/0", "１", "12345678901234567890123456789", "five", "1 000"]),
)  # fmt: skip
HEDGES = ("exact", "over", "at_least", "nearly", "under", "at_most", "about", "between")


def pick(*values):
    return st.sampled_from(values)


@st.composite
def cells(draw):
    """One row: mostly good, now and then with something wrong in one place."""
    wrong = draw(pick(*[""] * 12, "indicator", "region", "sector", "period", "timing", "value", "stated", "at", "base_period", "usd"))  # fmt: skip
    indicator = draw(pick("catch", "gdp", "gdp-growth", "gdp-rank", "gdp-share", "jobs"))
    row = {
        "indicator": indicator,
        "region": draw(pick("ostland", "east", "isle", "port", "bay")),
        "sector": draw(pick(None, "fishing", "salmon")),
        "counterpart": draw(pick(None, "world-ports")),
        "period": draw(
            pick(
                None,
                "2019",
                "2020-02",
                "2021/2025",
                "2019-01/2019-10",
                "2024-06-30",
                "2024-Q3",
                "2023-H1",
                "0001-03",
                "9999",
                "2031",
            )
        ),
        "timing": draw(pick("during", "at", "average")),
        "value": draw(
            pick(
                "12",
                "12.50",
                "3",
                "-4.5",
                "1/3",
                "1.5 million",
                "93,200",
                "2x",
                "120",
                "0",
                "5–5.5",
                "-3–-2",
                "90–120",
                "5.5-5",
                "3.7 ± 0.7",
                "5 ± 0",
                "2x–3x",
                "1/5–1/4",
                "1/4–2x",
                "1–3",
                "123456789012345678",
            )
        ),
        "qualifier": draw(pick(*HEDGES)),
        "status": draw(pick("actual", "actual", "target", "expected")),
        "base_period": draw(pick(None, None, None, "2018", "2018-Q1")),
        "stated": draw(pick(None, "some twelve", "Ｔwelve 万", "12 of 13")),
        "usd": draw(pick(None, None, None, "7.5", "7 billion", "7–8", "7 ± 1", "1/3", "2x", "-7")),
        "source": draw(pick("gazette", "herald")),
        "at": draw(pick("4", "9;2", "007")),
        "speaker": draw(pick(None, "Mayor")),
        "note": draw(pick(None, "First estimate.")),
        "id": draw(pick(None, None, None, "own.id-1", "Own Id")),
    }
    if wrong:
        row[wrong] = draw(
            pick("", "nonsense", "2020-13", "2019-01/2019-12", "2024-q3", "1e5", "x " * 14, "4,5", "gdp ")
        )
    return {name: row.get(name) or COLUMN_DEFAULTS.get(name) for name in INPUT_COLUMNS} | {
        "stated": row["stated"] or row["value"] or None,
        "at": row["at"] or "1",
        "speaker_zh": row["speaker"],
        "note_zh": row["note"],
    }


def columns(rows):
    return {name: pa.array([row[name] for row in rows], pa.string()) for name in INPUT_COLUMNS}


def by_the_rules(dataset, row):
    """The observation that a row is in the data file; None when the data file's rules refuse it."""
    known = ("indicator", "region", "sector", "counterpart", "source")
    if any(row[name] is not None and row[name] not in getattr(dataset, f"{name}s") for name in known):
        return None
    if row["indicator"] is None:
        return None
    tree = {name: row[name] for name in Observation.model_fields if name in row}
    try:
        observation = Observation.model_validate(tree | {"at": row["at"].split(";")})
    except ValidationError:
        return None
    head = dataset.indicators[row["indicator"]]
    unit, source = dataset.units[head.unit], dataset.sources[row["source"]]
    return None if list(record_rules.check_observation(observation, head, unit, source)) else observation


@settings(max_examples=25)
@given(st.lists(cells(), min_size=1, max_size=8))
def test_a_row_is_the_figure_it_would_be_in_the_data_file_or_refused_like_it(small, rows):
    dataset, reader = small.dataset, RowReader(small.dataset, "table.csv", 10_000)
    expected = {place: by_the_rules(dataset, row) for place, row in enumerate(rows, start=2)}

    found = reader.read(np.arange(2, len(rows) + 2), columns(rows))
    refused = {problem.line for problem in reader.problems}

    assert refused == {place for place, observation in expected.items() if observation is None}
    assert reader.faulty == len(refused)
    assert found["row"].to_pylist() == [place for place, good in expected.items() if good]
    for place, good in expected.items():
        if good:
            head = dataset.indicators[rows[place - 2]["indicator"]]
            fields = {name: getattr(head, name) for name in type(head).model_fields} | {
                "observations": (good,)
            }
            alone = replace(dataset, indicators={head.id: Indicator.model_construct(**fields)})
            own = found.filter(pa.array(np.array(found["row"]) == place)).drop_columns(["row"])
            there = from_stored_rows(own, dataset)
            left = ["position", "part", "is_latest"]
            pd.testing.assert_frame_equal(
                there.drop(columns=left), build_table(alone).drop(columns=left), check_categorical=False
            )


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            printed,
            pick(*HEDGES),
            pick("money", "count", "percent", "points", "rank", "duration", "other"),
            pick("level", "growth", "share", "rank", "change"),
            st.booleans(),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_the_intervals_of_a_column_are_those_of_each_number(some):
    texts, hedges, kinds, measures, balances = map(list, zip(*some, strict=True))
    can_be_negative = [
        MEASURES[measure].is_signed or own for measure, own in zip(measures, balances, strict=True)
    ]
    found = parse_number_column(
        pa.array(texts, pa.string()),
        np.array(hedges),
        np.array(kinds),
        np.array(measures),
        np.array(can_be_negative),
    )

    for place, (text, *how, own) in enumerate(some):
        try:
            number = parse_printed_number(text)
            check_kept(number)
        except ValueError:
            assert not found.read[place]
            continue
        stated = quantity_of(number, *how, can_be_negative=own)
        ends = [np.nan if end is None else float(end) for end in (number.value, stated.low, stated.high)]
        assert found.read[place]
        assert stated.value == (None if number.ends else number.value)
        np.testing.assert_array_equal([found.value[place], found.low[place], found.high[place]], ends)
        assert (found.precision[place], found.form[place]) == (float(number.precision), number.form)


def test_a_table_is_stored_and_read_back_unchanged(catalogue):
    whole = catalogue.rows(Selection(implied=True))

    pd.testing.assert_frame_equal(
        from_stored_rows(to_stored_rows(whole), catalogue.dataset), whole, check_categorical=False
    )


def test_a_folder_may_have_any_name(tmp_path, vocabulary_file):
    folder = tmp_path / "O'Brien's “figures”"
    folder.mkdir()

    assert len(indicators.load(packed(folder, vocabulary_file), "duckdb")) > len(ROWS)


class TestFaults:
    def told(self, folder, vocabulary_file, rows, header=HEADER, **fixed):
        outcome = pack_dataset(written(folder, rows, header), vocabulary_file, folder / "out", fixed)
        assert outcome.manifest is None
        assert not list((folder / "out").glob("*")) if (folder / "out").exists() else True
        return [str(problem).partition("table.csv:")[2] for problem in outcome.problems]

    def test_each_is_told_with_row_column_and_the_nearest_valid_value(self, tmp_path, vocabulary_file):
        rows = [
            "catch,prot,salmon,,2019,during,12,exact,,herald,4",
            "gdp,isle,,,2019-13,during,12,exact,,gazette,2",
            "gdp,isle,,,2019,dring,twelve,exactly,,gazette,x",
            "gdp-share,isle,,,2019,during,120,exact,,gazette,2",
            "gdp-growth,isle,,,2031,during,2.5,exact,,gazette,2",
        ]

        assert self.told(tmp_path, vocabulary_file, rows) == [
            "2:region: there is no region 'prot'; did you mean 'port'? [unknown-id]",
            "3:period: there is no such date in the period '2019-13' [period]",
            "4:at: expected a whole number; found 'x' [at]",
            "4:qualifier: expected one of exact, over, at_least, nearly, under, at_most, about, between; found 'exactly'; did you mean 'exact'? [choice]",
            "4:timing: expected one of at, during, cumulative, average, unclear; found 'dring'; did you mean 'during'? [choice]",
            "4:value: expected a number such as 93,200, 38.1, 1.609 million, 1/9 or 2x, a range such as 5–5.5 or a margin such as 3.7 ± 0.7; found 'twelve' [value]",
            "5:value: a share lies between 0 and 100 percent; found '120' [value]",
            "6:period: the period 2031 begins after the source was published (2025-03-07); expected status expected or target [status]",
        ]

    def test_columns_that_are_missing_unknown_or_twice_are_told_first(self, tmp_path, vocabulary_file):
        header = "indicator,regoin,period,timing,value,value"

        assert self.told(tmp_path, vocabulary_file, ["gdp,isle,2019,during,1,1"], header) == [
            "1:region: the column 'region' is missing; add it or give --set region=VALUE [missing]",
            "1:regoin: unknown column 'regoin'; did you mean 'region'? [unknown-column]",
            "1:source: the column 'source' is missing; add it or give --set source=VALUE [missing]",
            "1:value: the column 'value' stands there twice [duplicate-column]",
        ]

    def test_figures_with_one_id_are_told_also_those_of_the_vocabulary(self, tmp_path, vocabulary_file):
        header = HEADER.replace(",counterpart,", ",base_period,")
        rows = [
            "gdp-growth,east,,2018,2019,during,5,exact,,gazette,2",
            "gdp-growth,east,,2017,2019,during,6,exact,,gazette,3",
            "gdp-growth,ostland,,2020,2024,during,7,exact,,gazette,3",
        ]

        assert self.told(tmp_path, vocabulary_file, rows, header) == [
            "3:id: the figure of row 2 has the same id 'gdp-growth.east.2019'; give one of them an id of its own in a column 'id' [duplicate-observation]",
            "4:id: the figure of the vocabulary has the same id 'gdp-growth.ostland.2024'; give one of them an id of its own in a column 'id' [duplicate-observation]",
        ]

    def test_rows_in_the_same_words_of_one_source_are_told(self, tmp_path, vocabulary_file):
        rows = [
            "jobs,east,,,2019,at,5,exact,,gazette,2",
            "jobs,east,,,2019,at,5,about,,gazette,3",
            "jobs,east,,,2019,at,5,over,,gazette,4",
        ]

        assert self.told(tmp_path, vocabulary_file, rows) == [
            "3:stated: the figure of row 2 is of the same thing, from the same source and in the same words; expected one row with the lines of both in 'at', or other words in 'stated' [duplicate-observation]",
            "4:stated: the figure of row 2 is of the same thing, from the same source and in the same words; expected one row with the lines of both in 'at', or other words in 'stated' [duplicate-observation]",
        ]

    def test_a_row_of_another_length_is_told_and_the_others_keep_their_numbers(
        self, tmp_path, vocabulary_file
    ):
        rows = [ROWS[0], "gdp,isle", ROWS[1], "gdp,nowhere,,,2019,during,1,exact,,gazette,2"]

        assert self.told(tmp_path, vocabulary_file, rows) == [
            "3:row: expected 11 cells; found 2 [row]",
            "5:region: there is no region 'nowhere'; expected one of bay, east, isle, mill-isle, mill-port, ostland, port [unknown-id]",
        ]

    def test_the_list_is_capped_and_says_how_many_rows_there_are(self, tmp_path, vocabulary_file):
        rows = [f"gdp,isle,,,{year},during,x,exact,,gazette,2" for year in range(1000, 1900)]
        path = written(tmp_path, rows)
        command = ["pack", str(path), "--vocabulary", str(vocabulary_file), "--out", str(tmp_path / "out")]
        result = CliRunner().invoke(main, command)

        assert result.exit_code == 1
        assert result.stderr.count("\n") == 101
        assert result.stderr.endswith(
            "100 problems; 800 more rows have some that are not listed; nothing was packed\n"
        )

    @pytest.mark.parametrize(
        ("faulty", "told"),
        [
            (1, "1 problem; nothing was packed\n"),
            (100, "100 problems; nothing was packed\n"),
            (101, "100 problems; 1 more row has some that are not listed; nothing was packed\n"),
            (102, "100 problems; 2 more rows have some that are not listed; nothing was packed\n"),
        ],
    )
    def test_what_is_not_listed_is_counted(self, tmp_path, vocabulary_file, faulty, told):
        path = written(tmp_path, [f"gdp,isle,,,{1000 + n},during,x,exact,,gazette,2" for n in range(faulty)])
        command = ["pack", str(path), "--vocabulary", str(vocabulary_file), "--out", str(tmp_path / "out")]

        assert CliRunner().invoke(main, command).stderr.splitlines(keepends=True)[-1] == told

    @pytest.mark.parametrize("given", ["timing", "=during", "timing=", "="])
    def test_a_value_for_a_column_has_both_a_name_and_a_value(self, tmp_path, vocabulary_file, given):
        path = written(tmp_path, [])
        command = ["pack", str(path), "--vocabulary", str(vocabulary_file), "--out", str(tmp_path / "out")]
        told = CliRunner().invoke(main, [*command, "--set", given])

        assert told.exit_code == 2
        assert f"expected COLUMN=VALUE; found {given!r}" in told.output

    @pytest.mark.parametrize(("style", "told"), [("json", "[]\n"), ("github", "")])
    def test_programs_are_told_of_faults_alone(self, tmp_path, vocabulary_file, style, told):
        path = written(tmp_path, ROWS)
        command = ["pack", str(path), "--vocabulary", str(vocabulary_file), "--out", str(tmp_path / "out")]
        result = CliRunner().invoke(main, [*command, "--format", style])

        assert (result.exit_code, result.stdout, result.stderr) == (0, told, "")

    @pytest.mark.parametrize(
        ("bounds", "qualifier", "message"),
        [
            ("9,", "over", ""),
            ("9,11", "exact", ""),
            (
                "9,11",
                "over",
                "2:low: the bounds do not fit the hedge over of 10: low is the value and high is empty; found low 9, high 11 [bound]",
            ),
            (
                "11,12",
                "about",
                "2:low: the bounds do not fit the hedge about of 10: low is at most, high at least the value; found low 11, high 12 [bound]",
            ),
            (
                "nine,",
                "exact",
                "2:low: expected a number in plain figures, such as 1250.5; found 'nine' [bound]",
            ),
        ],
    )
    def test_bounds_that_are_given_must_fit_the_hedge(
        self, tmp_path, vocabulary_file, bounds, qualifier, message
    ):
        value = "9" if (bounds, qualifier) == ("9,", "over") else "10"
        rows = [f"gdp,isle,2019,during,{value},{bounds},{qualifier},gazette"]
        header = "indicator,region,period,timing,value,low,high,qualifier,source"
        if message:
            assert self.told(tmp_path, vocabulary_file, rows, header) == [message]
        else:
            folder = packed_with(tmp_path, vocabulary_file, rows, header)
            row = indicators.load(folder).find("gdp.isle.2019")
            assert (row.low, "" if pd.isna(row.high) else f"{row.high:g}") == (9.0, bounds.partition(",")[2])

    def test_a_vocabulary_with_faults_is_told_like_a_data_file(self, tmp_path, vocabulary_file):
        bad = tmp_path / "bad.yaml"
        bad.write_text(
            vocabulary_file.read_text(encoding="utf-8").replace("kind: city", "kind: realm"), encoding="utf-8"
        )

        with pytest.raises(InvalidDataset, match="found 'realm'"):
            pack_dataset(written(tmp_path, ROWS), bad, tmp_path / "out")

    def test_files_that_cannot_be_read_are_one_line(self, tmp_path, vocabulary_file):
        with pytest.raises(DataFileError, match=r"none\.csv: cannot be read"):
            pack_dataset(tmp_path / "none.csv", vocabulary_file, tmp_path / "out")
        (tmp_path / "x.parquet").write_bytes(b"no parquet")
        with pytest.raises(DataFileError, match=r"x\.parquet: expected Parquet; cannot be read"):
            pack_dataset(tmp_path / "x.parquet", vocabulary_file, tmp_path / "out")
        (tmp_path / "gbk.csv").write_bytes("区域,值\n".encode("gbk"))
        with pytest.raises(DataFileError, match=r"gbk\.csv: expected CSV in UTF-8; cannot be read"):
            pack_dataset(tmp_path / "gbk.csv", vocabulary_file, tmp_path / "out")


def packed_with(folder, vocabulary, rows, header):
    outcome = pack_dataset(written(folder, rows, header), vocabulary, folder / "packed")
    assert outcome.manifest, outcome.problems
    return folder / "packed"


class TestSources:
    def test_columns_left_out_have_their_defaults(self, tmp_path, vocabulary_file):
        folder = packed_with(
            tmp_path,
            vocabulary_file,
            ["gdp,isle,2019,during,5.5,gazette"],
            "indicator,region,period,timing,value,source",
        )
        row = indicators.load(folder).find("gdp.isle.2019")

        assert (row.qualifier, row.status, row.stated, row.locator, row.basis) == (
            "exact",
            "actual",
            "5.5",
            "2",
            "stated",
        )

    def test_parquet_numbers_and_days_are_read_as_they_would_be_printed(self, tmp_path):
        path = tmp_path / "t.parquet"
        days = [date(2024, 6, 30), date(2024, 7, 1), None]
        pq.write_table(
            pa.table({"value": [1e20, 0.06, float("nan")], "n": [1, 2, None], "day": pa.array(days)}), path
        )
        [(rows, batch)] = InputFile(path).batches()

        assert rows.tolist() == [1, 2, 3]
        assert batch.to_pydict() == {
            "value": ["100000000000000000000", "0.06", None],
            "n": ["1", "2", None],
            "day": ["2024-06-30", "2024-07-01", None],
        }

    def test_what_is_taken_away_can_be_packed_again(self, tmp_path, small, vocabulary_file):
        """An exported table names its columns as the contract does; bounds come with it."""
        bare = tmp_path / "bare.yaml"
        text = without(vocabulary_file.read_text(encoding="utf-8"), "relations")
        kept = [line for line in text.split("\n") if "headlines:" not in line]
        bare.write_text("\n".join(kept), encoding="utf-8")
        about = Download(small, Selection(), date(2026, 11, 21))
        (tmp_path / "table.csv").write_bytes(to_csv(small.figures(), about))
        outcome = pack_dataset(tmp_path / "table.csv", without_figures(bare), tmp_path / "packed")
        assert outcome.problems == ()
        again = indicators.load(tmp_path / "packed").observations().set_index("observation_id")

        expected = small.observations().set_index("observation_id").sort_index()
        pd.testing.assert_frame_equal(
            again.sort_index(), expected, check_categorical=False, check_dtype=False
        )

    def test_a_table_longer_than_a_batch_is_read_to_its_end(self, tmp_path, vocabulary_file, monkeypatch):
        monkeypatch.setattr("indicators.query.packing.input_file.BATCH_ROWS", 3)
        monkeypatch.setattr("indicators.query.packing.input_file._BLOCK_BYTES", 500)
        folder = packed(tmp_path, vocabulary_file)

        assert len(indicators.load(folder)) == len(ROWS) + 20


def without_figures(path):
    """The same vocabulary, its indicators without their observations."""
    lines, dropping = [], False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("    observations:"):
            dropping = True
        elif dropping and not line.startswith("      "):
            dropping = False
        if not dropping:
            lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class TestFolder:
    @pytest.fixture
    def folder(self, tmp_path, vocabulary_file):
        return packed(tmp_path, vocabulary_file)

    def test_the_same_table_gives_the_same_version(self, folder, vocabulary_file):
        before = read_manifest(folder)

        assert pack_dataset(folder.parent / "table.csv", vocabulary_file, folder).manifest.digest != ""
        packed(folder.parent, vocabulary_file)
        assert read_manifest(folder) == before

    def test_a_new_version_is_served_and_the_old_one_answers_until_then(
        self, folder, vocabulary_file, monkeypatch
    ):
        monkeypatch.setattr("indicators.web.live_catalogue.POLL_SECONDS", 0)
        monkeypatch.setattr("indicators.web.live_catalogue.SETTLING_SECONDS", 0, raising=False)
        served = LiveCatalogue(folder)
        old = served.state().catalogue
        packed(folder.parent, vocabulary_file, ROWS[:5])

        assert len(old.rows()) == len(ROWS) + 20
        assert len(served.state().catalogue) == 5 + 20
        assert served.state().fault is None

    def test_a_folder_counted_by_other_dimensions_than_todays_is_to_be_packed_again(self, folder):
        [counts] = folder.glob("combinations-*")
        size = counts.stat().st_size
        pq.write_table(pq.read_table(counts).drop_columns(["plan"]), counts)
        manifest = folder / "manifest.json"
        written = manifest.read_text().replace(f": {size}", f": {counts.stat().st_size}")
        manifest.write_text(written)
        with pytest.raises(DataFileError) as caught:
            indicators.load(folder)
        assert str(caught.value) == f"{counts}: expected a column 'plan'; found none: pack it again"

    def test_a_folder_that_is_not_whole_is_refused_in_one_line(self, folder):
        [rows] = folder.glob("observations-*")
        rows.write_bytes(rows.read_bytes()[:-10])
        size = rows.stat().st_size
        with pytest.raises(DataFileError) as caught:
            indicators.load(folder)
        assert str(caught.value) == (
            f"{rows}: expected {size + 10:,} bytes; found {size:,}: copy or pack it again"
        )
        rows.unlink()
        with pytest.raises(DataFileError, match="not a packed dataset: there is no observations-"):
            indicators.load(folder)
        (folder / MANIFEST_NAME).write_text("{", encoding="utf-8")
        with pytest.raises(DataFileError, match=r"manifest\.json: cannot be read"):
            indicators.load(folder)
        with pytest.raises(DataFileError, match=r"not a packed dataset: there is no manifest\.json"):
            indicators.load(folder.parent)

    def test_the_command_packs_and_says_what(self, tmp_path, vocabulary_file):
        path, out = (
            written(tmp_path, ["gdp,isle,2019,5.5"], "indicator,region,period,value"),
            tmp_path / "out",
        )
        command = ["pack", str(path), "--vocabulary", str(vocabulary_file), "--out", str(out)]
        result = CliRunner().invoke(main, [*command, "--set", "timing=during", "--set", "source=gazette"])
        manifest = json.loads((out / MANIFEST_NAME).read_text(encoding="utf-8"))

        assert (result.exit_code, result.output) == (
            0,
            f"{out}: 23 figures, content {manifest['digest']}\n",
        )
        wrong = CliRunner().invoke(main, [*command, "--set", "timing"])
        assert wrong.exit_code == 2
        assert "expected COLUMN=VALUE; found 'timing'" in wrong.output

    def test_files_are_taken_from_it_on_the_command_line(self, folder):
        command = ["export", "observations", "--data", str(folder), "--format", "csv", "--region", "port"]
        result = CliRunner().invoke(main, command)

        assert result.exit_code == 0
        assert result.stdout.count("\n") == len(indicators.load(folder).rows(Selection(region=("port",)))) + 1
