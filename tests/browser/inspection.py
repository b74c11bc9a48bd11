"""What is looked for on every page in a browser: axe's findings, clipped and faint labels, sideways scroll, English words.

Each function gives a list of plain sentences, empty when all is well.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Error, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

#: What is Streamlit's own and cannot be set: rule → selectors, each with its reason.
STREAMLITS_OWN: dict[str, tuple[str, ...]] = {
    # open lists and menus are put at the end of the page, outside of every landmark; focus is inside them
    "region": ('[role="listbox"]', '[role="menu"]', "[data-floating-ui-portal]"),
    # the menu of a column names it on top, with a button to copy the name
    "aria-required-children": ('[data-testid="stDataFrameColumnMenu"] > [role="menu"]',),
    # the place to drop files is a section without a role of its own that is named all the same; minor
    "presentation-role-conflict": ('[data-testid="stFileUploaderDropzone"]',),
}

_AXE = """async ({ own, within }) => {
    // what fades in is pale for a moment: begin when nothing moves any more
    await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map((each) => each.finished));
    const options = { resultTypes: ["violations"], preload: false, iframes: false, rules: { "target-size": { enabled: true } } };
    const { violations } = await axe.run({ include: [[within]], exclude: [[".js-plotly-plot"]] }, options);
    return violations.flatMap(({ id, impact, help, nodes }) => nodes
        .filter(({ target }) => !(own[id] ?? []).some((known) => document.querySelector(target.at(-1))?.matches(known)))
        .map(({ html, any, all, none }) => `${id} (${impact}): ${help}: ${html.slice(0, 200)}: ${[...any, ...all, ...none].map((c) => c.message)[0]}`));
}"""

#: Text that a box cuts off, or that stands outside of its chart or of the window.
_CLIPPED = """() => {
    const found = [], width = document.documentElement.clientWidth;
    const told = (text) => text.trim().replace(/\\s+/g, " ").slice(0, 80);
    const words = document.createTreeWalker(document.querySelector(".stApp"), NodeFilter.SHOW_TEXT);
    const main = document.querySelector('[data-testid="stMain"]');
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        const box = node.parentElement;
        if (!node.data.trim() || !main.contains(box) || !box.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue;
        if (box.closest('svg, canvas, .stDataFrame, style, script, [aria-hidden="true"], [data-testid="stCode"], [role="log"]')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect();
        if (!text.width || text.height <= 1) continue;
        for (let at = box; at && at !== main; at = at.parentElement) {
            const style = getComputedStyle(at), edge = at.getBoundingClientRect();
            if (["auto", "scroll"].includes(style.overflowX)) break;
            if (!["hidden", "clip"].includes(style.overflowX) || edge.width <= 1 || edge.height <= 1) continue;
            if (text.right > edge.right + 1 || text.left < edge.left - 1 || text.bottom > edge.bottom + 3 || text.top < edge.top - 3) {
                found.push(`cut off: ${told(node.data)}`);
                break;
            }
        }
        if (text.right > width + 1 && !box.closest(".ri-scroll, .ri-pages, [role=tablist]")) found.push(`outside the window: ${told(node.data)}`);
    }
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
        if (!chart.checkVisibility()) continue;
        const edge = chart.getBoundingClientRect();
        for (const label of chart.querySelectorAll(".main-svg text")) {
            const text = label.getBoundingClientRect();
            if (!label.textContent.trim() || !text.width || getComputedStyle(label).opacity === "0") continue;
            if (text.right > edge.right + 2 || text.left < edge.left - 2 || text.bottom > edge.bottom + 2 || text.top < edge.top - 2)
                found.push(`outside its chart: ${told(label.textContent)}`);
        }
    }
    return found;
}"""

#: Words of charts that are too like the ground they stand on; axe does not look into charts.
_FAINT = """() => {
    const numbers = (colour) => colour.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = numbers(getComputedStyle(document.querySelector(".stApp")).backgroundColor);
    return [...document.querySelectorAll(".js-plotly-plot .main-svg text")].filter((label) => label.textContent.trim() && label.checkVisibility()).map((label) => {
        const style = getComputedStyle(label), [r, g, b, a = 1] = numbers(style.fill);
        const alpha = a * Number(style.fillOpacity || 1) * Number(style.opacity || 1);
        const ink = [r, g, b].map((c, i) => c * alpha + ground[i] * (1 - alpha));
        const [high, low] = [light(ink), light(ground)].sort((x, y) => y - x);
        return [(high + 0.05) / (low + 0.05), label.textContent];
    }).filter(([ratio]) => ratio < 4.5).map(([ratio, text]) => `faint (${ratio.toFixed(2)}:1): ${text}`);
}"""

_SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .filter((e) => e.scrollWidth > e.clientWidth).map((e) => `${e.tagName} is ${e.scrollWidth} wide in ${e.clientWidth}`)"""

#: Latin words that belong on a Chinese page: formats, names of programs and licences, abbreviations used in Chinese.
LATIN = "|".join(
    re.escape(word)
    for word in sorted(
        (
            *(
                "Language · 语言",
                "English",
                "PNG",
                "SVG",
                "CSV",
                "XLSX",
                "JSON",
                "PARQUET",
                "Parquet",
                "ZIP",
                "BibTeX",
                "CSL-JSON",
            ),
            *("pandas", "R", "Excel / Sheets", "Excel (Power Query)", "Google Sheets", "DuckDB", "curl"),
            *("CC BY 4.0", "CC-BY-4.0", "MIT", "API", "OpenAPI", "DCAT", "schema.org", "SDMX-CSV", "RFC"),
            "Problem Details",
            *("ETag", "Dataset-Digest", "If-None-Match", ".csv", ".xlsx", ".json", ".parquet", ".sdmx.csv"),
            # tables of the API, by their ids
            *("indicators", "regions", "sectors", "topics", "plans", "sources", "units", "counterparts"),
            *("charts", "maps", "relations"),
            *("YAML", "YML", "MB", "PFLOPS"),
            *("AI", "eVTOL", "PCT", "GDP"),
        ),
        key=len,
        reverse=True,
    )
)

#: Visible texts and names for screen readers with an English word. Quotations and code say what they are: lang, code;
#: the printed title of an English article has its translation behind it.
_ENGLISH = """(latin) => {
    const allowed = new RegExp(`(?<![A-Za-z])(?:${latin})(?![A-Za-z])`, "g");
    const found = new Set();
    const look = (text, element) => {
        const rest = text.replace(/“[^”]*”(?=（译：)/g, "").replace(/https?:\\/\\/[\\x21-\\x7e]+/g, "").replace(allowed, "").replace(/\\b[0-9a-f]{16}\\b/, "");
        if (/[A-Za-z]{2,}/.test(rest)) found.add(`${element.tagName.toLowerCase()}: ${text.trim().slice(0, 100)}`);
    };
    const quoted = 'style, script, code, pre, textarea, [translate="no"], .js-plotly-plot defs, :lang(en)';
    const walk = (root) => {
        const all = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = all.nextNode(); node; node = all.nextNode()) {
            const element = node.nodeType === 1 ? node : node.parentElement;
            if (!element || element.closest(quoted) || element.closest("dd")?.previousSibling.textContent === "又称") continue;
            const cell = element.closest('[data-testid^="glide-cell-"]');
            if (cell) {
                const head = cell.closest("table").querySelector(`th[aria-colindex="${cell.getAttribute("aria-colindex")}"]`);
                if (head?.textContent === "英文原文") continue;
            }
            if (node.nodeType === 3) {
                if (element.checkVisibility({ checkVisibilityCSS: true }) || cell) look(node.data, element);
                continue;
            }
            if (!node.checkVisibility({ checkVisibilityCSS: true })) continue;
            for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"])
                if (node.hasAttribute(name)) look(node.getAttribute(name), node);
            if (node.shadowRoot) walk(node.shadowRoot);
        }
    };
    walk(document.body);
    return [...found];
}"""


def axe(page: Page, within: str = "html") -> list[str]:
    """What axe finds that is ours, by all rules of WCAG 2.2 AA and good practice."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(_AXE, {"own": STREAMLITS_OWN, "within": within})
    return found


def clipped(page: Page) -> list[str]:
    """Texts that are cut off or stand outside of the window or of their chart."""
    return _found(page, _CLIPPED)


def faint(page: Page) -> list[str]:
    """Words of charts with less than 4.5:1 against the ground."""
    with suppress(Error):  # charts take the colours of another theme a moment after the page
        page.wait_for_function(f"() => !({_FAINT})().length", timeout=8_000)
    return _found(page, _FAINT)


def sideways(page: Page) -> list[str]:
    """What scrolls sideways as a whole."""
    return _found(page, _SIDEWAYS)


def english(page: Page) -> list[str]:
    """English words on a Chinese page that outlast a picture: our words follow Streamlit's at the next one."""
    page.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
    return _found(page, _ENGLISH, LATIN)


def _found(page: Page, script: str, argument: Any = None) -> list[str]:
    found: Any = page.evaluate(script, argument)
    return list(dict.fromkeys(found))
