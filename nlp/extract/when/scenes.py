"""The day of a scene: what is told next in a paragraph lies on the day that its last dated event gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.event_draft import EventDraft, inherited, inherited_place
from nlp.extract.when.event_time import TimeReader
from nlp.records import Status, TimeBasis
from nlp.rules.discourse import load_discourse
from nlp.text.parse_arrays import texts_of

_REACH = 8  # sentences that a scene lasts at most
_ADDED = 2  # sentences after which "also" may still add to a scene
_ONE_MATTER = frozenset({"conflict", "life", "disaster", "justice"})


def inherit_in_scenes(reading: ParsedDocument, drafts: Sequence[EventDraft], clock: TimeReader) -> None:
    """Carry the day of a dated past event to the undated ones told after it.

    It reaches simple-past main clauses of the same paragraph on the same matter, told without a time of their
    own. What the same doer goes on to do or say further on only has the scene noted: a day to bet on
    (:mod:`nlp.placement.bets`). The next dated event opens the next scene.
    """
    paragraphs = paragraphs_of(reading)
    scene: EventDraft | None = None
    there = sentence = -1
    told = 0  # sentences since the scene's time was stated
    opens = False
    for draft in drafts:
        sent = reading.sent(draft.trigger.token)
        start = sent.start
        here = paragraphs.get(start, start)
        if start != sentence:
            sentence, told = start, told + 1
            opens = clock.times_in(start, sent.end)
        if draft.status != Status.HAPPENED:
            continue
        if draft.when is not None:
            if draft.when.basis != TimeBasis.INHERITED and _narrates(reading, draft):
                scene = draft if draft.when.interval.granularity.is_day else None
                there, told = here, 0
        elif scene is not None and scene.when is not None and told <= _REACH:
            near = here == there or _adds(reading, draft, scene, told)
            follows = near and not opens and _continues(reading, draft, scene)
            says = draft.trigger.type.family == "report"
            if follows:
                draft.when = inherited(scene.when, scene, "the same scene as")
                told = 0
            elif not opens and (says or not draft.attribution) and _same_doer(reading, draft, scene):
                draft.scene = scene
                told = 0
            if follows and draft.place is None and scene.place is not None:
                draft.place = inherited_place(scene.place)


def _continues(reading: ParsedDocument, draft: EventDraft, scene: EventDraft) -> bool:
    """Whether ``draft`` goes on with the scene: the same matter, no other place, no new event."""
    if draft.refers_to is not None or not _narrates(reading, draft):
        return False
    if any(p.role == "instrument" and p.mention_id is None for p in draft.participants):
        return False
    here, there = draft.trigger.type.family, scene.trigger.type.family
    if {here, there} & {"report", "other"} or (here != there and not {here, there} <= _ONE_MATTER):
        return False
    return draft.place is None or scene.place is None or draft.place.text == scene.place.text


def _adds(reading: ParsedDocument, draft: EventDraft, scene: EventDraft, told: int) -> bool:
    """Whether ``draft`` adds to what was just told: "X was killed.", next paragraph: "Y was also killed."."""
    return (
        told <= _ADDED
        and draft.trigger.type.name == scene.trigger.type.name
        and any(c.lower_ in load_discourse().additive for c in reading.children(draft.trigger.clause))
    )


def _same_doer(reading: ParsedDocument, draft: EventDraft, scene: EventDraft) -> bool:
    """Whether the agent of both is one, as far as the document tells, and ``draft`` moves its story on."""
    ours, theirs = (
        {reading.chain_of(p.mention_id) for p in d.participants if p.role == "agent" and p.mention_id}
        for d in (draft, scene)
    )
    return bool(ours & theirs) and _narrates(reading, draft)


def _narrates(reading: ParsedDocument, draft: EventDraft) -> bool:
    """Whether a draft is told in the simple past, in a clause that moves the story on."""
    clause = draft.trigger.clause
    if draft.trigger.nominal and clause.i == draft.trigger.token.i:
        return False
    auxiliaries = {c.lower_ for c in reading.children(clause) if c.dep_ in {"aux", "auxpass"}}
    if clause.tag_ == "VBD":
        simple = not auxiliaries
    else:
        simple = clause.tag_ == "VBN" and bool(auxiliaries) and auxiliaries <= {"was", "were"}
    return simple and clause.dep_ not in {"relcl", "advcl", "acl", "pcomp", "csubj"}


def paragraphs_of(reading: ParsedDocument) -> dict[int, int]:
    """First token of each sentence -> number of its paragraph."""
    numbers, number, texts = {}, 0, texts_of(reading.doc)
    breaks = [at for at, text in enumerate(texts) if text.count("\n") > 1 and text.isspace()]
    for sent in reading.doc.sents:
        if sent.start and "\n\n" in texts[sent.start - 1].replace("\r", ""):
            number += 1
        numbers[sent.start] = number
        if bisect_left(breaks, sent.end - 1) > bisect_left(breaks, sent.start):
            number += 1
    return numbers
