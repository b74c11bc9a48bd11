"""Pages about one region, sector, plan or topic: sentences with the right number, links to others like it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from indicators import text
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import load_messages
from indicators.model.code_lists import STATUSES
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.web.brief_formats import available_brief_formats
from indicators.web.composition import subjects
from indicators.web.composition.blocks import (
    Cards,
    Choices,
    Columns,
    Download,
    FigureTable,
    Heading,
    Links,
    Paragraph,
    SubjectChoice,
    TakeAlong,
    Targets,
)
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.composition.subjects import compose_subject, find_subject
from tests.composing import CATALOGUE, DATASET, blocks_of, led, section, view_of
from tests.noting import Variant

SLUGS = {page.subject: page.slug for page in SITE_PAGES if page.subject}


def composed(dimension, id, language="en", selection=EVERYTHING, **others):
    """The page about `id` under some filters."""
    own = replace(selection, **{dimension: (id,)})
    return compose_subject(view_of(SLUGS[dimension], own, language, **others))


class TestTheSubjectOfAPage:
    @pytest.mark.parametrize("dimension", SLUGS)
    def test_without_a_link_it_is_the_one_with_most_figures(self, dimension):
        counts = CATALOGUE.facets()[dimension]
        found, id = find_subject(view_of(SLUGS[dimension]))

        assert found == dimension
        if dimension == "indicator":
            assert id == ""  # the page lists them all
        else:
            assert counts[id] == max(counts.values())

    def test_links_to_the_others_are_made_once_for_all_of_them_and_nothing_of_a_search_is_kept(self):
        kept = CATALOGUE.caches[subjects._make_subject_links]
        kept.cache_clear()
        for id in ("maoming", "guangzhou"):
            composed("region", id)
        composed("region", "maoming", selection=Selection(q="trade"))

        assert kept.cache_info().currsize == 1

    def test_the_other_filters_count_for_it_and_its_own_does_not(self):
        selection = Selection(region=("maoming",), topic=("output",))
        counts = CATALOGUE.facets(Selection(topic=("output",)))["region"]
        [choice] = blocks_of(compose_subject(view_of("regions", selection)), SubjectChoice)

        assert (choice.dimension, choice.chosen) == ("region", "maoming")
        assert led(link for _, link in choice.links) == [
            (
                ("/regions", [("region", id), ("topic", "output"), ("lang", "en")]),
                DATASET.regions[id].name.en,
                n,
            )
            for id, n in counts.items()
            if n or id == "maoming"
        ]
        assert find_subject(view_of("regions", Selection(topic=("output",))))[1] == max(
            counts, key=counts.__getitem__
        )

    def test_one_that_the_link_names_is_offered_although_it_has_no_figures(self):
        [choice] = blocks_of(composed("region", "tianjin"), SubjectChoice)
        offered = {link.text: link.count for _, link in choice.links}

        assert offered["Tianjin"] == 0
        assert "Macao" not in offered

    def test_a_page_about_nothing_in_particular_has_none(self):
        with pytest.raises(LookupError, match=r"^the page data is about no one subject$"):
            find_subject(view_of("data"))


class TestWhatAPageIsMadeOf:
    @pytest.mark.parametrize("dimension", ["region", "sector", "plan", "topic"])
    def test_a_page_says_its_subject_offers_others_and_its_figures_as_files(self, dimension):
        _, id = find_subject(view_of(SLUGS[dimension]))
        selection = Selection(**{dimension: (id,)})
        page = composed(dimension, id)

        assert page.title == getattr(DATASET, f"{dimension}s")[id].name.en
        assert not page.is_empty
        assert [type(block) for block in page.blocks[:2]] == [SubjectChoice, Download]
        assert page.blocks[1].selection == selection
        assert [type(block) for block in page.blocks[-2:]] == [Heading, FigureTable]
        [cards] = blocks_of(page, Cards)
        assert len(cards.figures) <= subjects.MAX_HEADLINES

    def test_what_is_chosen_beside_the_subject_stands_above_the_page(self):
        page = composed("region", "guangdong", selection=Selection(topic=("talent",)))

        assert type(page.blocks[2]) is Choices
        assert not blocks_of(composed("region", "guangdong"), Choices)

    @pytest.mark.parametrize("dimension", ["region", "sector", "plan", "topic"])
    def test_a_page_without_figures_says_so_and_offers_other_subjects_and_filters(self, dimension):
        _, id = find_subject(view_of(SLUGS[dimension]))
        page = composed(dimension, id, selection=Selection(q="xyzzy"))

        assert page.is_empty
        assert [type(block) for block in page.blocks] == [SubjectChoice, Choices]
        assert "0 of " in page.lead or dimension == "plan"

    @pytest.mark.parametrize("within", [False, True])
    def test_figures_do_not_say_the_region_that_the_title_says_unless_others_are_among_them(self, within):
        page = composed("region", "guangdong", selection=Selection(within=within))
        [table] = [block for block in page.blocks if isinstance(block, FigureTable)]

        assert table.leave_out == (frozenset() if within else frozenset({"region"}))

    @pytest.mark.parametrize(("region", "n"), [("xiongan", 1), ("nansha", 3)])
    def test_the_table_that_closes_a_page_is_folded_away_under_its_number_of_figures(self, region, n):
        page = composed("region", region)
        heading, table = page.blocks[-2:]

        assert heading == Heading("All figures of this page", "figures")
        assert table.label == f"Table of {n} figure{'' if n == 1 else 's'}"
        assert table.key == "regions_table"
        assert set(table.rows["observation_id"]) == set(
            CATALOGUE.rows(Selection(region=(region,)))["observation_id"]
        )


class TestRegions:
    @pytest.mark.parametrize(
        ("id", "language", "selection", "lead"),
        [
            (
                "guangdong",
                "en",
                EVERYTHING,
                "province-level unit, code 440000 · 38 figures in our sources",
            ),
            ("guangdong", "zh", EVERYTHING, "省级行政区，行政区划代码440000 · 收录数据38条"),
            ("nansha", "en", EVERYTHING, "district, code 440115 · 3 figures in our sources"),
            ("hengqin", "en", EVERYTHING, "zone · 3 figures in our sources"),
            (
                "guangdong",
                "en",
                Selection(topic=("talent",)),
                "province-level unit, code 440000 · 1 of 38 figures in our sources",
            ),
            (
                "nansha",
                "en",
                Selection(q="xyzzy"),
                "district, code 440115 · 0 of 3 figures in our sources",
            ),
        ],
    )
    def test_a_region_says_its_kind_its_code_and_how_many_figures(self, id, language, selection, lead):
        assert composed("region", id, language, selection).lead == lead

    def test_with_everything_inside_it_counts_that_too_and_implied_figures_where_they_are_shown(self):
        for within in (False, True):
            for implied in (False, True):
                selection = Selection(within=within, implied=implied)
                n = CATALOGUE.count(replace(selection, region=("guangdong",)))
                lead = composed("region", "guangdong", selection=selection).lead
                assert lead.endswith(f" · {n} figures in our sources")

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_a_region_leads_to_what_it_is_in_and_to_what_is_in_it(self, language):
        say = load_messages(language)
        view = view_of("regions", Selection(topic=("trade",), region=("guangzhou",)), language)
        for id, record in DATASET.regions.items():
            inside = record.within
            holds = [r.id for r in DATASET.regions.values() if id in r.within]
            assert [(row.label, led(row.links)) for row in subjects._compose_region_links(view, id)] == [
                (
                    say(label),
                    [
                        (
                            ("/regions", [("region", r), ("topic", "trade"), ("lang", language)]),
                            DATASET.regions[r].name[language],
                            None,
                        )
                        for r in ids
                    ],
                )
                for label, ids in (("Inside", inside), ("Holds", holds))
                if ids
            ]
        assert [row.label for row in blocks_of(composed("region", "guangzhou"), Links)][:2] == [
            "Inside",
            "Holds",
        ]


class TestSectors:
    @pytest.mark.parametrize("id", ["automobiles", "data-industry", "exhibition-industry"])
    def test_a_sector_says_in_which_regions_it_is(self, id):
        rows = CATALOGUE.rows(Selection(sector=(id,)))
        regions = [r for r in DATASET.regions.values() if r.id in set(rows["region"])]

        assert (
            composed("sector", id).lead
            == f"{len(rows)} figures in our sources · {', '.join(r.name.en for r in regions)}"
        )
        assert composed("sector", id, "zh").lead.endswith("、".join(r.name.zh for r in regions))

    def test_a_sector_of_which_some_figures_fit_says_of_how_many(self):
        selection = Selection(sector=("data-industry",), qualifier=("over",))
        n, total = CATALOGUE.count(selection), CATALOGUE.count(selection.without("qualifier"))

        assert 0 < n < total
        assert composed("sector", "data-industry", selection=selection).lead.startswith(
            f"{n} of {total} figures in our sources · "
        )

    def test_a_sector_without_figures_names_no_region(self):
        assert composed("sector", "pillar-clusters").lead == "0 figures in our sources"

    @pytest.mark.parametrize(("n", "end"), [(40, "R39"), (41, "41 regions")])
    def test_more_regions_than_can_be_named_are_counted(self, n, end):
        china = DATASET.regions["china"]
        regions = {
            f"r{k}": china.model_copy(
                update={"id": f"r{k}", "name": china.name.model_copy(update={"en": f"R{k}"})}
            )
            for k in range(50)
        }
        counts = {id: int(k < n) for k, id in enumerate(regions)}
        many = Variant(dataset=replace(DATASET, regions=regions), counts=lambda *_: counts, count=lambda _: n)
        lead = subjects._describe_sector(view_of(catalogue=many), "x", Selection(sector=("x",)))

        assert lead.startswith(f"{n} figures in our sources · ")
        assert lead.endswith(end)

    def test_a_sector_leads_to_its_group_and_to_its_parts_that_have_figures(self):
        selection = Selection(topic=("industry-clusters",), source=("china-daily-gd-today",))
        group = DATASET.sectors["new-energy"].group
        counts = CATALOGUE.facets(selection)["sector"]
        kept = [("topic", "industry-clusters"), ("source", "china-daily-gd-today"), ("lang", "en")]
        [part_of] = blocks_of(composed("sector", "new-energy", selection=selection), Links)
        *_, holds = subjects._compose_sector_links(view_of("sectors", selection), group)

        assert part_of.label == "Part of"
        assert led(part_of.links) == [
            (("/sectors", [("sector", group), *kept]), DATASET.sectors[group].name.en, None)
        ]
        assert holds.label == "Holds"
        assert led(holds.links) == [
            (("/sectors", [("sector", s.id), *kept]), s.name.en, None)
            for s in DATASET.sectors.values()
            if s.group == group and counts[s.id]
        ]

    def test_a_sector_whose_parts_have_no_figures_and_one_of_no_group_lead_nowhere(self):
        group = DATASET.sectors["new-energy"].group
        view = view_of("sectors", Selection(topic=("trade",)))

        assert "Holds" not in [row.label for row in subjects._compose_sector_links(view, group)]
        assert "Part of" not in [
            row.label for row in blocks_of(composed("sector", "strategic-clusters"), Links)
        ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_topic_says_what_it_is_and_in_which_regions(language):
    topic = DATASET.topics["talent"]
    lead = composed("topic", "talent", language).lead
    rows = CATALOGUE.rows(Selection(topic=("talent",)))
    names = [r.name[language] for r in DATASET.regions.values() if r.id in set(rows["region"])]

    assert lead.startswith(topic.description[language])
    assert lead.endswith({"en": ", ", "zh": "、"}[language].join(names))
    assert str(len(rows)) in lead


class TestPlans:
    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("plan", ["13", "14", "15"])
    def test_a_plan_says_its_years_and_how_many_outcomes_expectations_and_targets(self, plan, language):
        rows, say = CATALOGUE.rows(Selection(plan=(plan,))), load_messages(language)
        counts = {status: int((rows["status"] == status).sum()) for status in STATUSES}
        years, *parts = composed("plan", plan, language).lead.split(" · ")
        record, names = DATASET.plans[plan], ("outcome", "expectation", "target")

        if language == "en":
            assert years == f"{record.start}–{record.end}"
            assert parts == [
                f"{n} {name}{'' if n == 1 else 's'}" for n, name in zip(counts.values(), names, strict=True)
            ]
        assert parts == [
            say.plural(f"{{n}} {name}", f"{{n}} {name}s", n)
            for n, name in zip(counts.values(), names, strict=True)
        ]
        assert [re.findall(r"\d+", part) for part in parts] == [[str(n)] for n in counts.values()]

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("plan", ["13", "14", "15"])
    def test_every_target_and_expectation_stands_beside_what_came_of_it(self, plan, language):
        say, page = load_messages(language), composed("plan", plan, language)
        rows = CATALOGUE.rows_to_draw(Selection(plan=(plan,))).rows
        aimed = [r for r in CATALOGUE.records(rows) if r.current and r.status != "actual"]
        found = [each for block in blocks_of(page, Targets) for each in block.targets]

        assert [each.aim.id for each in found] == [r.observation_id for r in aimed]
        assert ("targets" in [heading.anchor for heading in blocks_of(page, Heading)]) is bool(aimed)
        for each, row in zip(found, aimed, strict=True):
            assert list(each.outcomes) == [
                f"{text.format_figure(o, DATASET, say)} · {text.format_period(o.period, language)}"
                for o in CATALOGUE.outcomes(row)
            ]

    def test_an_outcome_is_set_beside_its_target_and_others_are_counted(self):
        """The stock data has targets without outcomes; this plan has one that was met later."""
        small = outcome_of_a_target()
        records = small.records(small.rows(Selection(region=("ostland",), indicator=("gdp",))))
        heading, targets, remark = subjects._compose_targets(view_of("plans", catalogue=small), records)

        assert heading == Heading(
            "Targets and outcomes",
            "targets",
            "An outcome is a figure of the same series, stated for the same period or a later one.",
        )
        assert [each.outcomes for each in targets.targets] == [("2.6 trillion crowns · 2025",)]
        assert remark == Paragraph(
            load_messages("en").plural(
                "{n} outcome of this plan has no stated target in our sources",
                "{n} outcomes of this plan have no stated target in our sources",
                len(records) - 2,
            ),
            "meta",
        )
        assert len(records) > 2

    def test_outcomes_without_a_target_are_counted(self):
        records = CATALOGUE.records(CATALOGUE.rows(Selection(plan=("14",))))
        aimed = next(row for row in records if row.status == "target")
        [outcome] = [
            row for row in CATALOGUE.records(CATALOGUE.rows()) if row.observation_id == "gdp.hengqin.2024"
        ]
        view = view_of("plans")

        assert list(subjects._compose_targets(view, [aimed, outcome]))[2:] == [
            Paragraph("1 outcome of this plan has no stated target in our sources", "meta")
        ]
        assert len(list(subjects._compose_targets(view, [aimed]))) == 2
        assert list(subjects._compose_targets(view, [outcome])) == []

    @pytest.mark.parametrize("plan", list(DATASET.plans))
    def test_since_the_plans_before_holds_the_outcomes_of_series_of_both_times_up_to_its_end(self, plan):
        page = composed("plan", plan)
        first, last = DATASET.plans[plan].start, DATASET.plans[plan].end
        rows = CATALOGUE.rows()
        rows = rows[(rows["status"] == "actual") & rows["period_end"].notna()]
        years = rows["period_end"].map(lambda day: day.year)
        before = set(rows[years < first]["series"])
        within = set(rows[rows["plan"].astype(str) == plan]["series"])
        fits = rows[rows["series"].isin(before & within) & (years <= last)]
        found = section(page, "since")
        charts = [
            block for column in found if isinstance(column, Columns) for c in column.columns for block in c
        ]
        charts = charts or found

        assert {id for block in charts for id in block.chart.ids} <= set(fits["observation_id"])
        assert {block.key for block in charts} <= {"since"}
        assert bool(found) is (plan == "14")
        assert ("Since the plans before" in [h.text for h in blocks_of(page, Heading)]) is (plan == "14")

    @pytest.mark.parametrize(
        ("years", "shown"),
        [
            ((2014, 2015), (2014, 2015)),  # the year before the first, and the first
            ((2014, 2019), (2014, 2019)),  # the last
            ((2014, 2019, 2020), (2014, 2019)),  # what came after is left out
            ((2014, 2020), ()),  # nothing of the plan itself
            ((2015, 2019), ()),  # nothing before it
        ],
    )
    def test_a_time_before_a_plan_ends_with_the_year_before_its_first(self, small, small_file, years, shown):
        given = small_file.read_text(encoding="utf-8")
        line = next(line for line in given.split("\n") if "stated: about 900 tonnes" in line)
        own = [line.replace("period: 2019", f"period: {year}") for year in years]
        catalogue = Catalogue(parse_dataset(given.replace(line, "\n".join(own))))
        found = subjects._figures_across_plans(
            catalogue, Selection(indicator=("catch",), region=("port",), qualifier=("about",)), "1"
        )

        assert tuple(sorted(row.period_end.year for row in found)) == shown
        assert (small.dataset.plans["1"].start, small.dataset.plans["1"].end) == (2015, 2019)

    def test_what_was_aimed_at_is_no_outcome_of_a_plan_or_of_the_time_before(self, small_file):
        given = small_file.read_text(encoding="utf-8")
        line = next(line for line in given.split("\n") if "stated: about 900 tonnes" in line)
        aimed = line.replace("period: 2019", "period: 2014").replace("source:", "status: target, source:")
        catalogue = Catalogue(parse_dataset(given.replace(line, f"{aimed}\n{line}")))
        selection = Selection(qualifier=("about",), indicator=("catch",))

        assert subjects._figures_across_plans(catalogue, selection, "1") == ()


def outcome_of_a_target():
    """A dataset of one target, what came of it, and two outcomes nobody aimed at."""
    path = Path(__file__).parents[2] / "data" / "small.yaml"
    given = path.read_text(encoding="utf-8")
    target = next(line for line in given.split("\n") if "status: target" in line and "2.5 trillion" in line)
    met = target.replace("value: 2.5 trillion", "value: 2.6 trillion").replace(
        "qualifier: at_least", "qualifier: exact"
    )
    met = met.replace("status: target, ", "").replace("at least 2.5 trillion", "2.6 trillion")
    return Catalogue(parse_dataset(given.replace(target, f"{met}\n{target}")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_about_a_subject_can_be_taken_along_with_the_filters_that_are_chosen(language):
    view = view_of("regions", Selection(region=("guangzhou",), topic=("talent",)), language)
    [offered] = blocks_of(compose_subject(view), TakeAlong)
    mark = "" if language == "en" else "&lang=zh"

    assert [link.text for link in offered.links] == [form.label for form in available_brief_formats()]
    assert offered.links[0].href == f"/api/v1/brief.html?region=guangzhou&topic=talent{mark}"
