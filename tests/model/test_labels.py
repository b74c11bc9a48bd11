"""Labels: names, with what tells a record apart from others of the same name, in each language for itself."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.check import check_document
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import LANGUAGES, load_messages
from indicators.model.dimensions import DIMENSIONS, DIMENSIONS_BY_ID
from indicators.model.labels import LABELLED_SECTIONS, distinct_labels
from indicators.yamlfile import parse_document
from tests import world
from tests.real import real
from tests.twins import LABELS, TEXT

TWINS = parse_dataset(TEXT)
PLAIN = parse_dataset(world.text([world.figure("gdp", 1)]))


@pytest.mark.parametrize(
    ("dimension", "id"), [(name, id) for name, labels in LABELS.items() for id in labels]
)
def test_a_label_tells_what_differs_between_records_of_one_name(dimension, id):
    label_of = DIMENSIONS_BY_ID[dimension].label_of

    assert (
        label_of(id, TWINS, load_messages("en")),
        label_of(id, TWINS, load_messages("zh")),
    ) == LABELS[dimension][id]


@pytest.mark.parametrize("dataset", [TWINS, PLAIN, real().dataset], ids=["twins", "plain", "real"])
@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_ids_of_a_dimension_have_one_label(dataset, dimension, language):
    labels = [dimension.label_of(id, dataset, load_messages(language)) for id in dimension.ids(dataset)]

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("section", LABELLED_SECTIONS)
def test_a_name_that_nothing_else_has_is_its_own_label(section):
    named = LABELLED_SECTIONS[section].name_field

    for dataset in (PLAIN, real().dataset):
        records = getattr(dataset, section)
        for language in LANGUAGES:
            written = Counter(getattr(record, named)[language] for record in records.values())
            for id, record in records.items():
                if written[getattr(record, named)[language]] > 1:
                    continue
                assert dataset.label_of(section, id, language) == getattr(record, named)[language]


@pytest.mark.parametrize("other", ["Port", "Ｐort"])
def test_names_that_look_alike_are_told_apart(other):
    regions = [
        {"id": "a", "name": world.both("Port", "甲"), "kind": "city"},
        {"id": "b", "name": world.both(other, "乙"), "kind": "zone"},
    ]
    dataset = parse_dataset(world.text([], regions=regions))

    assert dataset.label_of("regions", "a", "en") == "Port (city)"
    assert dataset.label_of("regions", "b", "en") == f"{other} (zone)"
    assert dataset.label_of("regions", "b", "zh") == "乙"


def test_one_without_a_parent_is_told_apart_by_its_kind():
    regions = [
        {"id": "york", "name": world.both("York", "约克"), "kind": "state"},
        {"id": "york-city", "name": world.both("York", "约克"), "kind": "city", "within": ["york"]},
    ]
    dataset = parse_dataset(world.text([], regions=regions))

    assert dataset.label_of("regions", "york", "en") == "York (state)"
    assert dataset.label_of("regions", "york-city", "en") == "York (York)"


IDS = st.sampled_from("abcdef")
NAMES = st.sampled_from(["A", "A (a)", "A (b)", "A (a) (a)", "B"])


@given(st.dictionaries(IDS, NAMES))
def test_labels_are_made_distinct_whatever_they_are(labels):
    found = distinct_labels(labels, "en")

    assert len(set(found.values())) == len(labels)
    assert all(found[id].startswith(label) for id, label in labels.items())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "A (A)"]),
            st.sampled_from(["city", "zone"]),
            st.sets(st.integers(0, 7)),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_regions_of_any_hierarchy_have_labels_of_their_own_or_are_faults(drawn):
    regions = [
        {
            "id": f"r{n}",
            "name": world.both(name, name),
            "kind": kind,
            "within": [f"r{parent}" for parent in sorted(within) if parent < n],
        }
        for n, (name, kind, within) in enumerate(drawn)
    ]
    text = world.text([], regions=regions)
    _, problems = check_document(parse_document(text, "f.yaml"))
    dataset = None if problems else parse_dataset(text)
    found = [dataset.label_of("regions", id, "en") for id in dataset.regions] if dataset else []

    assert {problem.rule for problem in problems} <= {"same-name"}
    assert len(found) == len(set(found)) == (0 if problems else len(regions))


@pytest.mark.parametrize("name", ["مدينة الميناء", "עיר הנמל 2", "Port نو"])
def test_a_name_from_right_to_left_keeps_the_number_beside_it_in_place(name):
    twins = [
        {"id": "a", "name": world.both(name, "甲"), "kind": "city"},
        {"id": "b", "name": world.both(name, "乙"), "kind": "zone"},
    ]
    alone = parse_dataset(world.text([], regions=twins[:1]))
    dataset = parse_dataset(world.text([], regions=twins))

    assert alone.label_of("regions", "a", "en") == f"\u2068{name}\u2069"
    assert dataset.label_of("regions", "a", "en") == f"\u2068{name}\u2069 (city)"
    assert dataset.label_of("regions", "a", "zh") == "甲"
