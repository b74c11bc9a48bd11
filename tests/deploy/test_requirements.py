"""What the container installs is pinned to the hashes of its files, and complete."""

import re
import tomllib

import pytest

from deploy import supply
from tests.deploy.proxy import DEPLOY
from tests.deploy.test_supply import PINS

PROJECT = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
LISTS = ["requirements.txt", "build-requirements.txt"]


def pins(name):
    """The package → version of a list; fails at a line that is neither a pin nor one of its hashes."""
    text = (DEPLOY / name).read_text(encoding="utf-8").replace(" \\\n    ", " ")
    found = {}
    for line in text.splitlines():
        pin = re.fullmatch(r"([a-z0-9-]+)==([0-9][0-9a-z.]*)((?: --hash=sha256:[0-9a-f]{64})+)", line)
        assert pin is not None, f"{name}: no exact version with its hashes: {line[:80]}"
        found[pin[1]] = pin[2]
    return found


@pytest.mark.parametrize("name", LISTS)
def test_every_line_is_a_version_of_the_pins_with_the_hashes_of_its_files(name):
    """Out of date? `make requirements` writes both lists."""
    found = pins(name)

    assert found == {package: PINS.get(package, "no pin") for package in found}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("build-requirements.txt", PROJECT["build-system"]["requires"]),
    ],
    ids=LISTS,
)
def test_a_list_holds_all_that_is_needed_and_nothing_else(name, wanted):
    """Out of date? `make requirements` writes both lists."""
    assert list(pins(name)) == list(supply.requirements(wanted))


def test_every_package_that_the_container_fetches_has_its_hash_and_the_wheel_is_installed_without_an_index():
    lines = CONTAINERFILE.replace("\\\n", "").replace("&&", "\n").splitlines()
    commands = [line.split(" -m pip ")[1].strip() for line in lines if " -m pip " in line]

    assert commands == [
        "install --require-hashes --no-deps --only-binary :all: -r deploy/build-requirements.txt",
        "install --require-hashes --no-deps --only-binary :all: -r deploy/requirements.txt",
        "wheel --no-build-isolation --no-deps --no-index --wheel-dir /dist .",
        "install --no-deps --no-index /dist/*.whl",
        "check",
    ]


def test_both_stages_stand_on_the_one_image_that_may_be_given_by_digest():
    image = re.search(r"^ARG PYTHON_IMAGE=(\S+)$", CONTAINERFILE, re.MULTILINE)[1]

    assert re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE) == ["${PYTHON_IMAGE}", "${PYTHON_IMAGE}"]
    assert f"PYTHON_IMAGE: ${{PYTHON_IMAGE:-{image}}}\n" in (DEPLOY / "compose.yaml").read_text(
        encoding="utf-8"
    )
