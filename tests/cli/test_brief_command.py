"""`indicators brief`: a page as a file, by the end of its name; one line for what cannot be."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from indicators.cli import main


def run(*arguments):
    return CliRunner().invoke(main, ["brief", *map(str, arguments)], prog_name="indicators")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (("--region", "nansha"), "Nansha"),
        (("--sector", "services"), "Services"),
        (("--plan", "15"), "15th Five-Year Plan"),
        (("--topic", "trade", "--region", "guangzhou"), "Foreign trade"),
    ],
)
def test_it_writes_the_page_that_is_named_first(tmp_path, subject, title):
    result = run(*subject, "--out", tmp_path / "page.html")

    assert (result.exit_code, result.output) == (0, "")
    assert f"<h1>{title}</h1>" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_it_speaks_chinese_and_names_the_site(tmp_path):
    result = run(
        "--region",
        "nansha",
        "--lang",
        "zh",
        "--site",
        "https://figures.example",
        "--out",
        tmp_path / "a.HTML",
    )
    page = (tmp_path / "a.HTML").read_text(encoding="utf-8")

    assert result.exit_code == 0
    assert '<html lang="zh-Hans">' in page
    assert 'href="https://figures.example/regions?region=nansha&amp;lang=zh"' in page


def test_a_word_document_is_one(tmp_path):
    assert run("--plan", "15", "--out", tmp_path / "plan.docx").exit_code == 0
    assert (tmp_path / "plan.docx").read_bytes().startswith(b"PK\x03\x04")


def test_standard_output_needs_a_format():
    assert run("--region", "nansha", "--out", "-", "--format", "html").stdout.startswith("<!doctype html>")
    refused = run("--region", "nansha", "--out", "-")

    assert refused.exit_code == 2
    assert "expected a name that ends with .html or .docx or .pdf; found '-'" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("--region", "guangzou"),
            2,
            "indicators: there is no region 'guangzou'; did you mean 'guangzhou'?\n",
        ),
        ((), 2, "indicators: a brief is about one of region, sector, plan, topic; found none\n"),
        (
            ("--region", "nansha", "--region", "guangzhou"),
            2,
            "indicators: a brief is about one of region, sector, plan, topic; found 2 of region\n",
        ),
    ],
)
def test_what_it_cannot_be_about_is_said_in_one_line_and_nothing_is_written(
    tmp_path, arguments, code, message
):
    result = run(*arguments, "--out", tmp_path / "page.html")

    assert (result.exit_code, result.stderr) == (code, message)
    assert not (tmp_path / "page.html").exists()


def test_a_file_that_cannot_be_written_is_said():
    result = run("--region", "nansha", "--out", "/nowhere/page.html")

    assert result.exit_code == 2
    assert result.stderr.startswith("indicators: /nowhere/page.html: cannot be written")
