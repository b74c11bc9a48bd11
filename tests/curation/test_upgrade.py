"""Data files of the first edition: which hedges should move, what is said of them, and how they are moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from indicators.cli import main
from indicators.curation.layout import format_data_file
from indicators.curation.upgrade import find_moved_hedges, hedge_hints
from indicators.yamlfile import parse_document

FILE = """\
indicators:
  - id: land-share
    observations:
      - region: norland
        value: {value}
        qualifier: {qualifier}
        stated: {stated}
"""


def moved(value: str, qualifier: str, stated: str) -> list[str]:
    text = FILE.format(value=value, qualifier=qualifier, stated=stated)
    return [one.now for one in find_moved_hedges(parse_document(text, "first.yaml").root)]


@pytest.mark.parametrize(
    ("value", "qualifier", "stated", "now"),
    [
        ("1", "nearly", "less than 1 percent", "under"),
        ("0.6", "nearly", "under 0.6 percent", "under"),
        ("500 billion", "nearly", "below 500 billion yuan", "under"),
        ("1", "nearly", "不足1%", "under"),
        ("3,000", "nearly", "不到3000家企业", "under"),
        ("20,000", "nearly", "up to 20,000 companies", "at_most"),
        ("20,000", "nearly", "no more than 20,000 companies", "at_most"),
        ("5", "nearly", "不超过5%", "at_most"),
        ("-20", "nearly", "fell by more than 20 percent", "over"),
        ("-20", "nearly", "下降超过20%", "over"),
        ("-20", "over", "fell by less than 20 percent", "under"),
        ("-5", "at_least", "fell by up to 5 percent", "at_most"),
    ],
)
def test_a_record_should_move_where_its_words_say_another_hedge(value, qualifier, stated, now):
    assert moved(value, qualifier, stated) == [now]


@pytest.mark.parametrize(
    ("value", "qualifier", "stated"),
    [
        ("300", "nearly", "nearly 300 certificates"),
        ("300", "nearly", "近300件"),
        ("300", "nearly", "300 certificates"),
        ("300", "nearly", "less than 400 certificates"),
        ("300", "nearly", "less than 300, later up to 300 certificates"),
        ("300", "nearly", "no number at all"),
        ("300", "under", "less than 300 certificates"),
        ("300", "over", "less than 300 certificates"),
        ("-2", "nearly", "fell by nearly 2 percent"),
        ("-2", "exact", "fell by more than 2 percent"),
        ("no number", "nearly", "less than 300 certificates"),
        ("[300]", "nearly", "less than 300 certificates"),
    ],
)
def test_a_record_stays_where_its_words_say_the_same_or_nothing_clear(value, qualifier, stated):
    assert moved(value, qualifier, stated) == []


@pytest.mark.parametrize(
    "text", ["", "- a\n", "indicators: 5\n", "indicators: [5, {id: a}, {observations: [1, {}]}]\n"]
)
def test_what_is_no_data_file_has_no_record_to_move(text):
    assert list(find_moved_hedges(parse_document(text, "first.yaml").root)) == []


def test_a_hint_says_where_what_and_how():
    text = FILE.format(value="1", qualifier="nearly", stated="less than 1 percent")

    assert [str(hint) for hint in hedge_hints(parse_document(text, "first.yaml"))] == [
        "first.yaml:6:20: indicator 'land-share', observation 1: qualifier: nearly meant another bound in the "
        "first edition; its words say under; run: indicators format --upgrade [moved-hedge]"
    ]


def test_an_upgrade_moves_hedges_and_changes_nothing_else():
    before = FILE.format(value="1  # a share", qualifier="nearly", stated="less than 1 percent")
    plain = format_data_file(before, "first.yaml")

    upgraded = format_data_file(before, "first.yaml", upgrade=True)

    assert upgraded == plain.replace("qualifier: nearly", "qualifier: under")
    assert format_data_file(upgraded, "first.yaml", upgrade=True) == upgraded


def test_a_file_of_the_first_edition_is_checked_with_a_hint_and_upgraded_by_the_command(tmp_path):
    def run(*arguments: object):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="indicators")

    small = Path(__file__).parents[1] / "data/small.yaml"
    path = tmp_path / "first.yaml"
    path.write_text(
        small.read_text(encoding="utf-8").replace("qualifier: under", "qualifier: nearly"), encoding="utf-8"
    )

    checked = run("check", path)
    assert checked.exit_code == 0
    assert "qualifier: nearly meant another bound in the first edition; its words say under" in checked.stderr

    assert run("format", "--upgrade", path).exit_code == 0
    assert "stated: less than 500 billion" in path.read_text(encoding="utf-8")
    assert run("check", path).stderr == ""
