"""House rules that import-linter (in pyproject.toml) cannot hold: late imports, first lines, the guide to the rooms."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "indicators"

#: function → why it may import late
LATE = {
    "__main__.main": "a start that lacks memory is told before the libraries that need it are loaded",
    "charts._load_painter": "only a picture as PNG needs what paints it, which may not be installed",
    "cli.serve_command": "only a server needs Streamlit, which takes longer to import than most commands to run",
    "query.pinyin_readings": "only a search that finds no written word needs the table of sounds",
    "query._load_converter": "only a search in traditional characters needs their dictionary",
    "reading._characters": "only Chinese prose needs the dictionary of its characters",
}
FILES = sorted(
    path
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    if "_bundled" not in path.parts
)


def layer(path):
    """`query`, `charts` for all of its folder, `pages`, `app`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "indicators" else parts[0]


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


def test_imports_are_absolute():
    assert [f"{where}: {name}" for where, _, name in imports() if name.startswith(".")] == []


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


def test_the_guide_names_every_room_and_no_module_that_is_gone():
    words = re.findall(r"`([\w/]+)`", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    modules = {str(path.relative_to(PACKAGE).with_suffix("")) for path in FILES if PACKAGE in path.parents}
    rooms = {name.partition("/")[0] for name in modules} - {"__main__", "__init__"}
    paths = [word.rstrip("/") for word in words if word.partition("/")[0] in rooms]

    assert rooms - set(paths) == set()
    assert [
        word for word in paths if not any((PACKAGE / f"{word}{end}").exists() for end in ("", ".py"))
    ] == []


def test_the_front_hall_stays_small():
    names = {path.relative_to(PACKAGE).parts[0] for path in FILES if PACKAGE in path.parents}

    assert len(names - {"__init__.py", "__main__.py"}) <= 16
