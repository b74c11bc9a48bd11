"""Every page, run as Streamlit runs it: content, filters with counts, links, notices, bad data."""

from __future__ import annotations

import json
import re
from html import unescape
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from indicators.ui.streamlit_internals.sortable_table import displayed_columns
from indicators.web.composition.choices import PARAMETER_LABELS
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.live_catalogue import LiveCatalogue
from tests.asgi import Asking
from tests.opening import MAIN, ROOT, html, page
from tests.real import real
from tests.serving import api, serving

CATALOGUE = real()
RELATIONS = CATALOGUE.dataset.relations
API = Asking(api())


def test_rare_filters_are_made_when_they_are_opened_and_never_hidden_while_in_use():
    app = page("data")
    assert "w_source" not in {each.key for each in app.multiselect}
    app.session_state["w_more"] = False  # as after a reader has opened and closed them
    app.query_params["source"] = next(iter(CATALOGUE.dataset.sources))
    app.run()
    assert app.multiselect(key="w_source").value == [next(iter(CATALOGUE.dataset.sources))]


def with_download(app: AppTest) -> AppTest:
    """The page with its download control opened."""
    app.session_state["download_page"] = True
    return app.run()


def charts(app: AppTest) -> list:
    return app.get("plotly_chart")


def sections(app: AppTest) -> list[str]:
    """The headings of a page in their order."""
    return [unescape(text) for text in re.findall('<h2 class="ri-section"[^>]*>(.*?)</h2>', html(app))]


@pytest.mark.parametrize(
    "slug", [page.slug for page in SITE_PAGES if page.slug not in ("about", "factcheck")]
)
def test_every_page_has_a_title_figures_and_a_download(slug):
    params = {
        "indicators": {"indicator": "gdp"},
        "compare": {"series": ["gdp.greater-bay-area", "gdp.beijing-tianjin-hebei"]},
    }.get(slug, {})
    app = page(slug, **params)

    assert len(app.title) == 1
    assert app.dataframe or charts(app) or slug in ("overview", "charts", "consistency")
    assert not app.get("download_button")  # what nobody has opened is not made
    with_download(app)
    assert {button.label for button in app.get("download_button")} == {
        "CSV",
        "XLSX",
        "JSON",
        "Parquet",
        "SDMX-CSV",
        "ZIP",
    }


@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES if page.slug != "factcheck"])
def test_every_page_has_a_way_to_the_card_of_a_figure(slug):
    """A card, a member of a relation, or a row of a table that can be chosen."""
    app = page(slug, region="maoming")
    rows = [table for table in app.dataframe if table.proto.selection_mode]

    assert rows or re.search(r'<a [^>]*data-figure="[^"]+"', html(app))


def test_the_first_chart_goes_ahead_when_charts_change_and_nothing_waits_otherwise(monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr("indicators.ui.streamlit_internals.pacing.time", SimpleNamespace(sleep=waits.append))
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.query_params["region"] = "guangdong"
    app.run()
    app.switch_page(str(ROOT / "pages" / "regions.py")).run()
    assert charts(app)
    assert waits == []  # when a page is opened

    app.multiselect(key="w_topic").set_value(["industry-clusters"]).run()
    assert len(charts(app)) > 1
    assert len(waits) == 1

    app.run()
    app.query_params["figure"] = "gdp.hengqin.2009"
    app.run()
    assert "“285 million yuan”" in html(app)
    assert len(waits) == 1  # the card opens over charts that stay


def test_a_square_of_the_map_counts_its_own_figures_and_none_of_a_group_it_lies_in():
    drawn = html(page())
    counts = CATALOGUE.rows()["region"].value_counts()
    regions = CATALOGUE.dataset.regions
    placed = {tile.region for layout in CATALOGUE.dataset.maps.values() for tile in layout.tiles}
    stated = {regions[id].name.en: str(counts[id]) for id in placed if id and counts.get(id, 0)}

    told = re.findall(
        r'<a class="ri-tile"[^>]* aria-label="([^"]+): (\d+) figures?"><b>[^<]*</b><span>(\d+)<', drawn
    )

    assert {unescape(name): n for name, n, _ in told} == stated
    assert all(n == printed for _, n, printed in told)
    assert set(re.findall(r'<div class="ri-tile"[^>]*><b>[^<]*</b>(.*?)</div>', drawn)) == {""}


def test_the_region_page_shows_the_region_of_the_link():
    app = page("regions", region="guangdong")

    assert app.title[0].value == "Guangdong"
    assert "province-level unit, code 440000" in html(app)


def test_the_subject_without_a_link_is_the_one_with_most_figures():
    assert page("regions").title[0].value == "Guangzhou"
    assert page("plans").title[0].value == "14th Five\\-Year Plan"


def test_counts_stand_beside_every_choice():
    app = page("data")
    options = app.multiselect(key="w_topic").options
    counts = CATALOGUE.facets()["topic"]

    assert options == [f"{CATALOGUE.dataset.topics[id].name.en} · {n}" for id, n in counts.items() if n]


def test_a_filter_of_the_link_filters_the_rows():
    app = page("data", region="greater-bay-area", within="1", topic="talent")
    expected = CATALOGUE.observations(region="greater-bay-area", within=True, topic="talent")

    assert f"{len(expected)} figures of {len(CATALOGUE)}" in html(app)
    assert len(app.dataframe[0].value) == len(expected)
    assert app.toggle(key="w_within").value is True


def test_choosing_filters_again():
    app = page("data")
    app.multiselect(key="w_region").select("guangdong").run()
    app.text_input(key="w_q").input("patents").run()
    expected = CATALOGUE.observations(region="guangdong", q="patents")

    assert not app.exception
    assert len(app.dataframe[0].value) == len(expected)


def test_everything_can_be_cleared_at_once():
    app = page("data", region="guangdong", topic="talent")
    app.button(key="w_clear").click().run()

    assert len(app.dataframe[0].value) == len(CATALOGUE)


def test_an_unknown_value_gets_a_notice_and_a_fallback():
    app = page("regions", region="guangzou")

    assert app.title[0].value == "Guangzhou"
    assert [notice.value for notice in app.warning] == [
        "The link asks for the region “guangzou”, which does not exist here; it was left out. Did you mean “guangzhou”?"
    ]


def test_a_selection_without_rows_says_which_filter_to_drop():
    app = page("data", region="china", topic="talent")
    labels = {button.label for button in app.button if str(button.key).startswith("drop_")}
    topic = len(CATALOGUE.observations(topic="talent"))

    assert [info.value for info in app.info] == ["No figure in our sources fits these filters together."]
    assert labels == {
        f"Drop the filter “Region”: {topic} figures",
        "Drop the filter “Topic”: 4 figures",
    }

    app.button(key="drop_topic").click().run()
    assert len(app.dataframe[0].value) == 4


@pytest.mark.parametrize(
    "slug", [page.slug for page in SITE_PAGES if page.slug not in ("about", "factcheck")]
)
def test_every_page_without_rows_says_which_single_filter_brings_some_back(slug):
    app = page(slug, region="maoming", topic="talent")
    offered = [button for button in app.button if str(button.key).startswith("drop_")]

    assert [info.value for info in app.info] == ["No figure in our sources fits these filters together."]
    assert {"drop_topic"} <= {button.key for button in offered} <= {"drop_region", "drop_topic"}

    app.button(key="drop_topic").click().run()
    assert not app.exception
    assert not [info for info in app.info if "fits these filters" in info.value]
    assert app.dataframe or charts(app) or "ri-card" in html(app)


@pytest.mark.parametrize("slug", ["overview", "plans", "consistency"])
def test_where_no_single_filter_is_to_blame_all_can_be_dropped(slug):
    app = page(slug, region="maoming", topic="talent", sector="data-industry")
    assert [b.key for b in app.button if str(b.key).startswith("drop_")] == ["drop_all"]

    app.button(key="drop_all").click().run()
    assert not app.exception
    assert not app.info


def test_a_verdict_that_no_relation_has_can_be_dropped():
    app = page("consistency", verdict="reconciles-if")
    assert "None of these relations came out this way." in html(app)

    app.segmented_control(key="w_verdict").set_value("any").run()
    assert len(app.dataframe[0].value) == len(RELATIONS)


def test_a_profile_does_not_take_what_fits_the_filters_for_all_there_is():
    n = len(CATALOGUE.observations(region="guangzhou", topic="talent"))
    total = len(CATALOGUE.observations(region="guangzhou"))

    assert f"{n} of {total} figures in our sources" in html(
        page("regions", region="guangzhou", topic="talent")
    )


_HOSTILE = ("", "<script>alert(1)</script>", "'\"; --", "\x00", "a" * 5000, "💥", "../../etc")
_ASKED = (*PARAMETER_LABELS, "q", "within", "implied", "embed", "page")


@pytest.mark.parametrize(("turn", "slug"), list(enumerate(page.slug for page in SITE_PAGES)))
def test_no_parameter_of_any_page_raises(slug, turn):
    values = {name: _HOSTILE[(n + turn) % len(_HOSTILE)] for n, name in enumerate(_ASKED)}

    assert page(slug, **values).title


COMPARABLE = ["gdp.beijing-tianjin-hebei", "gdp.greater-bay-area"]
UNLIKE = ["gdp.greater-bay-area", "skilled-talent.guangzhou"]


@pytest.mark.parametrize(
    ("series", "asked", "panels"),
    [
        (COMPARABLE, {}, [2]),
        (COMPARABLE, {"axes": "own"}, [1, 1]),
        (UNLIKE, {}, [1, 2]),
        (UNLIKE, {"axes": "shared"}, []),
    ],
)
def test_what_can_be_compared_stands_on_one_axis_unless_the_reader_asks(series, asked, panels):
    app = page("compare", series=series, **asked)

    assert [len(_points(json.loads(chart.proto.spec))) for chart in charts(app)] == panels


def test_a_series_is_named_without_a_period_and_not_called_undated_for_it_has_several():
    options = page("compare").multiselect(key="w_series").options

    assert "Greater Bay Area · Gross domestic product" in options
    assert not [name for name in options if "undated" in name]


def test_of_two_statements_of_one_figure_the_narrower_is_drawn_and_the_other_is_told():
    app = page("regions", region="guangdong", topic="industry-clusters")
    shown = html(app)

    assert "New energy: also stated as at least 1 trillion yuan, Mar 2025" in shown
    specs = "".join(json.dumps(json.loads(chart.proto.spec)) for chart in charts(app))
    assert '"cluster-revenue.guangdong.new-energy.2024"' in specs
    assert "cluster-revenue.guangdong.new-energy.2024.threshold" not in specs


def test_two_figures_that_read_the_same_are_told_apart_by_where_they_are_printed():
    app = page("regions", region="guangdong", topic="industry-clusters", vintage="all")
    specs = "".join(json.dumps(json.loads(chart.proto.spec)) for chart in charts(app))

    assert "New energy<br>China Daily, Mar 2025, line 18" in specs
    assert "New energy<br>China Daily, Mar 2025, line 12" in specs


def test_the_plan_page_sets_a_series_beside_the_time_before_the_plan():
    app = page("plans", plan="13")
    assert "Since the plans before" not in sections(app)

    app = page("plans", plan="14")
    (drawn,) = [_points(json.loads(c.proto.spec)) for c in charts(app) if "Registered" in c.proto.alt]
    assert "Since the plans before" in sections(app)
    assert drawn == ["technology-contracts.guangdong.2020", "technology-contracts.guangdong.2023"]


def test_a_table_leaves_out_what_its_page_says_and_what_goes_without_saying():
    region = page("regions", region="guangdong")
    assert not region.dataframe, "the table is made when it is opened"
    region.session_state["regions_table_open"] = True
    of_region = region.run().dataframe[0].value
    of_indicator = page("indicators", indicator="goods-trade-growth").dataframe[0].value

    assert list(of_indicator) == [
        "Region",
        "Figure",
        "Period",
        "Partner or field",
        "Printed words",
        "Source",
        "Measure",
    ]
    assert "Region" not in of_region
    assert "Status" in of_region


def test_a_figure_card_says_everything_about_the_figure():
    app = page("data", figure="goods-trade.guangzhou.2025-01--2025-10")
    card = html(app)

    for told in (
        "over 1 trillion yuan",
        "surpassed 1 trillion yuan",
        "above 1 trillion yuan",
        "Jan–Oct 2025",
        "US$141.55 billion",
        "lines 5, 6",
    ):
        assert told in card, told


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_figure_card_counts_in_the_steps_of_both_languages(lang):
    card = html(page("data", figure="skilled-talent.guangzhou.2025", lang=lang))

    assert {"4.22 million people", "422万人"} <= set(re.split("[<>]| · ", card))
    assert {"4.215 million to 4.225 million people", "421.5万～422.5万人"} <= set(re.split("[<>]| · ", card))


def test_a_figure_card_says_a_share_once():
    card = html(page("data", figure="goods-trade-growth.guangzhou.asean.2025-01--2025-10"))

    assert "<dt>Figure</dt><dd>+31.1%</dd>" in card


def test_a_figure_card_has_its_link_and_citations_to_copy():
    id = "goods-trade.guangzhou.2025-01--2025-10"
    codes = [block.value for block in page("data", figure=id).code]

    assert any(code.endswith(f"/f/{id}") for code in codes)
    assert any(code.endswith(f"/api/v1/observations/{id}.json") for code in codes)
    assert any(code.startswith(f"@misc{{{id},") for code in codes)
    assert any('"type": "dataset"' in code for code in codes)


def test_a_reader_who_doubts_a_figure_gets_the_words_to_send():
    id = "goods-trade.guangzhou.2025-01--2025-10"
    report = next(block.value for block in page("data", figure=id).code if "seems wrong" in block.value)

    assert "Printed words: “surpassed 1 trillion yuan”" in report
    assert "People's Daily Online, 16 Dec 2025, lines 5, 6" in report
    assert f"/f/{id}" in report


def test_a_long_profile_opens_with_one_topic_and_says_how_much_the_others_hold():
    app = page("regions", region="guangzhou")
    counts = CATALOGUE.observations(region="guangzhou")["topic"].value_counts()

    assert app.session_state["w_show"] == "trade"
    assert sections(app)[0] == "Foreign trade"
    assert "Talent and skills" not in sections(app)
    assert f"Talent and skills · {counts['talent']}" in app.button_group(key="w_show").options


def test_the_topic_of_the_link_is_open_and_all_of_them_can_be():
    talent = page("regions", region="guangzhou", show="talent")
    everything = page("regions", region="guangzhou", show="all")

    assert sections(talent)[0] == "Talent and skills"
    assert len(charts(talent)) < len(charts(everything))
    assert {"Talent and skills", "Foreign trade"} <= set(sections(everything))


def test_an_unknown_topic_to_open_gets_a_notice():
    app = page("regions", region="guangzhou", show="talnet")

    assert [notice.value for notice in app.warning] == [
        "The link asks for the topic to open “talnet”, which does not exist here; it was left out. Did you mean “talent”?"
    ]


def test_a_short_profile_shows_everything_at_once():
    app = page("regions", region="guangdong")

    assert "w_show" not in app.session_state
    assert {"Economic output", "Talent and skills"} <= set(sections(app))


def test_the_language_of_the_link_is_used_on_every_page():
    for slug in [each.slug for each in SITE_PAGES]:
        assert page(slug, lang="zh").session_state["_choices"].language == "zh"
    assert page("regions", lang="zh", region="guangzhou").title[0].value == "广州"


def test_rows_of_the_source_page_are_in_reading_order():
    app = page("sources", source="guangzhou-press-conference")
    lines = [int(text.split(",")[0]) for text in displayed_columns(app.dataframe[0].value)["Line"]]

    assert lines == sorted(lines)


def test_the_plan_page_names_targets():
    assert "Target · " in html(page("plans", plan="14"))


class TestConsistency:
    def test_every_relation_has_a_card_with_its_arithmetic(self):
        app = page("consistency")
        shown = html(app)

        cards = shown.split('<div class="ri-card">')
        for relation in RELATIONS.values():
            links = [f'data-figure="{figure}"' for figure in relation.figures]
            assert any(all(link in card for link in links) for card in cards), relation.id
        assert "1.609 million ÷ 4.22 million = 38.07–38.19%; stated 38.05–38.15% → reconciles" in shown
        assert len(app.dataframe[0].value) == len(RELATIONS)

    def test_the_verdict_of_the_link_is_shown_alone(self):
        app = page("consistency", verdict="does-not-reconcile")

        assert len(app.dataframe[0].value) == 2
        assert "Hengqin" in html(app)
        assert "Implied figures" not in sections(app)

    def test_an_unknown_verdict_gets_a_notice(self):
        assert "verdict “wrong”" in page("consistency", verdict="wrong").warning[0].value

    def test_filters_leave_the_relations_that_have_a_figure_among_theirs(self):
        app = page("consistency", region="hengqin")

        assert displayed_columns(app.dataframe[0].value)["Verdict"] == ["does not reconcile"]

    def test_a_link_opens_the_card_of_a_figure(self):
        link = 'href="/f/gdp.hengqin.2009?lang=en" data-figure="gdp.hengqin.2009"'
        assert link in html(page("consistency", region="hengqin"))

        app = page("consistency", region="hengqin", figure="gdp.hengqin.2009")
        assert "“285 million yuan”" in html(app)
        assert "(53.8 billion ÷ 285 million)^(1/15) − 1" in html(app)

    def test_implied_figures_are_shown_when_asked_for(self):
        id = "patents-granted.guangdong.strategic-clusters.2023-01--2023-10.implied"

        assert "74,666–74,753 patents (implied)" in html(page("data", figure=id))
        assert len(page("data", q="patents granted").dataframe[0].value) < len(
            page("data", q="patents granted", implied="1").dataframe[0].value
        )

    @pytest.mark.parametrize("slug", ["overview", "regions", "sectors", "plans", "indicators", "sources"])
    def test_no_page_stumbles_over_implied_figures(self, slug):
        assert page(slug, implied="1").title

    def test_the_indicator_page_says_how_its_relations_came_out(self):
        shown = html(page("indicators", indicator="high-skilled-talent"))

        assert (
            '<a href="/consistency?indicator=high-skilled-talent" target="_self">Checks: 3 relations checked'
            in shown
        )


def test_no_chart_of_any_region_loses_a_row_or_shows_one_twice():
    for region in ("guangzhou", "guangdong", "greater-bay-area"):
        app = page("regions", region=region, show="all")
        own = [chart for chart in charts(app) if "chart_others_" not in chart.proto.id]
        shown = [point for chart in own for point in _points(json.loads(chart.proto.spec))]

        assert len(own) == len(charts(app)) - 1  # one stands beside other regions
        assert len(shown) == len(set(shown))
        assert set(shown) <= set(CATALOGUE.observations(region=region)["observation_id"])


@pytest.mark.parametrize("slug", ["regions", "sectors", "plans", "indicators", "compare"])
def test_every_chart_has_an_alternative_text_and_at_its_address_its_rows_as_files(slug):
    params = {
        "indicators": {"indicator": "goods-trade-growth"},
        "compare": {"series": ["gdp.greater-bay-area", "gdp.beijing-tianjin-hebei"]},
    }.get(slug, {})
    app = page(slug, **params)
    drawn = [set(_points(json.loads(chart.proto.spec))) for chart in charts(app)]
    links = [
        unescape(link) for link in re.findall(r'href="(/api/v1/(?:charts|obs)[^"]*)" download', html(app))
    ]
    kinds = [urlsplit(link).path.rpartition(".")[2] for link in links]
    rows = [API.get(link).headers["location"] for link in links if ".json?" in link or link.endswith(".json")]
    asked = [
        set(CATALOGUE.rows(CATALOGUE.parse(parse_qsl(urlsplit(each).query)).selection)["observation_id"])
        for each in rows
    ]

    assert drawn
    assert all(chart.proto.alt for chart in charts(app))
    assert kinds == ["png", "svg", "xlsx", "csv", "json"] * len(drawn)
    assert sorted(map(sorted, asked)) == sorted(map(sorted, drawn))


def _points(spec: dict) -> list[str]:
    found = [item for trace in spec["data"] for item in trace.get("customdata") or []]
    found = [item[0] if isinstance(item, list) else item for item in found]
    return sorted({id for id in found if id})


@pytest.fixture
def served(tmp_path, always_look):
    """A private copy of the data file that the pages serve and a test may break."""
    copy = tmp_path / "indicators.yaml"
    copy.write_bytes((ROOT / "data" / "indicators.yaml").read_bytes())
    with serving(LiveCatalogue(copy)):
        yield copy


def test_a_file_that_breaks_while_serving_keeps_the_last_good_data_and_says_so(served):
    app = page("data")
    served.write_text("sources: [", encoding="utf-8")
    app.run()

    assert not app.exception
    assert len(app.dataframe[0].value) == len(CATALOGUE)
    assert [banner.value for banner in app.warning] == [
        "The data file has been changed and has faults; you see the last good version. Nothing is lost."
    ]


def test_a_good_edit_is_served_without_a_restart(served):
    app = page("regions", region="guangdong")
    text = served.read_text(encoding="utf-8").replace(
        "name: {en: Guangdong, zh: 广东}", "name: {en: Guangdong Province, zh: 广东}"
    )
    served.write_text(text, encoding="utf-8")
    app.run()

    assert app.title[0].value == "Guangdong Province"


def test_the_plan_page_counts_outcomes_without_target():
    app = page("plans", plan="14")
    told = re.findall('<p class="ri-meta">([^<]*no stated target[^<]*)</p>', html(app))
    actual = CATALOGUE.observations(plan="14", status="actual", vintage="current")

    assert told == [f"{len(actual)} outcomes of this plan have no stated target in our sources"]


def test_the_indicator_page_explains_the_hedges_of_its_figures():
    shown = html(page("indicators", indicator="goods-trade-growth"))

    assert "3 × exact as stated; 2 × lower bound (over, more than, exceeded)" in shown


def test_names_on_a_map_break_where_a_syllable_begins():
    shown = html(page("overview"))

    assert "<b>Zhong\u00adshan</b>" in shown
    assert "<b>Macao</b>" in shown


@pytest.mark.parametrize(
    ("language", "terms"),
    [
        (
            "en",
            ["exact", "over", "at least at_least", "nearly", "under", "at most at_most", "about", "between"],
        ),
        (
            "zh",
            [
                "确数 exact",
                "超 over",
                "至少 at_least",
                "近 nearly",
                "不足 under",
                "至多 at_most",
                "约 about",
                "区间 between",
            ],
        ),
    ],
)
def test_the_about_page_names_each_hedge_in_words_with_its_code_beside(language, terms):
    written = [html.proto.body for html in page("about", lang=language).get("html")]
    cells = [
        cell for body in written for cell in re.findall(r'<(?:dt|th scope="row")>(.*?)</(?:dt|th)>', body)
    ]
    listed = [re.sub("<[^>]+>", "", cell) for cell in cells]

    assert listed == [*terms, *terms]


def test_the_about_page_says_the_method_and_how_programs_get_the_data():
    app = page("about")

    assert app.title[0].value == "About"
    assert any("pd.read_csv" in block.value for block in app.code)
    assert "lower bound" in html(app)


@pytest.mark.parametrize("chart", list(CATALOGUE.dataset.charts))
def test_a_declared_chart_has_a_link_of_its_own(chart):
    app = page("overview", chart=chart)
    drawn = charts(app)

    assert len(drawn) == 1
    assert escape(CATALOGUE.dataset.charts[chart].title.en) in html(app)


def test_a_link_with_an_id_of_old_shows_what_it_is_called_today(served):
    text = served.read_text(encoding="utf-8")
    served.write_text(text.replace("\nrenamed:\n", "\nrenamed:\n  canton: guangzhou\n"), encoding="utf-8")
    app = page("regions", region="canton")

    assert app.title[0].value == "Guangzhou"
    assert [notice.value for notice in app.warning] == [
        "“canton” is called “guangzhou” today; the link is up to date now."
    ]


def test_the_download_names_the_shortest_link_to_its_rows():
    codes = [code.value for code in with_download(page("regions", region="guangzhou")).code]
    combined = [code.value for code in with_download(page("data", region="guangzhou", plan="14")).code]

    assert [code for code in codes if code.startswith("/r/")] == ["/r/guangzhou"]
    assert "/data?region=guangzhou&plan=14" in combined
    assert "/api/v1/observations.csv?region=guangzhou&plan=14" in combined
