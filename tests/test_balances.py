"""Balances: levels that can be below zero because their indicator says so, from the data file to every file and chart."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import product

import pytest

import indicators
from indicators.charts import draw_charts, draw_comparison
from indicators.check.dataset_file import parse_dataset
from indicators.curation.layout import format_data_file
from indicators.curation.verify import verify_figures
from indicators.errors import InvalidDataset
from indicators.export import Download, to_csv
from indicators.i18n import load_messages
from indicators.model.hedges import HEDGES
from indicators.query import Selection
from indicators.query.packing import pack_dataset
from indicators.text import format_bounds, format_figure
from indicators.yamlfile import parse_document
from tests import world

SAY = {language: load_messages(language) for language in ("en", "zh")}
BALANCE = world.INDICATORS[0] | {
    "id": "balance",
    "name": world.both("Trade balance", "贸易差额"),
    "negative": "true",
}
HEADS = [*world.INDICATORS, BALANCE]


def catalogue(*trees, relations=(), **sections):
    return world.catalogue(list(trees), list(relations), heads=HEADS, **sections)


def balance(value, **fields):
    return world.figure("balance", value, **fields)


def faults(*trees, relations=(), heads=HEADS):
    with pytest.raises(InvalidDataset) as refused:
        parse_dataset(world.text(list(trees), list(relations), heads=heads))
    return [problem.message for problem in refused.value.problems]


class TestCheck:
    def test_a_level_below_zero_is_refused_with_the_field_that_allows_it(self):
        [message] = faults(world.figure("gdp", "-5 million"))

        assert message.endswith(
            "a level cannot be negative: expected 0 or more, or 'negative: true' on its indicator; found '-5 million'"
        )

    @pytest.mark.parametrize("value", ["-5 million", "0", "5 million", "-1–5", "-3 ± 1", "1 ± 3"])
    def test_a_balance_lies_on_either_side_of_zero(self, value):
        qualifier = "between" if "–" in value else "exact"

        assert catalogue(balance(value, qualifier=qualifier, id="b")).find("b").printed == value

    @pytest.mark.parametrize("head", [head for head in world.INDICATORS if head["measure"] != "level"])
    def test_only_a_level_says_so(self, head):
        values = {"rank": "1", "streak": "1"}
        message = f"only a level says that it can be negative, and this is a {head['measure']}"

        found = faults(
            world.figure(head["id"], values.get(head["measure"], "5")), heads=[head | {"negative": "true"}]
        )

        assert [one.endswith(message) for one in found] == [True]

    @pytest.mark.parametrize("word", ["yes", "True", "1", "on", "no", ""])
    def test_it_is_true_or_false(self, word):
        [message] = faults(balance("5"), heads=[BALANCE | {"negative": word}])

        assert message.endswith(f"negative: expected true or false; found {word!r}")

    def test_false_is_as_if_it_were_left_out(self):
        [message] = faults(balance("-5"), heads=[BALANCE | {"negative": "false"}])

        assert "a level cannot be negative" in message

    def test_the_layout_keeps_it_plain(self):
        text = format_data_file(world.text([balance("-5")], heads=HEADS), "f.yaml")

        assert "negative: true\n" in text
        assert parse_dataset(text).indicators["balance"].negative is True


#: printed, hedge → low and high
BOUNDS = {
    ("-20", "exact"): (-25.0, -15.0),
    ("-20", "over"): (None, -20.0),
    ("-20", "at_least"): (None, -20.0),
    ("-20", "nearly"): (-20.0, -10.0),
    ("-20", "under"): (-20.0, 0.0),
    ("-20", "at_most"): (-20.0, 0.0),
    ("-20", "about"): (-30.0, -10.0),
    ("20", "under"): (None, 20.0),
    ("20", "at_most"): (None, 20.0),
    ("20", "over"): (20.0, None),
    ("0", "under"): (None, 0.0),
    ("-3–2", "between"): (-3.0, 2.0),
}
#: The same in words.
SAID = {
    ("-20", "over"): ("below -20 crowns", "小于-20克朗"),
    ("-20", "nearly"): ("nearly -20 crowns", "近-20克朗"),
    ("-20", "under"): ("above -20 crowns", "大于-20克朗"),
    ("-20", "exact"): ("-20 crowns", "-20克朗"),
    ("20", "under"): ("under 20 crowns", "不足20克朗"),
    ("-3–2", "between"): ("-3 to 2 crowns", "-3～2克朗"),
}


def bounds(row):
    return tuple(None if end != end else end for end in (row.low, row.high))


class TestBounds:
    """The hedge of a number below zero speaks of its size; under a number from zero up there is no floor."""

    @pytest.mark.parametrize(("figure", "expected"), BOUNDS.items())
    def test_of_the_data_file(self, figure, expected):
        value, hedge = figure

        assert bounds(catalogue(balance(value, qualifier=hedge, id="b")).find("b")) == expected

    def test_of_a_packed_table_and_of_one_that_is_packed_again(self, tmp_path):
        trees = [
            balance(value, qualifier=hedge, id=f"b{n}", stated=f"balance {n}")
            for n, (value, hedge) in enumerate(BOUNDS)
        ]
        made = catalogue(*trees)
        vocabulary = json.loads(world.text(trees, heads=HEADS))
        del vocabulary["indicators"][0]["observations"]
        (tmp_path / "vocabulary.yaml").write_text(json.dumps(vocabulary), encoding="utf-8")
        with (tmp_path / "printed.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, trees[0])
            lines.writeheader()
            lines.writerows(tree | {"at": "1"} for tree in trees)
        (tmp_path / "taken.csv").write_bytes(
            to_csv(made.rows(), Download(made, Selection(), date(2026, 11, 21)))
        )
        for name in ("printed", "taken"):
            outcome = pack_dataset(tmp_path / f"{name}.csv", tmp_path / "vocabulary.yaml", tmp_path / name)
            assert outcome.problems == ()
            found = indicators.load(tmp_path / name)
            assert [bounds(found.find(f"b{n}")) for n in range(len(BOUNDS))] == list(BOUNDS.values())

    def test_a_packed_level_of_another_indicator_is_refused_as_in_the_data_file(self, tmp_path):
        vocabulary = json.loads(world.text([world.figure("gdp", "1")]))
        del vocabulary["indicators"][0]["observations"]
        (tmp_path / "vocabulary.yaml").write_text(json.dumps(vocabulary), encoding="utf-8")
        (tmp_path / "table.csv").write_text(
            "indicator,region,period,timing,value,source\ngdp,land,2024,during,-5,daily\n", encoding="utf-8"
        )
        [problem] = pack_dataset(
            tmp_path / "table.csv", tmp_path / "vocabulary.yaml", tmp_path / "out"
        ).problems

        assert (
            problem.message
            == "a level cannot be negative: expected 0 or more, or 'negative: true' on its indicator; found '-5'"
        )

    @pytest.mark.parametrize(("figure", "said"), SAID.items())
    def test_words(self, figure, said):
        value, hedge = figure
        found = catalogue(balance(value, qualifier=hedge, id="b"))

        assert tuple(format_figure(found.find("b"), found.dataset, say) for say in SAY.values()) == said

    @pytest.mark.parametrize(
        ("hedge", "value", "say"), list(product(HEDGES, ["-20", "0", "20"], SAY.values()))
    )
    def test_every_hedge_has_words_for_its_bounds(self, hedge, value, say):
        if hedge == "between":
            return
        found = catalogue(balance(value, qualifier=hedge, id="b"))

        assert format_bounds(found.find("b"), found.dataset, say)


class TestCharts:
    @pytest.mark.parametrize("say", SAY.values(), ids=SAY)
    def test_bars_go_to_both_sides_of_a_line_at_zero_with_labels_on_the_right(self, say):
        values = {"land": "5 billion", "north": "-3 billion", "south": "-1 billion", "town": "0"}
        found = catalogue(*(balance(value, region=region, id=region) for region, value in values.items()))
        [chart] = draw_charts(found.rows(), found.dataset, say)
        step = 1e9 if say.language == "en" else 1e8
        axis, [bars, *_] = chart.plot["layout"]["xaxis"], chart.plot["data"]

        assert chart.kind == "bars"
        assert list(chart.ids) == ["land", "town", "south", "north"]
        assert [x * step for x in bars["x"]] == [5e9, 0, -1e9, -3e9]
        assert axis["zeroline"]
        assert axis["range"][0] <= -3e9 / step
        labels = {
            one["name"]: one for one in chart.plot["layout"]["annotations"] if one.get("name") in values
        }
        for id in ("south", "north"):
            assert (labels[id]["x"], labels[id]["xanchor"]) == (0, "left")

    @pytest.mark.parametrize("say", SAY.values(), ids=SAY)
    def test_a_line_runs_through_zero(self, say):
        values = ("3 billion", "0", "-2 billion", "-200,000")
        found = catalogue(
            *(balance(value, period=str(2020 + n), id=f"b{n}") for n, value in enumerate(values))
        )
        [chart] = draw_charts(found.rows(), found.dataset, say)

        assert chart.kind == "line"
        assert chart.plot["layout"]["yaxis"]["zeroline"]
        assert chart.plot["layout"]["yaxis"]["range"][0] < 0
        texts = {
            one["name"]: one["text"]
            for one in chart.plot["layout"]["annotations"]
            if one.get("name", "").startswith("b")
        }
        assert list(texts.values()) == (
            ["3", "0", "-2", "-0.0002"] if say.language == "en" else ["30", "0", "-20", "-0.002"]
        )

    def test_balances_are_never_drawn_on_a_log_axis_and_have_no_index(self):
        trees = [
            balance(value, period=str(2020 + n), region=region, id=f"{region}{n}")
            for region, values in {"north": ("5", "-7", "4"), "south": ("6,000,000", "9", "8")}.items()
            for n, value in enumerate(values)
        ]
        found = catalogue(*trees)
        say = SAY["en"]

        assert "dots" not in {chart.kind for chart in draw_charts(found.rows(), found.dataset, say)}
        assert draw_comparison(found.rows(), found.dataset, say, "index") == []
        assert len(draw_comparison(found.rows(), found.dataset, say, "shared")) == 2


class TestRelations:
    def test_a_sum_of_balances_is_reconciled(self):
        trees = [
            balance(value, region=region, id=region)
            for region, value in {"land": "-2", "north": "-5", "south": "3"}.items()
        ]
        total = world.relation("s", "sum", {"parts": ["north", "south"], "total": "land"})
        [finding] = catalogue(*trees, relations=[total]).audit.findings

        assert finding.verdict == "reconciles"

    @pytest.mark.parametrize(
        ("kind", "members", "role"),
        [
            ("share", {"part": "two", "whole": "one", "share": "share"}, "whole"),
            ("share", {"part": "one", "whole": "two", "share": "share"}, "part"),
            ("growth", {"earlier": "one", "later": "later", "rate": "rate"}, "earlier"),
        ],
    )
    def test_what_is_divided_by_or_into_a_balance_below_zero_is_refused(self, kind, members, role):
        trees = [
            balance("-5", id="one", period="2023" if kind == "growth" else "2024"),
            balance("5", id="two", region="north"),
            balance("5", id="later"),
            world.figure("share", "20", id="share"),
            world.figure("growth", "20", id="rate", base_period="2023"),
        ]
        if kind == "share":
            trees = [tree for tree in trees if tree["id"] != "later"]
        [message] = faults(*trees, relations=[world.relation("r", kind, members)])

        assert message.endswith(
            f"{role!r} is below zero, and a {kind} is of amounts from zero up; found '-5'"
        )


class TestVerify:
    """Words of a deficit state the size of what lies below zero."""

    def told(self, folder, printed, value, qualifier="exact", head=BALANCE):
        sentence = f"The year closed with {printed}." if printed.isascii() else f"全年贸易{printed}。"
        (folder / "daily.txt").write_text(f"{sentence}\n", encoding="utf-8")
        unit = world.UNITS[0] | {"name": world.both("yuan", "元"), "currency": "CNY"}
        text = world.text(
            [balance(value, qualifier=qualifier, stated=printed)],
            heads=[head],
            units=[unit, *world.UNITS[1:]],
        )
        return [
            problem.message
            for problem in verify_figures(parse_document(text, "f.yaml"), folder, ["daily"]).problems
        ]

    @pytest.mark.parametrize(
        ("printed", "value", "qualifier"),
        [
            ("a deficit of 5 billion yuan", "-5 billion", "exact"),
            ("a deficit of over 5 billion yuan", "-5 billion", "over"),
            ("a net loss of nearly 3 million yuan", "-3 million", "nearly"),
            ("a surplus of 5 billion yuan", "5 billion", "exact"),
            ("逆差50亿元", "-50亿", "exact"),
            ("赤字超50亿元", "-50亿", "over"),
            ("顺差50亿元", "50亿", "exact"),
        ],
    )
    def test_a_record_has_the_sign_of_its_words(self, tmp_path, printed, value, qualifier):
        assert self.told(tmp_path, printed, value, qualifier) == []

    @pytest.mark.parametrize(
        ("printed", "value"),
        [
            ("a deficit of 5 billion yuan", "5 billion"),
            ("a surplus of 5 billion yuan", "-5 billion"),
            ("逆差50亿元", "50亿"),
            ("顺差50亿元", "-50亿"),
        ],
    )
    def test_another_sign_is_a_fault(self, tmp_path, printed, value):
        [message] = self.told(tmp_path, printed, value)

        assert message.endswith(f"found {value!r}")

    def test_an_indicator_of_deficits_counts_them(self, tmp_path):
        head = BALANCE | {"name": world.both("Trade deficit", "贸易逆差")}

        assert self.told(tmp_path, "a deficit of 5 billion yuan", "5 billion", head=head) == []
