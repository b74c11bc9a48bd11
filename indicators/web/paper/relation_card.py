"""One relation as a card: verdict, the intervals on one axis, the sum, remarks, its figures.

HTML from start to end.
"""

from __future__ import annotations

from markupsafe import Markup

from indicators import text
from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import REASONS, VERDICTS
from indicators.i18n import Language, Messages, load_messages
from indicators.model.interval import Interval, intersect_all
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.text import finding_text
from indicators.text.markup import NOTHING, fill_template, join_html

_HEAD_TEMPLATE = """<div class="ri-meta"><span class="ri-verdict ri-{verdict}">{sign} {name}</span> {kind}</div>
<p class="ri-title">{title}</p>"""
_INTERVAL_TEMPLATE = (
    '<span>{name}</span><div class="ri-track">{shade}<i class="ri-bar {hollow} {ends}" style="{bar}"></i></div>'
    "<span>{value}</span>"
)
_FIGURE_LINK_TEMPLATE = (
    """<a href="/f/{id}?lang={lang}" data-figure="{id}" title="{subject}" aria-label="{whole}">{figure}</a>"""
)


@cached_on_owner(maxsize=1024)
def relation_card_html(catalogue: Catalogue, relation_id: str, language: Language) -> Markup:
    """The card of one relation, as HTML: the same for every reader, so it is written once."""
    finding = next(f for f in catalogue.audit.findings if f.relation.id == relation_id)
    say, relation = load_messages(language), finding.relation
    head = fill_template(
        _HEAD_TEMPLATE,
        verdict=finding.verdict,
        sign=VERDICTS[finding.verdict].sign,
        name=finding_text.format_verdict(finding, say),
        kind=say(RELATION_KINDS[relation.kind].label),
        title=finding_text.finding_subject(finding, catalogue, say),
    )
    total = fill_template(
        '<p class="ri-sum">{sum}</p>', sum=finding_text.format_finding(finding, catalogue, say)
    )
    remarks = [
        _remark_html(
            say("How the mismatch can be innocent:") if finding.is_mismatch else "", relation.note[language]
        )
    ]
    if finding.reason and finding.reason != "unstated":
        remarks.insert(0, _remark_html("", say(REASONS[finding.reason].description)))
    if relation.acknowledged:
        remarks.append(_remark_html(say("Why it is left as it is:"), relation.acknowledged[language]))
    figures = _figure_links(catalogue, relation.figures, say)
    return fill_template(
        '<div class="ri-card">{head}{intervals}{total}{remarks}{figures}</div>',
        head=head,
        intervals=_intervals_html(catalogue, finding, say),
        total=total,
        remarks=join_html(remarks),
        figures=figures,
    )


def _remark_html(lead: str, note: str) -> Markup:
    return fill_template('<div class="ri-meta"><b>{lead}</b> {note}</div>', lead=lead, note=note)


def _figure_links(catalogue: Catalogue, ids: tuple[str, ...], say: Messages) -> Markup:
    """A link for each figure, which opens its card."""
    rows = [catalogue.find(id) for id in ids]
    links = join_html(_figure_link(row, catalogue, say) for row in rows)
    return fill_template('<div class="ri-ways">{links}</div>', links=links)


def _figure_link(row: Row, catalogue: Catalogue, say: Messages) -> Markup:
    figure = text.format_figure(row, catalogue.dataset, say)
    subject = text.describe_subject(row, catalogue.dataset, say.language)
    return fill_template(
        _FIGURE_LINK_TEMPLATE,
        id=row.observation_id,
        lang=say.language,
        figure=figure,
        subject=subject,
        whole=text.add_label(figure, subject, say.language),
    )


def _intervals_html(catalogue: Catalogue, finding: Finding, say: Messages) -> Markup:
    """The intervals of a finding one above the other on one axis, as HTML; what they share is shaded."""
    if not finding.spans:
        return NOTHING
    shown = [span for _, span in finding.spans]
    axis = _axis_range(shown)
    overlap = None if len(shown) < 2 else intersect_all(shown)
    shade = (
        NOTHING
        if overlap is None
        else fill_template('<i class="ri-shared" style="{bar}"></i>', bar=_bar_style(overlap, axis))
    )
    lines = []
    for index, (figure, span) in enumerate(finding.spans):
        hollow = "ri-hollow" if not figure and not (finding.stated is not None and index == 1) else ""
        lines.append(
            fill_template(
                _INTERVAL_TEMPLATE,
                name=finding_text.format_interval_name(index, finding, catalogue, say),
                shade=shade,
                hollow=hollow,
                ends=_open_end_classes(span),
                bar=_bar_style(span, axis),
                value=finding_text.format_finding_interval(span, finding, catalogue, say),
            )
        )
    return fill_template(
        '<div class="ri-spans ri-{verdict}">{lines}</div>', verdict=finding.verdict, lines=join_html(lines)
    )


def _axis_range(spans: list[Interval]) -> tuple[float, float]:
    """Where the axis begins and ends: around every end there is, with room at both sides."""
    ends = [end for span in spans for end in span.ends if end is not None]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    room = (high - low) * 0.15 or abs(low) * 0.1 or 1.0
    return low - room, high + room


def _bar_style(span: Interval, axis: tuple[float, float]) -> str:
    """Left edge and width on the track, as style."""
    first, last = axis
    low, high = span.ends
    ends = (first if low is None else low, last if high is None else high)
    left, right = (100 * (end - first) / (last - first) for end in ends)
    return f"left:{left:.2f}%;width:{right - left:.2f}%"


def _open_end_classes(span: Interval) -> str:
    return " ".join(
        name for name, end in (("ri-endless-low", span.low), ("ri-endless-high", span.high)) if end is None
    )
