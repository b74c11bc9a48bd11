"""What the tools answer with: figures that cannot be read without their hedge, their period and their source."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Part of an answer; nothing else than its fields stands in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FigureAnswer(Answer):
    """One stated figure."""

    id: Annotated[str, Field(description="Stable id of the figure; get_figure takes it.")]
    subject: Annotated[str, Field(description="What it is of: region, indicator, sector, partner, period.")]
    figure: Annotated[
        str,
        Field(description="The figure with its hedge, as it must be quoted: 'over 2 trillion crowns'."),
    ]
    hedge: Annotated[
        str, Field(description="exact, over, at_least, nearly, under, at_most, about or between.")
    ]
    period: Annotated[str, Field(description="The period it is for, in words; 'undated' where none is said.")]
    status: Annotated[str, Field(description="actual, expected or target: a target is no outcome.")]
    low: Annotated[
        float | None, Field(description="Lower bound in base units (percent as percent); null is open.")
    ]
    high: Annotated[float | None, Field(description="Upper bound in base units; null is open.")]
    unit: Annotated[str, Field(description="Base unit of low and high.")]
    indicator: Annotated[str, Field(description="Id of what is measured.")]
    region: Annotated[str, Field(description="Id of the region.")]
    current: Annotated[bool, Field(description="False: a later statement superseded it.")]
    printed: Annotated[str, Field(description="The words it was printed in.")]
    citation: Annotated[str, Field(description="How to cite it.")]
    link: Annotated[
        str | None, Field(description="Page of the figure; of its source where the server has no address.")
    ]


class FiguresAnswer(Answer):
    """Figures found."""

    total: Annotated[int, Field(description="How many figures fit; more than are listed, perhaps.")]
    figures: Annotated[list[FigureAnswer], Field(description="The figures asked for.")]
    next_offset: Annotated[int | None, Field(description="offset of the next part; null: there is none.")]
    note: Annotated[str | None, Field(description="What to know, or what to try, in a sentence.")]


class FigureDetails(Answer):
    """One figure and all that is known of it."""

    figure: FigureAnswer
    definition: Annotated[str, Field(description="What its indicator means.")]
    measured_against: Annotated[str | None, Field(description="Period a growth or change is against.")]
    place: Annotated[str, Field(description="Where in the source it stands.")]
    speaker: Annotated[str | None, Field(description="Who said it, where the source names one.")]
    note: Annotated[str | None, Field(description="What a reader must know about it.")]
    other_statements: Annotated[
        list[str], Field(description="How else the same figure was stated, and when.")
    ]


class IndicatorAnswer(Answer):
    """One indicator."""

    id: Annotated[str, Field(description="Id, as indicator of search_figures takes it.")]
    name: str
    definition: str
    topic: Annotated[str, Field(description="Id of its topic.")]
    measure: Annotated[str, Field(description="level, growth, share, rank, change or streak.")]
    unit: str
    figures: Annotated[int, Field(description="How many figures there are.")]
    link: str | None


class IndicatorsAnswer(Answer):
    """Indicators found."""

    total: int
    indicators: list[IndicatorAnswer]
    next_offset: Annotated[int | None, Field(description="offset of the next part; null: there is none.")]
    note: str | None


class OrderAnswer(Answer):
    """Which of two figures is larger."""

    first: Annotated[str, Field(description="Id of a figure.")]
    second: Annotated[str, Field(description="Id of another.")]
    larger: Annotated[
        str | None,
        Field(description="Id of the one that is larger whatever the hedges hide; null: nobody can say."),
    ]


class ComparisonAnswer(Answer):
    """Figures side by side."""

    comparable: Annotated[
        bool, Field(description="Whether they are like with like: only then is there an order.")
    ]
    why_not: Annotated[list[str], Field(description="In what they differ, a sentence each.")]
    figures: list[FigureAnswer]
    order: Annotated[list[OrderAnswer], Field(description="Every pair of comparable figures.")]


class ChartAnswer(Answer):
    """A chart, whose picture is the other part of the answer."""

    id: str
    title: str
    subtitle: Annotated[str, Field(description="Unit and period.")]
    source: str
    description: Annotated[str, Field(description="What the picture shows, in words.")]
    figures: Annotated[list[FigureAnswer], Field(description="The figures it draws, the first 50.")]
    total: Annotated[int, Field(description="How many figures it draws.")]
    other_charts: Annotated[
        dict[str, str], Field(description="Other charts of the same figures: id and title.")
    ]
    link: str | None
    note: Annotated[str | None, Field(description="Why there is no picture, where there is none.")]


class ReadingAnswer(Answer):
    """The figures that a text states."""

    figures: Annotated[
        list[dict[str, Any]],
        Field(
            description="A record a figure: start and end (characters), stated words, value, low, high, qualifier (the hedge), measure, unit, region, period, status, counterpart, indicator; null is unsaid."
        ),
    ]
    unread: Annotated[list[dict[str, Any]], Field(description="Numbers that no rule reads.")]
    note: str | None


class ClaimAnswer(Answer):
    """One figure of a text against the dataset."""

    start: int
    end: int
    printed: Annotated[str, Field(description="Its words in the text.")]
    verdict: Annotated[
        str,
        Field(
            description="agrees, rounded, weaker: nothing to change. stronger: the text drops a hedge or says more than the source. differs: another number. other-period, other-region, other-subject, other-status: the number is another's. not-found: the dataset has no such figure, which is no accusation."
        ),
    ]
    says: Annotated[str, Field(description="What the source says, in a sentence.")]
    suggestion: Annotated[
        str, Field(description="Wording that would agree; empty where none is needed or known.")
    ]
    figures: Annotated[list[FigureAnswer], Field(description="The figures it may be of, best first.")]


class CheckAnswer(Answer):
    """A checked text."""

    claims: list[ClaimAnswer]
    note: str | None
