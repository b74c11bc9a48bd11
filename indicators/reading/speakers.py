"""Which language a line speaks: the one with most of its words, sentence by sentence where two speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from indicators.reading.language import Language

#: A line with fewer words of a second language than this only quotes it.
_QUOTED = 4
_SENTENCE_END = re.compile(r"[。！？；]|[.!?;](?= )")


def segments(line: str, spoken: Sequence[Language], before: Language) -> Iterator[tuple[int, str, Language]]:
    """Runs of sentences in one language, each with its start; `before` speaks what has no words."""
    if len(spoken) == 1:
        yield 0, line, spoken[0]
        return
    weights = [language.weight(line) for language in spoken]
    if sum(weight >= _QUOTED for weight in weights) < 2:
        yield 0, line, _heaviest(weights, spoken, before)
        return
    start = 0
    for speaker, sentences in groupby(_spoken_sentences(line, spoken, before), key=lambda pair: pair[1]):
        segment = "".join(sentence for sentence, _ in sentences)
        yield start, segment, speaker
        start += len(segment)


def _spoken_sentences(
    line: str, spoken: Sequence[Language], before: Language
) -> Iterator[tuple[str, Language]]:
    start = 0
    ends = [*(match.end() for match in _SENTENCE_END.finditer(line)), len(line)]
    for end in ends:
        sentence = line[start:end]
        before = _speaker(sentence, spoken, before)
        yield sentence, before
        start = end


def _speaker(text: str, spoken: Sequence[Language], before: Language) -> Language:
    """Who has most words in `text`; who spoke before where nobody has more."""
    return _heaviest([language.weight(text) for language in spoken], spoken, before)


def _heaviest(weights: list[float], spoken: Sequence[Language], before: Language) -> Language:
    return max(zip(weights, spoken, strict=True), key=lambda pair: (pair[0], pair[1] is before))[1]
