"""A page of the dashboard → what is taken along of it: all its topics, every figure with its hedge, period and source.

What a page has for the screen – choices, links to other pages, files – is left out. Sources are numbered in the
order in which they are cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from indicators import text
from indicators.charts import Chart
from indicators.charts.legend import legend_entries
from indicators.charts.other_statements import describe_other_statements
from indicators.errors import IndicatorsError
from indicators.i18n import Language, add_label, join_list, load_messages, locale_of
from indicators.query import Catalogue, Selection
from indicators.web.brief.parts import Brief, Cell, Drawing, Grid, Part, Passage, Reference, Section
from indicators.web.composition import blocks as page_blocks
from indicators.web.composition.blocks import Block
from indicators.web.composition.choices import ALL_TOPICS, PageChoices
from indicators.web.composition.figure_columns import figure_columns
from indicators.web.composition.figures import StatedFigure
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.composition.subjects import compose_subject
from indicators.web.composition.view import ServedAddresses, View

#: What a brief can be about → the page of it.
BRIEF_PAGES: Final = {
    page.subject: page.slug for page in SITE_PAGES if page.subject in ("region", "sector", "plan", "topic")
}
#: What is on a page for who sits before it.
_SCREEN_BLOCKS: Final = (
    page_blocks.SubjectChoice,
    page_blocks.TopicChoice,
    page_blocks.Download,
    page_blocks.TakeAlong,
)


class NoSubject(IndicatorsError):
    """A brief is about one region, sector, plan or topic, and none or several were named."""

    is_misuse = True

    def __init__(self, dimension: str = "", count: int = 0) -> None:
        about = ", ".join(BRIEF_PAGES)
        named = f"{count} of {dimension}" if dimension else "none"
        super().__init__(f"a brief is about one of {about}; found {named}")


@dataclass(frozen=True, slots=True)
class AbsoluteAddresses(ServedAddresses):
    """Addresses of a site as they are written in a document that lies elsewhere."""

    site: str = ""

    def page_address(self, slug: str, choices: PageChoices) -> str:
        """Its whole address; empty where nobody knows the site."""
        return self.site and self.site + ServedAddresses(self.base).page_address(slug, choices)

    def figure_address(self, id: str, language: Language) -> str:
        """The short link of the figure; empty where nobody knows the site."""
        return self.site and self.site + ServedAddresses(self.base).figure_address(id, language)


def find_brief_subject(names: Iterable[str], selection: Selection) -> str:
    """What a brief of these filters is about: the first named of what it can be. Raises NoSubject."""
    dimension = next((name for name in names if name in BRIEF_PAGES), "")
    count = len(getattr(selection, dimension)) if dimension else 0
    if count != 1:
        raise NoSubject(dimension, count)
    return dimension


def compose_brief(
    catalogue: Catalogue, dimension: str, selection: Selection, language: Language, day: date, site: str = ""
) -> Brief:
    """The page about the one id of `dimension` in `selection`, with all its topics, as it is taken along on a day.

    `site` is the address of the dashboard, as https://figures.example; empty where there is none.
    """
    say = load_messages(language)
    addresses, slug = AbsoluteAddresses(site=site.rstrip("/")), BRIEF_PAGES[dimension]
    choices = PageChoices(selection, language, show=ALL_TOPICS)
    view = View(catalogue, choices, say, slug, addresses)
    document = compose_subject(view)
    writer = _PartWriter(view)
    parts = list(writer.write(document.blocks))
    if document.is_empty:
        parts.append(Passage(say("No figure in our sources fits these filters together.")))
    address = addresses.page_address(slug, replace(choices, show=""))
    about = catalogue.dataset.about
    facts = (
        (say("Version"), catalogue.dataset.version),
        (say("Taken on"), text.format_day(day.isoformat(), language)),
        (say("Licence"), about.licence),
        (say("Address"), address),
    )
    return Brief(
        document.title,
        document.lead,
        about.title[language],
        tuple((term, said) for term, said in facts if said),
        tuple(parts),
        tuple(writer.references()),
        say("Sources"),
        locale_of(language).tag,
        day.isoformat(),
        address,
    )


class _PartWriter:
    """Blocks → parts; numbers the sources as they come."""

    def __init__(self, view: View) -> None:
        self._view, self.say = view, view.say
        self._numbers: dict[str, int] = {}

    def references(self) -> Iterator[Reference]:
        """What was cited so far."""
        for id, number in self._numbers.items():
            source = self._view.dataset.sources[id]
            yield Reference(number, text.format_citation(source, self.say), source.url or "")

    def write(self, blocks: Iterable[Block]) -> Iterator[Part]:
        """The parts that some blocks are written as. Raises TypeError for one that has no place on paper."""
        for block in blocks:
            yield from self._write_block(block)

    def _write_block(self, block: Block) -> Iterator[Part]:
        match block:
            case page_blocks.Columns(columns=columns):
                for column in columns:
                    yield from self.write(column)
            case page_blocks.Heading(text=words, note=note):
                yield Section(words)
                yield from self._remarks([note])
            case page_blocks.Paragraph(text=words, role=role):
                yield Passage(words, is_remark=role == "meta")
            case page_blocks.Links(links=links, label=label):
                yield self._listed(label, (link.text for link in links))
            case page_blocks.Choices(links=links):
                yield self._listed(self.say("What is chosen"), (link.text for link in links))
            case page_blocks.ChartBlock(chart=chart):
                yield from self._chart(chart)
            case _:
                yield from self._write_figures(block)

    def _write_figures(self, block: Block) -> Iterator[Part]:
        """Blocks that are tables on paper."""
        match block:
            case page_blocks.Cards(figures=figures):
                yield from self._figures(figures, self.say("At a glance"))
            case page_blocks.FigureList(figures=figures, title=title):
                yield from self._figures(figures, title)
            case page_blocks.Targets(targets=targets):
                yield self._targets(targets)
            case page_blocks.Comparisons(comparisons=comparisons):
                for each in comparisons:
                    yield from self._comparison(each)
            case page_blocks.FigureTable():
                yield from self._table(block)
            case _ if not isinstance(block, _SCREEN_BLOCKS):
                raise TypeError(f"{type(block).__name__} has no place on paper")

    def _listed(self, label: str, items: Iterable[str]) -> Passage:
        return Passage(add_label(label, join_list(list(items), self._view.language), self._view.language))

    @staticmethod
    def _remarks(texts: Iterable[str]) -> Iterator[Passage]:
        return (Passage(words, is_remark=True) for words in texts if words)

    def _number_of(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def _note_of(self, id: str) -> int:
        """The number of the source of a figure; 0 for one that no source states."""
        row = self._view.catalogue.find(id)
        return self._number_of(row.source) if row.basis == "stated" else 0

    def _chart(self, chart: Chart) -> Iterator[Part]:
        declared = self._view.dataset.charts.get(chart.id)
        note = declared.note[self._view.language] if declared and declared.note else ""
        yield Section(chart.title, 3)
        yield from self._remarks([chart.subtitle])
        yield Drawing(chart)
        legend = text.join_clauses(legend_entries(chart, self.say), self._view.language)
        yield from self._remarks(
            [legend, *describe_other_statements(self._view.catalogue, chart, self.say), note]
        )
        stated = chart.rows[chart.rows["basis"] == "stated"]
        sources = dict.fromkeys(stated.sort_values("published", kind="stable")["source"])
        notes = tuple(self._number_of(source) for source in sources)
        yield Passage(chart.source, is_remark=True, notes=notes)

    def _figure_cell(self, figure: StatedFigure) -> Cell:
        address = self._view.addresses.figure_address(figure.id, self._view.language)
        return Cell(figure.figure, href=address)

    def _figures(self, figures: Iterable[StatedFigure], label: str) -> Iterator[Grid]:
        """A figure a row: what, how much with its hedge, of whom and when, where it was printed."""
        say = self.say
        columns = (say("Indicator"), say("Figure"), say("Of whom and when"), say("Source"))
        rows = tuple(
            (
                Cell(each.name),
                self._figure_cell(each),
                Cell(each.subject),
                Cell(" · ".join(filter(None, (each.origin, each.others))), self._note_of(each.id)),
            )
            for each in figures
        )
        if rows:
            yield Grid(label, columns, rows)

    def _targets(self, targets: Iterable[page_blocks.Target]) -> Grid:
        say = self.say
        columns = (
            say("Indicator"), say("Figure"), say("Of whom and when"), say("Outcome"), say("Source"),
        )  # fmt: skip
        rows = tuple(
            (
                Cell(each.aim.name),
                self._figure_cell(each.aim),
                Cell(each.aim.subject),
                Cell(
                    text.join_clauses(each.outcomes, self._view.language)
                    if each.outcomes
                    else say("no outcome in our sources")
                ),
                Cell(each.aim.origin, self._note_of(each.aim.id)),
            )
            for each in targets
        )
        return Grid(say("Targets and outcomes"), columns, rows)

    def _comparison(self, each: page_blocks.Comparison) -> Iterator[Part]:
        rows = tuple((Cell(subject), Cell(figure)) for subject, figure in each.pairs)
        yield Grid(each.name, (self.say("Of whom and when"), self.say("Figure")), rows)
        yield from self._remarks([each.more])

    def _table(self, block: page_blocks.FigureTable) -> Iterator[Grid]:
        """All figures with every column that says something."""
        view = self._view
        found = view.catalogue.records(block.rows)
        columns: dict[str, list[Any]] = dict(
            figure_columns(
                view.catalogue, found, view.language, block.leave_out, lines=block.in_reading_order
            )
        )
        figure, source = self.say("Figure"), self.say("Source")
        columns = {name: [Cell(said) for said in texts] for name, texts in columns.items()}
        columns[figure] = [
            replace(cell, href=view.addresses.figure_address(row.observation_id, view.language))
            for cell, row in zip(columns[figure], found, strict=True)
        ]
        if source in columns:
            columns[source] = [
                replace(cell, note=self._number_of(row.source) if row.basis == "stated" else 0)
                for cell, row in zip(columns[source], found, strict=True)
            ]
        yield Grid(block.label, tuple(columns), tuple(zip(*columns.values(), strict=True)), is_wide=True)
