"""Places of labels beside each other: none on another, each as near to its own as the others let it."""

from __future__ import annotations

from collections.abc import Sequence


def push_apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """The middles of labels of these sizes that want to stand at `wanted`, none on another, in the same order.

    They stay between `low` and `high` where that has room for them all, and start at `low` where it has not.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    # Clusters of labels that touch, each as its members and the start that suits them best on the whole.
    clusters: list[tuple[list[int], float]] = []
    for n in order:
        members, start = [n], wanted[n] - sizes[n] / 2
        while clusters and start < _end(clusters[-1], sizes):
            before, _ = clusters.pop()
            members = before + members
            start = _best_start(members, wanted, sizes)
        clusters.append((members, start))
    return _clamp(clusters, sizes, low, high, len(wanted))


def _end(cluster: tuple[list[int], float], sizes: Sequence[float]) -> float:
    return cluster[1] + sum(sizes[n] for n in cluster[0])


def _best_start(members: Sequence[int], wanted: Sequence[float], sizes: Sequence[float]) -> float:
    """Where a cluster must start for its members to be moved the least on the whole."""
    offset, starts = 0.0, []
    for n in members:
        starts.append(wanted[n] - sizes[n] / 2 - offset)
        offset += sizes[n]
    return sum(starts) / len(starts)


def _clamp(
    clusters: Sequence[tuple[list[int], float]], sizes: Sequence[float], low: float, high: float, count: int
) -> list[float]:
    """The middles of all, with what would pass an end moved back, and what stands in its way with it."""
    order = [n for members, _ in clusters for n in members]
    starts: dict[int, float] = {}
    for members, start in clusters:
        for n in members:
            starts[n] = start
            start += sizes[n]
    end = high
    for n in reversed(order):
        starts[n] = min(starts[n], end - sizes[n])
        end = starts[n]
    start = low
    for n in order:
        starts[n] = max(starts[n], start)
        start = starts[n] + sizes[n]
    return [starts[n] + sizes[n] / 2 for n in range(count)]
