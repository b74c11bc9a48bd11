"""Labels beside each other: none on another, in order, as near to their places as they can be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.label_layout import push_apart


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([], []),
        ([50], [50]),
        ([20, 60], [20, 60]),
        ([50, 50], [40, 60]),
        ([60, 50], [65, 45]),
        ([0, 5, 8], [10, 30, 50]),
        ([99, 95], [90, 70]),
        ([30, 50, 55], [27.5, 47.5, 67.5]),
    ],
)
def test_labels_of_twenty_pixels_make_room_for_each_other(wanted, placed):
    found = push_apart(wanted, [20] * len(wanted), 0, 100)

    assert found == pytest.approx(placed, abs=5)
    assert all(b - a >= 20 - 1e-9 for a, b in pairwise(sorted(found)))


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(10, 90)), min_size=1, max_size=9),
    st.floats(0, 100),
)
def test_no_label_is_on_another_and_all_that_have_room_stay_inside(labels, more):
    wanted, sizes = [at for at, _ in labels], [size for _, size in labels]
    high = sum(sizes) + more
    found = push_apart(wanted, sizes, 0, high)

    order = sorted(range(len(labels)), key=lambda n: wanted[n])
    assert [found[n] for n in order] == sorted(found)
    for one, other in pairwise(order):
        assert found[other] - found[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6
    assert min(found[n] - sizes[n] / 2 for n in order) >= -1e-6
    assert max(found[n] + sizes[n] / 2 for n in order) <= high + 1e-6
