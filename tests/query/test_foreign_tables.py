"""A table that is no CSV in UTF-8 with commas: the answer says what it is and what to do."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
import xlsxwriter
from click.testing import CliRunner

from indicators.cli import main
from indicators.errors import DataFileError
from indicators.query.packing import input_file
from indicators.query.packing.input_columns import check_header
from indicators.query.packing.input_file import InputFile
from tests.packing import HEADER, ROWS

ENGLISH = "\n".join([HEADER, *ROWS])
SIMPLIFIED = (
    f"{HEADER},note\ncatch,port,salmon,,2019,during,12,exact,,herald,4,渔业产值突破三亿元，同比增长\n"
)
TRADITIONAL = (
    f"{HEADER},note\ncatch,port,salmon,,2019,during,12,exact,,herald,4,漁業產值突破三億元，同比增長\n"
)
FRENCH = f"{HEADER},note\ncatch,port,salmon,,2019,during,12,exact,,herald,4,Pêche déclarée à l’été\n"
RUSSIAN = f"{HEADER},note\ncatch,port,salmon,,2019,during,12,exact,,herald,4,Вылов рыбы\n"
SAVE = "); save it as UTF-8 (in Excel: CSV UTF-8, comma delimited)"
WORKBOOK = "); open it and save it as CSV UTF-8 (comma delimited)"
ONE_BYTE = "text in another encoding, probably Windows-1252 or another encoding of one byte a letter"


def workbook():
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, HEADER.split(","))
    book.close()
    return held.getvalue()


def archive(name, content=b"x"):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(name, content)
    return held.getvalue()


CONTENTS = {
    "workbook": (workbook(), f"an Excel workbook (.xlsx){WORKBOOK}"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), f"an Excel workbook (.xls){WORKBOOK}"),
    "open document": (
        archive("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        f"an OpenDocument spreadsheet (.ods){WORKBOOK}",
    ),
    "zip": (archive("table.csv"), "a zip archive); unpack it"),
    "gzip": (gzip.compress(ENGLISH.encode()), "a gzip archive); unpack it"),
    "parquet": (b"PAR1\x15\x04", "Parquet); name it .parquet"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "a PDF); take the table out of it"),
    **{
        f"{name} of {encoding}": (text.encode(encoding), f"text in {encoding[:6].upper()}{SAVE}")
        for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")
        for name, text in (("English", ENGLISH), ("Chinese", SIMPLIFIED))
    },
    "gbk": (SIMPLIFIED.encode("gbk"), f"text in another encoding, probably GBK on line 2{SAVE}"),
    "gb18030": (SIMPLIFIED.encode("gb18030"), f"text in another encoding, probably GBK on line 2{SAVE}"),
    "big5": (TRADITIONAL.encode("big5"), f"text in another encoding, probably Big5 on line 2{SAVE}"),
    "cp1252": (FRENCH.encode("cp1252"), f"{ONE_BYTE} on line 2{SAVE}"),
    "cp1251": (RUSSIAN.encode("cp1251"), f"{ONE_BYTE} on line 2{SAVE}"),
    "bytes": (b"a,b\n" + bytes([0, 1, 2, 3, 200] * 50), f"bytes that are no text{SAVE}"),
}  # fmt: skip


@pytest.mark.parametrize("content", CONTENTS)
def test_what_is_no_text_in_utf8_is_named(tmp_path, content):
    path = tmp_path / "table.csv"
    data, said = CONTENTS[content]
    path.write_bytes(data)

    with pytest.raises(DataFileError) as caught:
        InputFile(path)

    assert str(caught.value) == f"{path}: expected CSV in UTF-8; cannot be read ({said}"


@pytest.mark.parametrize("block", [200, 8_000_000])
def test_a_wrong_encoding_far_down_is_told_with_its_line(tmp_path, monkeypatch, block):
    path = tmp_path / "table.csv"
    path.write_bytes(
        "".join(f"{HEADER}\n\n" for _ in range(40)).encode() + "渔业产值,突破三亿元\n".encode("gbk")
    )
    monkeypatch.setattr(input_file, "_BLOCK_BYTES", block)

    with pytest.raises(DataFileError) as caught:
        list(InputFile(path).batches())

    assert str(caught.value).endswith(
        f"cannot be read (text in another encoding, probably GBK on line 81{SAVE}"
    )


SEPARATORS = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    "，": "commas of full width",
    "；": "semicolons of full width",
    "、": "enumeration commas",
    " ": "spaces",
}


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("before", ["", "\n\n", "\ufeff"])
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "names", [HEADER, HEADER.upper(), "地区,年份,数值,period,value", "observation_id,locator,value"]
)
def test_another_separator_is_named_and_nothing_else_is_told(tmp_path, separator, before, quote, names):
    path = tmp_path / "table.csv"
    header = separator.join(f"{quote}{name}{quote}" for name in names.split(","))
    path.write_text(f"{before}{header}\n{separator.join('1' for _ in names.split(','))}\n", encoding="utf-8")

    line = 1 + before.count("\n")
    assert [str(problem) for problem in check_header(InputFile(path), {})] == [
        f"{path}:{line}:row: expected columns parted by commas; found {SEPARATORS[separator]}: "
        "save it as CSV UTF-8 (comma delimited) [separator]"
    ]


@pytest.mark.parametrize("first", ["sep=;", "sep=,", "SEP=\t"])
def test_a_line_that_only_excel_reads_is_named(tmp_path, first):
    path = tmp_path / "table.csv"
    path.write_text(f"{first}\n{HEADER}\n", encoding="utf-8")

    [problem] = check_header(InputFile(path), {})

    assert "which only Excel reads" in problem.message


def test_the_command_says_it_in_one_line(tmp_path, vocabulary_file):
    path = tmp_path / "table.csv"
    path.write_text(ENGLISH.replace(",", ";"), encoding="utf-8")
    told = CliRunner().invoke(
        main, ["pack", str(path), "--vocabulary", str(vocabulary_file), "--out", str(tmp_path / "out")]
    )

    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == (
        f"{path}:1:row: expected columns parted by commas; found semicolons: save it as CSV UTF-8 (comma delimited) "
        "[separator]\n1 problem; nothing was packed\n"
    )


def test_columns_of_commas_with_another_name_among_them_are_columns_of_commas(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(f"{HEADER},my note; and more\n", encoding="utf-8")

    assert [problem.rule for problem in check_header(InputFile(path), {})] == ["unknown-column"]
