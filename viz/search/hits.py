"""Search hits as one reads them: ranked, each with its kind, and the words that were asked for marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dash import html

from nlp.query import EntityRow, EventRow, Hit
from nlp.text.index_terms import find_terms
from nlp.text.query_language import Phrase, QueryError, parse_query, plain_words
from viz.kit.components import attributes, doing, icon
from viz.kit.theme import type_style
from viz.kit.wording import say_event, say_when

Known = Mapping[str, EntityRow | EventRow]


def draw_hits(hits: list[Hit], text: str, known: Known | None = None) -> list[Any]:
    """Search hits as a listbox; each selects or opens what it found, the last narrows the page to the words.

    Args:
        known: rows of the entities and events that were found, by id.
    """
    if not hits:
        return [
            html.P(f"Nothing found for “{text.strip()}”.", className="note", role="status"),
            _options([], text),
        ]
    rows = [
        _option(at, _draw_hit(hit, text, (known or {}).get(hit.ref)), **_action(hit))
        for at, hit in enumerate(hits)
    ]
    all_ = [
        html.Span(["Show only what mentions ", html.Q(text.strip())], className="headline"),
        html.Span("Filter", className="kind"),
    ]
    return [_options([*rows, _option(len(hits), all_, **doing("text", value=text.strip()))], text)]


def _options(rows: list[html.Li], text: str) -> html.Ul:
    return html.Ul(
        rows, id="hits-list", role="listbox", hidden=not rows, **attributes(aria_label="Hits", data_for=text)
    )


def _option(at: int, parts: list[Any], **action: Any) -> html.Li:
    return html.Li(
        parts,
        id=f"hit-{at}",
        role="option",
        className="row story",
        **attributes(aria_selected="true" if at == 0 else "false"),
        **action,
    )


def _action(hit: Hit) -> dict[str, Any]:
    if hit.kind == "document":
        return doing("open", ref=hit.ref)
    return doing("select", kind=hit.kind, ref=hit.ref)


def _draw_hit(hit: Hit, text: str, row: EntityRow | EventRow | None) -> list[Any]:
    title, kind, sign = hit.title, "Report" if hit.kind == "document" else hit.kind.capitalize(), None
    if isinstance(row, EntityRow):
        kind, sign = type_style(row.type).word, icon(row.type)
    elif isinstance(row, EventRow):
        title, kind = say_event(row), say_when(row.when)
    same = not hit.snippet or hit.snippet == hit.title
    return [
        html.Span([sign, *mark_words(title, text)], className="headline"),
        html.Span(kind, className="kind"),
        None if same else html.Span(mark_words(hit.snippet, text), className="sub"),
    ]


def mark_words(text: str, asked: str) -> list[html.Mark | str]:
    """``text`` with the words of ``asked`` marked, as the search matches them: whatever their case, accents,
    script or plural; of the last word also the beginning of a longer one."""
    try:
        parts = list(plain_words(parse_query(asked)))
    except QueryError:
        return [text]
    words = [term for part in parts for term in (part.terms if isinstance(part, Phrase) else (part.term,))]
    return list(_cut(text, frozenset(words), words[-1])) if words else [text]


def _cut(text: str, words: frozenset[str], last: str) -> Iterator[html.Mark | str]:
    at = 0
    for start, end, term in find_terms(text):
        if term not in words and not term.startswith(last):
            continue
        if start > at:
            yield text[at:start]
        yield html.Mark(text[start:end])
        at = end
    if at < len(text):
        yield text[at:]
