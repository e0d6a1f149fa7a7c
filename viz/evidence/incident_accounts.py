"""The sentences behind what is seen, with who says so and why they are dated as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dash import html

from nlp.query import EventRow
from nlp.records import When
from viz.decisions.buttons import draw_account_actions
from viz.evidence.citation import quote
from viz.kit.components import attributes, button, doing, event_badge
from viz.kit.text_runs import Markup, classes, cut_runs, innermost
from viz.kit.time_axis import first_ms, last_ms
from viz.kit.wording import (
    PLACED_BASIS,
    count_of,
    say_basis,
    say_day,
    say_event,
    say_placed,
    say_time,
    say_when,
    shorten,
    standing,
)
from viz.state.limits import ACCOUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Events that report one incident, and the points on which they differ."""

    id: str
    events: tuple[EventRow, ...]
    differences: tuple[str, ...]


def group_incidents(events: Iterable[EventRow]) -> list[Incident]:
    """Events grouped by incident, incidents in the order of their first event."""
    groups: dict[str, list[EventRow]] = {}
    for event in events:
        groups.setdefault(event.incident_id or event.id, []).append(event)
    return [Incident(id=k, events=tuple(v), differences=find_differences(v)) for k, v in groups.items()]


def find_differences(events: Sequence[EventRow]) -> tuple[str, ...]:
    """What accounts of one incident disagree on, as far as their rows tell: dates, standing, else that they
    do. Empty where they agree. Tolls are compared by kind where the accounts are side by side."""
    found = []
    dates = dict.fromkeys(say_when(e.when) for e in events if e.when)
    if len(dates) > 1 and not can_be_one_day([e.when for e in events if e.when]):
        found.append("date: " + " / ".join(dates))
    said = dict.fromkeys(standing(e) for e in events)
    if "denied" in said and len(said) > 1:
        found.append("some deny it")
    if not found and any(event.disputed for event in events):
        found.append("choose it to see on what")
    return tuple(found)


def can_be_one_day(times: Iterable[When]) -> bool:
    """Whether some day lies in all of these times. One without a year fits any year, so it is left out
    unless all are without."""
    spans = [when.interval for when in times if when.interval.earliest or when.interval.latest]
    dated = [span for span in spans if span.year_known] or spans
    latest_start = max((span.earliest for span in dated if span.earliest), default="")
    earliest_end = min((span.latest for span in dated if span.latest), default="~")
    return latest_start <= earliest_end


def lead_account(events: Sequence[EventRow]) -> EventRow:
    """The account that stands for an incident: dated with its year, most exactly, most telling."""

    def exactness(event: EventRow) -> tuple[bool, bool, float, float]:
        span = event.when.interval if event.when else None
        whole = span is not None and span.earliest is not None and span.latest is not None
        days = last_ms(event.when) - first_ms(event.when) if event.when and whole else 0.0
        return span is not None and span.year_known, whole, -days, event.salience

    return max(events, key=exactness)


def telling_account(events: Sequence[EventRow]) -> EventRow:
    """The account whose words say most of an incident: who and whom, in one piece, then salience."""

    def telling(event: EventRow) -> tuple[int, bool, float, int]:
        whole = "…" not in say_event(event, longest=120)
        return min(len(event.participants), 2), whole, event.salience, -event.sentence.start

    return max(events, key=telling)


def draw_incident(
    incident: Incident, *, types: Mapping[str, str], chosen: Sequence[str] = (), most: int = ACCOUNTS.most
) -> html.Article:
    """An incident as an article: its date and type, on what accounts differ, then each account.

    ``types`` are entity types by id; what is in ``chosen`` (event or entity ids) stands out.
    """
    first = lead_account(incident.events)
    shown = [e for e in incident.events if e.id in chosen][:1]
    shown += [e for e in incident.events if e not in shown][: most - len(shown)]
    outlets = len({e.publisher or e.path for e in incident.events})
    several = f"{count_of(len(incident.events), 'account')} · {count_of(outlets, 'outlet')}"
    return html.Article(
        [
            html.Header(
                [
                    html.Span(say_time(first), className="when"),
                    html.Span(first.type.replace("_", " "), className="kind"),
                    html.Span(several, className="several") if len(incident.events) > 1 else None,
                ]
            ),
            html.P([html.Strong("Accounts differ. "), "; ".join(incident.differences)], className="differ")
            if incident.differences
            else None,
            *(draw_account(e, types=types, chosen=chosen) for e in shown),
            *([_draw_others(incident.events, shown)] if len(incident.events) > len(shown) else []),
        ],
        className="incident",
    )


def _draw_others(events: Sequence[EventRow], shown: Sequence[EventRow]) -> html.Details:
    """The accounts beyond those drawn in full, a line each; one that is chosen is drawn in full."""
    rest = [event for event in events if event not in shown]
    rows = [
        html.Li(
            button(
                [
                    html.Span(event.publisher or event.path, className="outlet"),
                    html.Span(shorten(event.sentence.text, 120), className="sub"),
                ],
                "select",
                css="row story",
                kind="event",
                ref=event.id,
            )
        )
        for event in rest
    ]
    return html.Details(
        [html.Summary(f"{count_of(len(rest), 'more account')}"), html.Ul(rows)],
        className="others",
        **attributes(data_key=f"others-{events[0].incident_id}"),
    )


def draw_account(event: EventRow, *, types: Mapping[str, str], chosen: Sequence[str] = ()) -> html.Div:
    """One account: the sentence with its words marked, who says so, and why it is dated so."""
    return html.Div(
        [
            html.Blockquote(draw_sentence(event, types=types, chosen=chosen), className="sentence"),
            html.Div([*_chain(event), *_review(event), event_badge(event)], className="chain"),
            html.Div(
                [
                    button(
                        event.title or event.path,
                        "open",
                        css="source",
                        title=f"Open {event.path} at this sentence",
                        ref=event.document_id,
                        at=event.sentence.start,
                    ),
                    html.Span(
                        say_day(event.published) if event.published else "publication date unknown",
                        className="published",
                    ),
                ],
                className="from",
            ),
            html.Div(
                [draw_reason(event), draw_citing(event), draw_account_actions(event)], className="more-on"
            ),
        ],
        className=f"account is-{standing(event)}{' chosen' if event.id in chosen else ''}",
        id=f"account-{event.id}",
        **doing("select", kind="event", ref=event.id),
    )


def draw_citing(event: EventRow) -> html.Button:
    """A button that puts the quotation and where it stands on the clipboard."""
    words = "Copy citation"
    return html.Button(
        words, type="button", className="cite", **attributes(data_local="cite", data_text=quote(event))
    )


def draw_steps() -> html.Div:
    """Buttons to the events before and after, in the order of the timeline."""
    return html.Div(
        [
            html.Button(words, type="button", className="quiet", title=hint, **attributes(data_local=to))
            for to, words, hint in (
                ("previous", "‹ Previous", "Previous event in time (p)"),
                ("next", "Next ›", "Next event in time (n)"),
            )
        ],
        className="actions",
    )


def draw_sentence(
    event: EventRow, *, types: Mapping[str, str], chosen: Sequence[str] = ()
) -> list[html.Span | str]:
    """The sentence as text and marked spans; participants select their entity."""
    marks = [
        Markup(start=event.trigger.start, end=event.trigger.end, css="trigger", hint=f"{event.type} event")
    ]
    for part, entity in zip(event.participants, event.participant_entities, strict=False):
        css = f"part t-{types.get(entity or '', 'other').lower()}"
        css += " chosen" if entity and entity in chosen else ""
        marks.append(
            Markup(
                start=part.start,
                end=part.end,
                css=css,
                kind="entity" if entity else "",
                ref=entity or "",
                hint=part.role,
            )
        )
    if event.place:
        marks.append(
            Markup(
                start=event.place.start,
                end=event.place.end,
                css=f"part t-place{' chosen' if event.place_entity and event.place_entity in chosen else ''}",
                kind="entity" if event.place_entity else "",
                ref=event.place_entity or "",
                hint="place",
            )
        )
    low, text = event.sentence.start, event.sentence.text
    drawn: list[html.Span | str] = []
    for run in cut_runs(low, low + len(text), marks):
        words = text[run.start - low : run.end - low]
        target = innermost(run)
        hint = ", ".join(dict.fromkeys(m.hint for m in run.marks if m.hint))
        more = doing("select", kind=target.kind, ref=target.ref) if target else {}
        drawn.append(
            html.Span(words, className=classes(run.marks), title=hint, **more) if run.marks else words
        )
    return drawn


def _chain(event: EventRow) -> list[html.Span]:
    parts = [html.Span(event.publisher or "Publisher unknown", className="outlet")]
    for link in event.attribution:
        parts.append(html.Span("←", className="arrow", title=f"{link.stance} (“{link.cue}”)"))
        parts.append(
            html.Span(" ".join(link.text.split()), className="by", title=f"{link.stance}: {link.cue}")
        )
    return parts


def _review(event: EventRow) -> list[html.Span]:
    return [html.Span(event.review.capitalize(), className=f"review {event.review}")] if event.review else []


def draw_place(event: EventRow) -> html.Details:
    """Where an event that no text dates is placed, and what that rests on."""
    at = event.placed
    facts = {
        "Stated": f"“{event.when.text}”, which fixes no day" if event.when and event.when.text else "no date",
        "Placed": say_placed(at) + (", no stated date" if at and at.estimate else ""),
        "Bounds": f"{at.earliest or 'open'} to {at.latest or 'open'}" if at else "",
        "Follows from": PLACED_BASIS.get(at.basis, "") if at else "",
        "Reckoned from": at.anchor if at else "",
        "Because": at.rule if at else "nothing in the report bounds it",
    }
    placed = at is not None and bool(at.earliest or at.latest or at.estimate)
    bare = "The text gives this event no time, and none is assumed: not the publication date either."
    rows = [part for k, v in facts.items() if v for part in (html.Dt(k), html.Dd(v))]
    return html.Details(
        [
            html.Summary("Why this place in time" if placed else "Why no date"),
            None if placed else html.P(bare),
            html.Dl(rows),
        ],
        className="reason",
    )


def draw_reason(event: EventRow) -> html.Details:
    """Why this date: the words, what they were reckoned from, by which rule, and what is unsure."""
    when = event.when
    if when is None or not (when.interval.earliest or when.interval.latest):
        return draw_place(event)
    span = when.interval
    facts = {
        "Words": f"“{when.text}”" if when.text else "",
        "Reckoned from": event.anchor or "",
        "Basis": say_basis(when.basis),
        "Read as": f"{span.earliest or 'open'} to {span.latest or 'open'} ({span.granularity})",
        "Rule": event.time_rule,
        "Note": event.time_note or "",
    }
    rows = [part for k, v in facts.items() if v for part in (html.Dt(k), html.Dd(v))]
    return html.Details([html.Summary("Why this date"), html.Dl(rows)], className="reason")
