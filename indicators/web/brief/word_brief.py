"""A page to take along as a Word document, by python-docx (the extra `brief`).

Headings, tables and pictures are those of Word; sources are its footnotes, each written once, and cited again by a
reference to its mark. Equal briefs give equal bytes.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from babel.core import get_global
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from indicators.charts import Chart
from indicators.charts.png_painter import paint_png
from indicators.charts.svg_sheet import draw_plot
from indicators.charts.theme import PALETTES
from indicators.web.brief.html_brief import PLOT_WIDTH
from indicators.web.brief.parts import Brief, Cell, Drawing, Grid, Part, Passage, Reference, Section

#: Times as large as it is shown that a picture is painted.
_PLOT_SCALE: Final = 2
#: A font for Latin letters and one for Chinese, both of Word; where they are not there, Word takes its own.
_FONT, _EAST_ASIAN_FONT = "Calibri", "Microsoft YaHei"
_EAST_ASIAN_TAG: Final = "zh-CN"
#: Points of the text of tables, of those on broad pages, of remarks.
_TABLE_SIZE, _WIDE_TABLE_SIZE, _REMARK_SIZE = 9, 7.5, 9
#: What XML cannot hold.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_DAY_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_FOOTNOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def write_docx(brief: Brief) -> bytes:
    """The document. Raises PictureUnavailable."""
    return _WordWriter(brief, docx.Document()).write()


def _plain(text: str) -> str:
    return _NO_XML.sub("", text)


class _WordWriter:
    """Writes one brief into an empty document."""

    def __init__(self, brief: Brief, document: Any) -> None:
        self._brief, self._document = brief, document
        self._cited: set[int] = set()
        self._element, self._name = OxmlElement, qn
        self._mm, self._pt = Mm, Pt
        self._section_kinds, self._orientations, self._style_kinds = WD_SECTION, WD_ORIENT, WD_STYLE_TYPE
        self._relations = RELATIONSHIP_TYPE

    def write(self) -> bytes:
        """The bytes of the whole document."""
        brief, document = self._brief, self._document
        self._set_properties()
        self._set_styles()
        self._set_page(document.sections[0])
        document.add_paragraph(_plain(brief.dataset), style="Remark")
        document.add_paragraph(_plain(brief.title), style="Title")
        document.add_paragraph(_plain(brief.lead))
        for term, said in brief.facts:
            paragraph = document.add_paragraph(style="Remark")
            paragraph.add_run(_plain(f"{term}  ")).bold = True
            self._add_text(paragraph, said, brief.address if said == brief.address else "")
        for part in brief.parts:
            self._write_part(part)
        document.add_heading(_plain(brief.references_label), 1)
        for reference in brief.references:
            paragraph = document.add_paragraph(style="Remark")
            self._add_reference(paragraph, reference, document.part, f"[{reference.number}] ")
        self._add_footnotes()
        whole = BytesIO()
        document.save(whole)
        return _without_times(whole)

    def _set_properties(self) -> None:
        brief, about = self._brief, self._document.core_properties
        about.title, about.author, about.subject = map(
            _plain_property, (brief.title, brief.dataset, brief.lead)
        )
        about.language, about.comments, about.keywords = (
            brief.language_tag,
            _plain_property(brief.address),
            "",
        )
        about.created = about.modified = datetime.fromisoformat(brief.day)
        about.last_modified_by = ""

    def _set_styles(self) -> None:
        """Fonts for both scripts, the language, and the styles of remarks and notes."""
        styles = self._document.styles
        for name in ("Normal", "Title", "Heading 1", "Heading 2"):
            self._set_fonts(styles[name])
        styles["Normal"].font.size = self._pt(10.5)
        language = self._element("w:lang")
        language.set(self._name("w:val"), _add_country(self._brief.language_tag))
        language.set(self._name("w:eastAsia"), _EAST_ASIAN_TAG)
        defaults = styles.element.find("/".join(map(self._name, ("w:docDefaults", "w:rPrDefault", "w:rPr"))))
        for old in defaults.findall(self._name("w:lang")):
            defaults.remove(old)
        defaults.append(language)
        for name, size in (("Remark", _REMARK_SIZE), ("footnote text", _REMARK_SIZE)):
            style = styles.add_style(name, self._style_kinds.PARAGRAPH)
            style.base_style, style.font.size = styles["Normal"], self._pt(size)
            style.paragraph_format.space_after = self._pt(2)
        mark = styles.add_style("footnote reference", self._style_kinds.CHARACTER)
        mark.font.superscript = True

    def _set_fonts(self, style: Any) -> None:
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[theme]
        for letters, font in (
            ("ascii", _FONT), ("hAnsi", _FONT), ("cs", _FONT), ("eastAsia", _EAST_ASIAN_FONT),
        ):  # fmt: skip
            fonts.set(self._name(f"w:{letters}"), font)

    def _set_page(self, section: Any, *, is_wide: bool = False) -> None:
        """A4, upright or on its side."""
        section.orientation = self._orientations.LANDSCAPE if is_wide else self._orientations.PORTRAIT
        long, short = self._mm(297), self._mm(210)
        section.page_width, section.page_height = (long, short) if is_wide else (short, long)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, self._mm(18))

    def _write_part(self, part: Part) -> None:
        match part:
            case Section(text=text, level=level):
                self._document.add_heading(_plain(text), level - 1)
            case Passage(text=text, is_remark=is_remark, notes=notes):
                paragraph = self._document.add_paragraph(_plain(text), style="Remark" if is_remark else None)
                for number in notes:
                    self._add_note(paragraph, number)
            case Drawing(chart=chart):
                self._add_plot(chart)
            case Grid():
                self._add_grid(part)

    def _add_plot(self, chart: Chart) -> None:
        drawn = draw_plot(chart, PALETTES["light"], PLOT_WIDTH, self._brief.language_tag)
        picture = BytesIO(paint_png(drawn.svg, _PLOT_SCALE))
        shown = self._document.add_picture(picture, width=self._text_width())
        properties = shown._inline.docPr  # python-docx has no other way to an alternative text
        properties.set("descr", _plain(chart.alt))
        properties.set("title", _plain(chart.title))
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _text_width(self) -> int:
        section = self._document.sections[-1]
        return int(section.page_width - section.left_margin - section.right_margin)

    def _add_grid(self, grid: Grid) -> None:
        """A table with a head that stands again on each page, and rows that are not parted."""
        if grid.is_wide:
            self._set_page(self._document.add_section(self._section_kinds.NEW_PAGE), is_wide=True)
        table = self._document.add_table(1, len(grid.columns), style="Table Grid")
        self._describe_table(table, grid.label)
        size = self._pt(_WIDE_TABLE_SIZE if grid.is_wide else _TABLE_SIZE)
        widths = [int(self._text_width() * share) for share in grid.column_shares()]
        self._fill_row(table.rows[0], [Cell(name) for name in grid.columns], widths, size, is_head=True)
        for row in grid.rows:
            self._fill_row(table.add_row(), row, widths, size)
        self._document.add_paragraph(style="Remark")

    def _describe_table(self, table: Any, label: str) -> None:
        if not label:
            return
        caption = self._element("w:tblCaption")
        caption.set(self._name("w:val"), _plain(label))
        table._tbl.tblPr.append(caption)

    def _fill_row(self, row: Any, cells: Any, widths: list[int], size: Any, *, is_head: bool = False) -> None:
        properties = row._tr.get_or_add_trPr()
        properties.append(self._element("w:cantSplit"))
        if is_head:
            properties.append(self._element("w:tblHeader"))
        for place, cell, width in zip(row.cells, cells, widths, strict=True):
            place.width = width
            paragraph = place.paragraphs[0]
            paragraph.paragraph_format.space_after = self._pt(1)
            self._add_text(paragraph, cell.text, cell.href)
            for run in paragraph.runs:
                run.font.size, run.bold = size, is_head or None
            if cell.note:
                self._add_note(paragraph, cell.note)

    def _add_text(self, paragraph: Any, text: str, href: str = "", part: Any = None) -> None:
        """A text, which leads to `href` where there is one."""
        run = paragraph.add_run(_plain(text))
        if not href:
            return
        link = self._element("w:hyperlink")
        relation = (part or self._document.part).relate_to(href, self._relations.HYPERLINK, is_external=True)
        link.set(self._name("r:id"), relation)
        run._r.addprevious(link)
        link.append(run._r)
        run.font.underline = True

    def _add_reference(self, paragraph: Any, reference: Reference, part: Any, mark: str = "") -> None:
        """A source as it is cited, its address a link."""
        before, url, after = (
            reference.citation.partition(reference.url) if reference.url else (reference.citation, "", "")
        )
        paragraph.add_run(_plain(mark + before))
        if url:
            self._add_text(paragraph, url, reference.url, part)
            paragraph.add_run(_plain(after))

    def _add_note(self, paragraph: Any, number: int) -> None:
        """The mark of a footnote where it is first cited, a reference to that mark wherever it is cited again."""
        bookmark = f"_Source{number}"
        mark = self._mark_run()
        if number in self._cited:
            field = self._element("w:fldSimple")
            field.set(self._name("w:instr"), f" NOTEREF {bookmark} \\f \\h ")
            words = self._element("w:t")
            words.text = str(number)
            mark.append(words)
            field.append(mark)
            paragraph._p.append(field)
            return
        self._cited.add(number)
        reference = self._element("w:footnoteReference")
        reference.set(self._name("w:id"), str(number))
        mark.append(reference)
        begin, end = self._element("w:bookmarkStart"), self._element("w:bookmarkEnd")
        for limit in (begin, end):
            limit.set(self._name("w:id"), str(number))
        begin.set(self._name("w:name"), bookmark)
        for each in (begin, mark, end):
            paragraph._p.append(each)

    def _mark_run(self) -> Any:
        """A run that looks like the mark of a footnote."""
        run, properties, style = (self._element(name) for name in ("w:r", "w:rPr", "w:rStyle"))
        style.set(self._name("w:val"), self._document.styles["footnote reference"].style_id)
        properties.append(style)
        run.append(properties)
        return run

    def _add_footnotes(self) -> None:
        """The part of the file that holds the footnotes, which python-docx does not make."""
        root, package = self._element("w:footnotes"), self._document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, root, package)
        for id, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note, run = self._footnote(id), self._element("w:r")
            note.set(self._name("w:type"), kind)
            run.append(self._element(f"w:{kind}"))
            note[0].append(run)
            root.append(note)
        for reference in self._brief.references:
            note, mark = self._footnote(reference.number), self._mark_run()
            mark.append(self._element("w:footnoteRef"))
            note[0].append(mark)
            paragraph = Paragraph(note[0], self._document)
            self._add_reference(paragraph, reference, part, " ")
            root.append(note)
        self._document.part.relate_to(part, self._relations.FOOTNOTES)
        self._name_separators()

    def _footnote(self, id: int) -> Any:
        """A footnote with an empty paragraph."""
        note, paragraph, properties, style = (
            self._element(name) for name in ("w:footnote", "w:p", "w:pPr", "w:pStyle")
        )
        note.set(self._name("w:id"), str(id))
        style.set(self._name("w:val"), self._document.styles["footnote text"].style_id)
        properties.append(style)
        paragraph.append(properties)
        note.append(paragraph)
        return note

    def _name_separators(self) -> None:
        """The settings name the lines that part footnotes from the text, before what they say of compatibility."""
        settings, separators = self._document.settings.element, self._element("w:footnotePr")
        for id in (-1, 0):
            separator = self._element("w:footnote")
            separator.set(self._name("w:id"), str(id))
            separators.append(separator)
        settings.find(self._name("w:compat")).addprevious(separators)


def _plain_property(text: str) -> str:
    """A text as a property of a file, which holds no more."""
    return _plain(text)[:255]


def _without_times(document: BytesIO) -> bytes:
    """The file without the time at which it was packed."""
    whole = BytesIO()
    with ZipFile(document) as old, ZipFile(whole, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return whole.getvalue()


def _add_country(tag: str) -> str:
    """The tag of a language as Word wants it: with the country it is most spoken in, zh-CN of zh-Hans."""
    language = tag.partition("-")[0]
    country = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    return f"{language}-{country}" if country else tag
