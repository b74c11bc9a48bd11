"""What a figure speaks of, and the series it belongs to."""

from indicators.model.observation import SUBJECT_IDS, SeriesKey, Subject


def test_the_key_of_a_series_begins_with_the_ids_of_what_it_speaks_of():
    assert SeriesKey._fields[: len(SUBJECT_IDS)] == SUBJECT_IDS
    assert Subject._fields == (*SUBJECT_IDS, "period")
