"""One word for one thing: the messages and the dataset keep to `docs/terms.md`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
#: What a message says for programs: names in backquotes, and what is filled in.
_NOT_PROSE = re.compile(r"`[^`]*`|\{[^}]*\}")
#: Messages that use an English term for another thing than the table has it for.
OTHER_SENSES = {
    "source": {"{n} figure in our sources", "{fit} of {n} figure in our sources"},  # 收录 says where
}


class Term(NamedTuple):
    """A row of the table: what is said in English, in Chinese, and what is not."""

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    retired: tuple[str, ...]

    def says_english(self, message: str) -> bool:
        prose = _NOT_PROSE.sub("", message)
        words = "|".join(map(re.escape, self.english))
        return bool(re.search(rf"(?<![\w-])(?:{words})(?![\w-])", prose, re.IGNORECASE))

    def says_chinese(self, text: str) -> bool:
        return any(term in text for term in self.chinese)

    def retired_words(self, text: str) -> list[str]:
        """The retired words in a text; one that is retired alone may be part of a term."""
        found = []
        for word in self.retired:
            rest = text
            if word.endswith(" alone"):
                word = word.removesuffix(" alone")
                for term in self.chinese:
                    rest = rest.replace(term, "")
            if word in rest:
                found.append(word)
        return found


def _words(cell: str) -> tuple[str, ...]:
    return tuple(
        word for word in (part.strip() for part in re.sub(r"\([^)]*\)", "", cell).split(",")) if word
    )


def _read_terms() -> list[Term]:
    lines = (ROOT / "docs/terms.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [Term(*map(_words, row)) for row in rows if row[0] != "English" and not row[0].startswith("-")]


def _read_messages() -> list[tuple[str, str]]:
    (path,) = ROOT.glob("locale/zh_Hans/LC_MESSAGES/*.po")
    with path.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans")
    first = [(m.id, m.string) for m in catalogue if m.id]
    return [(id if isinstance(id, str) else id[0], s if isinstance(s, str) else s[0]) for id, s in first]


def _chinese_texts(node: object, path: str = "") -> list[tuple[str, str]]:
    """Every Chinese text of the dataset with its place."""
    if isinstance(node, dict):
        return [found for key, value in node.items() for found in _chinese_texts(value, f"{path}.{key}")]
    if isinstance(node, list):
        return [found for n, value in enumerate(node) for found in _chinese_texts(value, f"{path}[{n}]")]
    return [(path, node)] if isinstance(node, str) and path.endswith(".zh") else []


TERMS = _read_terms()
MESSAGES = _read_messages()
DATA = _chinese_texts(yaml.safe_load((ROOT / "data/indicators.yaml").read_text(encoding="utf-8")))


def test_the_table_and_what_it_is_held_against_are_read():
    assert len(TERMS) > 40
    assert len(MESSAGES) > 500
    assert len(DATA) > 500


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english[0])
def test_a_message_with_the_english_term_says_the_chinese_one(term):
    others = OTHER_SENSES.get(term.english[0], set())
    wrong = [
        f"{id!r}: {text!r} lacks {' or '.join(term.chinese)}"
        for id, text in MESSAGES
        if id not in others and term.says_english(id) and not term.says_chinese(text)
    ]

    assert wrong == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english[0])
def test_no_message_has_a_retired_word(term):
    wrong = [f"{id!r}: {text!r}: {words}" for id, text in MESSAGES if (words := term.retired_words(text))]

    assert wrong == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english[0])
def test_no_text_of_the_dataset_has_a_retired_word(term):
    alone = [word for word in term.retired if not word.endswith(" alone")]
    wrong = [f"{at}: {text!r}: {word}" for at, text in DATA for word in alone if word in text]

    assert wrong == []


def test_a_retired_word_is_found_where_it_stands_alone():
    source = next(term for term in TERMS if term.english[0] == "source")

    assert source.retired_words("资料来源：《公报》") == []
    assert source.retired_words("来源：《公报》") == ["来源"]
    assert Term(("hedge",), ("限定语",), ("修饰语",)).retired_words("修饰语") == ["修饰语"]
