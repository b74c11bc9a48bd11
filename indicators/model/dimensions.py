"""The dimensions of a figure, as SDMX calls them: the columns of the table that hold ids.

One object a dimension, and everything that knows dimensions goes through `DIMENSIONS`: filters of pages,
addresses, API, command line and declared charts, facet counts, search, and the keys of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from indicators.i18n import Messages, gettext_noop
from indicators.model.code_lists import MEASURES, RELEASES, STATUSES, TIMINGS
from indicators.model.dataset import Dataset
from indicators.model.hedges import HEDGES
from indicators.model.observation import IndicatorHead, Observation, format_series_key
from indicators.model.period import plan_of
from indicators.model.vocabulary import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A figure of the data file under the names of the table's columns, as filters and rules of charts ask for it."""

    observation_id: str
    indicator: str
    topic: str
    measure: str
    unit: str
    region: str
    sector: str | None
    counterpart: str | None
    period: str | None
    base_period: str | None
    timing: str
    plan: str | None
    status: str
    release: str | None
    source: str
    qualifier: str
    plot_value: float
    printed: str
    series: str
    basis: str = "stated"


def stated_figure(head: IndicatorHead, observation: Observation, plans: Iterable[Plan]) -> StatedFigure:
    """A figure with the plan that holds its whole period."""
    period, base = observation.period, observation.base_period
    plan = plan_of(period, plans)
    return StatedFigure(
        observation_id=observation.key(head.id),
        indicator=head.id,
        topic=head.topic,
        measure=head.measure,
        unit=head.unit,
        region=observation.region,
        sector=observation.sector,
        counterpart=observation.counterpart,
        period=period.text if period else None,
        base_period=base.text if base else None,
        timing=observation.timing,
        plan=plan.id if plan else None,
        status=observation.status,
        release=observation.release,
        source=observation.source,
        qualifier=observation.qualifier,
        plot_value=float(observation.value.value),
        printed=observation.value.text,
        series=format_series_key(observation, head.id),
    )


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A column of ids, either of the records in a `section` of the dataset or of a closed list with `words`."""

    id: str
    """The column of the table; of a filter also the parameter of addresses and the option of commands."""
    section: str = ""
    """The section of the dataset that holds its records."""
    name_field: str = "name"
    """The field of such a record that names it in both languages."""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Each id of a closed list, and what it is called."""
    label: str = ""
    """What it is called over a list of its ids."""
    plural: str = ""
    """What a list of its records is called."""
    phrase: str = ""
    """What one of its ids is called in a sentence."""
    is_filter: bool = False
    """Whether figures can be chosen by it, which is offered everywhere alike."""
    is_counted: bool = False
    """Whether figures are counted by it although it is no filter."""
    is_unfolded: bool = False
    """Whether the sidebar shows it at once, not under "More filters"."""
    is_one_a_series: bool = False
    """Whether all figures of a series and status have the same id, so that no choice of it splits them."""
    members: Callable[[Dataset, str], frozenset[str]] | None = None
    """Of a hierarchy: an id and every id inside it, at any depth."""
    missing_code: str = ""
    """What SDMX writes where a figure has none: _T for all together, _Z where it does not apply."""

    def ids(self, dataset: Dataset) -> tuple[str, ...]:
        """Every valid id, in the order of the dataset."""
        return tuple(self.records(dataset)) if self.section else tuple(self.words)

    def records(self, dataset: Dataset) -> Mapping[str, Any]:
        """The records by id; none of a closed list."""
        found: Mapping[str, Any] = getattr(dataset, self.section) if self.section else {}
        return found

    def label_of(self, id: str, dataset: Dataset, say: Messages) -> str:
        """What an id is called in the language of `say`, unlike every other id of the dimension."""
        return say(self.words[id]) if self.words else dataset.label_of(self.section, id, say.language)


#: Every dimension; filters come first, in the order in which addresses name them.
DIMENSIONS: Final = (
    Dimension(
        id="region",
        section="regions",
        label=gettext_noop("Region"),
        plural=gettext_noop("Regions"),
        phrase=gettext_noop("the region"),
        is_filter=True,
        is_unfolded=True,
        is_one_a_series=True,
        members=Dataset.regions_within,
    ),
    Dimension(
        id="sector",
        section="sectors",
        label=gettext_noop("Sector"),
        plural=gettext_noop("Sectors"),
        phrase=gettext_noop("the sector"),
        is_filter=True,
        is_unfolded=True,
        is_one_a_series=True,
        missing_code="_T",
    ),
    Dimension(
        id="topic",
        section="topics",
        label=gettext_noop("Topic"),
        plural=gettext_noop("Topics"),
        phrase=gettext_noop("the topic"),
        is_filter=True,
        is_unfolded=True,
        is_one_a_series=True,
    ),
    Dimension(
        id="plan",
        section="plans",
        label=gettext_noop("Plan period"),
        plural=gettext_noop("Plan periods"),
        phrase=gettext_noop("the plan"),
        is_filter=True,
        is_unfolded=True,
        missing_code="_Z",
    ),
    Dimension(
        id="indicator",
        section="indicators",
        label=gettext_noop("Indicator"),
        plural=gettext_noop("Indicators"),
        phrase=gettext_noop("the indicator"),
        is_filter=True,
        is_one_a_series=True,
    ),
    Dimension(
        id="source",
        section="sources",
        name_field="title",
        label=gettext_noop("Source"),
        plural=gettext_noop("Sources"),
        phrase=gettext_noop("the source"),
        is_filter=True,
    ),
    Dimension(
        id="measure",
        words=MEASURES.labels,
        label=gettext_noop("Measure"),
        phrase=gettext_noop("the measure"),
        is_filter=True,
        is_unfolded=True,
        is_one_a_series=True,
    ),
    Dimension(
        id="qualifier",
        words={id: hedge.meaning for id, hedge in HEDGES.items()},
        label=gettext_noop("Hedge"),
        phrase=gettext_noop("the hedge"),
        is_filter=True,
    ),
    Dimension(
        id="status",
        words=STATUSES.labels,
        label=gettext_noop("Status"),
        phrase=gettext_noop("the status"),
        is_filter=True,
        is_one_a_series=True,
    ),
    Dimension(
        id="release",
        words=RELEASES.labels,
        label=gettext_noop("Release"),
        phrase=gettext_noop("the release"),
        is_filter=True,
    ),
    Dimension(
        id="counterpart",
        section="counterparts",
        label=gettext_noop("Partner or field"),
        is_counted=True,
        is_one_a_series=True,
        missing_code="_Z",
    ),
    Dimension(
        id="basis",
        words={"stated": gettext_noop("stated"), "implied": gettext_noop("implied")},
        is_counted=True,
    ),
    Dimension(
        id="timing",
        words=TIMINGS.labels,
        label=gettext_noop("Timing"),
    ),
    Dimension(
        id="unit",
        section="units",
        label=gettext_noop("Unit"),
        is_one_a_series=True,
    ),
)
DIMENSIONS_BY_ID: Final = {dimension.id: dimension for dimension in DIMENSIONS}
#: Those by which figures can be chosen.
FILTER_DIMENSIONS: Final = tuple(dimension for dimension in DIMENSIONS if dimension.is_filter)
