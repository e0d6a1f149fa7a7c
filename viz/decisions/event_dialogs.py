"""The dialogs about events and documents: the date, which incident it belongs to, when it was published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.query import DocumentRow, EventRow
from viz.kit.dialog_fields import element, field, finder, form, option, page
from viz.kit.wording import say_basis, say_day, say_event, say_when, shorten

DATES = (
    ("2024-03-08", "a day"),
    ("2024-03-08/2024-03-11", "from a day to a day"),
    ("2024-03", "a month"),
    ("2024", "a year"),
    ("--03-08", "a day whose year is unknown"),
)


def draw_event_option(event: EventRow) -> list[Any]:
    """An event among those found."""
    return option(event.id, *_event(event))


def draw_event(event: EventRow) -> list[Any]:
    """An event on a few lines: what, when, who says so, and its sentence."""
    return element("div", *_event(event), css="story chosen-one")


def _event(event: EventRow) -> list[Any]:
    return [
        element("span", say_event(event), css="headline"),
        element("span", say_when(event.when), css="kind"),
        element("span", event.publisher or event.path, " · ", shorten(event.sentence.text, 150), css="sub"),
    ]


def draw_redate(event: EventRow) -> list[Any]:
    """The date of an event: what it is now and why, and what it can be set to."""
    when = event.when
    now = (
        f"Now {say_when(when)}, {say_basis(when.basis)}" + (f" (“{when.text}”)." if when.text else ".")
        if when
        else "Now without a date: the text gives none."
    )
    return form(
        "Set the date",
        draw_event(event),
        element("p", now),
        field(
            "Date", "value", value=_written(event), maxlength=40, hint="Leave it empty where it is unknown."
        ),
        element(
            "dl",
            *(part for form_, word in DATES for part in (element("dt", form_), element("dd", word))),
            css="forms",
        ),
        element("button", "The date is unknown", type_="button", css="quiet", data_fill=""),
        kind="redate",
        targets=[event.id],
        submit="Set the date",
    )


def _written(event: EventRow) -> str:
    """The date of an event in the form that the field takes; "" where it has no such form."""
    if event.when is None:
        return ""
    first, last = event.when.interval.earliest, event.when.interval.latest
    if not first or not last:
        return ""
    if first == last:
        return first
    return f"{first}/{last}" if event.when.interval.year_known else ""


def draw_same(event: EventRow, others: Sequence[EventRow]) -> list[Any]:
    """The first step of joining incidents: which other event tells of the same."""
    return page(
        "Same incident as…",
        draw_event(event),
        finder(
            "Find the other account",
            what="event",
            form="same",
            targets=[event.id],
            options=[draw_event_option(one) for one in others]
            or [element("li", "Type words of its sentence.", css="note", role="presentation")],
        ),
    )


def draw_same_confirm(events: Sequence[EventRow]) -> list[Any]:
    """The second step of joining incidents: what will happen."""
    return form(
        "Are these one incident?",
        *map(draw_event, events),
        element(
            "p",
            "Their incidents become one: all accounts of both stand side by side and count as one.",
        ),
        kind="same incident",
        targets=[event.id for event in events],
        submit="Same incident",
    )


def draw_different(event: EventRow, others: Sequence[EventRow]) -> list[Any]:
    """Whether to take an account out of its incident."""
    if not others:
        return page(
            "Not this incident", draw_event(event), element("p", "It is the only account of its incident.")
        )
    shown = others[:4]
    return form(
        "Not this incident?",
        draw_event(event),
        element("p", "It is taken out of the incident that it shares with:"),
        *map(draw_event, shown),
        element("p", f"and {len(others) - len(shown)} more.", css="note")
        if len(others) > len(shown)
        else None,
        element("p", "They stay together; it stands alone, in later runs too."),
        kind="different incidents",
        targets=[event.id, *(one.id for one in others)],
        submit="Take it out",
        value="alone",
    )


def draw_publish(row: DocumentRow) -> list[Any]:
    """The publication date of a document."""
    now = (
        f"Now {say_day(row.published)}, from {row.published_basis or 'the report'}."
        if row.published
        else "Now unknown."
    )
    return form(
        "When was it published?",
        element("p", row.title or row.path, css="headline"),
        element(
            "p", f"{now} “Yesterday” and “in March” in its text count from this day; set, it dates them anew."
        ),
        field(
            "Publication date",
            "value",
            value=row.published or "",
            maxlength=10,
            placeholder="2024-03-08",
            inputmode="numeric",
            hint="Year, month, day. Leave it empty where it is unknown.",
        ),
        element("button", "It is unknown", type_="button", css="quiet", data_fill=""),
        kind="publish",
        targets=[row.id],
        submit="Set the date",
    )
