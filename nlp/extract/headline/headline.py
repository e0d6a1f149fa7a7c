"""The headline of an event: who by name, the verb, whom or what, where; a statement by its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from nlp.extract.headline.clauses import ClauseWriter
from nlp.extract.headline.inflection import load_inflection
from nlp.extract.headline.phrases import Phrases, join
from nlp.extract.parse.arguments import Syntax
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.cue_rules import load_cues
from nlp.extract.what.event_draft import EventDraft
from nlp.records import Participant, Stance, Status
from nlp.rules.event_rules import load_event_rules
from nlp.rules.language import Language, language_in_force

_LONGEST = 140  # characters; only what a text without stops runs on to is cut
_TOLD = frozenset({Stance.CLAIMS, Stance.ACCUSES, Stance.DENIES})
_SHUT = {"(": ")", "[": "]", "“": "”", '"': '"'}


@dataclass(frozen=True, slots=True)
class _Words:
    sets: dict[str, frozenset[str]]
    by_status: dict[Status, str]
    prefixes: dict[Status, str]
    links: dict[str, str]
    statement: str
    rejected: str


class HeadlineWriter:
    """Writes the headlines of the events of one reading.

    Args:
        times: indices of tokens that stand in time expressions; a headline has its date beside it.
    """

    def __init__(self, reading: ParsedDocument, syntax: Syntax, times: frozenset[int]) -> None:
        self.reading = reading
        self.syntax = syntax
        self.words = language_in_force().build(_read_words)
        self.phrases = Phrases(reading, times, self.words.sets)
        self.clauses = ClauseWriter(reading, syntax, self.phrases, load_inflection(), self.words.sets, times)

    def write(self, draft: EventDraft) -> str:
        """The headline of a finished draft; never empty."""
        trigger = draft.trigger
        line: str | None = None
        self.phrases.only = draft.place.start if draft.scattered and draft.place else None
        told = trigger.token.lemma_.lower() in load_cues().verbs and any(
            c.dep_ == "ccomp" for c in self.reading.children(trigger.token)
        )
        if not trigger.nominal and (
            trigger.type.family == "report" or (told and trigger.type.family == "political")
        ):
            line = self._statement(draft)
        elif trigger.clause.pos_ == "VERB" and (not trigger.nominal or trigger.clause.i != trigger.token.i):
            line = self._clause(draft)
        line = line or self._noun(draft)
        return _finish(line)

    # ------------------------------------------------------------------ verbs
    def _clause(self, draft: EventDraft) -> str | None:
        verb = draft.trigger.clause
        claimed = [link for link in draft.attribution if link.stance in _TOLD and link.start is not None]
        source = self.phrases.source(tuple(claimed)) if claimed else None
        if draft.cleared and verb.dep_ in {"acl", "relcl", "ccomp"} and self._that(verb):
            told = self.clauses.write(verb, Status.HAPPENED, draft.attribution)
            if told:
                return f"{self.words.rejected}: {told}"
        if source and verb.dep_ in {"ccomp", "parataxis", "ROOT", "conj"}:
            status = Status.HAPPENED if draft.status == Status.HYPOTHETICAL else draft.status
            told = self.clauses.write(verb, status, draft.attribution, plain=True)
            if told and not told.startswith(source):
                return f"{source}: {told}"
        line = self.clauses.write(
            verb, draft.status, draft.attribution, turn=draft.trigger.light not in {"agent", "patient"}
        )
        return self._placed(line, draft) if line else None

    def _that(self, verb: Token) -> bool:
        return any(c.dep_ == "mark" and c.lower_ == "that" for c in self.reading.children(verb))

    def _placed(self, line: str, draft: EventDraft) -> str:
        """``line`` with the event's stated place, where it lacks it and there is room."""
        place = draft.place
        if place is None or place.basis != "stated" or place.text in line or len(line) > 80:
            return line
        span = self.reading.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None:
            return line
        root = span.root
        held = [c for c in self.reading.children(root) if c.dep_ == "det" and c.i == span.start - 1]
        while root.dep_ == "conj":
            root = root.head
        if root.dep_ != "pobj" or root.head.dep_ not in {"prep", "pcomp"}:
            return line
        link = root.head.lower_
        return f"{line} {link if link != 'of' else 'in'} {join([*held, *span])}"

    def _statement(self, draft: EventDraft) -> str | None:
        """ "CLF: it did not bomb the terminal": a statement by its content, else what it is about."""
        verb = draft.trigger.token
        told = self._told(verb)
        while told is not None and self._told(told) and told.lemma_.lower() in self.words.sets["unsaid"]:
            verb, told = told, self._told(told)  # "X said that Y said that": Y's word
        speaker = next((t for t in self.syntax.arguments(verb).subjects), None)
        who = self.phrases.say(speaker, draft.attribution) if speaker is not None else None
        if who is None and speaker is not None:
            who = self.phrases.source(draft.attribution)
        if told is not None and told.pos_ in {"VERB", "AUX"} and who:
            denied = Status.NEGATED if draft.trigger.type.name == "deny" else Status.HAPPENED
            content = self.clauses.write(told, denied, draft.attribution, plain=True)
            if content:
                return f"{who}: {content}"
        hearsay = next((c for c in self.reading.children(verb) if c.dep_ == "xcomp"), None)
        if told is None and hearsay is not None and self.syntax.arguments(verb).passive:
            return self.clauses.write(hearsay, draft.status, draft.attribution)
        if verb.lemma_.lower() in self.words.sets["unsaid"]:
            return f"{self.words.statement} {who}" if who else None
        return self.clauses.write(verb, draft.status, draft.attribution)

    def _told(self, verb: Token) -> Token | None:
        return next((c for c in self.reading.children(verb) if c.dep_ == "ccomp"), None)

    # ------------------------------------------------------------------ nouns
    def _noun(self, draft: EventDraft) -> str:
        """ "Bomb attack on the port by rebels near Orsk": an event told by a noun, or by nobody."""
        trigger, kind = draft.trigger, draft.trigger.type
        if trigger.light == "attribute":
            struck = self._first(draft, "patient")
            bare = struck.replace(f"{trigger.token.text} ", "") if struck else ""
            return f"{bare} {trigger.token.text}" if bare else kind.title
        if not trigger.nominal:
            words = kind.title.partition(" or ")[0] if kind.name != "other" else trigger.token.lemma_
            if draft.status in self.words.prefixes:
                words = f"{self.words.prefixes[draft.status]}: {words.lower()}"
        else:
            token = trigger.token
            before = [
                c
                for c in self.reading.children(token)
                if c.dep_ in {"amod", "compound", "nummod"} and c.i < token.i
                if c.ent_type_ not in {"DATE", "TIME", "ORDINAL"}
            ]
            words = join(sorted([*before, token], key=lambda t: t.i))
        mark = self.words.by_status.get(draft.status)
        if mark and trigger.nominal:
            words = f"{mark} {words[:1].lower() + words[1:]}"
        struck = self._first(draft, "patient") or self._first(draft, "topic")
        doer = self._first(draft, "agent")
        if struck and struck.lower() not in words.lower():
            noun = trigger.token.lemma_.lower() if trigger.nominal else ""
            words += f" {self.words.links.get(noun, 'of')} {struck}"
        if doer and kind.family != "contact" and doer.lower() not in words.lower():
            words += f" by {doer}"
        elif doer and doer.lower() not in words.lower():
            words += f" {'of' if not struck else 'and'} {doer}"
        if trigger.nominal and len(words.split()) == 1:
            words = self._filled(trigger.token, words, draft)
        placed = self._placed(words, draft)
        where = draft.place
        if placed == words and where is not None and where.basis == "stated" and where.text not in words:
            return f"{words} in {' '.join(where.text.split())}"
        return placed

    def _filled(self, noun: Token, words: str, draft: EventDraft) -> str:
        """A lone noun with what hangs on it, or with what it hangs on: "Payments to farmers"."""
        for child in self.reading.children(noun):
            if child.dep_ == "prep" and (said := self.clauses.phrase_under(child, draft.attribution)):
                return f"{words} {said}"
        above = noun.head
        if noun.dep_ == "pobj" and above.head.pos_ in {"NOUN", "PROPN"}:
            said = self.phrases.say(above.head, draft.attribution)
            return f"{said} {above.lower_} the {words.lower()}" if said else words
        while above.pos_ == "ADP" and above.head.i != above.i:
            above = above.head
        if above.pos_ == "VERB":
            told = self.clauses.write(above, draft.status, draft.attribution)
            return told if told and words.lower() in told.lower() else words
        return words

    def _first(self, draft: EventDraft, role: str) -> str | None:
        return next((s for p in draft.participants if p.role == role and (s := self._participant(p))), None)

    def _participant(self, one: Participant) -> str | None:
        span = self.reading.doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is None:
            return None
        return self.phrases.say(span.root)


def _read_words(language: Language) -> _Words:
    table: dict[str, Any] = language.table("headlines")
    status = load_event_rules().status
    laying = status["charging_words"] | status["clearing_words"] | status["finding_words"]
    return _Words(
        sets={"laying": laying}
        | {
            key: frozenset(str(table[key]).split())
            for key in ("hedges", "unsaid", "left_out", "speakers", "unnamed", "none", "contrast")
        },
        by_status={s: str(table[s.value]) for s in Status if s.value in table},
        prefixes={Status(key): str(word) for key, word in table["prefixes"].items()},
        links={noun: link for link, nouns in table["links"].items() for noun in str(nouns).split()},
        statement=str(table["statement"]),
        rejected=str(table["rejected"]),
    )


def _finish(line: str) -> str:
    """One line, closed brackets, no stop at its end, a capital first."""
    flat = " ".join(line.split()).strip(" ,;:.!?-–—\"“”'’(")
    for opener, closer in _SHUT.items():
        if flat.count(opener) != flat.count(closer) or (opener == closer and flat.count(opener) % 2):
            flat = flat.replace(opener, "").replace(closer, "")
    if len(flat) > _LONGEST:
        flat = flat[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return flat[:1].upper() + flat[1:]
