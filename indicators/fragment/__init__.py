"""A fragment – figures and records on their own – joined into the text of a data file.

A fragment is a list of figures that each name their `indicator`; one such figure; or lists by
section (``sources:``, ``regions:`` …), in which ``observations:`` are such figures and an indicator
that the file has already brings figures only. A fragment adds and never changes: what it repeats
must say what the file says. The whole is laid out in the one layout, comments of both kept, and
every place in it leads back to where it was written. Knows nothing of the rules of a dataset.
"""

from __future__ import annotations

from indicators.errors import InvalidDataset, Problem
from indicators.fragment.places import Joined, Origin, origins
from indicators.fragment.taking import SHAPE, Taking
from indicators.layout import laid_out
from indicators.yamlfile import Mapping, Place, attached, build, comments

__all__ = ["Joined", "joined"]


def joined(fragment: str, name: str, text: str, file: str) -> Joined:
    """`fragment`, which faults call `name`, in the `text` of a data file.

    Raises InvalidDataset when either is not the YAML that is expected or the fragment changes what
    the file says.
    """
    added, there = build(fragment, name), build(text, file)
    problems = [*added.problems, *there.problems]
    if not problems and not isinstance(there.root, Mapping):
        problems = [Problem(file, 1, 1, "expected a mapping with the sections of a data file", "type")]
    if problems:
        raise InvalidDataset(problems)
    remarks, mine = attached(text, there.root), attached(fragment, added.root)
    join = Taking(added, there)
    join.take()
    if not join.problems and not join.added:
        join.fault((1, 1), f"nothing here is new; expected {SHAPE}", "fragment")
    if join.problems:
        raise InvalidDataset(join.problems)
    join.remarks(remarks, mine)
    kept = [comment.text for each in (text, fragment) for comment in comments(each)]
    written = laid_out(there.root, remarks, kept, file)
    came_from: dict[Place, Origin] = {}
    for place, origin in origins(there.root, build(written, file).root, (), file, name, join.began):
        came_from.setdefault(place, origin)
    return Joined(written, join.added, came_from)
