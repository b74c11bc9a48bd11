"""Documents become text, a paragraph a line; what cannot is refused with a sentence, whatever it is."""

from __future__ import annotations

import errno
import io
import socket
import zipfile

import pytest

from indicators.errors import DataFileError, FileAccessError
from indicators.reading import documents
from indicators.reading.documents import (
    DOCUMENT_KINDS,
    MissingReadingExtra,
    UnreadableDocument,
    UnreadableKind,
    find_kind,
    pdf,
    read_document,
    read_document_file,
    web_page,
    word_document,
)
from tests.reading.documents import encrypt_pdf, make_docx, make_pdf, replace_member

PARAGRAPHS = ["Exports topped 3 trillion yuan.", "失业率下降0.3个百分点。"]
PAGE = "<!doctype html><meta charset=utf-8><h1>Exports</h1><p>Exports topped 3 trillion yuan.<p>失业率下降0.3个百分点。"


def refusal(content, name="article"):
    with pytest.raises(DataFileError) as found:
        read_document(content, name)
    return found.value


# --- kinds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.txt", "pdf"),
        (b"\n%PDF-1.7\n", "a", "pdf"),
        (make_docx("a"), "a.pdf", "docx"),
        (b"<!DOCTYPE html><p>a", "a.txt", "html"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?>\n<!-- saved -->\n<html>", "a", "html"),
        (b"<p>no head", "a.HTM", "html"),
        (b"<p>no head", "a.txt", None),
        (b"# Output of <html> pages", "a.md", None),
        (b"plain", "a.pdf", "pdf"),
        (b"plain", "a.docx", "docx"),
        (b"PK\x03\x04", "a.docx", None),
        (b"plain", "a.txt", None),
        (b"", "", None),
    ],
)
def test_a_document_is_known_by_its_content_and_else_by_its_name(content, name, kind):
    found = find_kind(content, name)

    assert (found and found.id) == kind


def test_text_and_markdown_are_text_as_they_stand_and_need_no_library(monkeypatch):
    monkeypatch.setattr(documents, "find_spec", lambda _: None)
    text = "# Port\n\nExports **3 trillion**.\n"

    assert read_document(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "a.md") == text
    assert read_document("出口".encode(), "a.txt") == "出口"


def test_bytes_that_are_no_text_are_a_problem_of_the_text():
    assert str(refusal(b"rose \xff 3%", "a.txt")) == "a.txt: not UTF-8 text (byte 5)"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"PK\x03\x04 xl/workbook.xml", "a ZIP archive that holds no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an older Office; save it as .docx first"),
        (b"{\\rtf1 5%}", "rich text (RTF); save it as .docx first"),
        (b"\x89PNG\r\n\x1a\n", "a picture; its words have to be recognised first (OCR)"),
        (b"\x1f\x8b\x08\x00", "a packed file; unpack it first"),
    ],
)
def test_a_kind_that_nothing_reads_is_misuse_and_says_what_is_expected(content, found):
    error = refusal(content, "a.docx")

    assert isinstance(error, UnreadableKind)
    assert error.is_misuse
    assert str(error) == f"a.docx: expected plain text, Markdown, HTML, DOCX or PDF; found {found}"


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.id)
def test_without_the_extra_one_sentence_says_what_to_install(kind, monkeypatch):
    monkeypatch.setattr(documents, "find_spec", lambda name: None if name == kind.libraries[0] else name)

    with pytest.raises(MissingReadingExtra) as found:
        read_document(b"", f"a{kind.suffixes[0]}")

    assert (
        str(found.value)
        == f"a{kind.suffixes[0]}: what reads a {kind.name} is not installed: pip install 'regional-indicators[reading]'"
    )


@pytest.mark.parametrize(
    ("content", "heading"),
    [
        (make_docx(*PARAGRAPHS), []),
        (PAGE.encode(), ["Exports"]),
        ("\n".join(PARAGRAPHS).encode() + b"\n", []),
    ],
    ids=["docx", "html", "text"],
)
def test_every_kind_gives_a_paragraph_a_line(content, heading, tmp_path):
    path = tmp_path / "article"
    path.write_bytes(content)

    assert read_document_file(path).splitlines() == [*heading, *PARAGRAPHS]


def test_a_pdf_is_read_too():
    assert read_document(make_pdf([["Exports topped 3 trillion yuan."]]), "a") == f"{PARAGRAPHS[0]}\n"


def test_a_path_that_leads_to_no_file_is_said_as_ever(tmp_path):
    for path, reason in (
        (tmp_path / "none", "cannot be read (not a file)"),
        (tmp_path, "cannot be read (not a file)"),
    ):
        with pytest.raises(FileAccessError) as found:
            read_document_file(path)
        assert found.value.reason == reason


# --- bounds --------------------------------------------------------------------------------------------------------


def test_a_large_document_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(documents, "MAX_DOCUMENT_BYTES", 100)

    assert refusal(make_pdf([["a"]]), "a.pdf").reason.endswith(
        "bytes are more than the 100 that a document may have"
    )


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as file,
    ):
        for _ in range(129):
            file.write(bytes(2**20))

    error = refusal(out.getvalue(), "bomb.docx")

    assert len(out.getvalue()) < 2**18
    assert str(error) == (
        "bomb.docx: unpacks to more than the 128 MB and 5,000 files that a Word document may have"
    )


def test_an_archive_that_lies_about_its_size_is_broken():
    content = bytearray(make_docx("a" * 5_000))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    for at in range(len(content) - 4):
        if content[at : at + 4] == size.to_bytes(4, "little"):
            content[at : at + 4] = (100).to_bytes(4, "little")

    assert refusal(bytes(content)).reason == "cannot be read as a Word document; it is broken or cut off"


def test_a_document_that_takes_too_much_memory_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(documents, "MAX_MEMORY", 16 * 2**20)

    assert refusal(b"<html>" + b"<p>1%" * 200_000).reason == (
        "reading this web page takes more than the 16 MB of memory there are for it"
    )


def test_a_document_that_takes_too_long_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(documents, "MAX_SECONDS", 0.01)

    assert (
        refusal(PAGE.encode()).reason
        == "reading this web page takes more than the 0.01 seconds there are for it"
    )


def test_where_no_process_can_be_started_a_sentence_says_so(monkeypatch):
    def refuse(*_, **__):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(documents, "run_bounded", refuse)

    assert refusal(PAGE.encode()).reason == (
        "cannot be read: no process to read it in (Resource temporarily unavailable)"
    )


def test_a_text_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "MAX_TEXT_LENGTH", 10)

    assert documents._take_apart(PAGE.encode(), DOCUMENT_KINDS[2]) == {
        "reason": "its text has more than the 10 characters that can be read"
    }


@pytest.mark.parametrize("size", [0, 1, 200])
@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.id)
def test_a_document_that_is_cut_off_or_nonsense_is_refused_or_read_and_never_a_fault(kind, size):
    whole = {"pdf": make_pdf([["a" * 400]]), "docx": make_docx("a"), "html": PAGE.encode()}[kind.id]
    for content in (whole[:size], whole[:size] + b"\x00\xff<a" * 20, whole[: len(whole) // 2]):
        answer = documents._take_apart(content, kind)
        assert list(answer) in (["text"], ["reason"])


# --- web pages -----------------------------------------------------------------------------------------------------

SAVED = """<html><head><meta charset="{charset}"><title>年度数字 - 某城晚报</title>
<script>document.write("<p>9999亿元</p>")</script><style>p{{width:77px}}</style></head><body>
<div class="top-nav"><a href="/">首页</a> 新闻100条</div>
<ul><li><a href="/1">国内</a></li><li><a href="/2">国际</a></li><li><a href="/3">财经24</a></li></ul>
<form><h1>2025年外贸突破1.2万亿元</h1>
<div id="content"><p>进出口总值12345.6亿元，<b>同比增长8.5%</b>。</p>　　民营企业占比60.5%。<br><br>　　对东盟2100亿元。
<table><tr><th>指标</th><th>总量</th></tr><tr><td><p>出口</p></td><td><p>7890.1亿元</p></td></tr></table>
<img src="{address}" alt="5%"><p hidden>666</p></div></form>
<div class="related"><a href=1>深圳增长5%</a></div><footer>粤ICP备12345号</footer>
<script>alert(1)</script></body></html>"""
ARTICLE = [
    "2025年外贸突破1.2万亿元",
    "进出口总值12345.6亿元，同比增长8.5%。",
    "民营企业占比60.5%。",
    "对东盟2100亿元。",
    "指标 | 总量",
    "出口 | 7890.1亿元",
]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gbk"),
        ("GBK", "gb18030"),
        ("nonsense", "gbk"),
        ("gbk", "utf-8"),
        ("big5", "utf-16"),
    ],
)
def test_a_saved_page_keeps_its_article_in_whatever_charset(charset, encoding):
    content = SAVED.format(charset=charset, address="x.png").encode(encoding)

    assert web_page.read_paragraphs(content) == ARTICLE


def test_a_page_that_declares_big5_is_read_as_that():
    content = '<html><meta charset="big5"><p>進出口總值增長8.5%。'.encode("big5")

    assert web_page.read_paragraphs(content) == ["進出口總值增長8.5%。"]


def test_a_western_page_that_declares_nothing_is_read_as_western():
    assert web_page.read_paragraphs("<html><p>Exporté 5%.".encode("cp1252")) == ["Exporté 5%."]


def test_where_a_page_says_which_part_is_the_article_that_is_read_with_its_heading():
    page = (
        "<html><body><h1>Exports up</h1><p>Weather 25</p><article><p>Exports rose by 5% in the first half of the year.</p>"
        "<figure><figcaption>30 cranes</figcaption></figure><pre>a 1\nb 2</pre></article></body></html>"
    )

    assert web_page.read_paragraphs(page.encode()) == [
        "Exports up",
        "Exports rose by 5% in the first half of the year.",
        "30 cranes",
        "a 1",
        "b 2",
    ]


def test_a_sentence_full_of_links_stays():
    page = (
        "<html><p>"
        + "".join(f"<a href={n}>Region {n}</a> grew by {n}.5 percent a year, " for n in range(4))
        + "</p>"
    )

    assert web_page.read_paragraphs(page.encode())[0].count("percent") == 4


def test_a_table_that_lays_out_a_page_keeps_its_paragraphs_apart():
    page = (
        "<html><table><tr><td><p>Exports rose by 5%.</p><p>"
        + "Imports fell. " * 30
        + "</p></td></tr></table>"
    )

    assert len(web_page.read_paragraphs(page.encode())) == 2


def test_nothing_is_fetched_and_no_entity_of_elsewhere_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b SYSTEM "http://127.0.0.1:{{port}}/b">]>'
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        address = f"http://127.0.0.1:{port}/"
        page = (
            SAVED.format(charset="utf-8", address=address)
            + f'<link rel=stylesheet href="{address}"><iframe src="{address}">'
        )
        word = make_docx("5% &")
        body = (
            f"<?xml version='1.0'?>{entity.format(port=port)}"
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            "<w:p><w:r><w:t>5% &a;&b;</w:t></w:r></w:p></w:body></w:document>"
        )
        assert web_page.read_paragraphs(page.encode()) == ARTICLE
        told = word_document.read_paragraphs(replace_member(word, "word/document.xml", body.encode()))
        assert told == ["5%"]
        with pytest.raises(BlockingIOError):
            server.accept()


# --- Word documents ------------------------------------------------------------------------------------------------


def test_a_row_of_a_word_table_is_a_line():
    content = make_docx("Trade\nin 2025", table=[["Exports", "5%"], ["Imports", ""]])

    assert word_document.read_paragraphs(content) == ["Trade", "in 2025", "Exports | 5%", "Imports"]


def word_body(xml):
    """A Word document with this body."""
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    body = f"<?xml version='1.0'?><w:document {spaces}><w:body>{xml}</w:body></w:document>"
    return replace_member(make_docx(), "word/document.xml", body.encode())


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_what_stands_in_changes_controls_and_boxes_is_read_once_and_what_was_deleted_is_not():
    box = f"<w:txbxContent><w:p>{run('30 cranes')}</w:p></w:txbxContent>"
    content = word_body(
        f"<w:p>{run('Exports rose ')}<w:ins>{run('by 5%')}</w:ins><w:del><w:r><w:delText>6%</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run(' a year')}</w:hyperlink><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('Imports fell.')}</w:p></w:sdtContent></w:sdt>"
    )

    assert word_document.read_paragraphs(content) == [
        "Exports rose by 5% a year",
        "30 cranes",
        "Imports fell.",
    ]


def test_a_table_in_a_cell_is_read_once():
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('5%')}</w:p></w:tc></w:tr></w:tbl>"
    content = word_body(
        f"<w:tbl><w:tr><w:tc><w:p>{run('Exports')}</w:p></w:tc><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    )

    assert word_document.read_paragraphs(content) == ["Exports | 5%"]


def test_a_table_that_lays_out_a_word_document_keeps_its_paragraphs_apart():
    content = make_docx(table=[["Exports rose by 5%.\n" + "Imports fell. " * 30, "Aside"]])

    assert [line[:13] for line in word_document.read_paragraphs(content)] == [
        "Exports rose ",
        "Imports fell.",
        "Aside",
    ]


@pytest.mark.parametrize(
    ("read", "content", "reason"),
    [
        (word_document.read_paragraphs, make_docx(" "), "has no text"),
        (web_page.read_paragraphs, b" ", "has no text"),
        (
            web_page.read_paragraphs,
            b"<html><body><div id=app></div><script>show('5%')</script></body></html>",
            "has no text; where scripts make what it shows, save its words as text instead",
        ),
    ],
)
def test_a_document_without_text_says_so(read, content, reason):
    with pytest.raises(UnreadableDocument) as found:
        read(content)

    assert str(found.value) == reason


def test_a_docx_that_is_no_archive_says_so():
    with pytest.raises(UnreadableDocument, match="it is no ZIP archive, or cut off"):
        word_document.read_paragraphs(b"no archive")


# --- PDFs ----------------------------------------------------------------------------------------------------------

FULL = "Exports of the province topped 3 trillion yuan and grew by"


def test_printed_lines_are_joined_to_paragraphs_and_page_numbers_and_running_heads_left_out():
    pages = [
        ["City Gazette 1", FULL, "5 percent year on year.", FULL, "Page 1 of 3"],
        [
            "City Gazette 2",
            "6 percent. Imports of the province fell by one half; its eco-",
            "nomic output rose. The economic output was stable at that,",
            "- 2 -",
        ],
        ["City Gazette 3", "as stated.", "3"],
    ]

    assert pdf.read_paragraphs(make_pdf(pages)) == [
        "City Gazette 1",
        f"{FULL} 5 percent year on year.",
        f"{FULL} 6 percent. Imports of the province fell by one half; its economic output rose. The economic output was stable at that, as stated.",
    ]


def test_chinese_lines_are_joined_without_a_space():
    lines = ["进出口总值12345.6亿元，同比增长8.5%，其中出口", "7890.1亿元。", "　　民营企业占比60.5%。"]

    assert list(pdf._join_lines(lines)) == [
        "进出口总值12345.6亿元，同比增长8.5%，其中出口7890.1亿元。",
        "民营企业占比60.5%。",
    ]


def test_radicals_in_a_pdf_are_read_as_the_characters_that_they_look_like():
    assert pdf._printed_lines("⼴州⺠营⻋企出⼝增⻓ 12.3%，⽐上年⾼") == [
        "广州民营车企出口增长 12.3%，比上年高"
    ]


def test_a_line_wider_than_the_column_stands_by_itself():
    lines = ["a b c d e", "A heading over all of the columns", *["words in it"] * 9]

    assert list(pdf._join_lines(lines))[:2] == ["a b c d e", "A heading over all of the columns"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_pdf([[], []]), "has no text: it looks scanned, so its words have to be recognised first (OCR)"),
        (encrypt_pdf(make_pdf([["5%"]]), "secret"), "is encrypted; save it without its password first"),
    ],
    ids=["scanned", "encrypted"],
)
def test_a_pdf_whose_text_cannot_be_had_says_why(content, reason):
    with pytest.raises(UnreadableDocument) as found:
        pdf.read_paragraphs(content)

    assert str(found.value) == reason


def test_a_pdf_that_everybody_may_open_is_read():
    assert pdf.read_paragraphs(encrypt_pdf(make_pdf([["5 percent"]]), "")) == ["5 percent"]


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)

    with pytest.raises(UnreadableDocument, match="has 3 pages, more than the 2 that can be read"):
        pdf.read_paragraphs(make_pdf([["a"]] * 3))
