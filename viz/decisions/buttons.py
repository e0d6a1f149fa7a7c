"""What an analyst can correct, as buttons beside what is to be corrected, and what was decided.

A button carries ``data-write``: the form it opens, or "decide" for what needs no question. A page that may
not write hides them all (``assets/6-decisions/dialogs.css``), and the server refuses what they would send.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import dcc, html

from nlp.query import DecisionRow, DocumentRow, EntityRow, EventRow
from viz.kit import ids
from viz.kit.components import attributes, empty, note
from viz.kit.theme import type_style
from viz.kit.wording import say_day


def writing(
    word: str,
    what: str,
    *,
    css: str = "quiet",
    title: str | None = None,
    disabled: bool | None = None,
    **more: str,
) -> html.Button:
    """A button that opens the form ``what``, or does it where nothing is to be asked."""
    carried: dict[str, Any] = {"data-write": what, **{f"data-{name}": value for name, value in more.items()}}
    return html.Button(word, className=css, title=title, type="button", disabled=disabled, **carried)


def deciding(word: str, kind: str, ref: str, *, title: str) -> html.Button:
    """A button that makes a decision at once: it can be undone at once too."""
    return writing(word, "decide", css="link", title=title, kind=kind, ref=ref)


def draw_entity_actions(row: EntityRow) -> html.Div:
    """What can be corrected about an entity, and why it is one."""
    correct = [
        writing("Merge with…", "merge", css="link", title="It and another are one (m)", ref=row.id),
        writing("Rename", "rename", css="link", title="Give it another name (r)", ref=row.id),
        writing("Change type", "retype", css="link", ref=row.id),
        writing("Split", "split", css="link", title="Take out mentions that are of another", ref=row.id),
        writing("Keep apart from…", "apart", css="link", ref=row.id),
        writing("Hide everywhere", "hide", css="link", title="It is none, or of no interest", ref=row.id),
    ]
    why = writing("Why one?", "why", css="link", title="Why all these mentions are one entity", ref=row.id)
    return html.Div(
        [html.Span("Correct", className="label"), *correct, html.Span(why, **attributes(data_reads="yes"))],
        className="corrections",
        role="group",
        **attributes(aria_label=f"Correct {row.name}"),
    )


def draw_several_actions(rows: Sequence[EntityRow]) -> html.Div:
    """What can be corrected about several entities at once."""
    refs = "~".join(row.id for row in rows)
    return html.Div(
        [
            html.Span("Correct", className="label"),
            writing("Merge them", "merge", css="link", title="They are one (m)", ref=refs),
            writing("Keep them apart", "apart", css="link", ref=refs),
        ],
        className="corrections",
        role="group",
        **attributes(aria_label="Correct these"),
    )


def draw_account_actions(event: EventRow) -> html.Details:
    """What can be decided about one account of an event."""
    buttons: list[Any] = [
        deciding("Confirm", "confirm", event.id, title="It is right as it stands (c)")
        if event.review != "confirmed"
        else None,
        deciding("Reject", "reject", event.id, title="It is wrong: leave it out everywhere (x)")
        if event.review != "rejected"
        else None,
        writing("Set the date", "redate", css="link", title="Correct its date (w)", ref=event.id),
        writing("Same incident as…", "same", css="link", ref=event.id),
        writing("Not this incident", "different", css="link", ref=event.id) if event.accounts > 1 else None,
    ]
    return html.Details(
        [
            html.Summary("Decide", title="Confirm or reject it, set its date, say which incident it is of"),
            html.Div([one for one in buttons if one], className="choices"),
        ],
        className="deciding",
        **attributes(data_key=f"decide-{event.id}"),
    )


def draw_document_actions(row: DocumentRow) -> html.Div:
    """What can be corrected about a document."""
    word = "Change the publication date" if row.published else "Set the publication date"
    return html.Div(
        [writing(word, "publish", css="link", ref=row.id)],
        className="corrections",
    )


def draw_decisions(rows: Sequence[DecisionRow], *, writable: bool) -> html.Div:
    """The decisions made on a case, newest first, with undo and redo."""
    undone, held = [r for r in rows if r.undone], [r for r in rows if not r.undone]
    head = [
        html.H2("Decisions"),
        note("They hold over everything that is read later, and each can be undone."),
        html.Div(
            [
                _step("Undo", "undo", bool(held), "Ctrl+Z"),
                _step("Redo", "redo", bool(undone), "Ctrl+Shift+Z"),
            ],
            className="actions",
        ),
        _name_field() if writable else None,
    ]
    if not rows:
        return html.Div(
            [
                *head,
                empty(
                    "No decision yet",
                    "Merge two names, reject an event or set a date, and it is listed here.",
                ),
            ],
            className="decisions",
        )
    return html.Div([*head, html.Ol([_draw_decision(row) for row in rows])], className="decisions")


def _step(word: str, what: str, possible: bool, keys: str) -> html.Button:
    return writing(word, what, title=f"{word} ({keys})", disabled=None if possible else True)


def _name_field() -> html.Div:
    return html.Div(
        [
            html.Label("Your name", htmlFor=ids.AUTHOR),
            dcc.Input(
                id=ids.AUTHOR, type="text", autoComplete="off", placeholder="kept with what you decide"
            ),
        ],
        className="field author",
    )


def _draw_decision(row: DecisionRow) -> html.Li:
    state = "undone" if row.undone else "waiting" if row.waiting else ""
    facts = [say_moment(row.made_at), row.author and f"by {row.author}"]
    return html.Li(
        [
            html.P(say_decision(row), className="what"),
            html.P(
                [
                    " · ".join(fact for fact in facts if fact),
                    html.Span("Undone", className="tag") if row.undone else None,
                    html.Span(
                        "Waiting",
                        className="tag",
                        title="What it is about is not in the case now; it holds again once it is",
                    )
                    if row.waiting and not row.undone
                    else None,
                ],
                className="byline",
            ),
        ],
        className=f"decision {state}".strip(),
    )


def say_decision(row: DecisionRow) -> str:
    """A decision in a line: types as words, a date set off from what it dates."""
    if row.kind == "retype":
        word = type_style(row.value).word.lower()
        return f"{row.text.removesuffix(f' a {row.value}')} {'an' if word[0] in 'aeio' else 'a'} {word}"
    if row.kind in ("redate", "publish"):
        said = row.value or "unknown"
        return f"{row.text.removesuffix(f' {said}')}: {row.value or 'date unknown'}"
    return row.text


def say_moment(made_at: str) -> str:
    """``2024-03-08T14:05:00+00:00`` as "8 March 2024, 14:05", in local time; "" where it is none."""
    try:
        moment = datetime.fromisoformat(made_at).astimezone()
    except ValueError:
        return ""
    return f"{say_day(moment.date().isoformat())}, {moment:%H:%M}"
