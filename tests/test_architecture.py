"""The house rules of the package, read from its imports: who may know whom."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "indicators"

#: Imports run only downward: a module knows the ones before it (and, in a folder, its neighbours).
ORDER = [
    "errors",
    "settings",
    "nearest",
    "folding",
    "period",
    "quantity",
    "interval",
    "reading",
    "formulas",
    "model",
    "schema",
    "kinds",
    "resources",
    "language",
    "yamlfile",
    "layout",
    "files",
    "wording",
    "rules",
    "relations",
    "charting",
    "check",
    "insertion",
    "fragment",
    "questions",
    "load",
    "revision",
    "audit",
    "search",
    "table",
    "packed",
    "tally",
    "stored",
    "engines",
    "store",
    "series",
    "select",
    "opening",
    "trial",
    "__init__",
    "live",
    "text",
    "changelog",
    "cite",
    "report",
    "arithmetic",
    "findings",
    "detect",
    "figures",
    "numberwords",
    "article",
    "verify",
    "coverage",
    "export",
    "api",
    "packing",
    "web",
    "cli",
    "__main__",
    "ui",
]
#: library → where it may be imported
ONLY_IN = {
    "yaml": {"yamlfile"},
    "plotly": {"figures"},
    "duckdb": {"engines", "packing"},
    "pyarrow": {"export", "stored", "engines", "packing", "web", "ui"},
    "pyspark": {"engines"},
    "starlette": {"api", "web", "ui"},
    "xlsxwriter": {"export"},
    "uvicorn": {"web"},
    "streamlit": {"ui", "app", "pages"},
    "pandas": {*ORDER[ORDER.index("table") :], "app", "pages"},
}
#: function → why it may import late
LATE = {
    "search.readings": "only a search that finds no written word needs the table of sounds",
    "search._converter": "only a search in traditional characters needs their dictionary",
    "reading._characters": "only Chinese prose needs the dictionary of its characters",
}
FILES = sorted(
    path
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    if "_bundled" not in path.parts
)


def layer(path):
    """`select`, `figures` for all of its folder, `pages`, `app`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "indicators" else parts[0]


def imports(node):
    """The full names that one import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are absolute"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def imported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [name for node in ast.walk(tree) for name in imports(node)]


def own_layer(name):
    """The layer of our package that `indicators.x.y` lies in; what is no module comes from its front door."""
    second = name.partition(".")[2].partition(".")[0]
    exists = (PACKAGE / f"{second}.py").exists() or (PACKAGE / second / "__init__.py").exists()
    return second if second and exists else "__init__"


def module(path):
    """`indicators.select.catalogue`; a folder has the name of its front door."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_modules_import_one_another_in_a_circle():
    modules = {module(path): path for path in FILES}
    known = {
        here: {name if name in modules else name.rpartition(".")[0] for name in imported(path)}
        for here, path in modules.items()
    }

    assert list(TopologicalSorter(known).static_order())  # raises CycleError, which names them


def test_the_guide_to_the_house_names_every_room():
    told = set(re.findall(r"`(\w+)/?`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")))

    assert set(ORDER) - told == {"__main__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
class TestEveryModule:
    def test_imports_run_downward(self, path):
        here = layer(path)
        known = [own_layer(name) for name in imported(path) if name.split(".")[0] == "indicators"]

        if here in ("app", "pages"):
            return
        assert here in ORDER, "give the new module its place in ORDER"
        upward = {other for other in known if other != here and ORDER.index(other) >= ORDER.index(here)}
        assert upward == set()

    def test_libraries_stay_where_they_belong(self, path):
        used = {name.split(".")[0] for name in imported(path)}

        assert {
            library for library in ONLY_IN if library in used and layer(path) not in ONLY_IN[library]
        } == set()

    def test_no_function_imports(self, path):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        late = {
            f"{layer(path)}.{function.name}"
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            and any(map(imports, ast.walk(function)))
        }

        assert late - LATE.keys() == set()

    def test_says_in_its_first_lines_what_it_is(self, path):
        text = path.read_text(encoding="utf-8")

        assert not text.strip() or ast.get_docstring(ast.parse(text))
