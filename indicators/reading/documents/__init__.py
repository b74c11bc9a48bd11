"""Documents of any kind → their text, a paragraph a line: `read_document` is the front door.

A document is known by its content, and by its name where that tells nothing. Plain text and Markdown are text
as they stand. A web page, a Word document and a PDF come from strangers: libraries of the extra `reading` take
them apart in a process with bounds on memory and time, where nothing of them is executed or fetched.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePath
from threading import Lock
from typing import Final

from indicators.check.bounded_process import LimitReached, choose_memory_limit, enter_bounds, run_bounded
from indicators.errors import DataFileError, FileAccessError, IndicatorsError
from indicators.yamlfile import check_file_size, decode_text

#: Bytes of a document that is taken apart.
MAX_DOCUMENT_BYTES: Final = 32 * 2**20
#: Characters of the text of a document.
MAX_TEXT_LENGTH: Final = 4 * 2**20
#: Seconds of a processor that taking one apart may take, and that may pass until it is done.
MAX_PROCESSOR_SECONDS, MAX_SECONDS = 30, 60
#: Bytes that it may take at most, and is given at least.
MAX_MEMORY, _MIN_MEMORY = 768 * 2**20, 256 * 2**20
_PROGRAM: Final = "from indicators.reading.documents import read_for_parent; read_for_parent()"
#: One document at a time: each may take much of what is free.
_turn: Final = Lock()
#: How far into a document its kind is looked for.
_HEAD: Final = 1024


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document that a library takes apart: `module` has `read_paragraphs`, which needs the `libraries`.

    `start` matches the first bytes of such a document, which also holds the bytes `part`; else it is known by one
    of the `suffixes` of its name.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    start: re.Pattern[bytes]
    module: str
    libraries: tuple[str, ...]
    part: bytes = b""


#: Kinds that need the extra `reading`.
DOCUMENT_KINDS: Final = (
    DocumentKind(
        "pdf", "PDF", (".pdf",), re.compile(rb"\s{0,64}%PDF-"), "indicators.reading.documents.pdf", ("pypdf",)
    ),
    DocumentKind(
        "docx", "Word document", (".docx", ".docm"), re.compile(rb"PK\x03\x04"),
        "indicators.reading.documents.word_document", ("docx", "lxml"), b"word/document.xml",
    ),
    DocumentKind(
        "html", "web page", (".html", ".htm", ".xhtml", ".shtml"),
        re.compile(rb"(?si)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])"),
        "indicators.reading.documents.web_page", ("lxml",),
    ),
)  # fmt: skip
#: The first bytes of what is no text and nothing that can be read: kind → what to do about it.
_UNREADABLE: Final = (
    (b"PK\x03\x04", "a ZIP archive that holds no Word document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an older Office; save it as .docx first"),
    (b"{\\rtf", "rich text (RTF); save it as .docx first"),
    (b"\x89PNG\r\n\x1a\n", "a picture; its words have to be recognised first (OCR)"),
    (b"\xff\xd8\xff", "a picture; its words have to be recognised first (OCR)"),
    (b"GIF8", "a picture; its words have to be recognised first (OCR)"),
    (b"\x1f\x8b\x08", "a packed file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file; unpack it first"),
    (b"Rar!\x1a\x07", "a packed file; unpack it first"),
)
_READABLE: Final = "plain text, Markdown, HTML, DOCX or PDF"


class UnreadableKind(DataFileError):
    """The document is of a kind that nothing here reads."""

    is_misuse = True

    def __init__(self, file: object, found: str) -> None:
        super().__init__(file, f"expected {_READABLE}; found {found}")


class MissingReadingExtra(IndicatorsError):
    """The libraries that take documents apart are not installed; the message says how to install them."""

    def __init__(self, file: object, kind: DocumentKind) -> None:
        super().__init__(
            f"{file}: what reads a {kind.name} is not installed: pip install 'regional-indicators[reading]'"
        )


class UnreadableDocument(Exception):
    """Taking a document apart cannot go on; says why, without naming the file."""


def read_document_file(path: Path) -> str:
    """As `read_document`, of the file at `path`; raises FileAccessError where it cannot be read."""
    try:
        if not path.is_file():
            raise FileAccessError(path, "cannot be read (not a file)")
        check_file_size(path.stat().st_size, path)
        return read_document(path.read_bytes(), path)
    except OSError as error:
        raise FileAccessError(path, f"cannot be read ({error.strerror or error})") from None


def read_document(content: bytes, name: object) -> str:
    """The text of a document that is called `name`, a paragraph a line.

    Raises UnreadableKind, MissingReadingExtra, and DataFileError where it is no text, too large, broken,
    encrypted or without text.
    """
    kind = find_kind(content, str(name))
    if kind is None:
        for start, found in _UNREADABLE:
            if content.startswith(start):
                raise UnreadableKind(name, found)
        return decode_text(content, name)
    if not all(find_spec(library) for library in kind.libraries):
        raise MissingReadingExtra(name, kind)
    if len(content) > MAX_DOCUMENT_BYTES:
        raise DataFileError(
            name, f"{len(content):,} bytes are more than the {MAX_DOCUMENT_BYTES:,} that a document may have"
        )
    return _ask_child(content, kind, name)


def find_kind(content: bytes, name: str) -> DocumentKind | None:
    """The kind of a document, by its content, else by its name; None for text, and for what nothing here reads."""
    head = content.removeprefix(codecs.BOM_UTF8)[:_HEAD]
    for kind in DOCUMENT_KINDS:
        if kind.start.match(head) and kind.part in content:
            return kind
    if any(content.startswith(start) for start, _ in _UNREADABLE):
        return None
    suffix = PurePath(name).suffix.lower()
    return next((kind for kind in DOCUMENT_KINDS if suffix in kind.suffixes), None)


def _ask_child(content: bytes, kind: DocumentKind, name: object) -> str:
    try:
        with _turn:
            memory = min(MAX_MEMORY, choose_memory_limit(_MIN_MEMORY))
            answer = run_bounded(
                _PROGRAM,
                kind.id,
                str(memory),
                memory=memory,
                processor_seconds=MAX_PROCESSOR_SECONDS,
                seconds=MAX_SECONDS,
                given=content,
            )
    except OSError as error:  # no memory, or no more processes
        raise DataFileError(name, f"cannot be read: no process to read it in ({error.strerror})") from None
    except LimitReached as error:
        raise DataFileError(
            name, f"reading this {kind.name} takes more than the {error.limit} there are for it"
        ) from None
    found: dict[str, str] = json.loads(answer)
    if reason := found.get("reason"):
        raise DataFileError(name, reason)
    return found["text"]


def read_for_parent() -> None:
    """Be the process that takes a document apart: set the bounds, read standard input, write the answer, end."""
    id, memory = sys.argv[1:]
    kind = next(each for each in DOCUMENT_KINDS if each.id == id)
    import_module(kind.module)
    enter_bounds(int(memory), MAX_PROCESSOR_SECONDS)
    try:
        answer = _take_apart(sys.stdin.buffer.read(), kind)
    except MemoryError:
        os._exit(1)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.flush()
    os._exit(0)  # without taking apart what goes with the process


def _take_apart(content: bytes, kind: DocumentKind) -> dict[str, str]:
    try:
        paragraphs = import_module(kind.module).read_paragraphs(content)
    except UnreadableDocument as error:
        return {"reason": str(error)}
    except MemoryError:
        raise
    except Exception as error:  # whatever a library makes of a broken document
        if "memory" in str(error).lower():  # as libxml2 says it
            raise MemoryError from None
        return {"reason": f"cannot be read as a {kind.name}; it is broken or cut off"}
    text = "".join(f"{line}\n" for line in paragraphs)
    if len(text) > MAX_TEXT_LENGTH:
        return {"reason": f"its text has more than the {MAX_TEXT_LENGTH:,} characters that can be read"}
    # Half of a pair of surrogates, which a broken PDF can hold, is no character.
    return {"text": text.encode("utf-8", "replace").decode("utf-8")}
