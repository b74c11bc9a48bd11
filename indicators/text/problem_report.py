"""A reader who doubts a figure: what to write to those who keep the dataset, and where to send it.

Where is the `contact` of the dataset: a mail address, or an address of the web in which `{id}`,
`{link}` and `{report}` stand for what is reported. Without one a reader has the words to send.
"""

from __future__ import annotations

from urllib.parse import quote

from indicators.i18n import Messages
from indicators.model import Dataset
from indicators.query.table import Row
from indicators.text import (
    add_label,
    describe_origin,
    describe_subject,
    format_figure,
    printed_words_label,
)


def compose_problem_report(row: Row, dataset: Dataset, link: str, say: Messages) -> str:
    """The report on one figure, with a place for what is wrong: its words, source, id and address."""
    about = add_label(
        describe_subject(row, dataset, say.language), format_figure(row, dataset, say), say.language
    )
    printed = printed_words_label([dataset.sources[row.source].language], say)
    stated = [add_label(printed, f"“{row.stated}”", say.language)] if row.basis == "stated" else []
    lines = [
        say("This figure seems wrong:"),
        about,
        *stated,
        describe_origin(row, say),
        row.observation_id,
        link,
        "",
        say("What is wrong, and how you know:"),
    ]
    return "\n".join(lines) + "\n"


def report_address(contact: str, id: str, link: str, report: str) -> str:
    """Where the report on the figure `id` is sent, filled in."""
    if "://" not in contact:
        return f"mailto:{quote(contact, safe='@')}?subject={quote(id)}&body={quote(report)}"
    for name, value in (("id", id), ("link", link), ("report", report)):
        contact = contact.replace(f"{{{name}}}", quote(value, safe=""))
    return contact
