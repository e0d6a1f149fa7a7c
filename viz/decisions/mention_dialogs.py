"""The dialogs about the mentions of an entity: which are of another, and why they are taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.query import EntityRow, MentionRow, ReasonRow
from viz.kit.dialog_fields import element, form, page, tick
from viz.kit.wording import say_day, shorten

MOST_MENTIONS = 200
_AROUND = 90  # characters of a sentence shown on each side of a mention


def draw_split(
    row: EntityRow, mentions: Sequence[MentionRow], ticked: frozenset[str] = frozenset()
) -> list[Any]:
    """The mentions of an entity, those to be taken out to be ticked; ``ticked`` are ids ticked already."""
    groups: dict[str, list[MentionRow]] = {}
    for mention in sorted(mentions, key=lambda m: m.id not in ticked):
        groups.setdefault(mention.document_id, []).append(mention)
    return form(
        f"Split {row.name}",
        element(
            "p",
            "Tick the mentions that are of somebody or something else. Together they become an entity of "
            "their own.",
        ),
        element(
            "div",
            *(_report(group, ticked) for group in groups.values()),
            css="mentions",
            tabindex="0",
            role="group",
            aria_label="Mentions by report",
        ),
        element("p", f"The first {MOST_MENTIONS} mentions.", css="note")
        if len(mentions) >= MOST_MENTIONS
        else None,
        kind="split",
        targets=[],
        submit="Take out",
    )


def _report(mentions: Sequence[MentionRow], ticked: frozenset[str]) -> list[Any]:
    first = mentions[0]
    return element(
        "fieldset",
        element("legend", _from(first)),
        *(
            tick(draw_quote(one), name="target", value=one.id, checked=one.id in ticked)
            for one in sorted(mentions, key=lambda m: m.start)
        ),
    )


def draw_quote(mention: MentionRow) -> list[Any]:
    """A mention in its sentence, cut to what stands around it."""
    text, low = mention.sentence.text, mention.sentence.start
    start, end = max(0, mention.start - low), max(0, mention.end - low)
    before, after = text[:start], text[end:]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].split(" ", 1)[-1]
    return element(
        "span",
        before,
        element("mark", text[start:end] or mention.text),
        shorten(f"x{after}", _AROUND)[1:] if after else None,
        css="quote",
    )


def draw_why(row: EntityRow, reasons: Sequence[ReasonRow]) -> list[Any]:
    """Why the mentions of an entity are one: each join with its weight, both sentences, and the way out."""
    if not reasons:
        lead = (
            "Its mentions carry the same name, or names that a report itself gives as one, and nothing "
            "speaks against it."
            if row.documents > 1
            else "It is named in one report only."
        )
        return page(f"Why {row.name} is one", element("p", lead))
    return page(
        f"Why {row.name} is one",
        element("p", "What speaks for and against, strongest first. Above 0 it joins, below 0 it parts."),
        element(
            "ol",
            *(_reason(row, one) for one in sorted(reasons, key=lambda r: -abs(r.weight))),
            css="reasons",
            tabindex="0",
            aria_label="Reasons",
        ),
    )


def _reason(row: EntityRow, reason: ReasonRow) -> list[Any]:
    sides = [side for side in (reason.left, reason.right) if side]
    out = reason.right or reason.left
    return element(
        "li",
        element(
            "p",
            element("strong", reason.text),
            element(
                "span",
                f"{reason.weight:+.1f}".replace("-", "−"),
                css="weight",
                title="How much it weighs",
            ),
            css="what",
        ),
        element("p", reason.detail, css="note") if reason.detail else None,
        *(element("blockquote", draw_quote(side), element("cite", _from(side))) for side in sides),
        element(
            "button",
            "Take apart",
            type_="button",
            css="quiet",
            data_write="split",
            data_ref=row.id,
            data_chain=out.chain,
            aria_label=f"Take apart: “{out.text}” of {_from(out)}",
        )
        if out and out.chain and row.documents > 1
        else None,
    )


def _from(mention: MentionRow) -> str:
    facts = [mention.publisher or mention.path, say_day(mention.published) if mention.published else None]
    return ", ".join(fact for fact in facts if fact)
