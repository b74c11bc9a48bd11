"""Figures against their articles: the real ones, then one made-up article for every fault."""

import shutil

import pytest
from click.testing import CliRunner

from indicators import yamlfile
from indicators.check.dataset_file import load_dataset, parse_dataset
from indicators.cli import main
from indicators.curation.coverage import (
    UncoveredNumber,
    find_stale_excuses,
    find_uncovered,
    measure_coverage,
    read_excuses,
)
from indicators.curation.verify import Verification, verify_figures
from indicators.errors import DataFileError, InvalidDataset
from indicators.reading.article import Article
from indicators.yamlfile import parse_document

HEAD = """\
dataset: {title: {en: Made up, zh: 虚构}, description: {en: Made up, zh: 虚构}, licence: CC0}
sources:
  - id: paper
    title: {en: Paper, zh: 报纸}
    publisher: Press
    published: 2025
    language: en
    accessed: 2026
regions: [{id: here, name: {en: Here, zh: 此}, kind: city}]
topics: [{id: trade, name: {en: Trade, zh: 贸易}, description: {en: Trade, zh: 贸易}}]
units: [{id: yuan, name: {en: yuan, zh: 元}, kind: money}, {id: products, name: {en: products, zh: 件}, kind: count}, {id: percent, name: {en: "%", zh: "%"}, kind: percent}]
indicators:
"""
KINDS = {
    "sales": ("level", "yuan"),
    "rate": ("growth", "percent"),
    "part": ("share", "percent"),
    "goods": ("level", "products"),
}


def figure(stated, value, qualifier="exact", at="[1]", kind="sales", usd=""):
    """One indicator with one figure, in two lines of YAML."""
    measure, unit = KINDS[kind]
    measure += ", of: all" if measure == "share" else ""
    return f"""\
  - {{id: {kind}, name: {{en: N, zh: 名}}, definition: {{en: D, zh: 义}}, topic: trade, unit: {unit}, measure: {measure}, observations: [
    {{region: here, period: 2024, timing: during, value: "{value}", qualifier: {qualifier}, stated: "{stated}", usd: {usd}, at: {at}, source: paper}}]}}
"""


@pytest.fixture
def articles(tmp_path):
    """A folder for made-up articles: `articles(text)` prints one as paper.txt."""

    def printed(text):
        (tmp_path / "paper.txt").write_text(text, encoding="utf-8")
        return tmp_path

    return printed


def faults(folder, *figures):
    """What is wrong, each with the place it points to: "place: message [rule]"."""
    text = HEAD + "".join(figures)
    lines = text.split("\n")
    return [
        f"{lines[p.line - 1][p.column - 1 :].split(',')[0].rstrip('}]')} ← {p.message} [{p.rule}]"
        for p in verify_figures(parse_document(text, "f.yaml"), folder).problems
    ]


def excuses(tmp_path, *rows):
    path = tmp_path / "excuses.csv"
    path.write_text("\n".join(["source,line,token,reason", *rows]), encoding="utf-8")
    return read_excuses(path)


def left(folder, tmp_path, *rows, stated=None):
    """Line, column and token of what is uncovered when one figure is `stated`."""
    found = find_uncovered(
        parse_dataset(HEAD + (stated or figure("-1 elsewhere", "1"))), folder, excuses(tmp_path, *rows)
    )
    return [(item.line, item.column, item.token) for item in found]


# --- the real data -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(root):
    return root / "data" / "indicators.yaml"


@pytest.fixture(scope="module")
def real(root):
    folder = root.parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the articles are not part of the checkout")
    return folder


def test_every_real_figure_stands_in_its_article(data, real):
    found = verify_figures(yamlfile.read_document(data), real)
    assert (found.problems, found.unsaid) == ((), ())
    assert {problem.rule for problem in found.vouched} == {"vouched"}


def test_every_real_number_is_a_figure_or_excused(data, real):
    assert find_uncovered(load_dataset(data), real, read_excuses(data.parent / "not-figures.csv")) == []


def test_every_real_excuse_is_needed(data, real):
    assert find_stale_excuses(load_dataset(data), real, read_excuses(data.parent / "not-figures.csv")) == []


def test_a_changed_number_in_a_real_article_is_found_from_both_sides(data, real, tmp_path):
    shutil.copytree(real, tmp_path, dirs_exist_ok=True, copy_function=shutil.copyfile)
    paper = tmp_path / "china-daily-gd-today.txt"
    text = paper.read_text(encoding="utf-8")
    assert text.count("1.1 trillion yuan") == 1
    paper.write_text(text.replace("1.1 trillion yuan", "1.2 trillion yuan"), encoding="utf-8")

    faults = verify_figures(yamlfile.read_document(data), tmp_path).problems
    missed = find_uncovered(load_dataset(data), tmp_path, read_excuses(data.parent / "not-figures.csv"))

    assert [(p.rule, p.message.partition(": stated: ")[2]) for p in faults] == [
        ("verify-stated", "the words '1.1 trillion yuan' do not stand on line 18")
    ]
    assert [(item.source, item.line, item.token) for item in missed] == [
        ("china-daily-gd-today", 18, "1.2 trillion")
    ]


# --- one figure against its article --------------------------------------------------------


def test_words_are_found_through_typography(articles):
    folder = articles("It sold “over\u00a01.6  trillion yuan’s” worth – (\\$137.97 billion).\n")
    stated = "over 1.6 trillion yuan's"

    assert faults(folder, figure(stated, "1.6 trillion", "over", usd="137.97 billion")) == []


@pytest.mark.parametrize(
    ("text", "stated", "kind"),
    [
        ("The rate grew to 30\n\npercent of all.\n", "30 percent", "rate"),
        ("They have 30 prod-\n\nucts.\n", "30 products", "goods"),
        ("They have 30 high-\ntech goods.\n", "30 high-tech goods", "goods"),
        ("销售额为30\n亿元。\n", "30亿元", "sales"),
    ],
)
def test_words_may_run_on_into_the_next_line(articles, text, stated, kind):
    value = "30亿" if "亿" in stated else "30"
    assert faults(articles(text), figure(stated, value, kind=kind)) == []


def test_the_line_that_words_run_on_into_is_not_where_they_stand(articles):
    assert faults(articles("It grew\n\nto 30 percent.\n"), figure("30 percent", "30", kind="part")) == [
        "\"30 percent\" ← indicator 'part', observation 1: stated: the words '30 percent' do not stand on line 1; they stand on line 3 [verify-stated]"
    ]


def test_words_that_stand_nowhere(articles):
    assert faults(articles("Sales of 40.\nNo more.\n"), figure("30", "30", at="[1, 2]")) == [
        "\"30\" ← indicator 'sales', observation 1: stated: the words '30' do not stand on lines 1, 2 [verify-stated]"
    ]


@pytest.mark.parametrize(
    "text", ["171", "71 million", "71.5", "4.71", "1,071", "71st", "-71", "71-72", "71x", "A71"]
)
def test_words_that_cut_a_number_in_two_do_not_stand_there(articles, text):
    rules = [
        fault.rpartition("[")[2] for fault in faults(articles(f"Sales of {text} here."), figure("71", "71"))
    ]

    assert rules == ["verify-stated]"]


def test_a_line_that_does_not_exist(articles):
    assert faults(articles("Sales of 30.\n"), figure("30", "30", at="[1, 2]")) == [
        "2 ← indicator 'sales', observation 1: at: there is no line 2; the article has 1 [verify-line]"
    ]


def test_a_line_that_prints_something_else(articles):
    folder = articles("Sales of 30 billion yuan.\nThirty billion!\nOver 20 billion.\n")

    assert faults(folder, figure("30 billion yuan", "30 billion", at="[1, 2, 3]")) == [
        "3 ← indicator 'sales', observation 1: at: line 3 prints neither '30 billion yuan' nor its number [verify-line]"
    ]


@pytest.mark.parametrize("value", ["1.60 trillion", "1.7 trillion", "1.6 billion", "1.6"])
def test_another_value(articles, value):
    assert faults(articles("1.6 trillion yuan"), figure("1.6 trillion", value)) == [
        f"\"{value}\" ← indicator 'sales', observation 1: value: '1.6 trillion' says 1.6 trillion; found '{value}' [verify-value]"
    ]


def test_words_that_cannot_be_read(articles):
    assert faults(articles("both of dozens in 6G"), figure("both of dozens in 6G", "2")) == [
        "\"both of dozens in 6G\" ← indicator 'sales', observation 1: stated: the words 'both of dozens in 6G' cannot be read ('6G' is read as: name); say in reading what they mean [verify-reading]"
    ]
    assert faults(articles("half a dozen or two"), figure("or two", "3")) == [
        "\"3\" ← indicator 'sales', observation 1: value: 'or two' says 2; found '3' [verify-value]"
    ]


def test_a_share_is_not_the_percentage_it_comes_to(articles):
    assert faults(articles("half of all"), figure("half", "50", kind="part")) == [
        "\"50\" ← indicator 'part', observation 1: value: 'half' says 1/2; found '50' [verify-value]"
    ]


def test_another_qualifier(articles):
    assert faults(articles("over 30 yuan"), figure("over 30", "30", "at_least")) == [
        "at_least ← indicator 'sales', observation 1: qualifier: 'over 30' says over; found 'at_least' [verify-qualifier]"
    ]


def test_a_qualifier_that_was_not_printed(articles):
    assert faults(articles("just 30 yuan"), figure("30", "30", "over")) == [
        "over ← indicator 'sales', observation 1: qualifier: '30' says exact; found 'over' [verify-qualifier]"
    ]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("nearly 30 yuan", "nearly"),
        ("less than $30", "less than"),
        ("30+ yuan", "+"),
        ("30 or more", "or more"),
    ],
)
def test_a_hedge_left_out_of_the_words(articles, text, beside):
    for qualifier in ("exact", "nearly"):
        assert faults(articles(text), figure("30", "30", qualifier)) == [
            f"\"30\" ← indicator 'sales', observation 1: stated: the hedge '{beside}' stands right beside '30' on line 1; expected it in stated [verify-qualifier]"
        ]


@pytest.mark.parametrize(
    "text",
    [
        "30 yuan, then over 30 yuan",
        "over the 30 days",
        "30 and more than 40",
        "30 or over 40",
        "above-scale 30",
        "a good deal over, 30",
    ],
)
def test_a_hedge_of_something_else(articles, text):
    assert faults(articles(text), figure("30", "30")) == []


@pytest.mark.parametrize("text", ["30 yuan ($5)", "30 yuan (EUR 4)", "30 yuan (4)"])
def test_dollars_that_were_not_printed(articles, text):
    assert faults(articles(text), figure("30 yuan", "30", usd="4")) == [
        "4 ← indicator 'sales', observation 1: usd: no amount of 4 dollars ($ or USD) stands on line 1 [verify-usd]"
    ]


@pytest.mark.parametrize("dollars", ["$4", "\\$4", "USD 4", "USD4", "about US$4"])
def test_dollars_as_they_are_printed(articles, dollars):
    assert faults(articles(f"30 yuan ({dollars})"), figure("30 yuan", "30", usd="4")) == []


def test_a_missing_article_is_one_fault_of_its_source(tmp_path):
    missing = tmp_path / "paper.txt"

    assert faults(tmp_path, figure("30", "30"), figure("40", "40", kind="rate")) == [
        f"paper ← source 'paper': its article: {missing}: cannot be read (No such file or directory) [verify-article]"
    ]


def test_an_article_that_is_not_text(tmp_path):
    (tmp_path / "paper.txt").write_bytes(b"30 \xff")

    assert [fault.rpartition(": ")[2] for fault in faults(tmp_path, figure("30", "30"))] == [
        "not UTF-8 text (byte 3) [verify-article]"
    ]


def test_every_fault_is_found_and_stands_in_file_order(articles):
    folder = articles("Sales of nearly 30 yuan.\nA rate of 7 percent.\n")
    wrong = figure("nearly 30", "40", "over", usd="4"), figure("8 percent", "7", kind="rate", at="[2, 9]")

    found = verify_figures(parse_document(HEAD + "".join(wrong), "f.yaml"), folder).problems

    assert [(p.file, p.line, p.rule) for p in found] == [
        ("f.yaml", 14, "verify-value"),
        ("f.yaml", 14, "verify-qualifier"),
        ("f.yaml", 14, "verify-usd"),
        ("f.yaml", 16, "verify-value"),
        ("f.yaml", 16, "verify-stated"),
        ("f.yaml", 16, "verify-line"),
    ]
    assert [p.column for p in found] == sorted(p.column for p in found[:3]) + sorted(
        p.column for p in found[3:]
    )


def test_a_file_with_faults_of_its_own_is_refused(articles):
    with pytest.raises(InvalidDataset, match="expected a number such as"):
        verify_figures(parse_document(HEAD + figure("30", "thirty"), "f.yaml"), articles("30"))


def test_words_that_cannot_be_read_may_stand_on_one_of_two_lines(articles):
    folder = articles("dozens in 6G\nno more\n")

    assert [f.rpartition("[")[2] for f in faults(folder, figure("dozens in 6G", "2", at="[1, 2]"))] == [
        "verify-reading]"
    ]


READING = "reading: {en: Two of them., zh: 其中两个。}, at:"


def test_a_curator_may_vouch_for_words_that_cannot_be_read(articles):
    text = HEAD + figure("both of dozens in 6G", "2").replace("at:", READING)
    found = verify_figures(parse_document(text, "f.yaml"), articles("both of dozens in 6G"))

    assert found.problems == ()
    assert [str(vouched) for vouched in found.vouched] == [
        "f.yaml:14:128: indicator 'sales', observation 1: stated: the words 'both of dozens in 6G' cannot be read ('6G' is read as: name); vouched for: Two of them. [vouched]"
    ]


def test_nobody_vouches_for_words_that_do_not_stand_there_or_that_can_be_read(articles):
    missing = HEAD + figure("dozens of shops", "2").replace("at:", READING)
    plain = HEAD + figure("30 yuan", "30").replace("at:", READING)

    found = verify_figures(parse_document(missing, "f.yaml"), articles("no shops"))
    assert [problem.rule for problem in found.problems] == ["verify-stated"]
    assert verify_figures(parse_document(plain, "f.yaml"), articles("30 yuan in 2024")) == Verification(
        (), (), ()
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("30 yuan in 2024", True),
        ("30 yuan last year", True),
        ("去年30 yuan", True),
        ("30 yuan a year earlier", True),
        ("30 yuan", False),
        ("30 yuan this year", False),
        ("30 yuan in 20245", False),
        ("30 yuan next year", False),
    ],
)
def test_a_period_stands_on_its_line_as_a_year_or_a_word_for_it(articles, line, said):
    """The paper came out in 2025, the figure is of 2024."""
    document = parse_document(HEAD + figure("30 yuan", "30"), "f.yaml")
    found = verify_figures(document, articles(line))

    assert found.problems == ()
    assert [problem.message for problem in found.unsaid] == (
        []
        if said
        else [
            "indicator 'sales', observation 1: period: the end of 2024 is said neither on line 1 nor by a note; "
            "say in that of the figure or of its source how it was dated"
        ]
    )


@pytest.mark.parametrize(
    "noted",
    [
        HEAD.replace("    accessed: 2026\n", "    accessed: 2026\n    note: Sums are of 2024.\n")
        + figure("30 yuan", "30"),
        HEAD + figure("30 yuan", "30").replace("at:", "note: Read as 2024., at:"),
        HEAD
        + figure("30 yuan", "30").replace("period: 2024, timing: during", "period: null, timing: unclear"),
    ],
)
def test_a_note_says_how_a_figure_was_dated(articles, noted):
    assert verify_figures(parse_document(noted, "f.yaml"), articles("30 yuan")).unsaid == ()


def test_what_is_vouched_for_is_listed_and_no_fault(articles, tmp_path):
    folder, data = articles("both of dozens in 6G\n"), tmp_path / "data.yaml"
    data.write_text(HEAD + figure("both of dozens in 6G", "2").replace("at:", READING), encoding="utf-8")
    run = CliRunner().invoke(main, ["verify", str(data), "--articles", str(folder)])

    assert run.exit_code == 0
    assert run.stdout == "every figure stands where it was printed\n"
    assert run.stderr.endswith("; vouched for: Two of them. [vouched]\n")


@pytest.mark.parametrize(
    "text",
    ["down 2.6\u00ad% on the year", "down\u200b 2.6 \uff05", "down 2.6\u202f%", "\u2066down 2.6%\u2069"],
)
def test_words_are_found_through_characters_that_nobody_sees(articles, text):
    stated = "down 2.6 %" if " %" in text.replace("\u202f", " ").replace("\uff05", "%") else "down 2.6%"

    assert faults(articles(text), figure(stated, "-2.6", kind="rate")) == []


@pytest.mark.parametrize(
    ("text", "stated", "value", "qualifier", "kind", "fault"),
    [
        ("销售额下降2.6%。", "下降2.6%", "2.6", "exact", "rate", "2.6\" ← indicator 'rate', observation 1: value: '下降2.6%' says -2.6; found '2.6' [verify-value]"),
        ("近6成企业", "近6成", "6", "nearly", "part", "6\" ← indicator 'part', observation 1: value: '近6成' says 60; found '6' [verify-value]"),
        ("超过2400亿元", "超过2400亿元", "2400亿", "exact", "sales", "exact ← indicator 'sales', observation 1: qualifier: '超过2400亿元' says over; found 'exact' [verify-qualifier]"),
        ("超过2400亿元", "2400亿元", "2400亿", "over", "sales", "2400亿元\" ← indicator 'sales', observation 1: stated: the hedge '超过' stands right beside '2400亿元' on line 1; expected it in stated [verify-qualifier]"),
        ("2400亿元以上", "2400亿元", "2400亿", "exact", "sales", "2400亿元\" ← indicator 'sales', observation 1: stated: the hedge '以上' stands right beside '2400亿元' on line 1; expected it in stated [verify-qualifier]"),
        ("增长5%—5.5%", "5%—5.5%", "5–6", "between", "rate", "5–6\" ← indicator 'rate', observation 1: value: '5%—5.5%' says 5–5.5; found '5–6' [verify-value]"),
        ("数百家企业", "数百家", "300", "exact", "goods", "数百家\" ← indicator 'goods', observation 1: stated: the words '数百家' cannot be read; say in reading what they mean [verify-reading]"),
        ("提高0.3个百分点", "提高0.3个百分点", "0.3", "exact", "rate", "提高0.3个百分点\" ← indicator 'rate', observation 1: stated: '提高0.3个百分点' says percentage points; the unit 'percent' is percent [verify-unit]"),
        ("worth Rs 28.83 lakh crore", "Rs 28.83 lakh crore", "28.83", "exact", "sales", "28.83\" ← indicator 'sales', observation 1: value: 'Rs 28.83 lakh crore' says 28.83 lakh crore; found '28.83' [verify-value]"),
        ("worth €331m", "€331m", "331", "exact", "sales", "331\" ← indicator 'sales', observation 1: value: '€331m' says 331 million; found '331' [verify-value]"),
        ("exports doubled", "doubled", "2", "exact", "rate", "2\" ← indicator 'rate', observation 1: value: 'doubled' says 2x; found '2' [verify-value]"),
        ("down by a third", "down by a third", "33", "exact", "rate", "33\" ← indicator 'rate', observation 1: value: 'down by a third' says -33.3; found '33' [verify-value]"),
    ],
)  # fmt: skip
def test_what_words_say_otherwise_than_the_record(articles, text, stated, value, qualifier, kind, fault):
    found = faults(articles(text + "\n"), figure(stated, value, qualifier, kind=kind))

    assert [line.removeprefix('"') for line in found] == [fault]


def test_full_width_digits_are_digits(articles):
    assert faults(articles("sales of ３０ yuan"), figure("３０ yuan", "30")) == []


def test_dollars_on_a_line_that_does_not_exist_are_one_fault_not_two(articles):
    assert [f.rpartition("[")[2] for f in faults(articles("30"), figure("30", "30", usd="4", at="[7]"))] == [
        "verify-line]"
    ]


def test_words_are_looked_for_down_to_the_last_line(articles):
    [fault] = faults(articles("Sales.\n\n30 yuan"), figure("30 yuan", "30"))

    assert fault.endswith("do not stand on line 1; they stand on line 3 [verify-stated]")


def test_a_hedge_beside_one_of_two_places_is_of_that_one_alone(articles):
    assert faults(articles("30 yuan here, over 30 yuan there"), figure("30 yuan", "30")) == []
    assert len(faults(articles("over 30 yuan here, over 30 yuan there"), figure("30 yuan", "30"))) == 1


def test_a_hedge_that_was_left_out_is_told_for_the_first_line_alone(articles):
    folder = articles("nearly 30 yuan\nalmost 30 yuan\n")

    assert [f.partition(": ")[2] for f in faults(folder, figure("30 yuan", "30", at="[1, 2]"))] == [
        "stated: the hedge 'nearly' stands right beside '30 yuan' on line 1; expected it in stated [verify-qualifier]"
    ]


# --- numbers without a figure --------------------------------------------------------------


def test_a_number_that_no_figure_states(articles, tmp_path):
    folder = articles("In 2024 sales of over 30 billion yuan ($4 billion).\n\nOne of ten firms.\n")
    stated = figure("over 30 billion", "30 billion", "over", usd="4 billion")

    assert left(folder, tmp_path, stated=stated) == []
    assert left(folder, tmp_path, stated=figure("30 billion", "30 billion")) == [(1, 41, "4 billion")]
    assert left(folder, tmp_path) == [(1, 23, "30 billion"), (1, 41, "4 billion")]


def test_what_is_uncovered_says_where_it_stands(articles):
    folder = articles("What they sold in the year amounted to 30 billion yuan, never more since the war.\n")

    assert find_uncovered(parse_dataset(HEAD + figure("1", "1")), folder, []) == [
        UncoveredNumber(
            "paper",
            1,
            40,
            "30 billion",
            "the year amounted to ",
            " yuan, never more since",
        )
    ]


def test_a_figure_covers_its_words_where_they_stand_and_its_number_where_they_do_not(articles, tmp_path):
    folder = articles("Sales over 30 yuan; 30 staff.\nThirty yuan!\nAnother 30.\n")

    assert left(folder, tmp_path, stated=figure("over 30 yuan", "30", "over", at="[1, 2, 8]")) == [
        (1, 21, "30"),
        (3, 9, "30"),
    ]


def test_a_number_equal_to_the_dollars_is_not_covered_by_them(articles, tmp_path):
    folder = articles("30 yuan ($4) in 4 shops\n")

    assert left(folder, tmp_path, stated=figure("30 yuan", "30", usd="4")) == [(1, 17, "4")]


def test_words_that_run_on_cover_both_lines(articles, tmp_path):
    folder = articles("Sales of 30\nbillion yuan, 5\n")

    assert left(folder, tmp_path, stated=figure("30 billion", "30 billion")) == [(2, 15, "5")]


def test_excuses_by_token_and_by_page(articles, tmp_path):
    folder = articles("At 40, 10 yuan.\nAt 40, 10 yuan.\nPhoto of 9 yuan\n")

    rows = ("paper,1-2,40,an age", "paper,3,*,photo caption", "other,1,10,of another article")
    assert left(folder, tmp_path, *rows) == [(1, 8, "10"), (2, 8, "10")]
    assert left(folder, tmp_path, *rows, "paper,2,10,why not") == [(1, 8, "10")]


def test_an_excuse_that_explains_nothing_is_stale(articles, tmp_path):
    folder = articles("In 2024 sales of 30 in 40 shops.\n")
    rows = (
        "paper,1,40,no sales",
        "paper,1,30,stated now",
        "paper,2-9,2024,gone",
        "paper,1,2024,a date by itself",
        "other,1,*,no such article",
    )

    found = find_stale_excuses(parse_dataset(HEAD + figure("30", "30")), folder, excuses(tmp_path, *rows))

    file = tmp_path / "excuses.csv"
    assert [str(problem) for problem in found] == [
        f"{file}:3:1: nothing on line 1 of 'paper' needs this excuse for '30' [stale-excuse]",
        f"{file}:4:1: nothing on lines 2-9 of 'paper' needs this excuse for '2024' [stale-excuse]",
        f"{file}:5:1: nothing on line 1 of 'paper' needs this excuse for '2024' [stale-excuse]",
        f"{file}:6:1: nothing on line 1 of 'other' needs this excuse for '*' [stale-excuse]",
    ]


def test_an_excuse_for_an_article_that_is_not_here_is_not_judged(tmp_path):
    kept = excuses(tmp_path, "paper,1,2024,date", "elsewhere,1,2024,no such source")

    found = find_stale_excuses(parse_dataset(HEAD + figure("30", "30")), tmp_path, kept)

    assert [problem.message for problem in found] == [
        "nothing on line 1 of 'elsewhere' needs this excuse for '2024'"
    ]


def test_an_excuse_for_no_source_is_left_alone_by_who_asks_about_one_article(articles, tmp_path):
    kept = excuses(tmp_path, "elsewhere,1,2024,no such source")
    dataset, folder = parse_dataset(HEAD + figure("30", "30")), articles("30\n")

    assert len(find_stale_excuses(dataset, folder, kept)) == 1
    assert find_stale_excuses(dataset, folder, kept, ["paper"]) == []


def test_one_article_can_be_looked_into_without_the_others(tmp_path):
    other = "  - {id: other, title: {en: O, zh: 他}, publisher: Press, published: 2025, language: en, accessed: 2026}\n"
    data = tmp_path / "data.yaml"
    text = (HEAD + figure("30", "31")).replace("regions:", other + "regions:")
    data.write_text(text, encoding="utf-8")
    (tmp_path / "paper.txt").write_text("In 2024 sales of 30 in 40 shops.\n", encoding="utf-8")
    (tmp_path / "not-figures.csv").write_text(
        "source,line,token,reason\nother,1,5,gone\nother,1,6,gone\n", encoding="utf-8"
    )

    def run(*options):
        command = ["verify", str(data), "--articles", str(tmp_path), *options]
        return CliRunner().invoke(main, command)

    mine = run("--uncovered", "--source", "paper")
    theirs = run("--uncovered", "--source", "other")
    unknown = run("--source", "papr")

    assert mine.exit_code == 1
    assert mine.stdout.splitlines()[:2] == [
        f"{tmp_path / 'paper.txt'}: 1 of 2 numbers are in no figure",
        "  1:24  sales of 30 in [40] shops.",
    ]
    assert "'30' says 30; found '31'" in mine.output
    assert "'other'" not in mine.output
    assert "source 'other': its article:" in theirs.output
    assert "paper" not in theirs.output
    assert "stale-excuse" not in theirs.output
    assert (unknown.exit_code, unknown.output) == (
        2,
        "indicators: there is no source 'papr'; did you mean 'paper'?\n",
    )


def test_a_missing_article_has_nothing_uncovered(tmp_path):
    assert left(tmp_path, tmp_path) == []


@pytest.mark.parametrize(
    "row",
    [
        "",
        "paper,1,2024",
        "paper,x,2024,date",
        "paper,9-1,2024,date",
        "paper,0,2024,date",
        "paper,1,,date",
        "paper,1,2024,",
        "a,1,b,c,d",
    ],
)
def test_a_faulty_excuse_is_located(tmp_path, row):
    with pytest.raises(InvalidDataset) as caught:
        excuses(tmp_path, row, "paper,1,*,fine")

    assert str(caught.value) == (
        f"{tmp_path / 'excuses.csv'}:2:1: expected source, line (12 or 26-87), token and reason; found {row!r} [excuse]"
    )


def test_excuses_without_their_header(tmp_path):
    path = tmp_path / "excuses.csv"
    path.write_text("paper,1,*,fine\npaper,1\n", encoding="utf-8")

    with pytest.raises(InvalidDataset) as caught:
        read_excuses(path)

    assert [problem.message for problem in caught.value.problems] == [
        "expected the header source,line,token,reason; found 'paper,1,*,fine'",
        "expected source, line (12 or 26-87), token and reason; found 'paper,1'",
    ]


def test_excuses_that_are_not_there(tmp_path):
    with pytest.raises(DataFileError, match="cannot be read"):
        read_excuses(tmp_path / "none.csv")


def test_the_problems_of_a_file_are_those_of_both_sides(articles, tmp_path):
    folder = articles("In 2024 sales of 30 in 40 shops.\n")
    data = tmp_path / "data.yaml"
    data.write_text(HEAD + figure("31", "31"), encoding="utf-8")

    excused = (tmp_path / "not-figures.csv").write_text
    missed = f"{tmp_path / 'paper.txt'}:1:{{}}: no figure states {{!r}} in “{{}}”; add it, or excuse it in not-figures.csv [uncovered]"
    stated = f"{data}:14:89: indicator 'sales', observation 1: stated: the words '31' do not stand on line 1 [verify-stated]"

    def found():
        missing = measure_coverage(load_dataset(data), folder).problems()
        return [
            str(problem)
            for problem in [*verify_figures(yamlfile.read_document(data), folder).problems, *missing]
        ]

    thirty = missed.format(18, "30", "In 2024 sales of 30 in 40 shops.")
    forty = missed.format(24, "40", "sales of 30 in 40 shops.")
    assert found() == [stated, thirty, forty]

    excused("source,line,token,reason\npaper,1,40,no sales\npaper,1,5,gone\n", encoding="utf-8")

    assert found() == [
        stated,
        thirty,
        f"{tmp_path / 'not-figures.csv'}:3:1: nothing on line 1 of 'paper' needs this excuse for '5' [stale-excuse]",
    ]


@pytest.mark.parametrize(
    ("line", "left_over"),
    [("1", [(2, "10")]), ("2", [(1, "10")]), ("1-2", []), ("2-9", [(1, "10")]), ("3-9", [(1, "10"), (2, "10")])],
)  # fmt: skip
def test_an_excuse_holds_from_its_first_line_to_its_last(articles, tmp_path, line, left_over):
    folder = articles("10\n10\n")

    assert [(n, word) for n, _, word in left(folder, tmp_path, f"paper,{line},10,a saying")] == left_over


def test_a_line_of_an_excuse_has_nine_digits_at_most(tmp_path):
    [kept] = excuses(tmp_path, "paper,1-999999999,*,all of it")

    assert (kept.first, kept.last) == (1, 999_999_999)
    with pytest.raises(InvalidDataset):
        excuses(tmp_path, "paper,1-1000000000,*,all of it")


def test_a_faulty_excuse_is_quoted_up_to_sixty_signs(tmp_path):
    with pytest.raises(InvalidDataset, match=f"found {'x' * 60!r}"):
        excuses(tmp_path, "x" * 61)


def test_an_excuse_of_one_line_may_be_written_as_a_range(tmp_path):
    assert excuses(tmp_path, "paper,7-7,*,all")[0].last == 7


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("a b c d 30 e f g h", "a b c d ", " e f g h"),
        ("z a b c d 30 e f g h i", "a b c d ", " e f g h"),
        ("甲" * 40 + "30" + "乙" * 40, "甲" * 40, "乙" * 40),
        ("甲" * 41 + "30" + "乙" * 41, "甲" * 40, "乙" * 40),
        ("30", "", ""),
    ],
)
def test_four_words_or_forty_signs_stand_beside_a_number(articles, text, before, after):
    [item] = find_uncovered(parse_dataset(HEAD + figure("1", "1")), articles(text + "\n"), [])

    assert (item.before, item.token, item.after) == (before, "30", after)


def test_an_empty_article_has_one_empty_line():
    article = Article("")

    assert [article.has_line(line) for line in (0, 1, 2)] == [False, True, False]
    assert article.find_words("30", 1) == []


def test_the_work_list_is_read_article_by_article(articles, tmp_path):
    folder = articles("In 2024 sales of over 30 billion yuan, up 4%.\n\nOne in ten firms.\n")
    data = tmp_path / "data.yaml"
    data.write_text(HEAD + figure("over 30 billion", "30 billion", "over"), encoding="utf-8")
    (tmp_path / "not-figures.csv").write_text(
        "source,line,token,reason\npaper,3,*,a saying\n", encoding="utf-8"
    )
    run = CliRunner().invoke(main, ["verify", str(data), "--articles", str(folder), "--uncovered"])

    assert run.exit_code == 1
    assert run.stdout == (
        f"{folder / 'paper.txt'}: 1 of 3 numbers are in no figure\n"
        "  1:43  30 billion yuan, up [4]%.\n"
        f"Add each as a figure (indicators new observation), or say in {tmp_path / 'not-figures.csv'} why it is none.\n"
        "1 of 3 printed numbers are in no figure\n"
        "every figure stands where it was printed\n"
    )
    assert run.stderr == "read as no figures: 1 period\n"


def test_figures_of_a_chinese_article_are_covered_like_others(articles, tmp_path):
    folder = articles(
        "2024年10月23日，记者从“十四五”规划发布会获悉，全年销售额超过2400亿元（约合340亿美元），增长5%—5.5%。\n"
        "近6成企业使用5G，第12218号文件支持。\n"
    )
    stated = figure("超过2400亿元", "2400亿", "over", usd="340亿")

    assert left(folder, tmp_path, stated=stated) == [(1, 55, "5%—5.5"), (2, 2, "6成")]


def test_digits_that_cannot_be_read_are_listed_like_figures(articles, tmp_path):
    folder = articles("Out of it, 45 of which were 33 national 5G sites.\n")

    assert left(folder, tmp_path) == [(1, 12, "45"), (1, 29, "33")]


def test_the_work_list_is_done(articles, tmp_path):
    folder = articles("Sales of over 30 billion yuan.\n")
    data = tmp_path / "data.yaml"
    data.write_text(HEAD + figure("over 30 billion", "30 billion", "over"), encoding="utf-8")
    run = CliRunner().invoke(main, ["verify", str(data), "--articles", str(folder), "--uncovered"])

    assert (run.exit_code, run.stdout) == (
        0,
        "every printed number is a figure or excused\nevery figure stands where it was printed\n",
    )
