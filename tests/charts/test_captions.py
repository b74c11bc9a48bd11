"""What stands beside a chart and in it: titles, subtitles, labels, hover texts, sources, in both languages."""

import re
from html import unescape
from itertools import cycle

import pytest

from indicators.charts import captions, draw_chart
from tests.charted import EN, ZH, drawn, fig, labels, lines, made, printed, set_of, trace, tree
from tests.hostile import ENDLESS, WORDS


def titled(*figures, **given):
    """The title of figures in both languages."""
    return [captions.chart_title(*set_of(*figures, say=say, **given)) for say in (EN, ZH)]


def test_a_title_has_region_sector_indicator_and_partner_that_all_share():
    shared = {"sector": "cars", "counterpart": "norway"}

    assert titled(fig("trade", "1", **shared), fig("trade", "2", period="2023", **shared)) == [
        "Alpha · Cars · Name of trade · Norway",
        "甲 · 汽车 · trade之名 · 挪威",
    ]


def test_the_field_of_a_ranking_is_no_partner():
    assert titled(fig("loans", "1", counterpart="towns"), fig("loans", "2", "b", counterpart="towns")) == [
        "Name of loans by region",
        "loans之名（按区域分）",
    ]


@pytest.mark.parametrize(
    ("fields", "title", "zh"),
    [
        ({"region": "b"}, "Name of gdp by region", "gdp之名（按区域分）"),
        ({"sector": "cars"}, "Alpha · Name of gdp by sector", "甲 · gdp之名（按产业分）"),
        ({"counterpart": "norway"}, "Alpha · Name of gdp by partner", "甲 · gdp之名（按贸易伙伴分）"),
        ({"period": "2023"}, "Alpha · Name of gdp", "甲 · gdp之名"),
        ({"region": "b", "period": "2023"}, "Name of gdp", "gdp之名"),
        ({"region": "b", "sector": "cars"}, "Name of gdp", "gdp之名"),
        ({"sector": "cars", "period": "2023"}, "Alpha · Name of gdp", "甲 · gdp之名"),
    ],
)
def test_one_indicator_is_shown_by_the_one_thing_its_figures_do_not_share(fields, title, zh):
    english, chinese = titled(fig("gdp", "1"), fig("gdp", "2", **fields))

    assert english == title
    assert chinese == zh


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        (("norway", "chile"), "Alpha · Name of gdp by partner"),
        (("norway", "towns"), "Alpha · Name of gdp"),
        (("towns", "ports"), "Alpha · Name of gdp"),
    ],
)
def test_only_partners_are_told_as_partners(fields, title):
    assert titled(*(fig("gdp", "1", counterpart=field) for field in fields))[0] == title


def test_two_indicators_are_named_and_of_more_only_what_they_count():
    two = fig("gdp", "1"), fig("trade", "2")

    assert titled(*two)[0] == "Alpha · Name of gdp and Name of trade"
    assert titled(*two, fig("rent", "3"))[0] == "Alpha · Topic: amounts compared"
    cars = [fig(id, "3", sector="cars") for id in ("gdp", "trade", "rent")]
    assert titled(*cars)[0] == "Alpha · Cars: amounts compared"


@pytest.mark.parametrize(("letters", "fits"), [(24, True), (25, False)])
def test_two_indicators_too_long_for_a_title_are_told_by_what_they_count(letters, fits):
    """A title holds 398 pixels of them: 48 letters of 7.6 and " and "."""
    names = {"gdp": "a" * letters, "trade": "b" * 24}
    (told, _) = titled(fig("gdp", "1"), fig("trade", "2"), names=names)

    both = f"Alpha · {'a' * letters} and {'b' * 24}"
    assert told == (both if fits else "Alpha · Topic: amounts compared")


@pytest.mark.parametrize(
    ("ids", "heading", "zh"),
    [
        (("gdp", "trade", "rent"), "Topic: amounts compared", "主题：金额对比"),
        (("growth", "pace"), "Name of growth and Name of pace", "growth之名"),
        (("loans", "ships"), "Topic: places in rankings", "主题：位次"),
    ],
)
def test_what_many_have_in_common_heads_them(ids, heading, zh):
    english, chinese = titled(*(fig(id, "1") for id in ids))

    assert english == f"Alpha · {heading}"
    assert chinese.startswith(f"甲 · {zh[:2]}")


@pytest.mark.parametrize(
    ("unit", "measure", "heading"),
    [
        ("firms", "level", "Topic: firms by kind"),
        ("hectares", "level", "Topic: areas compared"),
        ("hours", "level", "Topic: times compared"),
        ("percent", "level", "Topic: percentages compared"),
        ("index", "level", "Topic: points of an index compared"),
        ("percent", "growth", "Topic: growth compared"),
        ("percent", "share", "Topic: parts of a whole"),
        ("firms", "change", "Firms: increases and decreases"),
    ],
)
def test_a_heading_says_what_is_counted_or_how_it_is_measured(unit, measure, heading):
    records, given = set_of(fig("gdp", "1"), fig("trade", "2"), fig("rent", "3"))
    asked = [record._replace(unit=unit, measure=measure) for record in records]

    assert captions.chart_title(asked, given) == f"Alpha · {heading}"


# Subtitles


def subtitles(kind, *figures, heading="", **given):
    rows, dataset = made(*figures, **given)
    return [draw_chart(kind, rows, dataset, say, heading).subtitle for say in (EN, ZH)]


def test_a_subtitle_has_unit_period_base_and_timing_that_all_share():
    base = {"base_period": "2019", "timing": "average"}

    assert subtitles("growth", fig("growth", "1", **base), fig("growth", "2", "b", **base)) == [
        "% · 2024 · measured against 2019 · average a year",
        "% · 2024年 · 与2019年相比 · 年均",
    ]


def test_a_subtitle_says_nothing_that_not_all_share():
    assert (
        subtitles("bars", fig("gdp", "1 million"), fig("gdp", "2 million", period="2023"))[0]
        == "Million yuan"
    )
    rises = fig("growth", "1", "a", base_period="2019"), fig("growth", "2", "b", base_period="2020")
    records, given = set_of(*rises)
    assert captions.chart_subtitle(records, given, "") == "% · 2024"
    averages = fig("growth", "1", timing="average"), fig("growth", "2", "b")
    assert captions.chart_subtitle(*set_of(*averages), "") == "% · 2024"
    assert (
        captions.chart_subtitle(*set_of(fig("gdp", "1", timing="average")), "")
        == "Yuan · 2024 · average a year"
    )


@pytest.mark.parametrize(
    ("heading", "told"), [("", "Million yuan · 2024"), ("Chosen", "Million yuan · Cars · Norway · 2024")]
)
def test_under_a_chosen_title_the_subtitle_names_sector_and_partner(heading, told):
    shared = {"sector": "cars", "counterpart": "norway"}
    figures = fig("trade", "1 million", **shared), fig("trade", "2 million", "b", **shared)

    assert subtitles("bars", *figures, heading=heading)[0] == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sector": "boats"}, "Million yuan · Norway · 2024"),
        ({"counterpart": "chile"}, "Million yuan · Cars · 2024"),
        ({"sector": "boats", "counterpart": "chile", "period": "2023"}, "Million yuan"),
    ],
)
def test_under_a_chosen_title_too_the_subtitle_names_only_what_all_share(fields, told):
    shared = {"sector": "cars", "counterpart": "norway"}
    figures = fig("trade", "1 million", **shared), fig("trade", "2 million", "b", **(shared | fields))

    assert subtitles("bars", *figures, heading="Chosen")[0] == told


def test_a_field_of_a_ranking_that_no_title_names_stands_in_the_subtitle():
    figures = fig("gdp", "1 million", counterpart="towns"), fig("gdp", "2 million", "b", counterpart="towns")

    assert subtitles("bars", *figures)[0] == "Million yuan · All towns · 2024"


def test_shares_of_one_whole_name_it_in_the_unit_and_of_several_at_each():
    one = fig("part", "40"), fig("bit", "30", "b")
    several = fig("part", "40"), fig("piece", "30", "b")

    assert subtitles("shares", *one) == ["% of land · 2024", "占land全部的比重（%） · 2024年"]
    assert subtitles("shares", *several) == ["% · 2024", "% · 2024年"]
    chart, *_ = drawn(*several)
    assert [line for line in lines(chart) if " of " in line] == [
        "Alpha · Name of part",
        "40% of land",
        "Beta · Name of piece",
        "30% of sea",
    ]
    assert not [line for line in lines(drawn(*one)[0]) if "of land" in line]


def test_a_log_scale_is_told_and_bounds_are_warned_of_only_where_figures_are_ranked():
    unlike = fig("gdp", "over 1 million"), fig("gdp", "2 million", "b")
    warned = "bounds (arrows) are not ranked against exact figures"

    assert subtitles("dots", *unlike)[0] == f"Yuan · 2024 · log scale · {warned}"
    assert subtitles("bars", *unlike)[0] == f"Million yuan · 2024 · {warned}"
    assert subtitles("bars", fig("gdp", "about 1 million"), unlike[1])[0] == "Million yuan · 2024"
    assert subtitles("then-now", unlike[0], fig("gdp", "2 million", period="2023"))[0] == "Million yuan"
    assert subtitles("whole", fig("part", "over 40"))[0] == "% of land · 2024"


def test_a_line_of_targets_says_so_in_the_subtitle():
    years = [fig("gdp", f"{n} million", period=f"202{n}", status="target") for n in (1, 2, 3)]

    assert subtitles("line", *years) == ["Million yuan · target", "万元 · 目标"]
    assert (
        subtitles("line", *(fig("gdp", f"{n} million", period=f"202{n}") for n in (1, 2, 3)))[0]
        == "Million yuan"
    )


# Labels and hover texts


def test_a_label_leaves_out_what_all_share_and_says_what_is_no_outcome():
    chart, *_ = drawn(
        fig("gdp", "2 million", sector="cars"), fig("gdp", "1 million", "b", sector="boats", status="target")
    )

    assert lines(chart)[:2] == ["Alpha · Cars", "Beta · Boats · target"]


def test_where_labels_read_the_same_the_place_in_the_source_is_told():
    same = (
        fig("gdp", "2 million"),
        fig("gdp", "1 million", source="s2", at=[7, 9]),
        fig("gdp", "3 million", "b"),
    )
    rows, dataset = made(*same)

    assert lines(draw_chart("bars", rows, dataset, EN))[:5] == [
        "Beta",
        "Alpha",
        "Herald, Mar 2025, line 7",
        "Alpha",
        "Courier, Mar 2025, lines 7, 9",
    ]


def test_a_place_in_a_source_that_is_too_long_for_a_line_takes_two():
    sources = tree()["sources"]
    sources[0]["publisher"] = {"en": "The very long name of a newspaper of the city", "zh": "报"}
    rows, dataset = made(fig("gdp", "2 million"), fig("gdp", "1 million"), sources=sources)

    told = lines(draw_chart("bars", rows, dataset, EN))

    assert told[:3] == ["Name of gdp", "The very long name of a newspaper of the city,", "Mar 2025, line 7"]


def test_a_share_alone_needs_no_label_but_under_a_chosen_title_or_when_it_is_no_outcome():
    def told(heading="", **fields):
        return lines(draw_chart("whole", *made(fig("part", "40", **fields)), EN, heading))

    assert told() == ["40% of land"]
    assert told("Chosen") == ["Name of part", "40% of land"]
    assert told(status="target") == ["Name of part · target", "40% of land"]


def test_a_hover_text_has_figure_subject_base_words_and_source():
    records, given = set_of(fig("growth", "over 3", base_period="2019", sector="cars"))

    assert captions.hover_text(records[0], given) == (
        "<b>over 3%</b><br>Alpha · Name of growth · Cars · 2024<br>measured against 2019<br>"
        "“printed over 3”<br>Herald, Mar 2025, line 7"
    )
    records, given = set_of(fig("gdp", "3 million"), say=ZH)
    assert captions.hover_text(records[0], given) == (
        "<b>300万元</b><br>甲 · gdp之名 · 2024年<br>“printed 3 million”<br>先驱报，2025年3月，存档文本第7行"
    )


def test_the_hover_text_of_an_implied_figure_says_that_nobody_stated_it():
    records, given = set_of(fig("gdp", "3 million"))
    implied = records[0]._replace(basis="implied")

    told = captions.hover_text(implied, given)
    assert told.endswith("<br>Never stated: implied by other figures.")
    assert "printed" not in told
    assert "Alpha · Name of gdp · 2024 · implied" in told


@pytest.mark.parametrize(
    ("basis", "status", "told"),
    [
        ("stated", "actual", ""),
        ("stated", "target", "target"),
        ("stated", "expected", "expected"),
        ("implied", "actual", "implied"),
        ("implied", "target", "implied"),
    ],
)
def test_what_is_implied_is_told_before_what_is_expected(basis, status, told):
    records, _ = set_of(fig("gdp", "1"))

    assert captions.status_note(records[0]._replace(basis=basis, status=status)) == told


def test_percentages_carry_their_sign_on_every_tick_and_amounts_do_not():
    growth, *_ = drawn(fig("growth", "3"), fig("growth", "-2", "b"))
    amounts, *_ = drawn(fig("gdp", "3 million"), fig("gdp", "2 million", "b"))

    assert growth.plot["layout"]["xaxis"]["ticktext"] == ["−2%", "0%", "2%"]
    assert amounts.plot["layout"]["xaxis"]["ticktext"] == ["0", "1", "2", "3"]


def test_sources_are_named_oldest_first_each_once():
    sources = [
        source | {"published": day}
        for source, day in zip(tree()["sources"], ("2025-03", "2024-12"), strict=True)
    ]
    figures = fig("gdp", "3 million"), fig("gdp", "2 million", "b", source="s2"), fig("gdp", "1 million", "c")

    english, chinese = (drawn(*figures, say=say, sources=sources)[0].source for say in (EN, ZH))

    assert english == "Sources: Courier (Dec 2024); Herald (Mar 2025)"
    assert chinese.endswith("信使报（2024年12月）；先驱报（2025年3月）")


@pytest.mark.parametrize(("parts", "line"), [(["a b", "", "c"], "A b · c"), ([], ""), (["% x"], "% x")])
def test_a_subtitle_is_one_line_that_begins_with_a_capital(parts, line):
    assert captions.join_subtitle(parts) == line


# Hostile names


@pytest.mark.parametrize(
    "words_of_data", [WORDS[:7], WORDS[7:], (ENDLESS,)], ids=["first", "last", "endless"]
)
def test_names_are_text_in_every_label_tick_and_hover_text_and_never_markup(words_of_data):
    """Three regions, a sector, two fields of rankings, a plan, a unit and a publisher have hostile names."""
    following, file = cycle(words_of_data), tree()
    for section in ("regions", "counterparts", "plans"):
        for record in file[section]:
            word = next(following)
            record["name"] = dict.fromkeys(("en", "zh"), f"{word} {record['id']}")
    word = words_of_data[0]
    name = {"en": word, "zh": word}
    file["units"][2] |= {"name": name, "one": name}
    file["sources"][0] |= {"publisher": name}
    given = {key: file[key] for key in ("regions", "counterparts", "plans", "units", "sources")}
    found = drawn(
        *(fig("firms", str(n + 10), region, stated=f"{n} {word[:40]}") for n, region in enumerate("abc")),
        *(fig("trade", f"{n} million", "b", f"202{n}", stated=word[:40]) for n in (1, 2, 3)),
        *(fig("rent", f"{n} million", "c", f"202{n}", sector="cars") for n in (1, 2)),
        *(fig("loans", str(n), "a", counterpart=field) for n, field in ((1, "towns"), (9, "ports"))),
        fig("part", "40", "a", sector="cars"),
        **given,
    )

    assert {chart.kind for chart in found} == {"bars", "line", "then-now", "ladder", "whole"}
    for chart in found:
        notes = chart.plot["layout"]["annotations"]
        texts = [note["text"] for note in notes] + trace(chart)["hovertext"]
        for text in texts:
            assert not re.search(r"<(?!/?b>|br>|/span>|span style=\"color:#0000\d\d\">)", text)
            assert text.count("<b>") == text.count("</b>")
            assert text.count("<span") == text.count("</span")
        told = re.sub(r"\s", "", "".join(unescape(re.sub("<[^>]*>", "", text)) for text in texts))
        assert any(re.sub(r"\s", "", each)[:40] in told for each in words_of_data)
        assert max(len(line) for line in printed(notes)) < 120
        ticks = [
            axis["ticktext"]
            for axis in (chart.plot["layout"][f"{x}axis"] for x in "xy")
            if "ticktext" in axis
        ]
        assert not [text for axis in ticks for text in axis if "<" in text]


def test_the_name_of_a_unit_in_a_label_beside_a_mark_is_escaped():
    units = tree()["units"]
    units[2] |= {"name": {"en": "<i>f</i> & co", "zh": "<i>家</i>"}, "one": None}
    del units[2]["one"]
    chart, *_ = drawn(fig("firms", "3"), fig("firms", "2", "b"), units=units)

    assert [label["text"] for label in labels(chart).values()] == [
        "3 &lt;i&gt;f&lt;/i&gt; &amp; co",
        "2 &lt;i&gt;f&lt;/i&gt; &amp; co",
    ]
    line, *_ = drawn(*(fig("firms", f"{n}", period=f"202{n}") for n in (1, 2, 3)), units=units)
    assert all(label["text"].isdigit() for label in list(labels(line).values()) if label["name"] != "plan")


def test_title_subtitle_and_source_are_plain_text_that_the_page_escapes():
    regions = tree()["regions"]
    regions[0]["name"] = {"en": "<b>A</b> & co", "zh": "甲"}
    chart, *_ = drawn(fig("gdp", "1"), fig("gdp", "2", period="2023"), regions=regions)

    assert chart.title == "<b>A</b> & co · Name of gdp"
    assert "<b>A</b> & co" in chart.alt
