"""Currencies: the codes of ISO 4217, and which one was meant by what is none."""

from __future__ import annotations

import babel
import pytest

from indicators.model.currencies import CURRENCIES, check_currency


def test_every_code_is_a_currency_of_the_cldr_and_stands_once_in_its_place():
    named = babel.Locale("en").currencies

    assert [code for code in CURRENCIES if code not in named] == []
    assert list(CURRENCIES) == sorted(set(CURRENCIES))
    assert {"CNY", "HKD", "MOP", "USD", "EUR", "GBP", "JPY", "DEM"} <= set(CURRENCIES)


@pytest.mark.parametrize("code", ["CNY", "USD", "DEM"])
def test_a_code_of_today_or_of_old_is_taken(code):
    assert check_currency(code) == code


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cny", "CNY"),
        ("CYN", "CNY"),
        ("CN", "CNY"),
        ("RMB", "CNY"),
        ("CNH", "CNY"),
        ("yuan", "CNY"),
        ("人民币", "CNY"),
        ("US dollar", "USD"),
        ("euro", "EUR"),
        ("港元", "HKD"),
    ],
)
def test_what_is_no_code_is_told_the_one_that_is_meant(text, meant):
    with pytest.raises(ValueError, match="expected") as caught:
        check_currency(text)

    assert str(caught.value) == (
        f"expected a currency code of ISO 4217, such as CNY or USD; found {text!r}; did you mean {meant!r}?"
    )


@pytest.mark.parametrize("text", ["dollar", "ducats", "XXX", ""])
def test_nothing_is_guessed_where_several_or_none_may_be_meant(text):
    with pytest.raises(ValueError, match="expected") as caught:
        check_currency(text)

    assert str(caught.value) == f"expected a currency code of ISO 4217, such as CNY or USD; found {text!r}"
