"""The other statements of a figure in words: "first stated as 4.2%, May 2013"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from indicators.i18n import Messages, gettext_noop
from indicators.model import Dataset
from indicators.query.table import Row
from indicators.text.figures import format_figure
from indicators.text.period_labels import format_day

_FIRST_TEMPLATE = gettext_noop("first stated as {figure}, {date}")
_EARLIER_TEMPLATE = gettext_noop("then stated as {figure}, {date}")
_SAME_DATE_TEMPLATE = gettext_noop("also stated as {figure}, {date}")
_LATER_TEMPLATE = gettext_noop("later stated as {figure}, {date}")


def describe_other_statements(
    row: Row, statements: Iterable[Row], dataset: Dataset, say: Messages, leave_out: Collection[str] = ()
) -> list[str]:
    """What else was stated of the figure of `row`, in order of publication, which `statements` are in.

    `leave_out` holds the ids of those that are shown anyway.
    """
    told = []
    for place, other in enumerate(statements):
        if other.observation_id == row.observation_id or other.observation_id in leave_out:
            continue
        if other.vintage == row.vintage:
            template = _SAME_DATE_TEMPLATE
        elif other.vintage > row.vintage:
            template = _LATER_TEMPLATE
        else:
            template = _EARLIER_TEMPLATE if place else _FIRST_TEMPLATE
        figure, date = format_figure(other, dataset, say), format_day(other.vintage, say.language)
        told.append(say(template, figure=figure, date=date))
    return told
