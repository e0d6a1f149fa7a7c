"""How two entities hang together: each way between them, step by step, with the sentences behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dash import html
from dash.development.base_component import Component

from nlp.query import EntityRow, EventRow, LinkRow, MentionRow, PathRow
from viz.chart.network import pair_of
from viz.evidence.incident_accounts import draw_account
from viz.evidence.shared_sentences import draw_shared
from viz.kit.components import attributes, button, icon
from viz.kit.wording import count_of, say_when

PER_STEP = 2  # sentences shown for a step; the link itself has the others
Together = Mapping[tuple[str, str], Sequence[Sequence[MentionRow]]]


def draw_paths(
    paths: Sequence[PathRow],
    names: Mapping[str, EntityRow],
    events: Mapping[str, EventRow],
    together: Together | None = None,
) -> html.Div:
    """The ways in the order they came (the shortest first, then the weightiest), the first one unfolded.

    Args:
        paths: all between the same two entities.
        names: entities by id.
        events: by id; those of a step that are missing here are counted, not quoted.
        together: sentences that name both, by pair of ids in order; the evidence of relations.
    """
    types = {one: str(row.type) for one, row in names.items()}
    told: set[tuple[str, str]] = set()
    drawn = []
    for number, path in enumerate(paths):
        steps = []
        for (one, other), link in zip(_steps(path), path.links, strict=True):
            again = pair_of(one, other) in told
            told.add(pair_of(one, other))
            evidence = [] if again else _draw_evidence(link, events, together or {}, types)
            steps.append(_draw_step(one, other, link, names, evidence, again=again))
        drawn.append(_draw_path(path, names, steps, number))
    return html.Div(drawn, className="paths")


def say_paths(paths: Sequence[PathRow]) -> str:
    """How many ways there are and how long: "3 ways: 2 over one other entity, 1 over two others"."""
    if not paths:
        return "No way of up to four links joins them under these filters."
    counts: dict[int, int] = {}
    for path in paths:
        counts[len(path.links)] = counts.get(len(path.links), 0) + 1
    parts = [f"{number} {_say_length(length)}" for length, number in sorted(counts.items())]
    return f"{count_of(len(paths), 'way')}: {', '.join(parts)}"


def _say_length(links: int) -> str:
    over = ("straight", "over one other", "over two others", "over three others")
    return over[links - 1] if links <= len(over) else f"over {links - 1} others"


def _steps(path: PathRow) -> list[tuple[str, str]]:
    return list(pairwise(path.entities))


def _draw_path(
    path: PathRow, names: Mapping[str, EntityRow], steps: Sequence[html.Li], number: int
) -> html.Details:
    middle: list[Any] = []
    for one in path.entities:
        middle += [html.Span("–", className="arrow")] if middle else []
        middle.append(_draw_name(one, names, link=False))
    return html.Details(
        [html.Summary(middle, className="way"), html.Ol(list(steps))],
        className="path",
        open=True if number == 0 else None,
        **attributes(data_key="~".join(path.entities)),
    )


def _draw_step(
    one: str,
    other: str,
    link: LinkRow,
    names: Mapping[str, EntityRow],
    evidence: Sequence[Component],
    *,
    again: bool,
) -> html.Li:
    word = link.label.replace("_", " ")
    arrow = "–" if not link.directed else "→" if link.source == one else "←"
    many = count_of(link.weight, "event" if link.kind == "event" else "report")
    rest = link.weight - len(evidence)
    more = button(
        "The sentences are above" if again else f"All {many} of this link" if rest > 0 else "This link alone",
        "select",
        css="link",
        kind="link",
        ref=f"{link.source}~{link.target}",
    )
    return html.Li(
        [
            html.Div(
                [
                    _draw_name(one, names),
                    html.Span(f"{arrow} {word} {arrow}", className="tie", title=f"{word}: {many}"),
                    _draw_name(other, names),
                ],
                className="step",
            ),
            *evidence,
            more,
        ]
    )


def _draw_evidence(
    link: LinkRow, events: Mapping[str, EventRow], together: Together, types: Mapping[str, str]
) -> list[Component]:
    ends = [link.source, link.target]
    found = sorted(
        (events[one] for one in link.events if one in events),
        key=lambda event: (-event.salience, say_when(event.when)),
    )
    # one incident, or one sentence that several reports print, is one piece of evidence
    incidents = {event.incident_id or event.id: event for event in reversed(found)}
    telling = {event.sentence.text: event for event in reversed(found) if event in incidents.values()}
    if found:
        chosen = [event for event in found if event in telling.values()]
        return [draw_account(event, types=types, chosen=ends) for event in chosen[:PER_STEP]]
    return [draw_shared(one) for one in together.get(pair_of(*ends), ())[:PER_STEP]]


def _draw_name(one: str, names: Mapping[str, EntityRow], *, link: bool = True) -> Component:
    row = names.get(one)
    parts: list[Any] = [icon(row.type) if row else None, row.name if row else "not in the case"]
    if not link or row is None:
        return html.Span(parts, className="node")
    return button(parts, "select", css="node", kind="entity", ref=one)
