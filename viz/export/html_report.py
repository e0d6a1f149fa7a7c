"""A query taken away whole: one HTML file with the pictures, the accounts that differ and every event.

It opens without this program and without a network: pictures are inline SVG, there is no script, and every
word of a document is escaped by the standard library's serializer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from nlp.query import DocumentRow, EventRow
from viz.evidence.citation import cite
from viz.evidence.disagreements import GRADES, ordered, say_asked, say_value
from viz.export.report_css import draw_report_css
from viz.kit.svg import part, printable
from viz.kit.theme import STANDINGS
from viz.kit.wording import count_of, say_basis, say_day, say_event, say_sources, say_when, standing

if TYPE_CHECKING:
    from nlp.case.ask.accounts import IncidentAccounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a report is made of.

    ``asked`` are the restrictions of the query in words. ``pictures`` pairs a caption with an SVG. ``events``
    come by time; ``left_out`` is how many more the query has. ``disputed`` pairs the headline of an incident
    with its accounts. ``outlets`` names the outlet of events by their id.
    """

    title: str
    made_on: str
    standfirst: str
    asked: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    disputed: tuple[tuple[str, IncidentAccounts], ...] = ()
    outlets: dict[str, str] | None = None
    events: tuple[EventRow, ...] = ()
    left_out: int = 0
    documents: tuple[DocumentRow, ...] = ()
    decisions: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


def write_report(contents: Contents) -> str:
    """The report as one HTML document."""
    page = Element("html", {"lang": "en"})
    head = part(page, "head")
    part(head, "meta", charset="utf-8")
    part(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    ElementTree.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    part(head, "title", contents.title)
    part(head, "style", draw_report_css())
    body = part(page, "body")
    _draw_head(body, contents)
    for caption, svg in contents.pictures:
        figure = part(body, "figure")
        figure.append(_inline(svg))
        part(figure, "figcaption", caption)
    _draw_disputed(body, contents)
    _draw_events(body, contents)
    _draw_documents(body, contents.documents)
    _draw_list(body, "Decisions of the analyst", contents.decisions)
    _draw_list(body, "Could not be read", [f"{path}: {reason}" for path, reason in contents.skipped])
    return "<!DOCTYPE html>\n" + ElementTree.tostring(page, encoding="unicode", method="html")


def _inline(svg: str) -> Element:
    """A picture of ours as an element of an HTML page, where it needs no namespace."""
    whole = ElementTree.fromstring(svg)  # noqa: S314  (written by viz.kit.svg, not read from outside)
    for one in whole.iter():
        one.tag = one.tag.rpartition("}")[2]
    return whole


def _draw_head(body: Element, contents: Contents) -> None:
    head = part(body, "header")
    part(head, "p", f"Dateline · {say_day(contents.made_on)}", class_="brand")
    part(head, "h1", contents.title)
    part(head, "p", contents.standfirst, class_="standfirst")
    asked = "; ".join(contents.asked)
    held = f"Of the case, this report holds: {asked}." if asked else "The whole case."
    part(head, "p", held, class_="note")


def _draw_disputed(body: Element, contents: Contents) -> None:
    if not contents.disputed:
        return
    outlets = contents.outlets or {}
    section = part(body, "section")
    part(section, "h2", "Where accounts differ")
    for headline, accounts in contents.disputed:
        article = part(section, "article")
        part(article, "h3", headline)
        part(article, "p", f"{accounts.summary[:1].upper()}{accounts.summary[1:]}.")
        for one in ordered(accounts.disagreements):
            table = part(article, "table")
            part(table, "caption", f"{say_asked(one)}: {GRADES.get(one.grade, one.grade)}")
            for value, events in one.values:
                row = part(table, "tr")
                part(row, "th", say_value(one.kind, value), scope="row")
                said_by = dict.fromkeys(outlets.get(event, "Publisher unknown") for event in events)
                part(row, "td", ", ".join(said_by))


def _draw_events(body: Element, contents: Contents) -> None:
    section = part(body, "section")
    part(section, "h2", "What happened, by time")
    if contents.left_out:
        part(
            section,
            "p",
            f"The {count_of(len(contents.events), 'event')} of most weight; "
            f"{count_of(contents.left_out, 'other')} left out.",
            class_="note",
        )
    for when, events in groupby(contents.events, key=lambda event: say_when(event.when)):
        part(section, "h3", when[:1].upper() + when[1:], class_="when")
        for event in events:
            _draw_event(section, event)


def _draw_event(section: Element, event: EventRow) -> None:
    said = standing(event)
    article = part(section, "article", id=event.id)
    head = part(article, "h4", say_event(event, longest=120))
    part(head, "span", STANDINGS[said].word, class_=f"standing {said}")
    if event.review:
        part(head, "span", event.review.capitalize(), class_="standing")
    quote = part(article, "blockquote")
    text, low = event.sentence.text, event.sentence.start
    first, last = event.trigger.start - low, event.trigger.end - low
    quote.text = printable(text[:first])
    part(quote, "mark", text[first:last]).tail = printable(text[last:])
    chain = say_sources(event.attribution, event.publisher)
    part(article, "p", f"{chain}. {cite(event, publisher=False)}", class_="source")
    if event.when is not None:
        words = f"“{event.when.text}”, " if event.when.text else ""
        anchor = f" ({event.anchor})" if event.anchor else ""
        part(article, "p", f"Date: {words}{say_basis(event.when.basis)}{anchor}.", class_="note")


def _draw_documents(body: Element, documents: Iterable[DocumentRow]) -> None:
    rows = [
        ". ".join(
            one
            for one in (
                row.title,
                row.publisher or "Publisher unknown",
                say_day(row.published) if row.published else "Publication date unknown",
                f"{row.path} ({count_of(row.events, 'event')})",
            )
            if one
        )
        for row in documents
    ]
    _draw_list(body, "Reports", rows)


def _draw_list(body: Element, title: str, rows: Sequence[str]) -> None:
    if rows:
        section = part(body, "section")
        part(section, "h2", title)
        lines = part(section, "ul")
        for row in rows:
            part(lines, "li", row)
