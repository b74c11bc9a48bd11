"""Names that a sanitizer would cut attributes for, in a real browser: every button and link has its name and works."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indicators.yamlfile import parse_document
from tests.browser.conftest import ROOT, Reader, Server, _start, _stop
from tests.hostile import EATEN

pytestmark = pytest.mark.browser

#: Elements that lost what the page gave them.
BARE = """() => ({
    unnamed: [...document.querySelectorAll('button[data-picture]')].filter(b => !b.title || !b.ariaLabel).length,
    dead: [...document.querySelectorAll('.ri-files')].filter(f => !f.dataset.chart).length,
    unlinked: [...document.querySelectorAll('.stHtml a')].filter(a => !a.getAttribute('href')).length,
    buttons: document.querySelectorAll('button[data-picture]').length,
})"""


def _renamed(node: Any, names: Iterator[str]) -> Any:
    """A tree with every name in both languages and every short one replaced."""
    if isinstance(node, list):
        return [_renamed(each, names) for each in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {"en", "zh"}:
        name = next(names)
        return {"en": f"{name} {node['en']}", "zh": f"{name} {node['zh']}"}
    return {key: _renamed(value, names) for key, value in node.items()}


@pytest.fixture(scope="module")
def eaten_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in which every name holds what a sanitizer looks for."""
    folder: Path = tmp_path_factory.mktemp("eaten")
    small = (ROOT / "tests" / "data" / "small.yaml").read_text(encoding="utf-8")
    tree = _renamed(parse_document(small, "small.yaml").root, itertools.cycle(EATEN))
    server = _start(folder, json.dumps(tree, ensure_ascii=False, indent=1))
    yield server
    _stop(server)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_button_is_named_and_every_link_leads_somewhere(
    eaten_server: Server, reader: Reader, language: str
) -> None:
    for path in ("indicators", "regions", "compare", "data", "sources"):
        reader.open(f"{eaten_server.url}/{path}?lang={language}")
        found = reader.page.evaluate(BARE)

        assert (found["unnamed"], found["dead"], found["unlinked"]) == (0, 0, 0), path
        assert found["buttons"] or path != "indicators", path


def test_a_picture_is_saved_and_bears_the_name_as_it_is(eaten_server: Server, reader: Reader) -> None:
    reader.open(f"{eaten_server.url}/indicators?lang=en&indicator=gdp")
    button = reader.page.locator('button[data-picture="svg"]').first
    row = reader.page.locator(".ri-files[data-chart]").first
    title = json.loads(row.get_attribute("data-chart") or "{}")["title"]
    assert any(name in title for name in EATEN)

    with reader.page.expect_download() as saved:
        reader.page.get_by_role("button", name=f"Picture (SVG) of {title}", exact=True).first.click()

    assert button.is_visible()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert f"<title>{title.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</title>" in text
