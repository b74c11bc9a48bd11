"""Signs of money that several countries share: a reader takes "$" for one currency, a dataset may mean another."""

from __future__ import annotations

import re
from typing import Final

from indicators.reading.mention import Mention

#: currency that the reader takes a bare sign for → what names it for sure, and what else the sign may be
_BARE_SIGNS: Final = {
    "USD": (r"US|U\.S\.|美", "AUD CAD HKD NZD SGD TWD MOP JMD TTD NAD FJD BND BBD BSD BZD GYD LRD SBD SRD"),
    "CNY": (r"yuan|RMB|CNY|renminbi|人民币", "JPY TWD HKD MOP"),
    "GBP": (r"sterling|GBP|英", "EGP LBP SDG SSP SYP FKP GIP SHP"),
    "INR": (r"INR|Indian|印度|₹", "PKR LKR NPR MUR SCR"),
}


def may_be_currency(one: Mention, currency: str) -> bool:
    """Whether `one` may be told in this currency (ISO 4217), as far as its words say; what is no money may be."""
    if one.unit.currency in (None, currency):
        return True
    known, others = _BARE_SIGNS.get(one.unit.currency or "", ("", ""))
    return currency in others.split() and not re.search(known, one.stated, re.IGNORECASE)
