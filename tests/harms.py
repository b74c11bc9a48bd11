"""Small harms to Python source, each at its place: edges, sides, switches, numbers, languages, words, dropped calls."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEIGHBOURS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
}
OTHER = {"en": "zh", "zh": "en", "min": "max", "max": "min", "any": "all", "all": "any"}
#: Calls without which hardly anything runs: leaving them out says nothing.
SHAPING = ("len", "list", "tuple", "int", "iter", "next", "range", "super", "type")
#: Fields whose harm changes nothing that can be told.
UNTOLD = ("annotation", "returns", "decorator_list")


@dataclass(frozen=True)
class Harm:
    """One harm: the text from `start` to `end`, in bytes of the file at `path`, becomes `after`."""

    kind: str
    path: Path
    line: int
    start: int
    end: int
    after: str

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.after.encode() + source[self.end :]

    def compiles(self, source: bytes) -> bool:
        try:
            with warnings.catch_warnings(action="ignore"):
                compile(self.applied(source), "", "exec")
        except (SyntaxError, ValueError):
            return False
        return True

    def told(self, source: bytes, root: Path) -> str:
        """Place, before and after, with the rest of the lines that it stands in."""
        head = source.rfind(b"\n", 0, self.start) + 1
        tail = (source.find(b"\n", self.end) + 1 or len(source) + 1) - 1
        before = source[head:tail]
        after = source[head : self.start] + self.after.encode() + source[self.end : tail]
        lines = [" ".join(text.decode().split()) for text in (before, after)]
        return f"{self.path.relative_to(root)}:{self.line} [{self.kind}]\n    - {lines[0]}\n    + {lines[1]}"


def harms(path: Path) -> Iterator[Harm]:
    """Every harm to one file, those that do not compile included; none to annotations and docstrings."""
    source = path.read_bytes()
    starts = [0, *(n + 1 for n, byte in enumerate(source) if byte == ord("\n"))]

    def walk(node: ast.AST, parent: ast.AST, within: ast.AST | None) -> Iterator[Harm]:
        for field, value in ast.iter_fields(node):
            listed = value if isinstance(value, list) else [value]
            if field in UNTOLD or getattr(node, "arg", "") == "strict":
                continue
            for n, child in enumerate(listed):
                if not isinstance(child, ast.AST) or _is_docstring(child):
                    continue
                whole = within or (child if isinstance(child, ast.JoinedStr) else None)
                host = whole or child  # parts of a text with figures have no place of their own before 3.12
                for kind, harmed in (*_of_logic(child, node), *_of_values(child, node)):
                    after = _unparsed(whole, node, field, n, harmed) if whole else ast.unparse(harmed)
                    start = starts[host.lineno - 1] + host.col_offset
                    end = starts[host.end_lineno - 1] + host.end_col_offset
                    bare = whole or isinstance(child, ast.stmt)
                    yield Harm(kind, path, host.lineno, start, end, after if bare else f"({after})")
                yield from walk(child, node, whole)

    tree = ast.parse(source)
    yield from walk(tree, tree, None)


def _unparsed(whole: ast.AST, node: ast.AST, field: str, n: int, harmed: ast.AST) -> str:
    """The text of `whole` while a part of it is harmed."""
    value = getattr(node, field)
    setattr(node, field, [*value[:n], harmed, *value[n + 1 :]] if isinstance(value, list) else harmed)
    try:
        return ast.unparse(whole)
    finally:
        setattr(node, field, value)


def _of_logic(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can be done to comparisons, conditions and calls, each with what then stands in the place of `node`."""
    match node:
        case ast.Compare(left=left, ops=[op, *rest], comparators=right):
            for other in NEIGHBOURS[type(op)]:
                yield "edge", ast.Compare(left, [other(), *rest], right)
        case ast.BoolOp(op=op, values=values):
            for n in range(len(values)):
                rest = values[:n] + values[n + 1 :]
                yield "side", rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.Expr(value=ast.Call()):
            yield "nothing", ast.Pass()
        case ast.Return(value=value) if value and not isinstance(value, ast.Constant):
            yield "nothing", ast.Return(ast.Constant(None))
        case ast.Call(func=func, args=[ast.Name() | ast.Attribute() | ast.Call() as only], keywords=[]):
            if getattr(func, "id", "") not in SHAPING:
                yield "call", only
        case ast.Call(func=ast.Attribute(value=bare), args=[], keywords=[]):
            yield "call", bare
    if isinstance(node, ast.expr) and node is getattr(parent, "test", None):
        yield "condition", ast.UnaryOp(ast.Not(), node)
    if isinstance(parent, ast.comprehension) and node in parent.ifs:
        yield "condition", ast.Constant(True)


def _of_values(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can be done to negations, switches, numbers, words and sums."""
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not", operand
        case ast.Constant(value=bool(value)):
            yield "switch", ast.Constant(not value)
        case ast.Constant(value=int(value)) if value <= 1000:
            yield "number", ast.Constant(value + 1)
            yield "number", ast.Constant(value - 1)
        case ast.Constant(value=str(value)) | ast.Name(id=value) if value in OTHER:
            yield "other", type(node)(OTHER[value])
        case ast.Constant(value=str(value)) if node in getattr(
            parent, "keys", [getattr(parent, "slice", None)]
        ):
            yield "key", ast.Constant(f"{value}_")
        case ast.Constant(value=str(value)) if value.strip():
            yield "words", ast.Constant(f"{value}~")
        case ast.BinOp(left=left, op=op, right=right) if type(op) in NEIGHBOURS and not _is_text(right):
            for other in NEIGHBOURS[type(op)]:
                yield "sign", ast.BinOp(left, other(), right)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
