"""A saved web page → the paragraphs of its article, without navigation, scripts and styles.

What is surely no prose is left out by its tag, role or name; everything else stays, for a figure that is lost
is worse than a line too many. Where a page says which part is the article, that is read alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from indicators.reading.documents import UnreadableDocument

#: Elements that no browser shows as text.
_UNSHOWN = re.compile(
    "script|style|noscript|template|iframe|object|embed|applet|svg|canvas|audio|video|map|textarea|select|head|title"
)
#: Elements that hold no prose.
_NO_PROSE = re.compile("nav|footer|aside|form|button|dialog|menu")
#: Roles of elements that hold none.
_NO_PROSE_ROLES = re.compile(
    "navigation|banner|contentinfo|complementary|search|menu|menubar|toolbar|dialog|alert|form"
)
#: Words by which designers call parts that hold none, in `class` and `id`.
_NO_PROSE_NAMES = re.compile(
    "nav|navbar|navigation|menu|menubar|topbar|toolbar|sidebar|footer|foot|breadcrumb|breadcrumbs|"
    "crumb|crumbs|share|sharing|social|related|recommend|recommended|recommendation|recommendations|"
    "comments|copyright|login|advert|advertisement|ads|pagination|pager|pagenav|cookie|cookies|popup|"
    "modal|skip"
)
_BLOCKS = re.compile(
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|h1|h2|h3|h4|h5|h6|header|hr|html|legend|li|main|ol|p|pre|section|summary|table|tbody|td|"
    "tfoot|th|thead|tr|ul"
)
#: A list or box of which so much is links leads elsewhere.
_LINKED_SHARE: Final = 0.7
#: Characters of a cell of a table that tells figures; one with a longer cell is a layout.
_MAX_CELL: Final = 200
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)  # fmt: skip
#: Encodings by what pages declare, where browsers take a larger one for it.
_LARGER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WORDS = re.compile("[a-z]+")


def decode_page(content: bytes) -> str:
    """The text of a page: by its byte order mark, as UTF-8 if it is, as it declares, else as Chinese or Western.

    A browser that saves a page often writes UTF-8 and leaves the old declaration, so what is UTF-8 is read as that.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    declared = _DECLARED.search(content[:4096])
    for encoding, errors in (
        ("utf-8", "strict"),
        (_find_encoding(declared[1].decode("ascii")) if declared else "", "replace"),
        ("gb18030", "strict"),
    ):
        if encoding:
            try:
                return content.decode(encoding, errors)
            except UnicodeDecodeError:
                continue
    return content.decode("cp1252", "replace")


def _find_encoding(declared: str) -> str:
    """The encoding that a page means; "" where there is none of that name, or none that it could be written in."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)
        b"<".decode(name)
    except (LookupError, ValueError):
        return ""
    return "" if name.startswith(("utf-16", "utf-32", "utf-7")) else _LARGER.get(name, name)


def read_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of the article, its heading first."""
    text = decode_page(content).replace("\0", "")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    if not text.strip():
        raise UnreadableDocument("has no text")
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:  # this parser makes something of any text, but for want of memory
        raise MemoryError from None
    _drop_boilerplate(page)
    article = _find_article(page)
    paragraphs = list(_lines(article))
    if not paragraphs:
        raise UnreadableDocument(
            "has no text; where scripts make what it shows, save its words as text instead"
        )
    heading = _find_heading(page, article)
    return paragraphs if not heading or heading in paragraphs[:5] else [heading, *paragraphs]


def _drop_boilerplate(page: Any) -> None:
    """Take out what is no prose, but never most of what a page says: a form may be wrapped around all of it."""
    for is_dropped in (_is_unshown, _is_no_prose, _is_list_of_links):
        most = _length(page) / 2
        for element in list(page.iter(etree.Element)):
            if element.getparent() is not None and is_dropped(element) and _can_go(element, most):
                element.drop_tree()


def _can_go(element: Any, most: float) -> bool:
    return _is_unshown(element) or (_length(element) <= most and element.find(".//h1") is None)


def _is_unshown(element: Any) -> bool:
    return _UNSHOWN.fullmatch(element.tag) is not None


def _is_no_prose(element: Any) -> bool:
    tag = element.tag
    if _NO_PROSE.fullmatch(tag) or _NO_PROSE_ROLES.fullmatch(element.get("role", "").strip().lower()):
        return True
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    is_named = any(_NO_PROSE_NAMES.fullmatch(word) for word in _WORDS.findall(names))
    return is_named and (_is_block(tag) or tag == "span")


def _is_list_of_links(element: Any) -> bool:
    """Whether a list or box mostly leads elsewhere; a sentence with links in it does not."""
    if element.tag not in ("ul", "ol", "dl", "div", "section", "table", "header", "p"):
        return False
    links = element.findall(".//a")
    if len(links) < 3:
        return False
    linked = sum(_length(link) for link in links)
    return linked > _LINKED_SHARE * _length(element)


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _find_article(page: Any) -> Any:
    """The part that the page calls its article, where most of what it says stands there; else all of it."""
    body = page.find("body")
    whole = page if body is None else body
    said = [
        *whole.iter("article"),
        *whole.iter("main"),
        *whole.xpath('.//*[@role="main" or @itemprop="articleBody"]'),
    ]
    large = [part for part in said if 2 * _length(part) >= _length(whole)]
    return min(large, key=_length, default=whole)


def _find_heading(page: Any, article: Any) -> str:
    """The heading of the article where it stands outside of it."""
    headings = [each for each in page.iter("h1") if each.text_content().strip()]
    if len(headings) != 1 or any(parent is article for parent in headings[0].iterancestors()):
        return ""
    return " ".join(headings[0].text_content().split())


def _lines(article: Any) -> Iterator[str]:
    """What stands in each block: a paragraph, an item of a list, a row of a table with its cells parted by bars."""
    rows = {row for table in article.iter("table") if _tells_figures(table) for row in table.iter("tr")}
    parts: list[str] = []
    for event, element in etree.iterwalk(article, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            if element in rows or (_is_block(element.tag) and not _is_in_row(element, rows)):
                parts.append("\n")
            if element is not article:
                parts.append(_spaced(element.tail, element.getparent()))
            continue
        if element.tag in ("td", "th") and element.getparent() in rows:
            parts.append(" | " if element.getprevious() is not None else "")
        elif _is_block(element.tag):
            parts.append(" " if _is_in_row(element, rows) else "\n")
        parts.append(_spaced(element.text, element))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return (line.rstrip(" |") for line in lines if line.strip(" |"))


def _is_block(tag: str) -> bool:
    return _BLOCKS.fullmatch(tag) is not None


def _tells_figures(table: Any) -> bool:
    return table.find(".//table") is None and all(
        _length(cell) <= _MAX_CELL for cell in table.iter("td", "th")
    )


def _is_in_row(element: Any, rows: set[Any]) -> bool:
    return bool(rows) and any(parent in rows for parent in element.iterancestors("tr"))


def _spaced(text: str | None, parent: Any) -> str:
    """A text with its white space as a browser shows it: a line ends in `pre` only."""
    if not text:
        return ""
    if parent.tag == "pre":
        return text
    return re.sub(r"\s+", " ", text)
