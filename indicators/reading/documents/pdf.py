"""A PDF → its paragraphs: the printed lines joined again, without page numbers and running heads."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from indicators.reading.documents import UnreadableDocument
from indicators.yamlfile.lines import split_lines

MAX_PAGES: Final = 1_000
#: Of the width of a full line, how much a line has that runs on into the next; a wider one stands by itself.
_FULL_LINE, _WIDER_LINE = 0.85, 1.25
#: A line at the head or foot of so many pages is a running one.
_MIN_REPEATED: Final = 3
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*|第\s*)?\d{1,4}\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*", re.IGNORECASE)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?。！？…:：;；][\"'”’」』)）]*$")
_DIGITS = re.compile(r"\d+")
_KANGXI = re.compile("[\u2f00-\u2fd5]")
#: Radicals that are characters of their own and that Unicode does not decompose.
_RADICALS = str.maketrans(
    "⺁⺊⺟⺠⺩⺶⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂卜母民王羊虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)


def read_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of all pages."""
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        _decrypt(reader)
    try:
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError):
        raise UnreadableDocument(_ENCRYPTED) from None
    if count > MAX_PAGES:
        raise UnreadableDocument(f"has {count:,} pages, more than the {MAX_PAGES:,} that can be read")
    pages = [_printed_lines(page.extract_text()) for page in reader.pages]
    if not any(pages):
        raise UnreadableDocument(
            "has no text: it looks scanned, so its words have to be recognised first (OCR)"
            if count
            else "has no pages"
        )
    return list(_join_lines(_drop_running_lines(pages)))


_ENCRYPTED: Final = "is encrypted; save it without its password first"


def _decrypt(reader: PdfReader) -> None:
    """Open what everybody may read; refuse what needs a password."""
    try:
        is_open = reader.decrypt("")
    except (PyPdfError, DependencyError, NotImplementedError):
        is_open = None
    if not is_open:
        raise UnreadableDocument(_ENCRYPTED)


def _printed_lines(text: str) -> list[str]:
    """The lines of a page; radicals, by which many programs write the Chinese characters that look like them, are these."""
    plain = _KANGXI.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).translate(_RADICALS)
    return [line.rstrip() for line in split_lines(plain) if line.strip()]


def _drop_running_lines(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages but the numbers of pages, and what stands at the head or foot of many, after its first time."""
    edges = Counter(key for lines in pages for key in {_edge_key(line) for line in (*lines[:2], *lines[-2:])})
    running = {key for key, n in edges.items() if n >= max(_MIN_REPEATED, len(pages) / 2)}
    told: set[str] = set()
    for lines in pages:
        for index, line in enumerate(lines):
            is_edge = index < 2 or index >= len(lines) - 2
            is_outermost = index in (0, len(lines) - 1)
            if is_edge and (key := _edge_key(line)) in running:
                if key in told:
                    continue
                told.add(key)
            if is_outermost and len(lines) > 1 and _PAGE_NUMBER.fullmatch(line.strip()):
                continue
            yield line


def _edge_key(line: str) -> str:
    return _DIGITS.sub("#", line.strip())


def _join_lines(printed: Iterable[str]) -> Iterator[str]:
    """Paragraphs: a line that fills the column runs on into the next, a shorter one ends."""
    lines = list(printed)
    widths = sorted(map(_width, lines))
    full = widths[-1 - len(widths) // 10] if widths else 0
    words = set(re.findall(r"[A-Za-z-]+", " ".join(lines)))
    paragraph = ""
    for line in lines:
        is_indented = line[:1] == "\u3000" or line.startswith("  ")
        if paragraph and (is_indented or _width(line) > _WIDER_LINE * full):
            yield paragraph
            paragraph = ""
        paragraph = _join(paragraph, " ".join(line.split()), words)
        share = _width(line) / full
        if not _FULL_LINE <= share <= _WIDER_LINE or (share < 0.95 and _SENTENCE_END.search(line)):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _join(before: str, after: str, words: set[str]) -> str:
    """Two parts of a paragraph: Chinese without a space, a word that was broken whole again."""
    if not before or not after:
        return before + after
    if before.endswith("-") and (tail := re.search(r"[A-Za-z]+(?=-$)", before)):
        head = re.match(r"[a-z]+", after)
        if head and tail[0] + head[0] in words:
            return before[:-1] + after
        return before + after
    if _is_wide(before[-1]) or _is_wide(after[0]):
        return before + after
    return f"{before} {after}"


def _width(line: str) -> int:
    return sum(2 if _is_wide(char) else 1 for char in line.strip())


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
