"""One figure as a page says it: every word of it, as texts."""

from __future__ import annotations

from dataclasses import dataclass

from indicators import text
from indicators.model.code_lists import STATUSES
from indicators.query.table import Row
from indicators.web.composition.view import View


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure with its hedge, what it is of, and where it was printed.

    `about` is of whom and when, `status` what it is where it is no outcome, `others` what else was stated of it.
    """

    id: str
    name: str
    figure: str
    about: str
    period: str
    origin: str
    status: str = ""
    others: str = ""

    @property
    def subject(self) -> str:
        """Of whom and when; what it is comes first where it is no outcome."""
        return " · ".join(filter(None, (self.status, self.about)))


def describe_figure(view: View, row: Row, leave_out: frozenset[str] = frozenset()) -> StatedFigure:
    """The words of a figure; `leave_out` names what the page already says."""
    statements = view.catalogue.vintages_of([row]).get(row.observation_id, ())
    others = text.describe_other_statements(row, statements, view.dataset, view.say)
    return StatedFigure(
        id=row.observation_id,
        name=text.record_label(view.dataset, "indicators", row.indicator, view.language),
        figure=text.format_figure(row, view.dataset, view.say),
        about=text.describe_subject(row, view.dataset, view.language, leave_out | {"indicator"}),
        period=text.period_label(row, view.dataset, view.language),
        origin=text.describe_origin(row, view.say),
        status=view.say(STATUSES[row.status].label) if row.status != "actual" else "",
        others=text.join_clauses(others, view.language) if others else "",
    )
