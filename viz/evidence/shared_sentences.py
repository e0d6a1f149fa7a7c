"""The sentences that name both ends of a link: the evidence where no event joins them, only a relation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dash import html

from nlp.query import MentionRow
from viz.kit.components import button
from viz.kit.text_runs import Markup, classes, cut_runs
from viz.kit.wording import count_of, say_day

MOST = 20


def find_together(one: Iterable[MentionRow], other: Iterable[MentionRow]) -> list[list[MentionRow]]:
    """Mentions of two entities in one sentence, a list for each sentence, in the order of ``one``."""
    within: dict[str, list[MentionRow]] = {}
    for mention in other:
        within.setdefault(mention.document_id, []).append(mention)
    found: dict[tuple[str, int], list[MentionRow]] = {}
    for mention in one:
        low = mention.sentence.start
        high = low + len(mention.sentence.text)
        near = [m for m in within.get(mention.document_id, ()) if low <= m.start and m.end <= high]
        if near:
            found.setdefault((mention.document_id, low), near).append(mention)
    return list(found.values())


def draw_together(
    sentences: Sequence[Sequence[MentionRow]], labels: Sequence[str], *, told: bool = False
) -> html.Div:
    """The sentences, both names marked, each with its report.

    ``labels`` say what the relation is, ``told`` whether events that join the two stand above.
    """
    start = "Beside these events, read" if told else "No event of this query joins them. Read"
    known = f"{start} from the text: {', '.join(labels)}." if labels else ""
    named = f"{count_of(len(sentences), 'sentence')} {'names' if len(sentences) == 1 else 'name'} both."
    return html.Div(
        [
            html.P(" ".join(part for part in (known, named) if part), className="standfirst"),
            *(draw_shared(mentions) for mentions in sentences[:MOST]),
        ]
    )


def draw_shared(mentions: Sequence[MentionRow]) -> html.Article:
    """One sentence that names both, with its report."""
    last = mentions[-1]  # the one whose sentence was looked in
    low, text = last.sentence.start, last.sentence.text
    marks = [
        Markup(start=one.start, end=one.end, css=f"part t-{one.type.lower()}", hint=one.kind)
        for one in mentions
    ]
    drawn = [
        html.Span(text[run.start - low : run.end - low], className=classes(run.marks))
        if run.marks
        else text[run.start - low : run.end - low]
        for run in cut_runs(low, low + len(text), marks)
    ]
    source = button(last.title or last.path, "open", css="source", ref=last.document_id, at=low)
    published = say_day(last.published) if last.published else "publication date unknown"
    return html.Article(
        [
            html.Blockquote(drawn, className="sentence"),
            html.Div(html.Span(last.publisher or "Publisher unknown", className="outlet"), className="chain"),
            html.Div([source, html.Span(published, className="published")], className="from"),
        ],
        className="incident",
    )
