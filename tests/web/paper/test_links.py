"""Links as HTML: addresses and texts are data, and nothing is written where there are none."""

from __future__ import annotations

from markupsafe import Markup

from indicators.text.markup import NOTHING
from indicators.web.paper.links import link_html, link_row_html


def test_a_link_is_its_address_and_its_text_both_escaped():
    assert link_html('/a?b=1&c="', "<b>") == ('<a href="/a?b=1&amp;c=&#34;" target="_self">&lt;b&gt;</a>')
    assert link_html("/a", Markup("<b>x</b>")) == '<a href="/a" target="_self"><b>x</b></a>'


def test_links_stand_in_a_row_after_their_label_and_no_links_are_nothing():
    one, two = link_html("/a", "A"), link_html("/b", "B")

    assert link_row_html([("/a", "A"), ("/b", "B")], "Holds & more") == (
        f'<div class="ri-row"><b>Holds &amp; more</b>{one}{two}</div>'
    )
    assert link_row_html([("/a", "A")]) == f'<div class="ri-row">{one}</div>'
    assert link_row_html([], "Holds") == NOTHING
