"""What surrounds a figure is told for every mention, with places in the text as it came."""

from __future__ import annotations

import pytest

import indicators.reading as reading_room
from indicators.reading import read, read_context
from indicators.reading.context import Clue, Context

TEXTS = {
    "one language": "Output of 5 tonnes.\n\nSome 40 firms, up 3 percent.\n",
    "two languages on a line": "Output rose 4 percent last year. 去年产量增长5%，企业达40家。 Exports were 7 million yuan.",
    "characters without width": "Out\u200bput of \u200b5\u00ad.5 ton\u200bnes.\nIt rose 4 per\u00adcent to 9 million.",
    "full-width": "\ufeff产量增长５％，企业４０家。",
    "no figure": "Nothing happened in 2024.",
    "empty": "",
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_mention_has_a_context_and_is_found_again_in_its_segment(name, monkeypatch):
    text = TEXTS[name]
    reading = read(text)
    seen = []

    def look(document):
        for segment in document.segments:
            for placed in segment.mentions:
                clue = segment.clue("here", placed.number_start, placed.number_end)
                seen.append((placed.mention, segment.language))
                yield placed.mention, Context(about=clue)

    for language in reading_room.LANGUAGES:
        monkeypatch.setattr(
            type(language),
            "read_contexts",
            lambda self, document: (pair for pair in look(document) if dict(seen)[pair[0]] == self.code),
        )

    contexts = read_context(text, reading)

    assert [text[each.about.start : each.about.end] for each in contexts] == [
        each.number for each in reading.mentions
    ]


def test_what_no_word_says_is_none_and_a_figure_without_other_word_is_actual():
    text = "Output of 5 tonnes."

    assert read_context(text, read(text))[0].status == Clue("actual")


def test_a_language_there_is_none_of_is_refused():
    with pytest.raises(ValueError, match="no language 'de': there are auto, en, zh"):
        read_context("", read(""), "de")
