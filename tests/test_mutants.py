"""The sampler of small harms: every module and test file has its area, and each kind of harm is what it says."""

import pytest

from tests.harms import Harm, harms
from tests.mutants import AREAS, ROOT, judges_of, modules, sample

CODE = '''
"""Words of a docstring stay."""
def f(x: Literal["en"], flag=True):
    """So do these."""
    if not x < 3 and flag:
        log(x)
    return [f"{escape(x)}: {one['de']}" for one in x if one] or sorted(x, strict=True)
'''
HARMED = {
    "switch": ["flag=(False)"],
    "condition": ["if (not (not x < 3 and flag)):", "if (True)]"],
    "side": ["if (flag):", "if (not x < 3):", "return (sorted(x, strict=True))", "return ([f"],
    "not": ["if (x < 3) and flag:"],
    "edge": ["not (x <= 3) and", "not (x > 3) and"],
    "number": ["x < (4) and", "x < (2) and"],
    "call": ["        (x)\n", "{x}: "],
    "nothing": ["        pass\n", "    return None\n"],
    "words": [": ~{one"],
    "key": ["one['de_']"],
}


def harmed(code, folder):
    path = folder / "code.py"
    path.write_text(code, encoding="utf-8")
    raw = code.encode()
    return [(each.kind, each.applied(raw).decode()) for each in harms(path) if each.compiles(raw)]


@pytest.mark.parametrize("kind", HARMED)
def test_each_kind_of_harm_is_what_it_says(kind, tmp_path):
    found = [text for each, text in harmed(CODE, tmp_path) if each == kind]

    assert len(found) == len(HARMED[kind])
    for words in HARMED[kind]:
        assert any(words in text for text in found), (words, found)


def test_there_are_no_other_kinds_and_nothing_else_is_harmed(tmp_path):
    found = harmed(CODE, tmp_path)

    assert {kind for kind, _ in found} == set(HARMED)
    assert len({text for _, text in found}) == len(found)
    assert all('"""Words of a docstring stay."""' in text and 'Literal["en"]' in text for _, text in found)


def test_languages_and_ends_are_swapped(tmp_path):
    assert harmed('a = {"en": min(b)}\n', tmp_path) == [
        ("other", 'a = {("zh"): min(b)}\n'.replace('"', "'")),
        ("call", 'a = {"en": (b)}\n'),
        ("other", 'a = {"en": (max)(b)}\n'),
    ]


def test_a_harm_after_chinese_words_stands_at_its_place(tmp_path):
    assert harmed("a = ['近', 1, '万']\n", tmp_path)[1] == ("number", "a = ['近', (2), '万']\n")


def test_a_survivor_is_told_with_its_place_before_and_after():
    path = ROOT / "x.py"
    mutant = Harm("edge", path, 2, 9, 14, "(b <= c)")

    assert mutant.told(b"if a:\n x=b < c or d\n", ROOT) == (
        "x.py:2 [edge]\n    - x=b < c or d\n    + x=(b <= c) or d"
    )


def test_every_module_is_in_one_area_and_all_tests_that_are_named_exist():
    files = [path for area in AREAS for path in modules(area)]
    ours = {*(ROOT / "indicators").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"}

    assert len(files) == len(set(files))
    assert set(files) == {path for path in ours if "_bundled" not in path.parts}
    assert [path for area in AREAS for path in judges_of(area) if not path.exists()] == []
    assert all(judges_of(area) for area in AREAS)


def test_a_seed_draws_the_same_harms_again():
    first = sample("text", 7, 9)

    assert first == sample("text", 7, 9) != sample("text", 8, 9)
    assert len({each.kind for each in first}) >= 8
