"""Places of China are known by their short and full names, and by the English ones of statisticians."""

from __future__ import annotations

import pytest

from indicators.reading.place_names import chinese_places, countries_in_chinese, english_place_names


@pytest.mark.parametrize(
    ("name", "full_name", "english"),
    [
        ("合肥", "合肥市", "Hefei"),
        ("哈尔滨", "哈尔滨市", "Harbin"),
        ("西安", "西安市", "Xi'an"),
        ("呼和浩特", "呼和浩特市", "Hohhot"),
        ("乌鲁木齐", "乌鲁木齐市", "Urumqi"),
        ("拉萨", "拉萨市", "Lhasa"),
        ("鄂尔多斯", "鄂尔多斯市", "Ordos"),
        ("恩施", "恩施土家族苗族自治州", "Enshi"),
        ("广西", "广西壮族自治区", "Guangxi"),
        ("高雄", "高雄市", "Kaohsiung"),
        ("雄安新区", "雄安新区", "Xiong'an New Area"),
    ],
)
def test_a_place_has_its_short_full_and_english_name(name: str, full_name: str, english: str) -> None:
    assert [(one.full_name, one.english) for one in chinese_places() if one.name == name] == [
        (full_name, english)
    ]


def test_there_are_34_provinces_and_over_330_prefectures() -> None:
    kinds = [place.kind for place in chinese_places()]
    assert kinds.count("province") == 34
    assert kinds.count("prefecture") == len(
        {one.full_name for one in chinese_places() if one.kind == "prefecture"}
    )
    assert 330 <= kinds.count("prefecture") <= 340


def test_english_names_are_written_in_latin_letters() -> None:
    assert all(name.isascii() and name[0].isupper() for name in english_place_names())


def test_countries_are_known_in_chinese_and_the_home_country_is_none_of_them() -> None:
    assert {"美国", "德国", "巴西", "越南"} <= countries_in_chinese()
    assert "中国" not in countries_in_chinese()
