"""What the product is made of is pinned, listed and free to use."""

import re
import sys

import pytest
from packaging.utils import canonicalize_name

from deploy import supply
from tests.deploy.proxy import DEPLOY

PINS = {
    canonicalize_name(name): version
    for line in (DEPLOY.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    for name, _, version in [line.partition("==")]
}


def test_every_package_of_every_part_is_pinned_to_what_is_installed():
    needed = {name: package.version for name, package in supply.closure(supply.extras()).items()}

    assert {name: PINS.get(name, "no pin") for name in needed} == needed


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="newer Pythons need fewer backports")
def test_nothing_is_pinned_that_nobody_needs():
    assert set(PINS) - set(supply.closure(supply.extras())) == set()


def test_pins_are_exact_and_sorted():
    lines = (DEPLOY.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert lines == sorted(lines, key=str.lower)
    assert all("*" not in line and line.count("==") == 1 for line in lines)


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the list is that of the oldest Python")
def test_the_list_of_licences_is_that_of_what_is_installed():
    """Out of date? `make licences` writes it."""
    assert (DEPLOY / "licences.md").read_text(encoding="utf-8") == supply.listed()


def test_every_licence_lets_everybody_use_and_pass_on_the_product():
    allowed = supply.PERMISSIVE | supply.WEAK_COPYLEFT
    others = {
        name: supply.names(supply.licence(package)) - allowed for name, package in supply.closure().items()
    }

    assert {name: found for name, found in others.items() if found} == {}


def test_every_exception_from_a_rule_of_security_says_why():
    code = [
        path
        for folder in ("indicators", "pages", "deploy")
        for path in (DEPLOY.parent / folder).rglob("*.py")
    ]
    noted = [note for path in code for note in re.findall(r"# noqa.*", path.read_text(encoding="utf-8"))]
    security = [note for note in noted if re.search(r"\bS\d{3}\b", note)]

    assert [note for note in noted if not re.match(r"# noqa: [A-Z]", note)] == [], "each names its rules"
    assert [note for note in security if not re.search(r" - \w.{15,}", note)] == []


@pytest.mark.parametrize(
    ("expression", "binding"),
    [
        ("MIT", {"MIT"}),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", {"MPL-2.0", "Apache-2.0", "MIT"}),
        ("GPL-3.0-only OR MIT", {"MIT"}),
        ("GPL-3.0-only OR AGPL-3.0-only", {"GPL-3.0-only", "AGPL-3.0-only"}),
        ("BSD-3-Clause AND GPL-3.0-or-later", {"BSD-3-Clause", "GPL-3.0-or-later"}),
    ],
)
def test_of_an_offered_choice_the_free_licence_is_taken_and_all_of_a_sum_bind(expression, binding):
    assert supply.names(expression) == binding
