"""The small dataset with hostile words in every text: what is data must never be read as markup."""

from __future__ import annotations

import itertools
import json
from typing import Any

from indicators.yamlfile import parse_document

#: What HTML, Markdown, Streamlit, Plotly, KaTeX, format strings and spreadsheets would take for theirs.
WORDS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[press](javascript:alert(1))",
    "![pixel](https://evil.example/p.png)",
    '<b>bold</b> <a href="https://evil.example/">link</a>',
    "$\\frac{1}{2}$ and $5$",
    ":material/home: :red[red] :smile: :blue-background[x]",
    "**strong** _em_ ~~gone~~ `code`",
    "# heading\n- item\n> quote",
    "{title} {0} %(name)s %s",
    '"><style>*{display:none}</style>',
    "=cmd|' /C calc'!A0",
    "&lt;i&gt; &amp; https://evil.example/auto",
    "\U0001f6a2\U0001f469\u200d\U0001f680 | a \\ b",
)
#: What makes DOMPurify take away an attribute, and what comes near it.
EATEN = [
    "Output --> value", "a --!> b", "a[b]> c", "]]>", "<![CDATA[x]]>", "</title>", "</TITLE >", "</script>", "<!-- x -->",
    *(f"x</{name}>" for name in ("style", "xmp", "textarea", "noscript", "iframe", "noembed", "noframes")),
    "<script>--></script>]>", '"--> onclick="x', "'-->'", "--&gt;", "&lt;/title&gt;", "---->", "产值-->（亿元）",
]  # fmt: skip
#: As long as a name may be, without a place to break it.
ENDLESS = "W" * 1_900
#: Fields that hold ids and values, not words.
_TEXTS = ("en", "zh", "speaker", "publisher", "short", "note")


def hostile(text: str, endless: str = "") -> str:
    """The dataset that `text` says, as JSON, which is YAML; the region with the id `endless` has an endless name."""
    words = itertools.cycle(WORDS)
    tree = _harmed(parse_document(text, "small.yaml").root, words)
    for region in tree["regions"]:
        if region["id"] == endless:
            region["name"] = {"en": f"{ENDLESS} {region['name']['en']}", "zh": region["name"]["zh"]}
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _harmed(node: Any, words: Any) -> Any:
    if isinstance(node, list):
        return [_harmed(each, words) for each in node]
    if not isinstance(node, dict):
        return node
    found = {}
    for key, value in node.items():
        if key == "aliases":
            found[key] = [*value, next(words)]
        elif key in _TEXTS and isinstance(value, str):
            found[key] = f"{next(words)} {value}"
        elif key == "stated":
            found[key] = f"{value} <b>[x](javascript:alert(2))</b>"
        elif key == "url" and value:
            found[key] = f'{value}"><script>alert(3)</script>)[x](javascript:alert(4))'
        else:
            found[key] = _harmed(value, words)
    return found
