"""The word that a time expression hangs on: up the parse from it, past what a time cannot belong to."""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Span, Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.triggers import Trigger
from nlp.rules.discourse import load_discourse

_TELLING = frozenset(
    {"appos", "nsubj", "nsubjpass"}
)  # "X, minister until May, was shot": no time of the shot
_BESIDE_VERB = frozenset({"aux", "auxpass", "advmod", "neg"})
_JUDGING = frozenset({"accuse", "deny", "reject", "support", "request", "threaten"})
_STRIKES = frozenset({"conflict", "life", "disaster"})
_DASHES = frozenset({"-", "–", "—", "--", ":"})
_LINE = 30  # words in which the verb of a dated line is looked for
_LOOK_BACK = 6  # tokens
_DEPTH = 10


class ScopeReader:
    """Finds the governors of the times of one reading."""

    def __init__(
        self,
        reading: ParsedDocument,
        triggers: Mapping[int, Trigger],
        clauses: Container[int],
        adverbial: Container[str],
    ) -> None:
        """``triggers`` and ``clauses`` number the tokens that name events or carry them; ``adverbial`` holds
        the prepositions that make a phrase with a time an adverbial."""
        self.reading = reading
        self._triggers = triggers
        self._clauses = clauses
        self._adverbial = adverbial
        self._words = load_discourse()

    def governor(self, span: Span) -> Token | None:
        """The verb or event noun that the time at ``span`` dates, None where it dates none."""
        setting = self._setting(span) or self._modified(span)
        if setting is not None:
            return setting
        told = next((c for t in span for c in self.reading.children(t) if self._told_of_it(c)), None)
        if (
            told is not None
        ):  # "the night the bridge fell" is the clause's own; "The following year he resigned"
            alone = span.root.dep_ == "ROOT" and span.start == span.sent.start
            return told if alone else None
        opens = self._opens_clause(span.start)
        preposition = None
        token = span.root
        for _ in range(_DEPTH):
            above = token.head
            if above.i == token.i:
                break
            if above.pos_ == "ADP" or above.dep_ == "prep":
                if preposition is not None and above.lower_ in self._words.relations and not opens:
                    return None  # "fled after his release in May": no time of the flight
                if above.lower_ in self._words.compared and token.i not in range(span.start, span.end):
                    return None  # "rose to 2.25 percent, from 2.29 on Monday"
                preposition = preposition or above
            elif (
                above.i in self._triggers
                or above.i in self._clauses
                or (above.pos_ in {"VERB", "AUX"} and above.dep_ != "amod")
            ):
                return self._of_event(above, span, preposition)
            elif above.i not in range(span.start, span.end) and not opens:
                if preposition is None and token.dep_ not in {"npadvmod", "nmod", "appos", "advmod", "conj"}:
                    return None
                if preposition is not None and preposition.lower_ not in self._adverbial:
                    return None
                if above.dep_ in _TELLING and above.i < span.start:
                    return above.head if self._before_verb(span.end, above) else None
            token = above
        return self._heads_item(span) or token if token.i in range(span.start, span.end) else token

    def _of_event(self, event: Token, span: Span, preposition: Token | None) -> Token | None:
        """The word that a time dates, of those between it and the first ``event`` above it."""
        if event.lemma_.lower() in self._words.planning:
            return self._planned(event, preposition)
        if self._before_mark(event, span):
            return self._last_verb(event.head, span)
        if self._compared(span):
            return None
        after = self._behind_phrase(event, span)
        if after is not None:
            return self._last_event(after, span.start)
        told = self._clause_told(event, span) or self._matter(event, span)
        return told or self._lifted(event, span)

    def _setting(self, span: Span) -> Token | None:
        """The verb that a dated occasion dates: "said in a July 16 interview", "spoke at a Sunday rally"."""
        root = span.root
        noun = root.head
        if root.dep_ not in {"compound", "nmod", "npadvmod"} or noun.i < span.end or noun.pos_ != "NOUN":
            return None
        preposition = noun.head
        if noun.i in self._triggers or noun.dep_ != "pobj" or preposition.lower_ not in self._words.occasions:
            return None
        verb = preposition.head
        return (
            verb if verb.pos_ in {"VERB", "AUX"} and verb.lemma_.lower() not in self._words.planning else None
        )

    def _told_of_it(self, clause: Token) -> bool:
        """Whether a clause without a relative word says which time it was: "the night the bridge fell"."""
        relative = {"WDT", "WP", "WP$", "WRB"}
        return clause.dep_ == "relcl" and not any(t.tag_ in relative for t in self.reading.children(clause))

    def _modified(self, span: Span) -> Token | None:
        """The event noun that a time stands before: "after the July 7, 2031 murder", "a 7 July attack"."""
        doc = self.reading.doc
        if span.end >= len(doc) or span.start == 0 or doc[span.start - 1].pos_ != "DET":
            return None
        noun = doc[span.end]
        trigger = self._triggers.get(noun.i)
        return noun if trigger is not None and trigger.nominal else None

    def _before_mark(self, verb: Token, span: Span) -> bool:
        """Whether a time stands before the word that opens the clause of ``verb``: "next year, after they
        voted"; then it is of the clause around it."""
        if verb.dep_ != "advcl" or verb.i < span.end or verb.head.i > span.start:
            return False
        return any(c.dep_ == "mark" and c.i >= span.end for c in self.reading.children(verb))

    def _last_verb(self, above: Token, span: Span) -> Token:
        """The last verb before a time, from ``above`` on."""
        verbs = [t for t in self.reading.doc[above.i : span.start] if t.pos_ == "VERB"]
        return verbs[-1] if verbs else above

    def _behind_phrase(self, verb: Token, span: Span) -> int | None:
        """The token behind a phrase that leads on to another event, None where the time is behind none.

        "Hit the depot in retaliation for air strikes last week": the strikes' own time.
        """
        words = [t.lower_ for t in self.reading.doc[verb.i + 1 : span.start]]
        text = " ".join(["", *words, ""])
        ends = [at + len(f) for f in self._words.phrases if (at := text.rfind(f" {f} ")) >= 0]
        behind = text[: max(ends)].count(" ") if ends else len(words)
        return None if not ends or "," in words[behind:] else verb.i + 1 + behind

    def _last_event(self, start: int, end: int) -> Token | None:
        """The last event noun among the tokens ``start`` to ``end``."""
        nouns = [t for t in self.reading.doc[start:end] if t.i in self._triggers]
        return nouns[-1] if nouns else None

    def _compared(self, span: Span) -> bool:
        """Whether a time is that of a figure compared with: "rose to 2.25 percent, from 2.29 on Monday"."""
        for token in reversed(self.reading.doc[max(span.start - _LOOK_BACK, 0) : span.start]):
            if token.lower_ in self._words.compared:
                figure = token.nbor()
                return figure.i < span.start and (figure.like_num or figure.is_currency)
            if token.is_punct or token.lower_ in self._words.until:
                return False
        return False

    def _clause_told(self, noun: Token, span: Span) -> Token | None:
        """The verb of the clause that a noun of telling tells: "the news that a mill burned on Friday"."""
        trigger = self._triggers.get(noun.i)
        if trigger is None or not trigger.nominal or trigger.type.family != "report":
            return None
        clauses = [
            c for c in self.reading.children(noun) if c.dep_ in {"acl", "ccomp"} and noun.i < c.i < span.start
        ]
        return clauses[-1] if clauses else None

    def _matter(self, verb: Token, span: Span) -> Token | None:
        """What a verb of judging or telling is about, where the time stands right behind it.

        "Condemned the invasion of 2 August", "condemned the raid on Tarsk on Monday": the day of the raid, as
        far as word order tells.
        """
        telling = self._triggers.get(verb.i)
        if telling is None or telling.type.name not in _JUDGING or verb.i > span.start:
            return None
        nouns = [
            t
            for t in self.reading.doc[verb.i + 1 : span.start]
            if t.i in self._triggers and self._triggers[t.i].type.family in _STRIKES
        ]
        between = {t.text for t in self.reading.doc[nouns[-1].i : span.start]} if nouns else set()
        return nouns[-1] if nouns and "," not in between else None

    def _heads_item(self, span: Span) -> Token | None:
        """The verb of a line that a time heads: "April 2 - Guards free a judge"; None where there is none."""
        doc, sent = self.reading.doc, self.reading.sent(span.root)
        if span.end >= sent.end or doc[span.end].text not in _DASHES:
            return None
        line = range(span.end + 1, min(sent.end, span.end + _LINE))
        return next((doc[at] for at in line if doc[at].tag_ in {"VBD", "VBZ", "VBP", "VBN"}), None)

    def _lifted(self, verb: Token, span: Span) -> Token:
        """``verb``, or what the time means instead where the verb only describes a noun.

        "A bank located in the port last night": what stands somewhere does so every night. "A group calling
        itself the Lanterns on Thursday claimed": a time right before the main verb is the main verb's.
        """
        if verb.dep_ == "acl" and verb.lemma_.lower() in self._words.located:
            main = self._main_verb(verb)
            if main is not None:
                return main
        if verb.dep_ in {"acl", "relcl"} and verb.i < span.start:
            main = self._main_verb(verb)
            if main is not None and main.i >= span.end and self._follows(span.end, main):
                return main
        return verb.head if verb.dep_ == "acl" and verb.i not in self._triggers else verb

    def _planned(self, verb: Token, preposition: Token | None) -> Token | None:
        """What a time beside a verb of planning dates: the event planned, not the planning.

        "A visit planned for Thursday", "plans an exercise in April", "was postponed until Friday". Where that
        is no event of its own, the verb stands for it unless it lies in the past ("had been expected").
        """
        word = preposition.lower_ if preposition is not None else ""
        if (word in self._words.until) != (verb.lemma_.lower() in self._words.putting_off):
            return verb
        things = self._described(verb) if verb.dep_ in {"acl", "relcl"} else []
        things += [c for c in self.reading.children(verb) if c.dep_ in {"nsubjpass", "dobj", "xcomp"}]
        planned = next((thing for thing in things if thing.i in self._triggers), None)
        if planned is not None:
            return planned
        lies_ahead = verb.tag_ in {"VBZ", "VBP"} or any(
            c.lower_ in {"is", "are"} for c in self.reading.children(verb)
        )
        return verb if lies_ahead else None

    @staticmethod
    def _described(verb: Token) -> list[Token]:
        """The nouns that a clause can describe, nearest first: "a visit to Tarsk that was planned"."""
        nouns: list[Token] = []
        token = verb.head
        while token.pos_ not in {"VERB", "AUX"} and len(nouns) < _DEPTH:
            nouns.append(token)
            if token.head.i == token.i:
                break
            token = token.head
        return nouns

    @staticmethod
    def _main_verb(verb: Token) -> Token | None:
        """The verb of the clause around the noun that ``verb`` describes."""
        token = verb.head
        for _ in range(_DEPTH):
            if token.pos_ in {"VERB", "AUX"}:
                return token
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def _before_verb(self, end: int, subject: Token) -> bool:
        """Whether the verb follows at once: "a court on Tuesday convicted"; not "mayor until May, he"."""
        return subject.dep_ != "appos" and self._follows(end, subject.head)

    def _follows(self, end: int, verb: Token) -> bool:
        """Whether ``verb``, or a word that helps it, stands at token ``end``."""
        if end >= len(self.reading.doc):
            return False
        following = self.reading.doc[end]
        return following.i == verb.i or (following.head.i == verb.i and following.dep_ in _BESIDE_VERB)

    def _opens_clause(self, start: int) -> bool:
        """Whether the words from token ``start`` stand first in a clause: "Yesterday gunmen attacked"."""
        if start and self.reading.doc[start - 1].lower_ in self._adverbial:
            start -= 1
        if start == 0:
            return True
        before = self.reading.doc[start - 1]
        return (
            before.is_space or before.is_sent_end is True or before.lower_ in {"that", "but", "and", "]", '"'}
        )
