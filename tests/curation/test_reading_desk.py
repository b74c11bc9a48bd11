"""The reading desk without a page: which draft is next, what is decided of it, what is added by that."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.curation.reading_desk import (
    MARK_KINDS,
    MAX_ARTICLE_LENGTH,
    UnreadableArticle,
    choose_indicator,
    new_indicator,
    new_region,
    new_source,
    open_desk,
)
from indicators.curation.trial import try_addition
from indicators.reading.drafting import Drafter
from tests.opening import ROOT
from tests.real import real

DATASET = real().dataset
DRAFTER = Drafter(DATASET)
SERVED = (ROOT / "data" / "indicators.yaml").read_text(encoding="utf-8")
ARTICLE = (
    "Shenzhen in numbers\n\n"
    "Shenzhen's GDP exceeded 3.8 trillion yuan in 2025. The city has 26,000 high-tech enterprises.\n"
    "Its imports and exports of goods grew by 4.5 percent in 2025, as officials said on March 3, 2026.\n"
)


def desk(text=ARTICLE, source="guangzhou-press-conference", **options):
    return open_desk(text, DRAFTER, source_id=source, **options)


def marked(one):
    return {one.text[mark.start : mark.end]: mark.kind for mark in one.marks}


class TestTheCursor:
    def test_it_begins_at_the_first_figure_that_is_to_be_decided_and_goes_to_the_next_by_itself(self):
        one = desk()
        seen = []
        while not one.is_done:
            seen.append(one.draft.stated)
            one.accept()

        assert seen == ["exceeded 3.8 trillion yuan", "26,000 high-tech enterprises", "grew by 4.5 percent"]
        assert [draft.stated for draft in one.accepted] == seen

    def test_a_figure_that_was_passed_over_comes_again_when_the_others_are_decided(self):
        one = desk()
        one.step(1)
        one.accept()
        one.reject()

        assert one.draft.stated == "exceeded 3.8 trillion yuan"

    def test_it_stays_within_the_article(self):
        one = desk()
        one.step(-1)
        assert one.cursor == 0
        one.go_to(99)
        assert one.cursor == 2
        one.step(1)
        assert one.cursor == 2

    def test_what_was_decided_can_be_taken_back(self):
        one = desk()
        one.reject()
        one.step(-1)
        one.reopen()

        assert one.draft.stated == "exceeded 3.8 trillion yuan"
        assert one.counts == {"draft": 3}

    def test_a_figure_that_the_dataset_has_is_not_asked_about(self):
        one = desk(
            "The GDP of Beijing-Tianjin-Hebei was 11.5 trillion yuan in 2024.\n" + ARTICLE, source=None
        )

        assert one.drafts[0].state == "known"
        assert one.cursor == 1
        assert one.mark_of(0) == "known"

    def test_the_sentence_is_the_one_around_the_figure_and_no_other(self):
        one = desk()
        one.step(1)

        assert (one.sentence.before, one.sentence.words, one.sentence.after) == (
            "The city has ",
            "26,000 high-tech enterprises",
            ".",
        )

    def test_a_sentence_without_end_is_cut_on_both_sides(self):
        one = desk("many words and " * 100 + "a GDP of 5 trillion yuan " + "and more words " * 100)

        assert one.sentence.before.startswith("… ")
        assert one.sentence.after.endswith(" …")
        assert len(one.sentence.before) < 310


class TestMarks:
    def test_every_number_is_marked_as_what_it_is(self):
        one = desk()
        one.accept()
        one.reject()

        assert marked(one) == {
            "exceeded 3.8 trillion yuan": "accepted",
            "2025": "excused",
            "26,000 high-tech enterprises": "excused",
            "grew by 4.5 percent": "draft",
            "March 3, 2026": "excused",
        }
        assert {mark.reason for mark in one.marks if mark.index is None} == {"date", "period"}

    def test_marks_never_overlap_and_hold_every_digit(self):
        one = desk(
            "2024年广州市生产总值31032.50亿元,增长2.1%。 Table 1: 3 4 5, see page 7 of 9; 12-34-56 / 7x."
        )
        places = [place for mark in one.marks for place in range(mark.start, mark.end)]

        assert len(places) == len(set(places))
        assert {place for place, sign in enumerate(one.text) if sign.isdigit()} <= set(places)

    def test_each_kind_has_a_label_of_its_own(self):
        assert len({kind.label for kind in MARK_KINDS}) == len(MARK_KINDS)


class TestTheFragment:
    def test_accepted_figures_are_a_fragment_without_faults_and_without_guesses(self):
        one = desk()
        one.accept()
        one.accept()
        one.reject()
        fragment = one.write_fragment(one.accepted)
        tried = try_addition(fragment, SERVED)

        assert "guessed" not in fragment
        assert fragment.count("- indicator:") == 2
        assert "source: guangzhou-press-conference" in fragment
        assert [p.message for part in (tried.fragment, tried.file, tried.caused) for p in part.problems] == []
        assert len(tried.whole.catalogue) == len(real()) + 2

    def test_nothing_accepted_is_no_text(self):
        one = desk()
        assert one.write_fragment(one.accepted) == ""
        assert one.write_fragment(one.accepted_with_current).count("- indicator:") == 1

    def test_a_new_source_stands_before_its_figures(self):
        one = desk(source=None, published=date(2026, 3, 3))
        one.name_source(new_source(ARTICLE, "City Gazette", "2026-03-03", date(2026, 3, 4)))
        one.accept()
        fragment = one.write_fragment(one.accepted)
        tried = try_addition(fragment, SERVED)

        assert fragment.startswith("sources:\n  - id: shenzhen-in-numbers\n")
        assert tried.text

    def test_a_figure_of_a_new_region_and_a_new_indicator_brings_both(self):
        one = desk("Zhuhai's lighthouses sold 3,400 beacons in 2025.")
        assert "indicator" in one.find_gaps(DATASET)
        record = new_indicator(one.draft.proposal) | {
            "id": "beacons",
            "name": {"en": "Beacons sold", "zh": "灯塔销量"},
            "definition": {"en": "Beacons that were sold.", "zh": "售出的灯塔。"},
        }
        one.add_record("indicators", record)
        one.add_record("regions", new_region("Hefei"))
        one.fill_in({"indicator": "beacons", "region": "hefei"})
        assert one.find_gaps(DATASET) == ()
        one.accept()
        fragment = one.write_fragment(one.accepted)
        tried = try_addition(fragment, SERVED)

        assert [p.message for part in (tried.fragment, tried.file, tried.caused) for p in part.problems] == []
        assert tried.whole.catalogue.dataset.regions["hefei"].name.zh == "合肥市"

    def test_a_record_that_no_accepted_figure_names_is_left_out(self):
        one = desk()
        one.add_record("regions", new_region("Hefei"))
        one.accept()

        assert "regions:" not in one.write_fragment(one.accepted)


class TestChanges:
    def test_another_indicator_brings_its_unit_and_measure(self):
        [draft] = desk("Shenzhen's GDP doubled in 2025.", source=None).drafts
        changed = choose_indicator(draft, "gdp-growth", DATASET)

        assert (changed.indicator.value, changed.unit.value, changed.measure) == (
            "gdp-growth",
            "percent",
            "growth",
        )
        assert changed.value == "2x"

    def test_what_is_filled_in_is_no_guess_and_an_empty_word_is_nothing(self):
        one = desk()
        one.fill_in(
            {
                "region": "guangzhou",
                "period": "2024",
                "sector": " ",
                "value": "3.9 trillion",
                "qualifier": "nearly",
            }
        )
        draft = one.draft

        assert (draft.region.value, draft.region.guessed, draft.sector.value) == ("guangzhou", False, None)
        assert (draft.period.value, draft.value, draft.qualifier) == ("2024", "3.9 trillion", "nearly")

    @pytest.mark.parametrize(
        ("words", "gap"),
        [
            ({"region": ""}, "region"),
            ({"region": "atlantis"}, "region"),
            ({"counterpart": "the moon"}, "counterpart"),
            ({"period": "last year"}, "period"),
            ({"base_period": "2024-13"}, "base_period"),
            ({"value": "much"}, "value"),
            ({"stated": " "}, "stated"),
        ],
    )
    def test_a_field_that_makes_no_record_is_named(self, words, gap):
        one = desk()
        assert one.find_gaps(DATASET) == ()
        one.fill_in(words)

        assert one.find_gaps(DATASET) == (gap,)

    def test_a_new_region_is_that_of_every_figure_that_names_it_so(self):
        one = desk(
            "Karnataka in numbers\n\nKarnataka's GDP grew by 7 percent. Karnataka's exports rose 3 percent."
        )
        named = [draft.region.value for draft in one.drafts]
        one.name_region("Karnataka", new_region("Karnataka"))

        assert named == ["Karnataka"] * 2
        assert [draft.region.value for draft in one.drafts] == ["karnataka"] * 2
        assert "region" not in one.find_gaps(DATASET)

    def test_decisions_are_taken_over_when_the_dataset_was_replaced(self):
        before = desk()
        before.fill_in({"period": "2024"})
        before.accept()
        before.reject()
        after = desk()
        after.take_over(before)

        assert [draft.period.value for draft in after.accepted] == ["2024"]
        assert after.counts == {"accepted": 1, "excused": 1, "draft": 1}


class TestWhatIsNotRead:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "There is no text to read."),
            (" \n\t", "There is no text to read."),
            ("The city is beautiful in spring.", "This text states no figure."),
            (
                "Das Bruttoinlandsprodukt Bayerns stieg im Jahr 2024 um 1,2 Prozent auf 810 Milliarden Euro, und die "
                "Exporte gingen um 3,4 % zurück. In München wurden 25.000 neue Arbeitsplätze für die Industrie geschaffen.",
                "This text is in neither English nor Chinese; articles in other languages are not read.",
            ),
            (
                "x" * (MAX_ARTICLE_LENGTH + 1),
                "This text has {n} characters, more than the {most} that are read here.",
            ),
        ],
    )
    def test_it_is_told_in_a_sentence(self, text, message):
        with pytest.raises(UnreadableArticle) as raised:
            desk(text)
        assert raised.value.message == message


class TestNewRecords:
    @pytest.mark.parametrize(
        ("words", "record"),
        [
            ("Hefei", {"id": "hefei", "name": {"en": "Hefei", "zh": "合肥市"}, "kind": "city"}),
            ("合肥市", {"id": "hefei", "name": {"en": "Hefei", "zh": "合肥市"}, "kind": "city"}),
            (
                "Elbe District",
                {
                    "id": "elbe-district",
                    "name": {"en": "Elbe District", "zh": "Elbe District"},
                    "kind": "district",
                },
            ),
            (
                "Karnataka",
                {"id": "karnataka", "name": {"en": "Karnataka", "zh": "Karnataka"}, "kind": "other"},
            ),
        ],
    )
    def test_a_region_is_named_in_both_languages_where_it_is_a_known_place(self, words, record):
        assert new_region(words) == record

    def test_a_source_is_titled_by_the_first_line_of_its_text(self):
        record = new_source("\n 合肥的一年 \n正文", "合肥日报", "2026-02", date(2026, 3, 4))

        assert record["title"] == {"en": "合肥的一年", "zh": "合肥的一年"}
        assert (record["language"], record["published"], record["accessed"]) == (
            "zh-Hans",
            "2026-02",
            "2026-03-04",
        )
