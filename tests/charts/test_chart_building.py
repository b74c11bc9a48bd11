"""Charts in words: what those hear who do not see them, whole sentences in both languages."""

import pytest

from indicators.charts import draw_chart, draw_comparison
from tests.charted import EN, HEDGED, ZH, fig, made, printed_under


def alts(kind, *figures, changed=(), **given):
    """The alternative text of one chart in English and Chinese; `changed` are cells of the table."""
    rows, dataset = made(*figures, **given)
    rows = rows.copy()
    for place, column, value in changed:
        rows.loc[place, column] = value
    return [draw_chart(kind, rows, dataset, say).alt for say in (EN, ZH)]


@pytest.mark.parametrize(
    ("kind", "figures", "begins", "zh"),
    [
        ("bars", [fig("gdp", "1 million"), fig("gdp", "2 million", "b")], "Bar chart: Name of gdp by region.", "条形图："),
        ("dots", [fig("gdp", "1 million"), fig("gdp", "2 million", "b")], "Dot chart on a log scale: Name of gdp by region.", "对数刻度点图："),
        ("growth", [fig("growth", "1"), fig("growth", "2", "b")], "Bar chart: Name of growth by region.", "条形图："),
        ("shares", [fig("part", "1"), fig("part", "2", "b")], "Bar chart: Name of part by region.", "条形图："),
        ("whole", [fig("part", "1"), fig("part", "2", sector="cars")], "Bar of a whole: Alpha · Name of part by sector.", "占比条形图："),
        ("then-now", [fig("gdp", "1 million"), fig("gdp", "2 million", period="2025")], "Chart of two periods: Alpha · Name of gdp.", "两期对比："),
        ("line", [fig("gdp", "1 million", period=y) for y in ("2021", "2022", "2023")], "Line chart: Alpha · Name of gdp.", "折线图："),
        ("ladder", [fig("loans", "1"), fig("loans", "2", "b")], "Rank ladder, first place on top: Name of loans by region.", "位次阶梯图（第1位在最上）："),
    ],
)  # fmt: skip
def test_a_chart_begins_with_what_it_is_and_how_many_figures_it_has(kind, figures, begins, zh):
    english, chinese = alts(kind, *figures)

    assert english.startswith(f"{begins} {len(figures)} figures. ")
    assert chinese.startswith(zh)
    assert f"。共{len(figures)}条数据。" in chinese


def test_one_figure_is_told_as_it_is_and_its_hedge_only_once():
    assert alts("whole", fig("part", "over 40")) == [
        "Bar of a whole: Alpha · Name of part. 1 figure. It is over 40% (2024).",
        "占比条形图：甲 · part之名。共1条数据。数值：超40%（2024年）。",
    ]


def test_two_periods_are_told_earliest_first_and_nothing_twice():
    assert alts(
        "then-now", fig("gdp", "2 million", period="2024"), fig("gdp", "3 million", period="2021")
    ) == [
        "Chart of two periods: Alpha · Name of gdp. 2 figures. Earliest: 3 million yuan (2021). Latest: 2 million yuan (2024).",
        "两期对比：甲 · gdp之名。共2条数据。最早：300万元（2021年）。最近：200万元（2024年）。",
    ]


def test_a_line_is_told_by_its_ends_in_time_and_its_highest_and_lowest():
    figures = [
        fig("gdp", f"{n} million", period=y) for n, y in ((3, "2021"), (9, "2022"), (1, "2023"), (4, "2024"))
    ]

    assert alts("line", *figures)[0] == (
        "Line chart: Alpha · Name of gdp. 4 figures. Earliest: 3 million yuan (2021). Latest: 4 million yuan (2024). "
        "Highest as stated: 9 million yuan (2022). Lowest as stated: 1 million yuan (2023)."
    )


def test_periods_that_begin_together_are_told_in_the_order_of_their_ends():
    rows, dataset = made(
        fig("gdp", "2 million", period="2021/2025", timing="cumulative"),
        fig("gdp", "1 million", period="2021/2022", timing="cumulative"),
        fig("gdp", "5 million", period="2021/2023", timing="cumulative"),
    )
    rows["series"] = rows["series"].iloc[0]

    told = draw_chart("line", rows, dataset, EN).alt

    assert (
        "Earliest: 1 million yuan (2021–2022 · sum over several years). "
        "Latest: 2 million yuan (2021–2025 · sum over several years)."
    ) in told


@pytest.mark.parametrize("column", ["region", "sector", "counterpart"])
def test_pairs_of_several_series_have_no_earliest_but_a_highest(column):
    other = {"region": "b", "sector": "cars", "counterpart": "norway"}[column]
    figures = [fig("gdp", "1 million"), fig("gdp", "2 million", period="2025")]
    figures += [
        fig("gdp", f"{n} million", **{"period": y, column: other}) for n, y in ((3, "2024"), (4, "2025"))
    ]

    told = alts("then-now", *figures)[0]

    assert "Earliest" not in told
    assert "Highest as stated: 4 million yuan (" in told
    assert "Lowest as stated: 1 million yuan (" in told


def test_the_highest_place_is_the_first_one():
    english, chinese = alts("ladder", fig("loans", "7"), fig("loans", "2", "b"), fig("loans", "4", "c"))

    assert english.endswith("Highest as stated: No. 2 (Beta · 2024). Lowest as stated: No. 7 (Alpha · 2024).")
    assert chinese.endswith(
        "所述数据中，最高为第2位（乙 · 2024年）。所述数据中，最低为第7位（甲 · 2024年）。"
    )


def test_figures_that_are_all_stated_alike_are_told_once():
    assert alts("bars", fig("gdp", "over 1 million"), fig("gdp", "over 1 million", "b")) == [
        "Bar chart: Name of gdp by region. 2 figures. All are stated alike: over 1 million yuan. Of these, 2 are lower bounds.",
        "条形图：gdp之名（按区域分）。共2条数据。所述均相同：超100万元。其中2条为下限。",
    ]


@pytest.mark.parametrize("other", ["at_least 1 million", "1 million", "over 2 million"])
def test_figures_are_alike_only_in_number_and_hedge(other):
    told = alts("bars", fig("gdp", "over 1 million"), fig("gdp", other, "b"))[0]

    assert "All are stated alike" not in told
    assert "as stated: " not in told


@pytest.mark.parametrize(
    ("figures", "highest", "lowest"),
    [
        (("5–5.5 million", "5.3 million"), None, None),
        (("5–5.5 million", "5.2 million"), None, None),
        (("5–5.5 million", "5.6 million"), "5.6 million", "5–5.5 million"),
        (("5–5.5 million", "5.5–6 million"), "5.5–6 million", "5–5.5 million"),
        (("5–5.5 million", "5.4–6 million"), None, None),
        (("5–5.5 million", "over 5.5 million"), "over 5.5 million", "5–5.5 million"),
        (("5–5.5 million", "over 5.2 million"), None, None),
        (("over 5 million", "over 6 million"), None, None),
        (("over 5 million", "4.0 million"), "over 5 million", "4.0 million"),
        (("over 5 million", "7.0 million"), None, None),
        (("over 5 million", "7.0 million", "2.0 million"), None, "2.0 million"),
        (("under 5 million", "5.1 million"), "5.1 million", "under 5 million"),
        (("under 5 million", "4.0 million"), None, None),
        (("at_most 5 million", "at_most 4 million", "6.0 million"), "6.0 million", None),
        (("about 5 million", "5.5 million"), None, None),
        (("about 5 million", "6.1 million"), "6.1 million", "about 5 million"),
        (("nearly 5 million", "5.1 million"), "5.1 million", "nearly 5 million"),
        (("3.7 ± 0.7 million", "4.0 million"), None, None),
        (("3.7 ± 0.7 million", "4.5 million"), "4.5 million", "3.7 ± 0.7 million"),
        (("5 million", "5.1 million"), "5.1 million", "5 million"),
    ],
)
def test_an_extreme_is_named_only_where_it_certainly_is_one(figures, highest, lowest):
    stated = [f"between {figure}" if "–" in figure else figure for figure in figures]
    told = alts("bars", *(fig("gdp", figure, sector) for figure, sector in zip(stated, "abc", strict=False)))[
        0
    ]

    for label, end in (("Highest", highest), ("Lowest", lowest)):
        assert (f"{label} as stated" in told) == (end is not None), told
        assert end is None or f"{label} as stated: {end} yuan (" in told


def test_a_target_is_not_alike_to_an_outcome_of_the_same_number():
    told = alts("bars", fig("gdp", "1 million"), fig("gdp", "1 million", "b", status="target"))[0]

    assert "All are stated alike" not in told
    assert "(Beta · 2024 · target)" in told
    assert told.endswith(" Of these, 1 is a target.")


@pytest.mark.parametrize(
    ("n", "told", "zh"),
    [
        (1, "1 more is stated alike.", "另有1条所述相同。"),
        (2, "2 more are stated alike.", "另有2条所述相同。"),
    ],
)
def test_others_at_an_end_are_counted(n, told, zh):
    figures = [fig("gdp", "5 million", "b"), *(fig("gdp", "1 million", s) for s in "abc"[: n + 1])]
    figures[-1][1]["sector"] = "cars"

    english, chinese = alts("bars", *figures)

    assert english.endswith(f") {told}".replace(") ", "). ", 1))
    assert chinese.endswith(zh)
    top = alts("bars", fig("gdp", "0", "b"), *(fig("gdp", "1 million", s) for s in "abc"[: n + 1]))[0]
    assert f". {told} Lowest as stated: 0 yuan" in top


@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.parametrize(
    ("qualifier", "one", "many", "zh"),
    [
        ("over", "is a lower bound", "are lower bounds", "条为下限"),
        ("at_least", "is a lower bound", "are lower bounds", "条为下限"),
        ("under", "is an upper bound", "are upper bounds", "条为上限"),
        ("at_most", "is an upper bound", "are upper bounds", "条为上限"),
        ("nearly", "is just short of its number", "are just short of their numbers", "条略低于所载数字"),
        ("about", "is rounded", "are rounded", "条为约数"),
        ("between", "is a range", "are ranges", "条为区间"),
        ("margin", "has a margin", "have margins", "条带有误差范围"),
    ],
)
def test_hedged_figures_are_counted_by_what_they_are(qualifier, one, many, zh, n):
    figures = [
        fig("gdp", "5 million"),
        *(
            fig("gdp", f"{printed_under(qualifier, str(m + 1))} million", "b", str(2020 + m))
            for m in range(n)
        ),
    ]

    english, chinese = alts("bars", *figures)

    assert english.endswith(f" Of these, {n} {one if n == 1 else many}.")
    assert chinese.endswith(f"其中{n}{zh}。")


@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.parametrize(
    ("standing", "one", "many", "zh"),
    [
        ("target", "is a target", "are targets", "条为目标值。"),
        ("expected", "is expected", "are expected", "条为预计值。"),
        ("implied", "is implied", "are implied", None),
    ],
)
def test_what_nobody_has_measured_is_counted(standing, one, many, zh, n):
    figures = [fig("gdp", "5 million"), *(fig("gdp", f"{m} million", "b", str(2020 + m)) for m in range(n))]
    column = "basis" if standing == "implied" else "status"

    english, chinese = alts("bars", *figures, changed=[(m + 1, column, standing) for m in range(n)])

    assert english.endswith(f" Of these, {n} {one if n == 1 else many}.")
    assert zh is None or chinese.endswith(f"其中{n}{zh}")


def test_bounds_above_and_at_least_are_counted_together_and_each_kind_in_its_turn():
    figures = [
        fig("gdp", f"{printed_under(q, str(n + 1))} million", period=str(2015 + n))
        for n, q in enumerate((*HEDGED, "margin"))
    ]

    english, chinese = alts("bars", *figures)

    assert english.endswith(
        " Of these, 2 are lower bounds, 2 are upper bounds, 1 is just short of its number, 1 is rounded,"
        " 1 is a range, 1 has a margin."
    )
    assert chinese.endswith(
        "其中2条为下限、2条为上限、1条略低于所载数字、1条为约数、1条为区间、1条带有误差范围。"
    )


def test_ends_of_ranges_and_margins_are_told_as_printed():
    figures = [fig("gdp", "between 5–5.5 million"), fig("gdp", "3.7 ± 0.7 million", "b")]

    english, chinese = alts("bars", *figures)

    assert english == (
        "Bar chart: Name of gdp by region. 2 figures. Highest as stated: 5–5.5 million yuan (Alpha · 2024). "
        "Lowest as stated: 3.7 ± 0.7 million yuan (Beta · 2024). Of these, 1 is a range, 1 has a margin."
    )
    assert chinese == (
        "条形图：gdp之名（按区域分）。共2条数据。所述数据中，最高为500万～550万元（甲 · 2024年）。所述数据中，最低为370万±70万元（乙 · 2024年）。"
        "其中1条为区间、1条带有误差范围。"
    )


@pytest.mark.parametrize("other", ["between 4–7 million", "5.5 ± 1 million", "5.5 million"])
def test_figures_placed_alike_are_not_stated_alike(other):
    english, _ = alts("bars", fig("gdp", "between 5–6 million"), fig("gdp", other, "b"), fig("gdp", "1", "c"))

    assert "alike" not in english


def test_exact_outcomes_are_not_counted():
    assert "Of these" not in alts("bars", fig("gdp", "5 million"), fig("gdp", "6 million", "b"))[0]


def test_a_figure_is_told_apart_by_what_others_do_not_share():
    told = alts("bars", fig("gdp", "5 million", sector="cars"), fig("gdp", "6 million", sector="boats"))[0]

    assert "Highest as stated: 6 million yuan (Boats · 2024)." in told
    assert "Alpha" not in told.partition("figures.")[2]


def test_series_of_a_comparison_are_told_as_such():
    rows, dataset = made(fig("gdp", "5 million"), fig("trade", "over 6 million"))
    english, chinese = (draw_comparison(rows, dataset, say, "shared")[0].alt for say in (EN, ZH))

    assert english.startswith("Series one under the other: Alpha · Name of gdp and Name of trade. 2 figures.")
    assert english.endswith("Of these, 1 is a lower bound.")
    assert chinese.startswith("分行序列图：甲 · gdp之名与trade之名。共2条数据。")
