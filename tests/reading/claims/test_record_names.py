"""Names of records in texts: joined in any way, by their initials, and none where none is meant."""

from types import SimpleNamespace

import pytest

from indicators.reading.claims.record_names import NameFinder


def finder(*names, **aliases):
    return NameFinder(
        {
            f"r{n}": SimpleNamespace(name={"en": name, "zh": f"第{n}区"}, aliases=aliases.get(f"r{n}", ()))
            for n, name in enumerate(names)
        }
    )


def ids(found, text):
    return [one.id for one in found.find(text)]


@pytest.mark.parametrize(
    "name", ["North-Bay-South", "North–Bay–South", "North Bay South", "North, Bay and South"]
)
@pytest.mark.parametrize(
    "said",
    [
        "North-Bay-South",
        "North–Bay–South",
        "North Bay South",
        "North, Bay and South",
        "North, Bay, and South",
    ],
)
def test_the_parts_of_a_name_may_be_joined_in_any_way(name, said):
    assert ids(finder(name, "Bay"), f"In {said} prices rose.") == ["r0"]


@pytest.mark.parametrize(("said", "found"), [("the EU", ["r0"]), ("eu", []), ("EUR", []), ("EU's", ["r0"])])
def test_initials_stand_for_a_name_in_capitals(said, found):
    assert ids(finder("European Union"), f"Trade with {said} rose.") == found


def test_initials_of_two_records_are_of_neither_and_an_alias_goes_before_them():
    assert ids(finder("East Port", "Eastern Province"), "EP grew.") == []
    assert ids(finder("East Port", "Elsewhere", r1=("EP",)), "EP grew.") == ["r1"]


@pytest.mark.parametrize("sum", ["US$1.6 billion", "US$ 3"])
def test_a_sign_of_a_currency_names_no_country(sum):
    assert ids(finder("United States"), f"It made {sum}.") == []


@pytest.mark.parametrize("name", ["–", "--", ", ", " - and - ", "A-"])
def test_a_name_of_marks_alone_is_found_nowhere(name):
    assert ids(finder(name, "Bay"), "A – and, of all, the Bay -- A-grade.") == ["r1"]
