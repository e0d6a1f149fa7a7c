"""What the parse tells of where events lie beside each other and beside their report: cues for placing them.

The relations follow TimeML's: an event to the report's day by tense, aspect and class, to the events of its
clause by the words between them. What follows from them is decided in :mod:`nlp.placement`, without a parse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.event_draft import EventDraft
from nlp.extract.when.retold_events import headline_end
from nlp.extract.when.scenes import paragraphs_of
from nlp.placement.cues import EventCues, Link, Tense, write_cues
from nlp.rules.discourse import load_discourse
from nlp.time.read.cues_by_sight import quotations

_CLIMB = 8  # heads looked at on the way up to a finite verb
_FINITE = {"VBD": Tense.PAST, "VBZ": Tense.PRESENT, "VBP": Tense.PRESENT}
# "fled after the raid": the raid hangs on "fled", and lies before it
_TURNED = {"after": Link.BEFORE, "before": Link.AFTER, "since": Link.BEFORE, "while": Link.WITH}
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "csubj", "csubjpass", "oprd", "acomp"})


def read_discourse(reading: ParsedDocument, drafts: Sequence[EventDraft]) -> dict[str, str]:
    """The cues of drafts that are worth it, as :func:`nlp.placement.cues.write_cues` writes them, by the id
    their event has."""
    return _Reader(reading, drafts).read()


class _Reader:
    def __init__(self, reading: ParsedDocument, drafts: Sequence[EventDraft]) -> None:
        self.reading = reading
        self.words = load_discourse()
        self.drafts = [draft for draft in drafts if draft.worth]
        self._by_token: dict[int, EventDraft] = {}
        for draft in self.drafts:
            self._by_token.setdefault(draft.trigger.clause.i, draft)
        self._by_token.update((d.trigger.token.i, d) for d in self.drafts)
        self._sentences = {sent.start: nth for nth, sent in enumerate(reading.doc.sents)}
        self._paragraphs = paragraphs_of(reading)
        self._quotes = quotations(reading.document.text)
        self._openings = [low for low, _ in self._quotes]
        self._headline = headline_end(reading.document.text)

    def read(self) -> dict[str, str]:
        return {draft.identity(self.reading): write_cues(self._cues(draft)) for draft in self.drafts}

    def _cues(self, draft: EventDraft) -> EventCues:
        trigger, words = draft.trigger, self.words
        verb = trigger.clause
        bare = trigger.nominal and verb.i == trigger.token.i
        tense, going = (Tense.NONE, False) if bare else self._tense(verb)
        sent = self.reading.sent(trigger.token).start
        at = trigger.token.idx
        inside = bisect_right(self._openings, at) - 1
        return EventCues(
            tense=tense,
            frame=self._frame(trigger.token if bare else verb),
            role="noun" if bare else self._role(verb),
            going=going,
            state=not bare and verb.lemma_.lower() in words.states,
            family=trigger.type.family,
            quoted=inside >= 0 and at < self._quotes[inside][1],
            definite=trigger.definite,
            headline=at < self._headline,
            sentence=self._sentences.get(sent, 0),
            paragraph=self._paragraphs.get(sent, 0),
            signs=tuple(sorted(self._signs(trigger.token, verb))),
            links=tuple(self._links(draft)),
        )

    # ------------------------------------------------------------------ tense
    def _tense(self, verb: Token) -> tuple[Tense, bool]:
        """The tense of a verb, and whether it is told as going on."""
        words = self.words
        helpers = [c for c in self.reading.children(verb) if c.dep_ in {"aux", "auxpass"}]
        lower = {c.lower_ for c in helpers}
        going = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in helpers)
        if lower & words.future_modals:
            return Tense.FUTURE, going
        if lower & words.modals:
            perfect = "have" in lower and verb.tag_ in {"VBN", "VBD"}
            return (Tense.MODAL_PERFECT if perfect else Tense.MODAL), going
        if "to" in lower and (verb.tag_ == "VB" or "be" in lower):
            return Tense.INFINITIVE, going
        if lower & {"had", "'d"} and verb.tag_ in {"VBN", "VBG"}:
            return Tense.PLUPERFECT, going
        if lower & {"has", "have", "'ve"} or ("'s" in lower and "been" in lower):
            return Tense.PERFECT, going
        finite = next((_FINITE[c.tag_] for c in helpers if c.tag_ in _FINITE), _FINITE.get(verb.tag_))
        if finite is not None:
            return finite, going
        if verb.tag_ in {"VBG", "VBN"}:
            return Tense.PARTICIPLE, verb.tag_ == "VBG"
        return Tense.INFINITIVE if verb.tag_ == "VB" else Tense.NONE, going

    def _frame(self, token: Token) -> Tense:
        """The tense of the nearest finite verb above ``token``."""
        for _ in range(_CLIMB):
            if token.head.i == token.i:
                break
            token = token.head
            if token.pos_ in {"VERB", "AUX"}:
                tense, _ = self._tense(token)
                if tense not in {Tense.PARTICIPLE, Tense.NONE}:
                    return tense
        return Tense.NONE

    def _role(self, verb: Token) -> str:
        dep = verb.dep_
        for _ in range(_CLIMB):
            if verb.dep_ != "conj":
                break
            verb = verb.head
            dep = verb.dep_
        if dep in {"relcl", "acl"}:
            return "relative"
        if dep == "advcl":
            return "adverbial"
        if dep in {"ccomp", "parataxis"}:
            above = self._by_token.get(verb.head.i)
            return "told" if above is not None and above.trigger.type.family == "report" else "complement"
        return "complement" if dep in _COMPLEMENTS else "main"

    def _signs(self, token: Token, verb: Token) -> set[str]:
        mark = self._mark(verb) if verb.dep_ == "advcl" else None
        found = {"ahead"} if mark is not None and mark.lower_ in self.words.ahead_marks else set()
        return found | {
            self.words.signs[c.lower_]
            for head in {token.i: token, verb.i: verb}.values()
            for c in self.reading.children(head)
            if c.lower_ in self.words.signs and c.dep_ in {"advmod", "amod", "nmod", "compound"}
        }

    # ------------------------------------------------------------------ links
    def _links(self, draft: EventDraft) -> list[tuple[Link, str]]:
        trigger = draft.trigger
        found: list[tuple[Link, EventDraft]] = []
        bare = trigger.nominal and trigger.clause.i == trigger.token.i
        found += self._upwards(draft, trigger.token if bare else trigger.clause)
        if draft.refers_to is not None and draft.refers_to.worth:
            found.append((Link.MEANT, draft.refers_to))
        if draft.scene is not None and draft.scene.worth:
            found.append((Link.SCENE, draft.scene))
        out = []
        for link, other in found:
            if other is not draft:
                pair = (link, other.identity(self.reading))
                if pair not in out:
                    out.append(pair)
        return out

    def _upwards(self, draft: EventDraft, token: Token) -> list[tuple[Link, EventDraft]]:
        """What an event is to the one its clause or noun hangs on, seen from the event."""
        mark = self._mark(token) if token.dep_ in {"advcl", "ccomp"} else None
        words: list[str] = [mark.lower_] if mark is not None else []
        dep = token.dep_
        for _ in range(_CLIMB):
            above = token.head
            if above.i == token.i:
                return []
            if above.pos_ in {"ADP", "SCONJ"} or above.dep_ == "prep":
                words.append(above.lower_)
            target = self._by_token.get(above.i)
            if target is not None and target is not draft:
                return [(self._relation(draft, target, dep, words), target)]
            if above.pos_ in {"VERB", "AUX"} and above.i not in self._by_token and dep != "pobj":
                return []
            token = above
        return []

    def _mark(self, clause: Token) -> Token | None:
        """The word that hangs a clause on the one above it."""
        for child in self.reading.children(clause):
            early = child.dep_ == "prep" and child.i < clause.i and child.lower_ in self.words.relations
            if child.dep_ == "mark" or child.tag_ == "WRB" or early:
                return child
        return None

    def _relation(self, draft: EventDraft, target: EventDraft, dep: str, words: Sequence[str]) -> Link:
        """How ``draft`` lies to ``target``, which it hangs on by ``words``, the nearest to it first."""
        for word in words:
            if word in self.words.relations:
                return _TURNED[self.words.relations[word]]
        phrase = " ".join(reversed(words))
        for known, relation in self.words.phrases.items():
            if known in phrase:
                return _TURNED[relation]
        if dep in {"ccomp", "parataxis"} and target.trigger.type.family == "report":
            return Link.TOLD_BY
        if any(word in self.words.dealt_with for word in words) and target.trigger.type.family in {
            "justice", "report", "political",
        }:  # fmt: skip
            return Link.ABOUT
        return Link.WITH
