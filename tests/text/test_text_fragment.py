"""Addresses that open a page at the printed words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.text.text_fragment import add_text_fragment

URL = "https://example.org/a?b=1&c=2"


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("over 3,000 enterprises", "over%203%2C000%20enterprises"),
        ("research-and-development", "research%2Dand%2Ddevelopment"),
        ("R&D of 5%", "R%26D%20of%205%25"),
        ("近9.32万亿元", "%E8%BF%919.32%E4%B8%87%E4%BA%BF%E5%85%83"),
        (" two  spaces\u00a0here ", "two%20spaces%20here"),
        ('"#?/+=<>', "%22%23%3F%2F%2B%3D%3C%3E"),
    ],
)
def test_signs_that_part_a_fragment_are_encoded(words, fragment):
    assert add_text_fragment(URL, words) == f"{URL}#:~:text={fragment}"


def test_words_beside_tell_where_the_words_stand():
    assert add_text_fragment(URL, "5%", "grew by", "in 2025") == f"{URL}#:~:text=grew%20by-,5%25,-in%202025"
    assert add_text_fragment(URL, "5%", "grew by") == f"{URL}#:~:text=grew%20by-,5%25"
    assert add_text_fragment(URL, "5%", after="in 2025") == f"{URL}#:~:text=5%25,-in%202025"


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("#top", "#top"),
        ("#", "#"),
        ("#!/a/b?c=d", "#!/a/b?c=d"),
        ("#top:~:text=old", "#top"),
        ("#:~:text=old", "#"),
    ],
)
def test_a_fragment_of_the_address_stays_and_a_directive_in_it_is_replaced(fragment, kept):
    assert add_text_fragment(URL + fragment, "5%") == f"{URL}{kept}:~:text=5%25"


@given(st.text(), st.text(), st.text())
def test_whatever_the_words_are_the_fragment_has_no_sign_of_them(words, before, after):
    directive = add_text_fragment(URL, words, before, after).partition(":~:text=")[2]

    parts = (
        directive.removeprefix(f"{directive.partition('-,')[0]}-,").split(",-")
        if before.split()
        else [directive]
    )
    assert directive.isascii()
    assert len(parts) <= 2
    assert not set(directive) & set(' "#&<>\n')
