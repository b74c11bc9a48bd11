"""The house rules of the package, read from its imports: who may know whom."""

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

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


def module(path):
    """`indicators.select.catalogue`; a folder has the name of its front door."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path, node):
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def imported_by(node):
    """The full names that one import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]
    return []


@cache
def imports():
    """Every import of every module: where it stands, the module's layer, the full name."""
    found = [
        (place(path, node), path, name)
        for path in FILES
        for node in ast.walk(tree(path))
        for name in imported_by(node)
    ]
    assert len(found) > 1000
    return found


def own_layer(name):
    """The layer of our package that `indicators.x.y` lies in; what is no module comes from its front door."""
    second = name.partition(".")[2].partition(".")[0]
    exists = (PACKAGE / f"{second}.py").exists() or (PACKAGE / second / "__init__.py").exists()
    return second if second and exists else "__init__"


def test_every_module_has_its_place_in_the_order():
    layers = {layer(path) for path in FILES} - {"app", "pages"}

    assert layers == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


def test_imports_are_absolute():
    assert [f"{where}: {name}" for where, _, name in imports() if name.startswith(".")] == []


def test_imports_run_downward():
    depth = {name: number for number, name in enumerate(ORDER)} | {"app": len(ORDER), "pages": len(ORDER)}
    ours = [(w, layer(p), own_layer(n)) for w, p, n in imports() if n.split(".")[0] == "indicators"]

    assert [
        f"{where}: {here} may not know {other}"
        for where, here, other in ours
        if other != here and depth[other] >= depth[here]
    ] == []


def test_no_modules_import_one_another_in_a_circle():
    modules = {module(path) for path in FILES}
    known = {name: set() for name in modules}
    for _, path, name in imports():
        known[module(path)].add(name if name in modules else name.rpartition(".")[0])

    assert list(TopologicalSorter(known).static_order())  # raises CycleError, which names them


def test_libraries_stay_where_they_belong():
    used = {name.split(".")[0] for _, _, name in imports()}

    assert ONLY_IN.keys() - used == set(), "no longer used at all"
    assert [
        f"{where}: {library} may only be imported in {', '.join(sorted(ONLY_IN[library]))}"
        for where, path, name in imports()
        if (library := name.split(".")[0]) in ONLY_IN and layer(path) not in ONLY_IN[library]
    ] == []


def test_no_function_imports():
    late = {
        place(path, function): f"{layer(path)}.{function.name}"
        for path in FILES
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(map(imported_by, ast.walk(function)))
    }

    assert {where: name for where, name in late.items() if name not in LATE} == {}
    assert set(late.values()) == LATE.keys(), "no longer late"


def test_every_module_says_in_its_first_lines_what_it_is():
    assert [
        str(path.relative_to(ROOT)) for path in FILES if tree(path).body and not ast.get_docstring(tree(path))
    ] == []


def test_the_guide_to_the_house_names_every_room():
    told = set(re.findall(r"`(\w+)/?`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")))

    assert set(ORDER) - told == {"__main__"}
