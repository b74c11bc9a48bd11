"""What a page is made of, as data: words, figures, charts, lists and links, in the order they are read.

A block says what stands on a page, never how: `web/paper` writes it as HTML, the pages of Streamlit show the same
with their widgets, and files to take along write it as documents. Texts are plain; whoever writes them escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal, NamedTuple

import pandas as pd
from markupsafe import Markup

from indicators.charts import Chart, ComparabilityLevel
from indicators.model import Map
from indicators.query import Selection
from indicators.web.composition.figures import StatedFigure


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `count` says how many figures are there, `note` what to know before going."""

    text: str
    href: str
    count: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, which an address can name by its `anchor`, and a sentence below it."""

    text: str
    anchor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences: what is `said`, a "meta" remark beside something, or a "notice" to be seen."""

    text: str
    role: Literal["said", "meta", "notice"] = "said"


@dataclass(frozen=True, slots=True)
class Links:
    """Links beside each other, after a label."""

    links: tuple[Link, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader has chosen, each with the link that takes it away, and the one that takes all away."""

    links: tuple[Link, ...]
    clear: Link | None = None


@dataclass(frozen=True, slots=True)
class SearchBox:
    """A box to search in, which holds the words that were searched for; what they name follows it."""

    query: str


@dataclass(frozen=True, slots=True)
class SubjectChoice:
    """The subjects of one dimension that the page can be about, by their ids, the one it is about among them.

    `every` leads to the list of them all, where the page has one; it is shown where none is `chosen`.
    """

    dimension: str
    chosen: str
    links: tuple[tuple[str, Link], ...] = field(repr=False)
    every: Link | None = None


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """The topics of a long page by their ids, one of which is open; the last opens them all."""

    links: tuple[tuple[str, Link], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """The ways to look at the page that the parameter `view` has, by their values; one is `chosen`."""

    view: str
    label: str
    links: tuple[tuple[str, Link], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """The series that are compared, each with the link that takes it away, and those there are, by their names.

    No more than `most` can be.
    """

    chosen: tuple[tuple[str, Link], ...]
    offered: tuple[tuple[str, str], ...] = field(repr=False)
    most: int


@dataclass(frozen=True, slots=True)
class FilterSwitch:
    """A filter that is on or off; the link turns it over."""

    filter: str
    link: Link
    is_on: bool


@dataclass(frozen=True, slots=True)
class Cards:
    """Figures that a page shows first, each large."""

    figures: tuple[StatedFigure, ...]


@dataclass(frozen=True, slots=True)
class FigureList:
    """Single figures, one a line; `title` stands above them."""

    figures: tuple[StatedFigure, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart in its frame; `key` tells it from the same chart elsewhere on the page.

    It is found again `among` the charts of a selection, or of a comparison of `series`; without these, among those
    of its own figures. On its own page the page has its title.
    """

    chart: Chart
    key: str
    among: Selection | None = None
    series: tuple[str, ...] = ()
    is_own_page: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A small picture of a chart that leads to the chart; `query` finds it as a file."""

    chart: Chart
    href: str
    query: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Small pictures of charts."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Many links in columns, each with its count, as at the end of a book."""

    links: tuple[Link, ...]
    title: str = ""


class Stroke(NamedTuple):
    """A piece of a small line, from one end to the other, in a square of one by one from the upper left."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator of a list: its latest figure, of how much there are figures, and its line as a tiny picture."""

    link: Link
    latest: StatedFigure
    extent: str
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """Indicators, one a line."""

    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What was added, the newest first: a date and a name above each link."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TileMap:
    """One square a place, shaded by its number of figures."""

    layout: Map
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EvidenceMatrix:
    """How many figures there are of each region on each topic."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what they are."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one indicator from several regions, and where they can be compared."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    more: str
    link: Link


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Comparisons beside each other."""

    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether some series can be compared: a sentence, and the reasons."""

    kind: ComparabilityLevel
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that was aimed at, beside what came of it."""

    aim: StatedFigure
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets and expectations with their outcomes."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class FindingCards:
    """Relations between figures by their ids, each with how it came out."""

    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of texts, called by its `label`; by `order` its first column is sorted."""

    key: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FigureTable:
    """Figures as a table; `label` names it where it is folded away until it is asked for."""

    rows: pd.DataFrame = field(repr=False)
    key: str
    leave_out: frozenset[str] = frozenset()
    label: str = ""
    in_reading_order: bool = False


@dataclass(frozen=True, slots=True)
class Citations:
    """Some sources by their ids, each to be cited."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a source with its figures marked, where the server has it."""

    source: str


@dataclass(frozen=True, slots=True)
class Download:
    """The figures of the page as files."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class TakeAlong:
    """The page as one file to take along: a link for each kind that can be made."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks beside each other where there is room, else one after the other; the first is the wider where it `leads`."""

    columns: tuple[tuple[Block, ...], ...]
    leads: bool = False


Block = (
    Heading
    | Paragraph
    | Links
    | Choices
    | SearchBox
    | SubjectChoice
    | TopicChoice
    | ViewChoice
    | FilterSwitch
    | SeriesChoice
    | Cards
    | FigureList
    | ChartBlock
    | Gallery
    | Index
    | IndicatorList
    | News
    | TileMap
    | EvidenceMatrix
    | Facts
    | Comparisons
    | Comparability
    | Targets
    | FindingCards
    | TextTable
    | FigureTable
    | Citations
    | Article
    | Download
    | TakeAlong
    | Columns
)


#: Blocks that stand beside each other.
CONTROL_BLOCKS: Final = (Download, SubjectChoice)
#: Blocks that stand by themselves, for which Streamlit has a widget; all others are words.
WIDGET_BLOCKS: Final = (
    Article,
    ChartBlock,
    Citations,
    Columns,
    FigureTable,
    FilterSwitch,
    SearchBox,
    SeriesChoice,
    TextTable,
    TopicChoice,
    ViewChoice,
)
BlockGroup = Literal["words", "controls", "widgets"]


def group_blocks(blocks: Iterable[Block]) -> Iterator[tuple[BlockGroup, tuple[Block, ...]]]:
    """Blocks in their order, parted into words, which make one piece, controls in a row, and widgets."""
    for group, run in groupby(blocks, _group_of):
        yield group, tuple(run)


def _group_of(block: Block) -> BlockGroup:
    if isinstance(block, CONTROL_BLOCKS):
        return "controls"
    return "widgets" if isinstance(block, WIDGET_BLOCKS) else "words"


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One page: its title, one sentence, and what follows. `is_empty` where no figure fits the filters.

    `written` keeps parts of it as HTML, for whoever writes it again.
    """

    title: str
    lead: str
    blocks: tuple[Block, ...]
    is_empty: bool = False
    written: dict[tuple[str, int], Markup] = field(default_factory=dict, init=False, repr=False)

    def charts(self) -> Iterator[Chart]:
        """The charts that stand on it, in their order."""
        yield from _charts_in(self.blocks)


def _charts_in(blocks: tuple[Block, ...]) -> Iterator[Chart]:
    for block in blocks:
        match block:
            case ChartBlock(chart=chart):
                yield chart
            case Gallery(tiles=tiles):
                yield from (tile.chart for tile in tiles)
            case Columns(columns=columns):
                for column in columns:
                    yield from _charts_in(column)
            case _:
                pass
