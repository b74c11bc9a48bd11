"""The card of a relation: its verdict, its intervals on one axis, the sum, what explains it, its figures."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from markupsafe import escape

from indicators import text
from indicators.consistency.verdicts import REASONS
from indicators.i18n import load_messages
from indicators.model.interval import intersect_all
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.text import finding_text
from indicators.web.paper.relation_card import relation_card_html
from tests.noting import CATALOGUE, Variant, bare, links

FINDINGS = {finding.relation.id: finding for finding in CATALOGUE.audit.findings}
SIGNS = {"reconciles": "✓", "reconciles-if": "≈", "does-not-reconcile": "✕", "cannot-check": "○"}


def spans(card):
    """The lines of the picture: name, classes and place of the bar, whether what is shared is shaded, value."""
    return [
        (unescape(name), set(classes.split()) - {"ri-bar"}, place, shade, unescape(value))
        for name, shade, classes, place, value in re.findall(
            r'<span>([^<]*)</span><div class="ri-track">(?:<i class="ri-shared" style="([^"]*)"></i>)?'
            r'<i class="(ri-bar[^"]*)" style="([^"]*)"></i></div><span>([^<]*)</span>',
            card,
        )
    ]


def places(styles):
    return [tuple(float(n) for n in re.findall(r"left:(.*?)%;width:(.*?)%", style)[0]) for style in styles]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id", list(FINDINGS))
def test_every_card_says_its_verdict_kind_subject_sum_and_figures(id, language):
    finding, say = FINDINGS[id], load_messages(language)
    card, relation = relation_card_html(CATALOGUE, id, language), finding.relation

    assert card.startswith(
        f'<div class="ri-card"><div class="ri-meta"><span class="ri-verdict ri-{finding.verdict}">'
        f"{SIGNS[finding.verdict]} {escape(finding_text.format_verdict(finding, say))}</span> {escape(say(RELATION_KINDS[relation.kind].label))}</div>\n"
        f'<p class="ri-title">{escape(finding_text.finding_subject(finding, CATALOGUE, say))}</p>'
    )
    assert f'<p class="ri-sum">{escape(finding_text.format_finding(finding, CATALOGUE, say))}</p>' in card
    assert links(card) == [
        (f"/f/{figure}?lang={language}", text.format_figure(CATALOGUE.find(figure), CATALOGUE.dataset, say))
        for figure in relation.figures
    ]
    for figure in relation.figures:
        row = CATALOGUE.find(figure)
        subject = text.describe_subject(row, CATALOGUE.dataset, language)
        label = text.add_label(text.format_figure(row, CATALOGUE.dataset, say), subject, language)
        assert f'data-figure="{figure}" title="{escape(subject)}" aria-label="{escape(label)}"' in card


@pytest.mark.parametrize("id", list(FINDINGS))
def test_every_card_says_what_explains_it_and_only_a_mismatch_is_excused(id):
    finding = FINDINGS[id]
    remarks = [
        bare(each)
        for each in re.findall(r'<div class="ri-meta"><b>.*?</div>', relation_card_html(CATALOGUE, id, "en"))
    ]
    relation, mismatch = finding.relation, finding.verdict == "does-not-reconcile"
    expected = [f"{'How the mismatch can be innocent:' if mismatch else ''} {relation.note.en}"]
    if relation.acknowledged:
        expected.append(f"Why it is left as it is: {relation.acknowledged.en}")

    assert remarks == expected  # "implied" says by itself that one figure was never stated


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason != "unstated"])
def test_why_a_verdict_is_not_simply_yes_or_no_stands_before_the_note(reason):
    found = FINDINGS["high-skilled-talent-share-in-2025"]
    card = card_of(replace(found, reason=reason))
    remarks = re.findall(r'<div class="ri-meta"><b></b> (.*?)</div>', card)

    assert unescape(remarks[0]) == REASONS[reason].description
    assert len(remarks) == 2


def card_of(finding, language="en"):
    """The card of a finding that the data does not have."""
    audit = type("Audit", (), {"findings": [finding]})()
    return relation_card_html(Variant(audit=audit), finding.relation.id, language)


def test_a_mismatch_that_is_left_says_why():
    finding = FINDINGS["hengqin-gdp-growth"]
    relation = finding.relation.model_copy(
        update={"acknowledged": finding.relation.note.model_copy(update={"en": "So <b>.", "zh": "因此"})}
    )
    english, chinese = (card_of(replace(finding, relation=relation), language) for language in ("en", "zh"))

    assert '<div class="ri-meta"><b>Why it is left as it is:</b> So &lt;b&gt;.</div>' in english
    assert "<b>How the mismatch can be innocent:</b>" in english
    assert "因此</div>" in chinese
    assert "Why it is" not in chinese


@pytest.mark.parametrize("id", list(FINDINGS))
def test_the_intervals_of_every_finding_stand_on_one_axis_that_has_room_for_all(id):
    finding = FINDINGS[id]
    drawn = spans(relation_card_html(CATALOGUE, id, "en"))
    intervals = [span for _, span in finding.spans]
    assert len(drawn) == len(intervals)
    if not drawn:
        return
    known = sorted(end for span in intervals for end in span.ends if end is not None)
    # ends are placed in proportion: from the first known end at 3/26 to the last at 23/26 of the track
    for (left, width), span in zip(places([place for _, _, place, _, _ in drawn]), intervals, strict=True):
        low, high = span.ends
        assert 0 <= left <= left + width <= 100.01
        if known[0] != known[-1]:
            at = {end: 100 * (0.15 + (end - known[0]) / (known[-1] - known[0])) / 1.3 for end in known}
            assert left == pytest.approx(0 if low is None else at[low], abs=0.02)
            assert left + width == pytest.approx(100 if high is None else at[high], abs=0.02)
    for (_, classes, _, _, _), span in zip(drawn, intervals, strict=True):
        assert ("ri-endless-low" in classes) is (span.ends[0] is None)
        assert ("ri-endless-high" in classes) is (span.ends[1] is None)


@pytest.mark.parametrize("id", list(FINDINGS))
def test_what_all_intervals_share_is_shaded_on_every_line(id):
    finding = FINDINGS[id]
    intervals = [span for _, span in finding.spans]
    shades = {shade for _, _, _, shade, _ in spans(relation_card_html(CATALOGUE, id, "en"))}

    if len(intervals) < 2 or intersect_all(intervals) is None:
        assert shades <= {""}
    else:
        assert len(shades) == 1
        assert shades != {""}


def test_a_single_number_still_has_an_axis():
    finding = FINDINGS["high-skilled-talent-share-in-2025"]
    for value, left in ((0.0, 50.0), (10.0, 50.0), (-10.0, 50.0)):
        point = replace(finding.spans[0][1], low=value, high=value, low_open=False, high_open=False)
        [(_, _, place, _, _)] = spans(card_of(replace(finding, spans=(("", point),))))

        assert places([place]) == [(left, 0.0)]


@pytest.mark.parametrize(
    ("id", "names"),
    [
        ("high-skilled-talent-share-in-2025", ["computed", "stated"]),
        ("hengqin-gdp-growth", ["computed", "stated"]),
    ],
)
def test_intervals_are_called_computed_and_stated(id, names):
    drawn = spans(relation_card_html(CATALOGUE, id, "en"))

    assert [name for name, *_ in drawn] == names
    assert [("ri-hollow" in classes) for _, classes, *_ in drawn] == [True, False]


def test_what_nobody_stated_is_called_implied():
    for id, finding in FINDINGS.items():
        if finding.reason == "unstated":
            drawn = spans(relation_card_html(CATALOGUE, id, "en"))
            assert [name for name, *_ in drawn][:1] in (["implied"], [])
            assert all("ri-hollow" in classes for _, classes, *_ in drawn)
            assert relation_card_html(CATALOGUE, id, "en").count("○ implied") == 1


@pytest.mark.parametrize("kind", ["same", "streak", "exchange"])
def test_figures_that_are_compared_are_called_by_their_numbers(kind):
    found = [finding for finding in FINDINGS.values() if finding.relation.kind == kind and finding.spans]
    assert found
    for finding in found:
        names = [name for name, *_ in spans(relation_card_html(CATALOGUE, finding.relation.id, "en"))]
        rows = [CATALOGUE.find(figure) for figure, _ in finding.spans]
        if kind == "exchange":
            units = [CATALOGUE.dataset.units[row.unit] for row in rows]
            expected = [
                text.add_unit(text.format_number(row.value, row.precision, "en"), unit, "en")
                for row, unit in zip(rows, units, strict=True)
            ]
        else:
            expected = [text.format_figure(row, CATALOGUE.dataset, load_messages("en")) for row in rows]
        assert names == expected


def test_another_interval_is_stated_where_a_figure_says_it_and_else_only_possible_or_implied_elsewhere():
    finding = FINDINGS["high-skilled-talent-share-in-2025"]
    (first, span), (second, other) = finding.spans
    assert first == ""
    names = {
        name: [each for each, *_ in spans(card_of(found))]
        for name, found in {
            "stated": finding,
            "possible": replace(finding, spans=((first, span), (second, other), ("", other))),
            "elsewhere": replace(finding, stated=None, spans=((first, span), ("", other))),
        }.items()
    }

    assert second
    assert names == {
        "stated": ["computed", "stated"],
        "possible": ["computed", "stated", "possible"],
        "elsewhere": ["computed", "implied elsewhere"],
    }


def test_the_value_of_an_interval_stands_at_its_end():
    for id, finding in FINDINGS.items():
        values = [value for *_, value in spans(relation_card_html(CATALOGUE, id, "en"))]
        assert values == [
            finding_text.format_finding_interval(span, finding, CATALOGUE, load_messages("en"))
            for _, span in finding.spans
        ]
