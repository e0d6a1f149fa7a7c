"""Cues that are no verbs: "according to", "in X's view", "X's claim that", "reportedly", "alleged"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.said.cue_rules import CueRule, Cues
from nlp.extract.said.direct_speech import Range, Speech
from nlp.extract.said.parentheticals import Stretch, cut, subtree
from nlp.extract.said.source_phrase import noun_source, subject_of
from nlp.extract.said.speaker_labels import label_before
from nlp.extract.said.statement import Statement
from nlp.records import Stance

_TOPIC = frozenset({"of", "about", "for", "over", "against"})


def read_according(token: Token, speech: Speech) -> Iterator[Statement]:
    """Read "according to X"."""
    prep = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
    if prep is not None and source is not None:
        yield Statement(
            head=token,
            cue=(token.i, prep.i),
            source=source,
            content=cut(_scope(token, speech), subtree(token)),
            stance=Stance.STATES,
            vouches=True,
            rule="according",
        )


def read_view(noun: Token, speech: Speech) -> Iterator[Statement]:
    """Read "in X's view"."""
    prep = noun.head
    source = next((c for c in noun.children if c.dep_ == "poss"), None)
    if prep.lower_ == "in" and prep.dep_ == "prep" and source is not None:
        yield Statement(
            head=noun,
            cue=(prep.i, noun.i),
            source=source,
            content=cut(_scope(prep, speech), subtree(prep)),
            stance=Stance.STATES,
            vouches=True,
            rule="view",
        )


def _scope(adjunct: Token, speech: Speech) -> Stretch:
    """What "according to X" covers: its sentence when it stands at either end of one, else its clause."""
    sentence = adjunct.sent
    low, high = subtree(adjunct)
    doc = adjunct.doc
    ends = all(t.is_punct or t.is_space for t in doc[high + 1 : sentence.end])
    starts = all(t.is_punct or t.is_space for t in doc[sentence.start : low])
    if (starts or ends) and speech.around(adjunct.idx) is None:
        return sentence.start, sentence.end - 1
    return subtree(_clause_above(adjunct))


def read_noun(noun: Token, rule: CueRule) -> Iterator[Statement]:
    """Read "X\'s claim that Y", "warnings from X of Y"; nothing where nobody is named."""
    source = noun_source(noun)
    if source is None:
        return
    content: Stretch | None = None
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ == "acl" and child.pos_ in ("VERB", "AUX"):
            edge = child.left_edge
            if edge.lower_ == "that" or edge.tag_ == "TO":
                content = subtree(child)
        elif child.dep_ == "prep" and child.lower_ in _TOPIC and content is None:
            held = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            content = subtree(held) if held is not None else None
    if content is not None:
        yield Statement(
            head=noun,
            cue=(noun.i, noun.i),
            source=source,
            content=(content,),
            stance=rule.stance,
            vouches=rule.vouches,
            rule="noun",
        )


def read_adverb(adverb: Token, stance: Stance) -> Iterator[Statement]:
    """Read "reportedly": by an unnamed source."""
    yield Statement(
        head=adverb,
        cue=(adverb.i, adverb.i),
        source=None,
        content=cut(subtree(_clause_above(adverb)), (adverb.i, adverb.i)),
        stance=stance,
        vouches=True,
        rule="adverb",
    )


def read_alleged(adjective: Token, stance: Stance) -> Statement:
    """Read "the alleged attack": by an unnamed source."""
    low, high = subtree(adjective.head)
    return Statement(
        head=adjective,
        cue=(adjective.i, adjective.i),
        source=None,
        content=cut((max(low, adjective.i), high), (adjective.i, adjective.i)),
        stance=stance,
        vouches=True,
        rule="alleged",
    )


def read_adjective(adjective: Token, rule: CueRule) -> Iterator[Statement]:
    """Read "X is sure that Y"."""
    copula = adjective.head
    if copula.pos_ not in ("AUX", "VERB") or adjective.dep_ != "acomp":
        return
    source = subject_of(copula)
    for child in adjective.children:
        if child.dep_ == "ccomp" and source is not None:
            yield Statement(
                head=adjective,
                cue=(copula.i, adjective.i),
                source=source,
                content=(subtree(child),),
                stance=rule.stance,
                vouches=rule.vouches,
                rule="adjective",
            )


def read_label(colon: Token, cues: Cues) -> Iterator[Statement]:
    """Read "Police: two killed"."""
    found = label_before(colon, cues)
    if found is not None:
        yield labelled(colon, *found)


def labelled(mark: Token, source: Token, said: Range) -> Statement:
    """The statement of a source that stands beside its words."""
    return Statement(
        head=mark,
        cue=(mark.i, mark.i),
        source=source,
        content=(),
        stance=Stance.STATES,
        vouches=True,
        rule="label",
        spoken=(said,),
    )


def _clause_above(token: Token) -> Token:
    """The predicate of the clause a modifier stands in."""
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    return above
