"""A search against a plain substring scan of the same figures, in one process, at 10,000 figures.

The scan looks for every word of a query in the names, aliases, definitions and printed words of
each figure: it knows no pinyin, no slips and no ranks. Ratios, not milliseconds, travel between
machines. Run: python benchmarks/search.py
"""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections.abc import Callable

import indicators
from indicators.model import Dataset
from indicators.query import Catalogue, Selection
from indicators.query.search import SearchIndex

FIGURES = 10_000
ROUNDS = 15
QUERIES = (
    "南沙",
    "nansha",
    "Nan Sha",
    "GBA",
    "大湾区",
    "NEV",
    "新能源汽车",
    "guangzou",
    "xnyqc",
    "trade guangzhou",
    "广州外贸",
    "GDP of Guangdong 2024",
    "1.609 million",
    "xyzzy",
)


def grown(dataset: Dataset) -> Dataset:
    """The dataset with its figures repeated under new ids, FIGURES in all."""
    times = -(-FIGURES // sum(1 for _ in dataset.observations()))
    copies = {}
    for indicator in dataset.indicators.values():
        several = [
            observation.model_copy(update={"id": f"{observation.key(indicator.id)}.copy{n}"})
            for n in range(times)
            for observation in indicator.observations
        ]
        copies[indicator.id] = indicator.model_copy(update={"observations": tuple(several)})
    return dataclasses.replace(dataset, indicators=copies, relations={})


def everything_said(dataset: Dataset) -> list[str]:
    """One text a figure: what a scan has to look through."""
    texts = []
    for indicator, figure in dataset.observations():
        records = (indicator, dataset.regions[figure.region], dataset.sectors.get(figure.sector or ""))
        words = [figure.stated, indicator.definition.en, indicator.definition.zh]
        for record in filter(None, records):
            words += [record.name.en, record.name.zh, *record.aliases]
        texts.append(" · ".join(words).casefold())
    return texts


def median(work: Callable[[], object]) -> float:
    """Milliseconds, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print one line a query, and what making the index costs."""
    dataset = grown(indicators.load().dataset)
    catalogue, texts = Catalogue(dataset), everything_said(dataset)
    catalogue.index.rank_records("warm up")
    print(f"{len(texts):,} figures; index made in {median(lambda: SearchIndex(dataset)):.0f} ms")
    print(f"{'query':<24}{'found':>7}{'scan':>9}{'rank':>9}{'rows':>9}{'both':>9}{'ratio':>7}")
    ratios, totals = [], []
    for query in QUERIES:

        def rows(query: str = query) -> int:
            catalogue.caches.clear()
            return len(catalogue.rows(Selection(q=query)))

        def rank(query: str = query) -> object:
            catalogue.index.caches.clear()
            return catalogue.index.rank_records(query), catalogue.index.resolve(query)

        words = query.casefold().split()
        scan = median(lambda: [n for n, text in enumerate(texts) if all(word in text for word in words)])  # noqa: B023
        ranked, filtered = median(rank), median(rows)
        ratios.append((ranked + filtered) / scan)
        totals.append(ranked + filtered)
        print(
            f"{query:<24}{rows():>7,}{scan:>9.2f}{ranked:>9.2f}{filtered:>9.2f}{totals[-1]:>9.2f}{ratios[-1]:>7.1f}"
        )
    print(f"median of all: {statistics.median(totals):.2f} ms, {statistics.median(ratios):.1f} × the scan")


if __name__ == "__main__":
    main()
