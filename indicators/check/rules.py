"""The rules of a dataset by the ids that reports end with.

The rules of a file of YAML have theirs in `yamlfile`, those of what meets in a relation in
`relation_kinds`; that a field's own parser takes it is a rule that is called like the field.
"""

from __future__ import annotations

from enum import StrEnum


class DatasetRule(StrEnum):
    """A rule of the dataset, in the order in which it is looked at."""

    # A record for itself.
    TYPE = "type"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown-key"
    CHOICE = "choice"
    DUPLICATE_ID = "duplicate-id"
    UNCHECKED = "unchecked"
    # Records in the light of others.
    ID = "id"
    UNKNOWN_ID = "unknown-id"
    CYCLE = "cycle"
    PLAN = "plan"
    CURRENCY = "currency"
    MEASURE_UNIT = "measure-unit"
    SHARE_OF = "share-of"
    NEGATIVE = "negative"
    VALUE = "value"
    BASE_PERIOD = "base_period"
    STATUS = "status"
    RELEASE = "release"
    USD = "usd"
    SAME_NAME = "same-name"
    DUPLICATE_OBSERVATION = "duplicate-observation"
    RENAMED = "renamed"
    # Relations.
    MEMBERS = "members"
    IMPLIED_INPUT = "implied-input"
    IMPLIES = "implies"
    # Charts.
    CHART = "chart"
    CHART_EMPTY = "chart-empty"
    CHART_KIND = "chart-kind"
