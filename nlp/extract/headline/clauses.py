"""Clauses of headlines: subject, verb, what it needs and where, in the text's own words and mood.

A clause is compressed along the parse (by rule; after Knight and Marcu 2002 in spirit): relative and
adverbial clauses, appositions and times are left out, arguments kept, places kept while there is room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from nlp.extract.headline.inflection import Inflection
from nlp.extract.headline.phrases import Phrases, join
from nlp.extract.parse.arguments import Arguments, Syntax
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.records import Attribution, Status

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUX = frozenset({"aux", "auxpass"})
_TAKEN = frozenset({"dobj", "dative", "attr", "acomp", "oprd"})
_MOOD = {Status.PLANNED: "to be", Status.HYPOTHETICAL: "may be"}
_PLURAL = frozenset({"NNS", "NNPS"})
_ROOM = 96  # characters of a clause
_DEEPEST = 3  # infinitives inside each other


@dataclass(slots=True)
class Clause:
    """The parts of a clause in words. ``needs``: objects and complements; ``more``: phrases, by weight."""

    subject: str
    verb: str
    needs: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)

    def say(self, room: int = _ROOM) -> str:
        """The clause in one line, as many of its phrases as there is room for."""
        words = " ".join(filter(None, [self.subject, self.verb, *self.needs]))
        for phrase in self.more:
            if len(words) + len(phrase) < room:
                words += " " + phrase
        return words


class ClauseWriter:
    """Writes the clauses of one reading."""

    def __init__(
        self,
        reading: ParsedDocument,
        syntax: Syntax,
        phrases: Phrases,
        inflection: Inflection,
        words: dict[str, frozenset[str]],
        times: frozenset[int],
    ) -> None:
        self.reading = reading
        self.syntax = syntax
        self.phrases = phrases
        self.inflection = inflection
        self._words = words
        self._times = times

    def write(
        self,
        verb: Token,
        status: Status,
        attribution: tuple[Attribution, ...],
        *,
        plain: bool = False,
        turn: bool = True,
    ) -> str | None:
        """The clause of ``verb``; None where nobody and nothing in it can be named.

        ``plain``: it stands behind its source's colon, so a pronoun may be its subject. ``turn``: without a
        subject it may be told of its object.
        """
        chain = self._chain(verb)
        top = chain[-1][0] if chain else verb
        arguments = self.syntax.arguments(top)
        clause = Clause("", "")
        subject = arguments.surface
        turned = bool(chain) and not _shared(subject, self.syntax.arguments(verb).surface)
        if turned:  # "acquitted X of killing Y" is told of X
            subject = self.syntax.arguments(verb).surface
        said = self._say_all(subject, attribution, plain=plain)
        if said is None:
            told = turn and status != Status.NEGATED and top.i == verb.i
            return self._turned(verb, arguments, attribution, status) if told else None
        clause.subject = said
        if turned:
            clause.verb = f"{_be(subject)} {self.inflection.participle(top.lemma_.lower())}"
        else:
            clause.verb = self._group(top, status if not chain else Status.HAPPENED, arguments, subject)
        for nth in range(len(chain) - 1, -1, -1):
            link, how = chain[nth]
            below = chain[nth - 1][0] if nth else verb
            held = [
                p
                for c in self._takes(link)
                if c.i < below.i and c.dep_ in {"dobj", "dative"} and (p := self._part(c, attribution))
            ]
            if link.i == top.i and turned:
                held = []
            clause.verb = " ".join([clause.verb, *held, self._lower(below, how)])
        self._fill(clause, verb, attribution)
        return clause.say()

    # ------------------------------------------------------------------ the verb
    def _chain(self, verb: Token) -> list[tuple[Token, str]]:
        """The verbs that lead to ``verb`` with its own subject, nearest first: "plans to", "accused of"."""
        found: list[tuple[Token, str]] = []
        surface = self.syntax.arguments(verb).surface
        for _ in range(_DEEPEST):
            above = verb.head
            if verb.dep_ == "pcomp" and above.pos_ == "ADP" and above.head.pos_ in {"VERB", "ADJ"}:
                link = above.head if above.head.pos_ == "VERB" else above.head.head
                how = above.lower_ if above.head.pos_ == "VERB" else f"{above.head.text} {above.lower_}"
                if above.head.pos_ == "ADJ" and any(
                    c.dep_ == "neg" for c in self.reading.children(above.head)
                ):
                    how = "not " + how
                wanted = self.syntax.arguments(link)
                laid = f"{above.head.lemma_.lower()} {above.lower_}" in self._words["laying"]
                if not laid or link.pos_ != "VERB":
                    break
                if not _shared(surface, [*wanted.surface, *wanted.objects]):
                    break
                found.append((link, how))
                break
            if verb.dep_ != "xcomp" or above.pos_ != "VERB":
                break
            if not _shared(self.syntax.arguments(above).surface, surface):
                break
            found.append((above, "to" if self._is_infinitive(verb) else ""))
            verb = above
        return found

    def _is_infinitive(self, verb: Token) -> bool:
        return any(c.tag_ == "TO" for c in self.reading.children(verb))

    def _lower(self, verb: Token, link: str) -> str:
        kept = [
            c
            for c in self.reading.children(verb)
            if (c.dep_ in {*_AUX, "neg", "prt"} and c.lower_ != "to" and abs(c.i - verb.i) <= 3)
            or c.lower_ in self._words["hedges"]
        ]
        words = join(sorted([verb, *kept], key=lambda t: t.i))
        return f"{link} {words}".strip()

    def _group(self, verb: Token, status: Status, arguments: Arguments, subject: list[Token]) -> str:
        children = self.reading.children(verb)
        aux = [c for c in children if c.dep_ in _AUX]
        kept = [
            c
            for c in children
            if c.dep_ in {"neg", "prt", *_AUX}
            or (c.dep_ == "advmod" and c.lower_ in self._words["hedges"] and abs(c.i - verb.i) <= 3)
        ]
        kept = [c for c in kept if c.lower_ != "to" and not (c.dep_ == "prt" and c.i - verb.i > 2)]
        kept += [g for c in kept if c.dep_ == "advmod" for g in self.reading.children(c) if g.i < c.i]
        denied = any(c.dep_ == "neg" or c.lower_ == "never" for c in kept) or self._of_none(verb)
        finite = verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in aux)
        particle = " ".join(c.text for c in kept if c.dep_ == "prt")
        lemma = verb.lemma_.lower()
        be = _be(subject)
        if any(
            c.lower_ in {"had", "'d"} and c.dep_ == "aux" for c in aux
        ):  # told of one moment, not before one
            aux = [c for c in aux if c.dep_ == "auxpass" and c.tag_ in _FINITE]
            kept = [c for c in kept if c.dep_ not in _AUX and c.dep_ != "neg"]
            words = f"{be} {verb.text}" if arguments.passive else self.inflection.past(lemma)
            words = " ".join([*(c.text for c in kept if c.dep_ == "advmod"), words])
            finite = False
        elif verb.tag_ == "VBN" and not finite:
            before = [c.text for c in kept if c.dep_ == "advmod"]
            words = " ".join([*([be] if arguments.passive else []), *before, verb.text])
        elif finite and arguments.passive and aux and aux[0].i > verb.i:  # "Killed in the blast were"
            words = f"{be} {verb.text.lower()}"
        elif finite:
            words = join(sorted([verb, *(c for c in kept if c.dep_ != "prt")], key=lambda t: t.i))
        elif status == Status.PLANNED:
            words = f"to {lemma}"
        else:
            words = self.inflection.past(lemma)
        if (status == Status.NEGATED or denied) and (not denied or not finite):
            words = self._deny(words, verb, finite and bool(aux), be if arguments.passive else "")
        elif status == Status.PLANNED and finite and not any(c.tag_ == "MD" for c in aux):
            words = f"to be {verb.text}" if arguments.passive else f"to {lemma}"
        elif status == Status.HYPOTHETICAL and not any(
            c.tag_ == "MD" or c.lower_ in self._words["hedges"] for c in kept
        ):
            past = self.inflection.participle(lemma)
            words = f"may have been {past}" if arguments.passive else f"may have {past}"
        return f"{words} {particle}".strip()

    def _of_none(self, verb: Token) -> bool:
        """Whether a subject or object denies by itself: "no group claimed"."""
        return any(
            c.lower_ in self._words["none"]
            or any(g.lower_ in self._words["none"] for g in self.reading.children(c))
            for c in self.reading.children(verb)
            if c.dep_ in {"nsubj", "nsubjpass", "dobj"}
        )

    def _deny(self, words: str, verb: Token, helped: bool, be: str) -> str:
        first, _, rest = words.partition(" ")
        if helped or be:
            return f"{first} not {rest}".strip()
        return f"did not {verb.lemma_.lower()}"

    def _turned(
        self, verb: Token, arguments: Arguments, attribution: tuple[Attribution, ...], status: Status
    ) -> str | None:
        """A clause whose subject nobody can name, told of whom it struck: "The mayor was shot"."""
        if arguments.passive or not arguments.objects:
            return None
        said = self._say_all(arguments.objects, attribution, plain=False)
        if said is None:
            return None
        be = _MOOD.get(status) or _be(arguments.objects)
        particle = " ".join(c.text for c in self.reading.children(verb) if c.dep_ == "prt")
        words = f"{be} {self.inflection.participle(verb.lemma_.lower())} {particle}"
        clause = Clause(said, words.strip())
        clause.more = list(self._phrases_of(verb, attribution))
        return clause.say()

    # ------------------------------------------------------------------ what it takes along
    def _fill(
        self, clause: Clause, verb: Token, attribution: tuple[Attribution, ...], depth: int = 0
    ) -> None:
        arguments = self.syntax.arguments(verb)
        own = list(self._takes(verb))
        for child in own:
            part = self._part(child, attribution)
            if part == clause.subject and child.pos_ == "PRON":
                part = child.text  # a pronoun for the subject itself is better left one
            if part:
                clause.needs.append(part)
        if not own and not arguments.passive and arguments.objects:
            lent = self._say_all(arguments.objects, attribution, plain=False)  # "the bill he plans to sign"
            if lent:
                clause.needs.append(lent)
        for child in self.reading.children(verb):
            if child.dep_ == "ccomp" and child.pos_ == "ADJ" and (part := self._part(child, attribution)):
                clause.needs.append(part)
            if child.dep_ == "xcomp" and child.i > verb.i and depth < _DEEPEST and child.pos_ == "VERB":
                clause.needs.append(self._lower(child, "to" if self._is_infinitive(child) else ""))
                self._fill(clause, child, attribution, depth + 1)
        clause.more.extend(self._phrases_of(verb, attribution))

    def _takes(self, verb: Token) -> Iterator[Token]:
        for child in self.reading.children(verb):
            relative = child.tag_ in {"WDT", "WP"}
            if child.dep_ in _TAKEN and child.i not in self._times and child.i > verb.i and not relative:
                yield child

    def _part(self, child: Token, attribution: tuple[Attribution, ...]) -> str | None:
        if child.pos_ == "ADP":
            return self.phrase_under(child, attribution)
        if child.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            said = self.phrases.say(child, attribution)
            return said if said is not None else child.text
        if child.pos_ in {"ADJ", "ADV", "VERB"}:
            before = [
                c for c in self.reading.children(child) if c.dep_ in {"advmod", "neg"} and c.i < child.i
            ]
            words = join(sorted([child, *before], key=lambda t: t.i))
            held = [
                p
                for c in self.reading.children(child)
                if c.dep_ == "prep" and c.i > child.i and (p := self.phrase_under(c, attribution))
            ]
            return " ".join([words, *held[:1]])
        return None

    def _phrases_of(self, verb: Token, attribution: tuple[Attribution, ...]) -> Iterator[str]:
        """Its prepositional phrases without times, in order of the text."""
        for child in self.reading.children(verb):
            if child.i > verb.i and self._turns(child):
                return  # what follows "but not" would say the opposite without it
            if child.lower_ in self._words["left_out"]:
                continue
            if child.dep_ in {"prep", "agent"} and child.i > verb.i:
                said = self.phrase_under(child, attribution)
                if said:
                    yield said
            elif child.dep_ in {"advmod", "npadvmod"} and child.i > verb.i:
                for of in self.reading.children(child):
                    if of.lower_ == "of" and (said := self.phrase_under(of, attribution)):
                        yield f"{child.text} {said}"

    def _turns(self, phrase: Token) -> bool:
        """Whether a phrase denies or sets a contrast: "but not by offering concessions"."""
        if phrase.dep_ not in {"prep", "agent", "cc", "advcl", "conj", "pcomp"}:
            return False
        before = self.reading.doc[max(phrase.left_edge.i - 2, 0) : phrase.i]
        return phrase.lower_ in self._words["contrast"] or any(
            t.dep_ == "neg" or t.lower_ in self._words["contrast"]
            for t in (*before, *self.reading.children(phrase))
        )

    def phrase_under(self, preposition: Token, attribution: tuple[Attribution, ...]) -> str | None:
        """A preposition with its noun, None where it is a time's or nobody can be named."""
        for child in self.reading.children(preposition):
            if child.dep_ == "pobj" and child.i not in self._times:
                said = self.phrases.say(child, attribution)
                if said is None or child.tag_ in {"WDT", "WP"}:
                    return None
                inner = [
                    p
                    for c in self.reading.children(child)
                    if c.dep_ == "prep" and c.lower_ != "of" and c.i > child.i
                    if (p := self.phrase_under(c, attribution)) and len(said) + len(p) < 40
                ]
                return " ".join([preposition.lower_, said, *inner[:1]])
            if child.dep_ == "pcomp" and child.lemma_.lower() in self._words["unsaid"]:
                return None
            if child.dep_ == "pcomp" and child.tag_ == "VBG":
                inner_clause = Clause("", f"{preposition.lower_} {self._lower(child, '')}")
                self._fill(inner_clause, child, attribution, _DEEPEST)
                return inner_clause.say(60)
            if child.dep_ == "prep":
                below = self.phrase_under(child, attribution)
                return f"{preposition.lower_} {below}" if below else None
        return None

    def _say_all(
        self, tokens: list[Token], attribution: tuple[Attribution, ...], *, plain: bool
    ) -> str | None:
        if not tokens:
            return None
        if plain and tokens[0].tag_ == "PRP" and tokens[0].lower_ not in self._words["speakers"]:
            return tokens[0].lower_  # behind a colon a pronoun means the speaker
        return self.phrases.say(tokens[0], attribution)


def _shared(one: list[Token], other: list[Token]) -> bool:
    return not {t.i for t in one}.isdisjoint(t.i for t in other)


def _be(subject: list[Token]) -> str:
    return "were" if len(subject) > 1 or (subject and subject[0].tag_ in _PLURAL) else "was"
