"""The workbench beside its text: faults with their places, what would change, and never more than is promised."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.consistency.verdicts import VERDICTS
from indicators.curation.diff import FieldEdit, FigureChange, RecordChange, Revision
from indicators.curation.trial import Trial
from indicators.errors import DataFileError, Problem
from indicators.i18n import load_messages
from indicators.paths import DATA_FILE
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.ui import chart_panels, workbench_drafts, workbench_faults, workbench_outcome, workbench_page
from tests.noting import CATALOGUE, bare, here, noting

IDS = list(CATALOGUE.rows()["observation_id"])
SERVED = DATA_FILE.read_text(encoding="utf-8")


class TestFaults:
    def listed(self, n, language="en", title="In the file", more=()):
        text = "\n".join(f"line <{k}>" for k in range(1, n + 1))
        trial = Trial(text, tuple(Problem("f.yaml", k, 3, f"fault <{k}>", "rule") for k in range(1, n + 1)))
        now = here(CATALOGUE, "workbench", language)
        with noting(now) as written:
            workbench_faults.show_faults(now, [(title, trial), *more])
        return written

    @pytest.mark.parametrize(
        ("n", "told", "left"),
        [
            (1, "1 fault", []),
            (29, "29 faults", []),
            (30, "30 faults", []),
            (31, "31 faults", ["and 1 more"]),
            (1032, "1,032 faults", ["and 1,002 more"]),
        ],
    )
    def test_thirty_are_shown_and_all_are_counted(self, n, told, left):
        written = self.listed(n)

        assert [given["body"] for given in written.of("error")] == [told]
        assert written.html.count("<pre") == min(n, 30)
        assert [given["body"] for given in written.of("caption")] == left

    def test_each_stands_with_its_place_its_words_and_its_lines(self):
        written = self.listed(2)

        assert (
            '<div class="ri-meta">Line 2, column 3</div><p class="ri-sum" lang="en">fault &lt;2&gt;</p>'
            in written.html
        )
        assert 'aria-label="Line 2, column 3"><pre class="ri-excerpt" translate="no">' in written.html
        assert "→ 2 │ line &lt;2&gt;" in written.html
        assert "第2行" in self.listed(2, "zh").html

    def test_what_a_text_is_called_stands_once_over_its_faults(self):
        trial = Trial("a\nb", (Problem("g.yaml", 1, 1, "x", "rule"), Problem("g.yaml", 2, 1, "y", "rule")))
        written = self.listed(2, title="A *text*", more=[("Empty", Trial("")), ("Other", trial)])

        assert [given["body"] for given in written.of("markdown")] == [r"**A \*text\***", "**Other**"]
        assert written.of("error")[0]["body"] == "4 faults"
        assert not self.listed(2, title="").of("markdown")

    @pytest.mark.parametrize(
        ("n", "told"), [(0, "No faults: 0 figures"), (1, "No faults: 1 figure"), (2, "No faults: 2 figures")]
    )
    def test_a_text_without_faults_says_how_many_figures_it_has(self, n, told):
        now = here(CATALOGUE)
        with noting(now) as written:
            workbench_faults.show_no_faults(now, n)

        assert [given["body"] for given in written.of("success")] == [told]

    def test_why_a_text_cannot_be_tried_is_told_in_the_words_of_the_command_line(self):
        now = here(CATALOGUE, language="zh")
        with noting(now) as written:
            workbench_faults.show_reason(now, "not <UTF-8>")

        assert written.html == '<p class="ri-sum" lang="en">not &lt;UTF-8&gt;</p>'
        assert "cannot" not in written.of("error")[0]["body"]


def told(difference, language="en"):
    """What is said of a difference between the data and itself."""
    now = here(CATALOGUE, "workbench", language)
    with noting(now) as written:
        workbench_outcome._show_counts(now, difference)
        workbench_outcome._show_changes(now, now, difference)
    return written


def difference(added=(), removed=(), changed=(), records=()):
    return SimpleNamespace(revision=Revision(tuple(added), tuple(removed), tuple(changed), tuple(records)))


class TestChanges:
    @pytest.mark.parametrize(("n", "left"), [(39, []), (40, []), (41, ["and 1 more"])])
    def test_forty_lines_are_shown_and_the_others_counted(self, n, left):
        written = told(difference(removed=IDS[:n]))

        assert written.html.count('class="ri-sum"') == min(n, 40)
        assert [given["body"] for given in written.of("caption")] == left

    @pytest.mark.parametrize(
        ("language", "line"),
        [("en", "Figures · added: 2 · removed: 1"), ("zh", None)],
    )
    def test_figures_are_counted_by_what_happened_to_them(self, language, line):
        written = told(difference(added=IDS[:2], removed=IDS[2:3]), language)
        [given] = written.of("markdown")
        say = load_messages(language)
        colon = {"en": ": ", "zh": "："}[language]

        expected = f"{say('Figures')} · {say('added')}{colon}2 · {say('removed')}{colon}1"
        assert given["body"].replace("\\", "") == expected
        assert line in (None, expected)

    def test_where_only_records_differ_no_figures_are_counted(self):
        written = told(
            difference(
                records=[RecordChange("sources", "new-one", None), RecordChange("regions", "", "gone")]
            )
        )

        assert not written.of("markdown")
        assert [bare(line) for line in re.findall('<div class="ri-sum">.*?</div>', written.html)] == [
            "added:  sources: new-one",
            "removed:  regions: gone",
        ]
        assert '<code translate="no">sources: new-one</code>' in written.html

    def test_a_figure_reads_as_before_and_after_with_the_fields_that_differ(self):
        one, other = "gdp.hengqin.2009", "gdp.hengqin.2024"
        changes = [
            FigureChange(one, one, (FieldEdit("note", "a", "b"),)),
            FigureChange(other, one, (FieldEdit("value", 1, 2), FieldEdit("qualifier", "a", "b"))),
            FigureChange(other, other, ()),
        ]
        lines = re.findall('<div class="ri-sum">(.*?)</div>', told(difference(changed=changes)).html)
        first, second = (workbench_outcome._figure_line(here(CATALOGUE), id) for id in (one, other))

        assert [bare(line) for line in lines] == [
            f"edited: {first} note",
            f"revised, re-hedged: {first} → {second} value, qualifier",
            f"renamed: {second} {other}",
        ]
        assert first == "Hengqin · Gross domestic product · 2009: 285 million yuan"

    def test_a_figure_that_is_gone_is_told_by_its_words_alone(self):
        html = told(difference(removed=["gdp.hengqin.2009"])).html

        assert (
            html
            == '<div class="ri-sum">removed: Hengqin · Gross domestic product · 2009: 285 million yuan</div>'
        )


@pytest.fixture
def drawn(monkeypatch):
    """The charts that are put on the page."""
    found = []
    monkeypatch.setattr(
        chart_panels, "show_chart", lambda _, chart, key, **options: found.append((chart, key, options))
    )
    return found


class TestTheOutcome:
    def outcome(self, new, language="en"):
        now = here(CATALOGUE, "workbench", language)
        shown = replace(now, catalogue=new)
        with noting(now) as written:
            workbench_outcome.show_outcome(now, shown)
        return written

    def test_nothing_changes_where_the_served_file_is_tried(self, drawn):
        written = self.outcome(CATALOGUE)

        assert [given["anchor"] for given in written.of("header")] == ["changes", "consistency"]
        assert written.of("markdown")[0]["body"] == "Nothing\\: this is what is served."
        assert written.of("markdown")[1]["body"].startswith("24 relations checked")
        assert drawn == []
        assert "ri-card" not in written.html

    @pytest.mark.parametrize(("n", "left"), [(23, []), (24, []), (25, ["and 1 more"])])
    def test_twenty_four_cards_are_shown_and_the_others_counted(self, n, left, drawn):
        marks = list(re.finditer(r"stated: (?=[a-z])", SERVED))[:n]
        text = SERVED
        for mark in reversed(marks):
            text = f"{text[: mark.end()]}a {text[mark.end() :]}"
        new = Catalogue(parse_dataset(text))
        written = self.outcome(new)
        wall = next(
            given["body"]._repr_html_() for given in written.of("html") if "ri-wall" in str(given["body"])
        )

        assert wall.count('data-figure="') == min(n, 24)
        assert [given["body"] for given in written.of("caption")] == left
        assert 0 < len(drawn) <= 6
        ids = {chart_id for chart, _, _ in drawn for chart_id in chart.ids}
        assert all(options == {"has_address": False} and key == "trial" for _, key, options in drawn)
        touched = {id for id in IDS if new.find(id).stated != CATALOGUE.find(id).stated}
        assert len(touched) == n
        assert all(touched.intersection(chart.ids) for chart, _, _ in drawn)
        assert ids

    @pytest.mark.usefixtures("drawn")
    def test_a_verdict_that_changes_is_told_with_both(self):
        text = SERVED.replace("value: 4.22 million", "value: 5.22 million").replace(
            "stated: 4.22 million", "stated: 5.22 million"
        )
        written = self.outcome(Catalogue(parse_dataset(text)))
        changed = [bare(line) for line in re.findall('<div class="ri-sum">[^<]* now</div>', written.html)]

        assert "high-skilled-talent-share-in-2025: reconciles before, does not reconcile now" in changed
        assert all(
            before != now
            for before, now in (re.findall(r": (.*) before, (.*) now", line)[0] for line in changed)
        )
        assert set(VERDICTS.labels.values()) >= {line.rpartition("before, ")[2][:-4] for line in changed}
        assert 'class="ri-verdict' in written.html


class TestTheDesk:
    def test_what_is_tried_out_is_shown_on_the_workbench_alone_and_without_filters(self):
        trial = Trial("x", catalogue=CATALOGUE)
        now = here(
            CATALOGUE,
            "workbench",
            selection=Selection(topic=("trade",)),
            figure="gdp.hengqin.2009",
            views=(("tried", "file"),),
        )
        state = {"_workbench_trial": trial}
        with noting(now, state=state):
            shown = workbench_page.page_on_trial(now)
            elsewhere = workbench_page.page_on_trial(replace(now, page="data"))
            gone = workbench_page.page_on_trial(replace(now, choices=replace(now.choices, figure="gone")))
        with noting(now, state={"_workbench_trial": Trial("x")}):
            faulty = workbench_page.page_on_trial(now)
        with noting(now):
            none = workbench_page.page_on_trial(now)

        assert (elsewhere, faulty, none) == (None, None, None)
        assert shown.selection == EVERYTHING
        assert shown.choices.figure == "gdp.hengqin.2009"
        assert gone.choices.figure == ""

    def test_the_text_is_the_served_one_until_something_is_written(self):
        with noting():
            assert workbench_drafts.file_text() == SERVED
            assert workbench_drafts.added_text() == workbench_drafts.draft_fault() == ""
            workbench_drafts.store_text("a")
            workbench_drafts.store_text("b", adds=True)
            assert (workbench_drafts.file_text(), workbench_drafts.added_text()) == ("a", "b")
            workbench_drafts.restart_from_served()
            assert (workbench_drafts.file_text(), workbench_drafts.added_text()) == (SERVED, "b")
            workbench_drafts.continue_with("whole")
            assert (workbench_drafts.file_text(), workbench_drafts.added_text()) == ("whole", "")

    def test_going_on_and_choosing_turn_to_what_is_tried_and_forget_the_fault(self):
        now = here(CATALOGUE, "workbench", views=(("tried", "additions"),))
        with noting(now) as written:
            written.state["_workbench_fault"] = "old"
            workbench_drafts.continue_with("whole")
            assert workbench_drafts.draft_fault() == ""
        assert written.choices.view("tried") == "file"
        with noting(now) as written:
            written.state["_workbench_fault"] = "old"
            workbench_drafts.choose_mode("additions")
            assert workbench_drafts.draft_fault() == ""
        assert written.choices.view("tried") == "additions"

    @pytest.mark.parametrize("adds", [False, True])
    def test_a_file_is_taken_in_the_place_of_what_is_tried_and_one_that_is_no_text_leaves_it(self, adds):
        def upload(content):
            return SimpleNamespace(getvalue=lambda: content)

        with noting(state={"w_workbench_file": None}) as written:
            workbench_drafts.store_text("old")
            workbench_drafts.store_upload(adds=adds)
            assert workbench_drafts.file_text() == "old"
            written.state["w_workbench_file"] = upload(b"\xff")
            workbench_drafts.store_upload(adds=adds)
            assert (
                workbench_drafts.file_text(),
                workbench_drafts.added_text(),
                workbench_drafts.draft_fault(),
            ) == ("old", "", "not UTF-8 text (byte 0)")
            written.state["w_workbench_file"] = upload("新: x".encode())
            workbench_drafts.store_upload(adds=adds)
            assert workbench_drafts.draft_fault() == ""
            assert (workbench_drafts.file_text(), workbench_drafts.added_text()) == (
                ("old", "新: x") if adds else ("新: x", "")
            )

    def test_a_text_is_tried_once_and_a_larger_one_than_a_file_may_be_is_told(self, monkeypatch):
        made = []

        def tried(text):
            made.append(text)
            if text == "huge":
                raise DataFileError("indicators.yaml", "is larger than a file may be")
            return Trial(text)

        monkeypatch.setattr(workbench_drafts, "try_file", tried)
        with noting():
            assert (
                workbench_drafts.trial_of_file("a")
                is workbench_drafts.trial_of_file("a")
                is workbench_drafts.last_trial()
            )
            assert workbench_drafts.trial_of_file("b").text == "b"
            assert workbench_drafts.trial_of_file("huge") is None
            assert workbench_drafts.draft_fault() == "is larger than a file may be"
            assert workbench_drafts.last_trial() is None
        assert made == ["a", "b", "huge"]

    def test_an_addition_is_tried_once_for_each_file_and_nothing_is_not_tried(self, monkeypatch):
        made = []

        def tried_in(fragment, text):
            made.append((fragment, text))
            return SimpleNamespace(fragment=Trial(fragment), file=Trial(text), whole=Trial("w"))

        monkeypatch.setattr(workbench_drafts, "try_addition", tried_in)
        with noting():
            assert workbench_drafts.trial_of_addition(" \n", "t") is None
            assert workbench_drafts.last_trial() is None
            one = workbench_drafts.trial_of_addition("f", "t")
            assert workbench_drafts.trial_of_addition("f", "t") is one
            assert workbench_drafts.last_trial() is one.whole
            workbench_drafts.trial_of_addition("f", "u")
            workbench_drafts.trial_of_addition("g", "u")
        assert made == [("f", "t"), ("f", "u"), ("g", "u")]

    def test_additions_that_cannot_be_tried_are_told(self, monkeypatch):
        def tried_in(fragment, text):
            raise DataFileError("indicators.yaml", "too large")

        monkeypatch.setattr(workbench_drafts, "try_addition", tried_in)
        with noting():
            assert workbench_drafts.trial_of_addition("f", "t") is None
            assert (workbench_drafts.draft_fault(), workbench_drafts.last_trial()) == ("too large", None)

    def test_a_served_file_that_cannot_be_read_leaves_an_empty_text_and_says_why(self, monkeypatch):
        def text_of(path):
            raise DataFileError(path, "is gone")

        monkeypatch.setattr(workbench_drafts, "read_text", text_of)
        with noting():
            assert (workbench_drafts.file_text(), workbench_drafts.draft_fault()) == ("", "is gone")
