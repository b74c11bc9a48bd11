"""How long a draft of a thousand words takes to check: against the stock dataset, and with ten thousand figures.

Milliseconds of one processor, the median of some rounds, nothing of the text being kept between them.
Run: python -m benchmarks.claims
"""

from __future__ import annotations

import dataclasses
import statistics
import time

import indicators
from indicators.model import Dataset
from indicators.model.period import parse_period
from indicators.query import Catalogue
from indicators.reading.claims import FactChecker
from tests.reading.claims.passages import read_passages

FIGURES = 10_000
WORDS = 1000
ROUNDS = 5


def over_years(dataset: Dataset) -> Dataset:
    """The dataset with its figures told of many years, FIGURES in all."""
    times = -(-FIGURES // sum(1 for _ in dataset.observations()))
    indicators_of_many = {}
    for id, indicator in dataset.indicators.items():
        copies = [
            one.model_copy(update={"id": f"{one.key(id)}.copy{n}", "period": parse_period(str(1950 + n))})
            for n in range(1, times)
            for one in indicator.observations
        ]
        figures = (*indicator.observations, *copies)
        indicators_of_many[id] = indicator.model_copy(update={"observations": figures})
    return dataclasses.replace(dataset, indicators=indicators_of_many, relations={})


def draft(language: str) -> str:
    """A thousand words, two thousand characters in Chinese, of passages."""
    texts = [passage.text for passage in read_passages(language)]
    if language == "en":
        return " ".join(" ".join(texts * 2).split()[:WORDS])
    return "".join(texts * 2)[: 2 * WORDS]


def main() -> None:
    """Print a line a dataset and language."""
    stock = indicators.load()
    for name, catalogue in (("stock", stock), (f"{FIGURES:,}", Catalogue(over_years(stock.dataset)))):
        before = time.process_time()
        checker = FactChecker(catalogue)
        print(f"{name:>8} figures: index {1000 * (time.process_time() - before):8.0f} ms")
        for language in ("en", "zh"):
            text, times = draft(language), []
            for _ in range(ROUNDS):
                checker.forget_texts()
                before = time.process_time()
                claims = checker.check(text)
                times.append(1000 * (time.process_time() - before))
            print(f"{'':8} {language}: {len(claims):4} claims {statistics.median(times):8.0f} ms")


if __name__ == "__main__":
    main()
