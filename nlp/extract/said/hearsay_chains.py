"""Chains of hearsay: the sources of a statement in order, the nearest to the reader first.

"CNN, citing officials, reported": CNN, officials. "Officials told Reuters": Reuters, officials. "Officials
were quoted by Tass as saying": Tass, officials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sys import maxsize

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.cue_rules import load_cues
from nlp.extract.said.direct_speech import Range
from nlp.extract.said.source_phrase import agent_of, antecedent_of, noun_source, subject_of
from nlp.extract.said.statement import Statement
from nlp.records import Attribution, EntityType, Mention, MentionKind, Stance

UNNAMED = "unnamed source"
_MARKS = "\"“”‘’' \n"  # before a source that follows its words


class Chains:
    """Builds the chain of each statement of one document."""

    def __init__(self, reading: ParsedDocument, statements: Iterable[Statement]) -> None:
        self.reading = reading
        self.cues = load_cues()
        self.behind: dict[int, list[Token]] = {}  # token of a cue or source -> the sources behind it
        for statement in statements:
            if statement.rule == "hearsay":
                self._note_hearsay(statement)

    def links(self, statement: Statement, cue: Range) -> tuple[Attribution, ...]:
        """The sources of ``statement``: through whom it came, who says it, whom that one cites."""
        words = self.reading.document.text[cue[0] : cue[1]]
        source = statement.source
        if source is None:
            return (Attribution(text=UNNAMED, cue=words, stance=statement.stance),)
        speakers = [antecedent_of(source)]
        speakers += [token for token in speakers[0].conjuncts if token.i > speakers[0].i and _nominal(token)]
        behind = self.behind.get(statement.head.i, []) + self.behind.get(source.i, [])
        media = [*self._through(statement.head), *_quoting(speakers[0])]
        found = [self._link(token, words, Stance.STATES) for token in media]
        found += [self._link(token, words, statement.stance, before=cue[0]) for token in speakers]
        found += [self._link(token, "citing", Stance.STATES) for token in dict.fromkeys(behind)]
        return tuple(dict.fromkeys(found))

    def _note_hearsay(self, statement: Statement) -> None:
        verb, held = statement.head, next((c for c in statement.head.children if c.dep_ == "dobj"), None)
        if held is None or not self._speaks(held):
            return
        above = verb.head
        while above.dep_ == "conj" and above.pos_ == "VERB":
            above = above.head
        if above.dep_ == "ccomp" and above.head.pos_ == "VERB":  # "X reported that Y, citing Z"
            self.behind.setdefault(above.head.i, []).append(held)
        for token in (above, *(c for c in above.children if c.dep_ in ("conj", "ccomp", "xcomp"))):
            self.behind.setdefault(token.i, []).append(held)
        before = _before_comma(verb)
        if before is not None and before.i != above.i:  # "X reports, citing Y, that": whatever the parse says
            self.behind.setdefault(before.i, []).append(held)

    def _speaks(self, token: Token) -> bool:
        """Whether a noun can be a source: a person, an organisation, a group or a document."""
        mention = self.reading.mention_at(token, covering=False)
        if mention is not None and mention.type in (EntityType.PERSON, EntityType.ORG, EntityType.GROUP):
            return True
        return token.lemma_.lower() in self.cues.documents | self.cues.labels

    def _through(self, head: Token) -> Iterator[Token]:
        """The medium a statement came through: the hearer of "told Reuters", the agent of "was quoted"."""
        if head.dep_ == "pcomp" and head.head.lower_ == "as":
            quoting = head.head.head
            passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in quoting.children)
            agent = agent_of(quoting) if passive else subject_of(quoting)
            if agent is not None:
                yield agent
        for child in head.children:
            if child.dep_ in ("dobj", "dative") and self._is_medium(child):
                yield child
            elif child.dep_ == "prep" and child.lower_ in ("to", "in", "on", "by", "during"):
                for held in child.children:
                    if held.dep_ == "pobj":
                        yield from self._venue(held)

    def _venue(self, held: Token) -> Iterator[Token]:
        if self._is_medium(held):
            yield held
        elif held.lemma_ in self.cues.venues:
            for prep in held.children:
                if prep.dep_ == "prep" and prep.lower_ in ("with", "to", "on"):
                    yield from (g for g in prep.children if g.dep_ == "pobj" and self._is_medium(g))

    def _is_medium(self, token: Token) -> bool:
        if token.pos_ not in ("PROPN", "NOUN"):
            return False
        mention = self.reading.mention_at(token, covering=False)
        words = (mention.name if mention is not None else token.text).lower().split()
        if any(word in self.cues.media for word in words):
            return True
        named = mention is None or mention.kind is not MentionKind.PRONOUN
        return named and bool(words) and words[-1] in self.cues.media_words

    def _link(self, token: Token, cue: str, stance: Stance, before: int = maxsize) -> Attribution:
        span = self.reading.phrase(token)
        end = span.end
        case = next((child for child in token.children if child.dep_ == "case"), None)
        if case is not None and end == case.idx + len(case):
            end = case.idx
        if token.idx < before < end:  # "a video showing X": the cue hangs on its source
            end = before
        start, text = span.start, self.reading.document.text
        while start < end - 1 and text[start] in _MARKS:
            start += 1
        span = self.reading.span(start, start + len(text[start:end].rstrip()))
        mention = self._mention(token)
        return Attribution(
            text=span.text,
            cue=cue,
            stance=stance,
            start=span.start,
            end=span.end,
            mention_id=mention.id if mention is not None else None,
        )

    def _mention(self, token: Token) -> Mention | None:
        """The source's mention; for a document ("the ministry's report") its author's."""
        mention = self.reading.mention_at(token, covering=False)
        if mention is not None and mention.kind is not MentionKind.NOMINAL:
            return mention
        if token.lemma_.lower() in self.cues.documents:
            author = noun_source(token) or next((c for c in token.lefts if c.dep_ == "compound"), None)
            if author is not None:
                return self.reading.mention_at(author, covering=False) or mention
        return mention


def _before_comma(verb: Token) -> Token | None:
    """The word that "citing" follows across a comma: the reporting verb, or the medium itself."""
    doc, at = verb.doc, verb.i - 1
    while at > verb.sent.start and doc[at].dep_ == "advmod":
        at -= 1
    if at <= verb.sent.start or doc[at].text != ",":
        return None
    before = doc[at - 1]
    return before if before.pos_ in ("VERB", "AUX") or _nominal(before) else None


def _nominal(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON")


def _quoting(speaker: Token) -> Iterator[Token]:
    """Who quotes a speaker: "the minister, quoted by Tass, said"."""
    for child in speaker.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in ("quote", "cite"):
            agent = agent_of(child)
            if agent is not None:
                yield agent
