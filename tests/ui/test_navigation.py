"""Links within the dashboard: plain HTML."""

from __future__ import annotations

from indicators.ui import navigation
from tests.noting import noting


def test_a_row_of_links_escapes_its_texts_and_stands_after_its_label():
    with noting() as written:
        navigation.show_links([("/a?b=1&c=2", "<b>A</b> & B"), ("/d", "D")], "In <i>")
        navigation.show_links([], "Nothing")
        navigation.show_links(iter([("/e", "E")]))

    assert written.html.split("\n") == [
        '<div class="ri-row"><b>In &lt;i&gt;</b><a href="/a?b=1&amp;c=2" target="_self">&lt;b&gt;A&lt;/b&gt; &amp; B</a>'
        '<a href="/d" target="_self">D</a></div>',
        '<div class="ri-row"><a href="/e" target="_self">E</a></div>',
    ]
