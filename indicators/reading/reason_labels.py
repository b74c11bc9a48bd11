"""Why a number of a text is no figure, as readers are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators.i18n import gettext_noop
from indicators.reading.mention import Reason

REASON_LABELS: Final[Mapping[Reason, str]] = {
    "date": gettext_noop("no figure: a date"),
    "time": gettext_noop("no figure: a time of day"),
    "period": gettext_noop("no figure: a period"),
    "duration": gettext_noop("no figure: how long something lasts"),
    "name": gettext_noop("no figure: part of a name"),
    "edition": gettext_noop("no figure: which time something is held"),
    "plan": gettext_noop("no figure: the number of a plan"),
    "document": gettext_noop("no figure: the number of a document"),
    "address": gettext_noop("no figure: part of an address"),
    "contact": gettext_noop("no figure: a telephone number or the like"),
    "list": gettext_noop("no figure: a place in a list"),
    "page": gettext_noop("no figure: a page or picture"),
    "code": gettext_noop("no figure: a code"),
    "score": gettext_noop("no figure: a score"),
    "place": gettext_noop("no figure: a place or distance on the map"),
    "threshold": gettext_noop("no figure: a threshold"),
    "ceiling": gettext_noop("no figure: a ceiling"),
    "capacity": gettext_noop("no figure: what something is built for"),
    "entitlement": gettext_noop("no figure: what somebody is entitled to"),
    "rate of exchange": gettext_noop("no figure: a rate of exchange"),
    "price of the paper": gettext_noop("no figure: the price of the paper"),
    "arithmetic": gettext_noop("no figure: arithmetic in the text"),
    "unread": gettext_noop("not read: no rule knows this number"),
}
