"""A document in full, as read: mentions coloured by type, events underlined, boilerplate grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html

from nlp.query import DocumentPage, Highlight
from viz.decisions.buttons import draw_document_actions
from viz.kit.components import button, doing, note
from viz.kit.text_runs import Markup, Run, classes, cut_runs, innermost
from viz.kit.wording import count_of, say_day, say_place

_STOPS = (". ", "! ", "? ", ".\n", "!\n", "?\n", ".” ", '." ')
LONGEST = 60_000  # characters drawn at once
_KINDS = {"mention": "entity", "event": "event"}


def draw_document(
    page: DocumentPage, *, at: int = -1, focus: tuple[int, int] | None = None, chosen: Sequence[str] = ()
) -> html.Div:
    """The page of a document.

    Args:
        page: the document and what was found in it.
        at: character to have in view; it begins the drawn stretch where the text is too long for one page.
        focus: a stretch (the chosen event's sentence) to set off.
        chosen: ids of the selected entity or events; their highlights stand out.
    """
    low, high = window_of(page.text, max(at, focus[0] if focus else at))
    marks = [_mark(one, chosen) for one in page.highlights]
    here = focus or (sentence_at(page, at) if at >= 0 else None)
    if here:
        marks.append(Markup(start=here[0], end=max(here[1], here[0] + 1), css="here"))
    row = page.row
    place = _place(page, here[0] if here else 0)
    facts = [
        row.publisher or "Publisher unknown",
        row.author,
        f"{say_day(row.published)} ({row.published_basis})" if row.published else "Publication date unknown",
    ]
    return html.Div(
        [
            html.Header(
                [
                    html.H2(row.title or row.path),
                    html.P(" · ".join(f for f in facts if f), className="byline"),
                    html.P(
                        [
                            html.Span(row.path, className="path"),
                            f" · {said}" if (said := say_place(place)) else "",
                            f" · {count_of(row.events, 'event')}, {count_of(row.mentions, 'mention')}",
                        ],
                        className="note",
                    ),
                    note("A copy of another report in this case.") if row.duplicate_of else None,
                    html.A(
                        "Open the original",
                        href=f"_original/{row.id}" + (f"#page={place['page']}" if "page" in place else ""),
                        target="_blank",
                        rel="noopener noreferrer",
                        className="quiet",
                        title="The file as it was read, shown without its scripts",
                    ),
                    draw_document_actions(row),
                ]
            ),
            _more("Earlier text", row.id, low - LONGEST // 2) if low > 0 else None,
            html.Div([_draw_run(run, page.text) for run in cut_runs(low, high, marks)], className="fulltext"),
            _more("Later text", row.id, high) if high < len(page.text) else None,
        ],
        className="document",
    )


def sentence_at(page: DocumentPage, at: int) -> tuple[int, int]:
    """The sentence of a text that begins at, or holds, a character."""
    text = page.text
    low = max(text.rfind("\n", 0, at), *(text.rfind(stop, 0, at) + 1 for stop in _STOPS)) + 1
    ends = [found + 1 for stop in _STOPS if (found := text.find(stop, at + 1)) >= 0]
    line = text.find("\n", at + 1)
    high = min([*ends, line if line >= 0 else len(text), len(text)])
    while low < at and text[low].isspace():
        low += 1
    return min(low, at), max(high, at + 1)


def _place(page: DocumentPage, at: int) -> Mapping[str, int | str]:
    """Where in the original a character stands."""
    before = [origin.place for origin in page.origins if origin.start <= at]
    return before[-1] if before else {}


def window_of(text: str, at: int) -> tuple[int, int]:
    """The stretch of a long text to draw around ``at``, cut at line ends where there are any near."""
    if len(text) <= LONGEST:
        return 0, len(text)
    low = min(max(at - LONGEST // 4, 0), len(text) - LONGEST)
    low = max(text.rfind("\n", max(low - 2000, 0), low) + 1, 0) or low if low else 0
    high = text.find("\n", low + LONGEST, low + LONGEST + 2000)
    return low, min(high if high > 0 else low + LONGEST, len(text))


def _more(word: str, document: str, at: int) -> html.Div:
    return html.Div(button(word, "open", css="quiet", ref=document, at=max(at, 0)), className="more")


def _mark(one: Highlight, chosen: Sequence[str]) -> Markup:
    look = f"t-{one.label.lower()}" if one.kind == "mention" else ""
    picked = " chosen" if one.ref and one.ref in chosen else ""
    kind = _KINDS.get(one.kind, "") if one.ref else ""
    hint = one.title or (f"{one.kind}: {one.label}" if one.label else "")
    return Markup(
        start=one.start,
        end=one.end,
        css=f"hl {one.kind} {look}{picked}".strip(),
        kind=kind,
        ref=one.ref if kind else "",
        hint=hint,
    )


def _draw_run(run: Run, text: str) -> html.Span | str:
    words = text[run.start : run.end]
    if not run.marks:
        return words
    target = innermost(run)
    more = doing("select", kind=target.kind, ref=target.ref, **{"from": "document"}) if target else {}
    hint = " · ".join(dict.fromkeys(m.hint for m in run.marks if m.hint))
    return html.Span(words, className=classes(run.marks), title=hint or None, **more)
