"""A data file broken at random: always a good dataset or located problems – never a crash, a hang or a heap of memory.

The files are the made-up dataset and an excerpt of the real one, with its relations and odd values.
`make fuzz` (INDICATORS_FUZZ=long) goes on for about a quarter of an hour; what it finds becomes an
example here.
"""

from __future__ import annotations

import codecs
import os
import re
import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.check.dataset_file import find_problems, load_dataset, parse_dataset
from indicators.errors import MAX_MESSAGE_LENGTH, DataFileError
from indicators.query import Catalogue

ROOT = Path(__file__).parent.parent
SMALL = (ROOT / "tests" / "data" / "small.yaml").read_text(encoding="utf-8")
LONG = os.environ.get("INDICATORS_FUZZ") == "long"
FUZZ = settings(
    max_examples=15_000 if LONG else 100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MOST_SECONDS = 10  # of processor time for one file of a few hundred lines; a good one takes 0.02
MOST_GROWTH = 400 * 2**20  # bytes by which no heap of broken files lets the process grow


def excerpt(relations=5, others=4):
    """The real file with fewer indicators: those of the first relations, and some more."""
    text = (ROOT / "data" / "indicators.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("\nindicators:\n")
    figures, _, ties = rest.partition("\nrelations:\n")
    head = re.sub(r"\n  headlines:\n(    - .*\n)+", "\n", head).partition("\ncharts:\n")[0]
    blocks = re.split(r"(?m)^(?=  - id: )", figures)[1:]
    kept = re.split(r"(?m)^(?=  - id: )", ties)[1 : relations + 1]
    named = set(re.findall(r"[\w-]+(?=\.)", "".join(kept)))
    chosen = [block for at, block in enumerate(blocks) if block[8:].split("\n")[0] in named or at < others]
    return f"{head}\nindicators:\n{''.join(chosen)}\nrelations:\n{''.join(kept)}"


REAL = excerpt()
FILES = {"small": SMALL, "real": REAL}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_the_files_to_be_broken_are_valid_before(text):
    assert len(Catalogue(parse_dataset(text)).rows()) >= 10


# --- what must hold --------------------------------------------------------------------------


def lines_of(text):
    """The lines that an editor counts."""
    return re.split(r"\r\n|[\r\n]", text)


def judge(path, content):
    """Read `content` as the server does; whatever comes of it is what we promise."""
    path.write_bytes(content)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        problems = find_problems(path)
    except DataFileError as error:
        refusal = str(error)
        readable = False
    else:
        refusal, readable = f"{path}: ", True
    assert refusal.startswith(f"{path}: ")
    assert "\n" not in refusal
    if readable and problems:
        assert problems == sorted(set(problems))
        for problem in problems:
            located(problem, lines_of(content.decode("utf-8-sig")))
    elif readable:
        catalogue = Catalogue(load_dataset(path))
        catalogue.rows()
        assert len(catalogue.audit.findings) == len(catalogue.dataset.relations)
    assert time.process_time() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH // 1024


def located(problem, lines):
    """The problem stands on a character of the file, or just after its end, and says something."""
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert re.fullmatch(r"[a-z_]+(-[a-z_]+)*", problem.rule)
    assert problem.message.strip()
    assert len(problem.message) <= MAX_MESSAGE_LENGTH


# --- broken bytes ----------------------------------------------------------------------------

SYNTAX = [
    "- ", "? ", ": ", "{", "}", "[", "]", ",", "#", "&a ", "*a", "!x ", "!!binary ", "|\n", ">-\n", "'", '"', "%YAML 9.9\n",
    "---\n", "...\n", "@", "`", "<<: ", "\t", "\\x", "\ud7ff", "\x85", "\u2028", "\u202e", "\ufeff", "\U0001f9ff", "~", "null", "=", "\r",
    "[" * 40_000, "{a: " * 40_000, "- " * 40_000, "? " * 40_000, "'" * 9_999, " " * 99_999, "\n" * 9_999, "9" * 99_999, "长" * 50_000,
]  # fmt: skip


@st.composite
def broken_bytes(draw):
    """A file of ours after one to four accidents."""
    content = draw(st.sampled_from(list(FILES.values()))).encode()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        match draw(st.sampled_from(["flip", "cut", "insert", "drop", "lines", "ends", "code"])):
            case "flip":
                content = content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]
            case "cut":
                content = content[:at]
            case "insert":
                content = content[:at] + draw(st.sampled_from(SYNTAX)).encode() + content[at:]
            case "drop":
                content = content[:at] + content[at + draw(st.integers(1, 400)) :]
            case "lines":
                content = b"\n".join(_shuffled(draw, content.split(b"\n")))
            case "ends":
                old, new = draw(
                    st.sampled_from([(b"\n", b"\r\n"), (b"\n", b"\r"), (b"  ", b"\t"), (b"\n", b"\n\n")])
                )
                content = content.replace(old, new)
            case "code":
                content = _recoded(draw, content)
    return content


def _shuffled(draw, lines):
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    match draw(st.sampled_from(["delete", "double", "swap", "move", "indent"])):
        case "delete":
            del lines[min(one, other) : max(one, other)]
        case "double":
            lines[one:one] = lines[one : one + draw(st.integers(1, 30))]
        case "swap":
            lines[one], lines[other] = lines[other], lines[one]
        case "move":
            lines.insert(other, lines.pop(one))
        case "indent":
            lines[one] = b" " * draw(st.integers(0, 9)) + lines[one].lstrip()
    return lines


def _recoded(draw, content):
    match draw(st.sampled_from(["bom", "utf-16", "gbk", "latin-1", "nul"])):
        case "bom":
            return codecs.BOM_UTF8 + content
        case "nul":
            return content + b"\0" * draw(st.integers(1, 9))
        case other:
            return content.decode("utf-8", "replace").encode(other, "replace")


@FUZZ
@given(broken_bytes())
def test_no_accident_to_a_file_brings_the_reader_down(tmp_path_factory, content):
    judge(tmp_path_factory.getbasetemp() / "broken.yaml", content)


# --- wrong but well formed -------------------------------------------------------------------

ODD = [
    "null", "''", "{}", "[]", "[[]]", "{a: b}", "[guangzhou, guangzhou]", "-1", "0", "1e999", "-0", "1/0", "0/0", "1/3", "9" * 400, "9" * 5000,
    "0." + "0" * 400 + "1", "1 trillion trillion", "1.6.2", "½", "１２", "二", "∞", "NaN", "10 %", "2x", "200%", "1,00,0", "over 3",
    "0000", "0001", "9999", "99999", "2024-00", "2024-13", "2024-02-30", "2025/2021", "2021/2021", "2021/", "/2021", "0001/9999", "2024-10-01/2024",
    "2024/2024-10", "2024-W10", "2024-Q1", "-2024", "yesterday", "exact", "about", "target", "level", "rank", "percent", "yuan", "guangzhou", "gdp",
    "a" * 10_000, "<script>", "'a\nb'", '"\\0"', '"\\ud800"', '"\\u202e"', "name: x", "!x y", "*x", "&x y",
]  # fmt: skip
FIELD = re.compile(r"(?m)^(?P<before>[ -]*|.*[{,] *)(?P<key>[a-z_]+): (?P<value>[^\n,{}]+)")


@st.composite
def wrong_fields(draw):
    """A file of ours with one to five values put where they do not belong."""
    text = draw(st.sampled_from(list(FILES.values())))
    for _ in range(draw(st.integers(1, 5))):
        fields = list(FIELD.finditer(text))
        if not fields:
            break
        one, other = (fields[draw(st.integers(0, len(fields) - 1))] for _ in range(2))
        match draw(st.sampled_from(["odd", "odd", "copy", "key", "near", "without"])):
            case "odd":
                start, end, new = *one.span("value"), draw(st.sampled_from(ODD))
            case "copy":
                start, end, new = *one.span("value"), other["value"]
            case "key":
                start, end, new = *one.span("key"), other["key"]
            case "near":
                start, end, new = *one.span("value"), one["value"][:-1] + draw(st.sampled_from("0x-.%"))
            case "without":
                start, end, new = one.start("key"), one.end("value"), ""
        text = text[:start] + new + text[end:]
    return text


@FUZZ
@given(wrong_fields())
def test_no_wrong_value_brings_the_check_down(tmp_path_factory, text):
    judge(tmp_path_factory.getbasetemp() / "wrong.yaml", text.encode("utf-8", "surrogatepass"))
