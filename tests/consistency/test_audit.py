"""Relations: verdicts of known cases, of made-up ones, what is implied, and what never changes a verdict."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.check.dataset_file import parse_dataset
from indicators.consistency.audit import audit_dataset
from indicators.consistency.hints import find_hints
from indicators.consistency.verdicts import VERDICTS, compare_intervals
from indicators.i18n import load_messages
from indicators.model.interval import UndefinedResult, closed_interval, interval_above, point_interval
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.query import Catalogue, Selection
from indicators.text import audit_report, finding_text

BASE = (Path(__file__).parents[1] / "data" / "invalid" / "members.yaml").read_text(encoding="utf-8")
BASE = BASE[: BASE.index("\nrelations:")] + "\nrelations:\n"
BASE = BASE.replace("value: 2 trillion", "value: 2.00 trillion").replace(
    "value: 2.4 trillion", "value: 2.40 trillion"
)
NOTE = "    note: {en: Prices., zh: 价格。}\n"


def finding(catalogue, id):
    return next(f for f in catalogue.audit.findings if f.relation.id == id)


def relation(kind, members, extra="", id="a"):
    return f"  - id: {id}\n    kind: {kind}\n    members: {members}\n{extra}{NOTE}"


def made(*relations, edits=()):
    """A catalogue of Norland (2 trillion in 2020, 2.4 trillion in 2024, +20 percent) with these relations."""
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return Catalogue(parse_dataset(text + "".join(relations)))


GROWTH = relation(
    "growth", "{earlier: gdp.norland.2020, later: gdp.norland.2024, rate: gdp-growth.norland.2024}"
)
SAME = relation("same", "{figures: [gdp.norland.2020, gdp.norland.2024]}")


class TestKnownCases:
    @pytest.mark.parametrize(
        ("id", "verdict"),
        [
            ("skilled-talent-growth-since-2021", "reconciles"),
            ("high-skilled-talent-share-in-2025", "reconciles"),
            ("high-skilled-talent-share-in-2021", "reconciles"),
            ("high-skilled-talent-growth-since-2021", "reconciles"),
            ("hengqin-gdp-growth", "does-not-reconcile"),
            ("land-of-the-greater-bay-area", "reconciles"),
            ("greater-bay-area-ninth-of-china-twice", "reconciles"),
            ("trillion-yuan-clusters-in-2024", "reconciles"),
            ("trillion-yuan-clusters-in-2023", "reconciles"),
            ("competition-headline", "reconciles"),
            ("cluster-rank-second-for-five-years", "reconciles"),
            ("dollars-cgtn", "reconciles"),
            ("dollars-china-daily-gd-today", "does-not-reconcile"),
            ("patents-growth-on-2023", "cannot-check"),
        ],
    )
    def test_relations_of_the_real_data_have_the_known_verdict(self, catalogue, id, verdict):
        assert finding(catalogue, id).verdict == verdict

    def test_hengqin_needs_about_42_percent_a_year(self, catalogue):
        found = finding(catalogue, "hengqin-gdp-growth")

        assert closed_interval(Decimal("41.7"), Decimal("41.9")).contains(found.computed)
        assert found.stated == closed_interval(Decimal("27.35"), Decimal("27.45"))

    def test_the_land_of_the_bay_area_is_below_both_bounds(self, catalogue):
        shared = finding(catalogue, "land-of-the-greater-bay-area").computed

        assert (shared.low, shared.high, shared.high_open) == (0, Fraction(3, 5), True)

    def test_every_mismatch_of_the_real_data_is_acknowledged(self, catalogue):
        assert [f.relation.id for f in catalogue.audit.findings if not f.is_settled] == []

    def test_a_finding_reads_as_one_line_of_arithmetic(self, catalogue):
        line = finding_text.format_finding(
            finding(catalogue, "high-skilled-talent-share-in-2025"), catalogue, load_messages("en")
        )

        assert line == "1.609 million ÷ 4.22 million = 38.07–38.19%; stated 38.05–38.15% → reconciles"

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_no_line_of_the_real_data_calls_anything_an_error(self, catalogue, language):
        lines = [
            finding_text.format_finding(f, catalogue, load_messages(language))
            for f in catalogue.audit.findings
        ]

        assert all("→" in line and "error" not in line.lower() and "{" not in line for line in lines)


class TestImplied:
    @pytest.mark.parametrize(
        ("id", "low", "high"),
        [
            ("patents-granted.guangdong.strategic-clusters.2023-01--2023-10.implied", 74_666.3, 74_752.5),
            ("gdp.greater-bay-area.2018.implied", 10.7e12, 10.9e12),
            ("gdp.china.2024.implied", 122.825e12, 138.225e12),
            ("marine-gdp.china.marine-economy.2024.implied", 8e12, None),
        ],
    )
    def test_implied_figures_are_in_the_table_with_their_interval(self, catalogue, id, low, high):
        row = catalogue.find(id)

        assert row.basis == "implied"
        assert row.low == pytest.approx(low, rel=1e-6)
        assert (row.high != row.high) if high is None else row.high == pytest.approx(high, rel=1e-6)
        assert set(row.implied_from.split(";")) <= set(catalogue.rows()["observation_id"])
        assert all(id in row.note for id in row.implied_from.split(";"))

    def test_implied_figures_are_left_out_unless_asked_for(self, catalogue):
        assert set(catalogue.observations()["basis"]) == {"stated"}
        assert len(catalogue.observations()) == len(catalogue)
        shown = catalogue.observations(implied=True)

        assert len(shown) == len(catalogue) + len(catalogue.audit.implied)
        assert set(shown["observation_id"].tail(len(catalogue.audit.implied))) == {
            figure.subject.key for figure in catalogue.audit.implied
        }

    def test_implied_figures_share_no_line_with_stated_ones(self, catalogue):
        rows = catalogue.rows(Selection(implied=True))
        lines = rows.groupby("basis", observed=True)["series"].agg(set)

        assert not lines["stated"] & lines["implied"]

    def test_two_relations_that_imply_one_figure_are_checked_there(self, catalogue):
        id = "high-skilled-talent.guangzhou.2021.implied"
        implied = next(f for f in catalogue.audit.implied if f.subject.key == id)
        own = [f.computed for f in catalogue.audit.findings_about(id)]

        assert len(own) == 2
        assert all(one.contains(implied.interval) for one in own)

    def test_two_that_contradict_each_other_imply_nothing(self):
        implies = "    implies: {indicator: gdp, region: norland, period: 2023, timing: during}\n"
        edits = [
            ("period: 2020, timing", "period: 2023, id: gdp.norland.2020, timing"),
            (
                "period: 2024, timing: during, value: 2.40",
                "period: 2023, id: gdp.norland.2024, timing: during, value: 2.40",
            ),
            ("period: 2024-01/2024-10, timing", "period: 2023, id: gdp.norland.part, timing"),
        ]
        sums = (
            relation(
                "sum", f"{{parts: [gdp.norland.2020, gdp.norland.{other}], total: null}}", implies, other
            )
            for other in ("2024", "part")
        )
        found = made(*sums, edits=edits).audit

        assert [f.verdict for f in found.findings] == ["does-not-reconcile"] * 2
        assert found.implied == ()


class TestVerdicts:
    def test_a_growth_that_fits_its_levels_reconciles(self):
        assert [f.verdict for f in made(GROWTH).audit.findings] == ["reconciles"]

    def test_a_growth_that_does_not_fit_its_levels_does_not_reconcile(self):
        found = made(GROWTH, edits=[("value: 20, qualifier: exact", "value: 90, qualifier: exact")])

        assert [(f.verdict, f.reason) for f in found.audit.findings] == [("does-not-reconcile", None)]

    def test_figures_that_meet_only_far_beyond_a_hedge_reconcile_only_if(self):
        found = made(GROWTH, edits=[("value: 20, qualifier: exact", "value: 5, qualifier: over")])

        assert [(f.verdict, f.reason) for f in found.audit.findings] == [("reconciles-if", "hedge")]

    def test_figures_that_meet_in_one_end_point_reconcile_only_if(self):
        edits = [
            ("value: 2.00 trillion", "value: 2.0 trillion"),
            ("value: 2.40 trillion", "value: 2.1 trillion"),
        ]
        found = made(SAME, edits=edits)

        assert [(f.verdict, f.reason) for f in found.audit.findings] == [("reconciles-if", "touch")]

    def test_open_ends_on_both_sides_leave_everything_possible(self):
        edits = [
            ("value: 2.00 trillion, qualifier: exact", "value: 2.00 trillion, qualifier: over"),
            ("value: 2.40 trillion, qualifier: exact", "value: 2.40 trillion, qualifier: over"),
        ]
        found = made(GROWTH, edits=edits)

        assert [(f.verdict, f.reason) for f in found.audit.findings] == [("cannot-check", "open")]

    def test_where_a_rate_cannot_be_computed_the_later_level_is(self):
        edits = [("value: 2.00 trillion, qualifier: exact", "value: 2.00 trillion, qualifier: under")]
        (found,) = made(GROWTH, edits=edits).audit.findings

        assert (found.verdict, found.role) == ("reconciles", "later")

    def test_what_cannot_be_divided_cannot_be_checked(self):
        implies = "    implies: {indicator: gdp, region: norland, period: 2020-01/2020-10, timing: during}\n"
        text = relation(
            "growth",
            "{earlier: null, later: gdp.norland.2024-01--2024-10, rate: gdp-growth.norland.2024}",
            implies,
        )
        edits = [
            (
                "period: 2024, timing: during, value: 20, qualifier: exact, base_period: 2020",
                "period: 2024-01/2024-10, id: gdp-growth.norland.2024, timing: during, value: -100, qualifier: about, base_period: 2020-01/2020-10",
            ),
        ]
        (found,) = made(text, edits=edits).audit.findings

        assert (found.verdict, found.reason) == ("cannot-check", "zero-divisor")
        assert "→ cannot check" in finding_text.format_finding(
            found, made(text, edits=edits), load_messages("en")
        )

    def test_a_part_larger_than_its_whole_does_not_reconcile(self):
        members = "{part: gdp.norland.2024, whole: gdp.norland.2020, share: null}"
        edits = [("period: 2020, timing", "period: 2024, id: gdp.norland.2020, timing")]
        (found,) = made(relation("share", members), edits=edits).audit.findings

        assert found.verdict == "does-not-reconcile"

    def test_a_list_of_another_length_does_not_reconcile(self):
        edits = [
            ("unit: crown\n    measure: level", "unit: years\n    measure: level"),
            ("value: 2.00 trillion, qualifier: exact", "value: 3, qualifier: exact"),
            (", usd: 20 billion", ""),
            (", usd: 24 billion", ""),
        ]
        text = relation(
            "count", "{count: gdp.norland.2020, items: [gdp.norland.2024, gdp-rank.norland.2019]}"
        )

        assert [f.verdict for f in made(text, edits=edits).audit.findings] == ["does-not-reconcile"]

    def test_findings_are_counted_by_verdict(self, catalogue):
        counts = audit_report.count_verdicts(catalogue.audit.findings)

        assert list(counts) == list(VERDICTS)
        assert sum(counts.values()) == len(catalogue.dataset.relations)


positive = st.integers(1, 10**6)


@st.composite
def ranges(draw):
    low, high = sorted((draw(positive), draw(positive)))
    return closed_interval(low, high)


KINDS = {id: list(kind.formulas) for id, kind in RELATION_KINDS.items() if id not in ("sum", "count")}


def solve_member(kind, role, values, years=1):
    return RELATION_KINDS[kind].formulas[role].compute(values, years)


def verdict_of(kind, role, values, years=3):
    computed = solve_member(kind, role, values, years)
    return compare_intervals([computed, values[role][0]], [computed, values[role][0]])


class TestWhatNeverChangesAVerdict:
    @settings(max_examples=30)
    @given(st.sampled_from(["growth", "cagr", "share", "difference"]), st.data(), positive, positive)
    def test_the_scale_of_the_unit_never_changes_a_verdict(self, kind, data, up, down):
        roles = KINDS[kind]
        values = {role: (data.draw(ranges()),) for role in roles}
        factor = Fraction(up, down)
        in_units = [role for role in roles if kind == "difference" or role not in ("rate", "share")]
        scaled = {
            role: (one.scale(factor),) if role in in_units else (one,) for role, (one,) in values.items()
        }

        assert verdict_of(kind, roles[0], values) == verdict_of(kind, roles[0], scaled)

    @settings(max_examples=30)
    @given(st.sampled_from(["growth", "share", "difference"]), st.data())
    def test_which_member_is_computed_never_changes_a_verdict(self, kind, data):
        roles = KINDS[kind]
        values = {role: (data.draw(ranges()),) for role in roles}

        assert len({verdict_of(kind, role, values) for role in roles}) == 1

    @given(st.lists(ranges(), min_size=2, max_size=6), st.randoms())
    def test_the_order_of_the_figures_never_changes_a_verdict(self, found, random):
        shuffled = random.sample(found, len(found))

        assert compare_intervals(found, found) == compare_intervals(shuffled, shuffled)
        parts, mixed = ({"parts": tuple(each)} for each in (found, shuffled))
        assert solve_member("sum", "total", parts) == solve_member("sum", "total", mixed)

    def test_the_order_of_the_relations_never_changes_a_verdict(self, catalogue):
        dataset = catalogue.dataset
        backwards = replace(dataset, relations=dict(reversed(dataset.relations.items())))
        verdicts = [
            {f.relation.id: (f.verdict, f.reason) for f in audit_dataset(d).findings}
            for d in (dataset, backwards)
        ]

        assert verdicts[0] == verdicts[1]

    @settings(max_examples=30)
    @given(positive, positive, st.integers(0, 900), st.integers(1, 10))
    def test_what_is_true_always_reconciles(self, first, whole, rate, years):
        grown = Fraction(first) * (1 + Fraction(rate, 100)) ** years
        values = {
            "first": (point_interval(first),),
            "last": (point_interval(grown),),
            "rate": (point_interval(rate),),
        }
        share = {
            "part": (point_interval(first),),
            "whole": (point_interval(whole),),
            "share": (point_interval(Fraction(100 * first, whole)),),
        }

        assert verdict_of("cagr", "rate", values, years) == ("reconciles", None)
        assert verdict_of("share", "share", share) == ("reconciles", None)


class TestHints:
    def test_the_real_data_give_few_hints(self, catalogue):
        assert len(find_hints(catalogue.dataset)) < 5

    def test_a_growth_nobody_declared(self):
        assert "undeclared" in {hint.hint for hint in find_hints(made(SAME).dataset)}
        assert "undeclared" not in {hint.hint for hint in find_hints(made(GROWTH).dataset)}

    def test_a_figure_ten_times_too_large_is_hinted_at(self):
        edits = [("value: 2.40 trillion", "value: 24 trillion")]
        hints = [hint for hint in find_hints(made(GROWTH, edits=edits).dataset) if hint.hint == "slip"]

        assert [hint.message for hint in hints] == [
            "relation 'a' would reconcile with a figure 1/10 as large"
        ]

    def test_the_same_digits_at_another_scale(self):
        edits = [("value: 2.00 trillion", "value: 240 billion")]
        hints = [hint for hint in find_hints(made(SAME, edits=edits).dataset) if hint.hint == "slip"]

        assert [str(hint) for hint in hints] == [
            "slip: the same digits, 10 times as large [gdp.norland.2020, gdp.norland.2024]"
        ]

    def test_two_sources_with_two_values(self):
        edits = [("period: 2020, timing", "period: 2024, id: gdp.norland.2020, timing")]
        hints = find_hints(made(edits=[*edits, ("\nrelations:\n", "\n")]).dataset)

        assert "two-values" in {hint.hint for hint in hints}

    def test_dollars_far_from_the_rate(self):
        edits = [("usd: 24 billion", "usd: 2.4 billion")]

        assert "dollars" in {hint.hint for hint in find_hints(made(SAME, edits=edits).dataset)}


class TestTable:
    def test_the_table_of_findings_has_a_row_for_each_relation(self, catalogue):
        table = audit_report.findings_table(catalogue.audit.findings, catalogue)

        assert list(table) == list(audit_report.FINDING_COLUMNS)
        assert list(table["relation"]) == list(catalogue.dataset.relations)

    def test_bounds_are_numbers_or_nothing(self, catalogue):
        table = audit_report.findings_table(catalogue.audit.findings, catalogue).set_index("relation")

        assert table.loc["hengqin-gdp-growth", "stated_high"] == pytest.approx(27.45)
        assert table.loc["marine-gdp-fifth-of-china", ["computed_high", "stated_low"]].isna().all()


def test_a_power_without_an_answer_says_why():
    with pytest.raises(UndefinedResult):
        solve_member("growth", "rate", {"later": (point_interval(1),), "earlier": (closed_interval(0, 1),)})
    assert interval_above(0).contains(point_interval(1))
