"""The other statements of a figure in words, in both languages."""

import pytest

from indicators import text
from indicators.i18n import load_messages
from tests import world

FIGURES = [
    world.figure("growth", "4.2", period="2024", source="daily"),
    world.figure(
        "growth", "4.3", period="2024", source="daily", qualifier="about", stated="about 4.3", at=[9]
    ),
    world.figure("growth", "4.6", period="2024", source="monthly"),
    world.figure("growth", "4.7", period="2024", source="yearly"),
]


@pytest.fixture(scope="module")
def made():
    return world.catalogue(FIGURES)


def told(made, id, language, leave_out=()):
    row = made.find(id)
    statements = made.vintages_of([row])[id]
    return text.describe_other_statements(row, statements, made.dataset, load_messages(language), leave_out)


def test_the_others_are_told_in_order_of_publication(made):
    assert told(made, "growth.land.2024.yearly", "en") == [
        "first stated as +4.2%, 7 Mar 2025",
        "then stated as about 4.3%, 7 Mar 2025",
        "then stated as +4.6%, Apr 2025",
    ]
    assert told(made, "growth.land.2024.yearly", "zh") == [
        "首次表述为+4.2%（2025年3月7日）",
        "其后表述为约4.3%（2025年3月7日）",
        "其后表述为+4.6%（2025年4月）",
    ]


def test_what_was_said_on_the_same_date_and_later_is_told_as_such(made):
    assert told(made, "growth.land.2024", "en") == [
        "also stated as about 4.3%, 7 Mar 2025",
        "later stated as +4.6%, Apr 2025",
        "later stated as +4.7%, 2026",
    ]
    assert told(made, "growth.land.2024", "zh") == [
        "亦表述为约4.3%（2025年3月7日）",
        "后来表述为+4.6%（2025年4月）",
        "后来表述为+4.7%（2026年）",
    ]


def test_what_is_shown_anyway_is_left_out(made):
    assert told(made, "growth.land.2024.yearly", "en", {"growth.land.2024", "growth.land.2024.monthly"}) == [
        "then stated as about 4.3%, 7 Mar 2025"
    ]
