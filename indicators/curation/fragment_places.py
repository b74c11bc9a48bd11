"""Where each place of a whole file was written: in the file as it was, or in the fragment that joined it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from typing import Any, Final

from indicators.curation.layout import sort_order
from indicators.errors import Problem
from indicators.yamlfile import MappingNode, Place, SequenceNode

#: A place with the file it is in.
Origin = tuple[str, Place]
_ON_LINE: Final = re.compile(r"(?<=on line )\d+")
#: Rules whose sentences name another line of the file.
_TELL_LINES: Final = ("duplicate-id", "duplicate-observation")


@dataclass(frozen=True)
class JoinedFile:
    """A whole file with a fragment in it; `added` counts what is new by section."""

    text: str
    added: Counter[str]
    _origins: dict[Place, Origin]

    def locate_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Faults of the whole where they were written: in the fragment, or in the file it was joined into."""
        places = sorted(self._origins)
        lines = {place[0]: (file, line) for place, (file, (line, _)) in reversed(self._origins.items())}
        return sorted({self._relocate(problem, places, lines) for problem in problems})

    def _relocate(
        self, problem: Problem, places: Sequence[Place], lines: dict[int, tuple[str, int]]
    ) -> Problem:
        at = bisect_right(places, (problem.line, int(problem.column))) - 1
        file, (line, column) = self._origins[places[max(at, 0)]]

        def elsewhere(number: re.Match[str]) -> str:
            origin, written = lines.get(int(number[0]), (file, int(number[0])))
            return str(written) if origin == file else f"{written} of {origin}"

        message = problem.message
        if problem.rule in _TELL_LINES:
            message = _ON_LINE.sub(elsewhere, message)
        return replace(problem, file=file, line=line, column=column, message=message)


def trace_origins(
    node: Any,
    written: Any,
    where: tuple[str | None, ...],
    file: str,
    fragment: str,
    began: AnyMapping[int, int],
) -> Iterator[tuple[Place, Origin]]:
    """Each place of the tree that was written, with the place in `node` that it comes from.

    `began` tells of each list, by identity, where the items of the fragment begin.
    """
    if isinstance(node, MappingNode):
        yield written.place, (file, node.place)
        for key, value in node.items():
            yield written.keys_at[key], (file, node.keys_at[key])
            yield written.values_at[key], (file, node.values_at[key])
            yield from trace_origins(value, written[key], (*where, key), file, fragment, began)
    elif isinstance(node, SequenceNode):
        first = began.get(id(node), len(node))
        for index, step in enumerate(sort_order(where, node)):
            origin = fragment if step >= first else file
            yield written.items_at[index], (origin, node.items_at[step])
            yield from trace_origins(node[step], written[index], (*where, None), origin, fragment, began)
