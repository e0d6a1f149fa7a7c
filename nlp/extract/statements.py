"""Statements: each cue of ``nlp/rules/attribution.toml`` in a text, with its source and content as tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.extract.cues import CueRule, Cues
from nlp.extract.frames import Stretch, asides, contents_of, cut, subtree
from nlp.extract.labels import label_before, labels_after
from nlp.extract.sources import noun_source, subject_of
from nlp.extract.speech import Range, Speech
from nlp.records import Stance

_MODALS = frozenset({"may", "might", "could", "should", "must", "would", "can"})
# Verbs under which an infinitive still tells what happened: "went on to say".
_ASPECT = frozenset(
    {"go", "continue", "begin", "start", "proceed", "keep", "come", "appear", "seem", "claim", "use"}
)
_UNNAMED_FRAMES = frozenset({"passive", "clause", "on", "as"})
_TOPIC = frozenset({"of", "about", "for", "over", "against"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A cue, its source (None when unnamed) and its content, as stretches of tokens with both ends.

    ``head`` is the cue's main word, ``spoken`` the characters of direct speech where quotation marks gave the
    content, ``holes`` what stands inside the content without belonging to it.
    """

    head: Token
    cue: Stretch
    source: Token | None
    content: tuple[Stretch, ...]
    stance: Stance
    vouches: bool
    rule: str
    spoken: tuple[Range, ...] = ()
    holes: tuple[Stretch, ...] = ()


def find_statements(doc: Doc, cues: Cues, speech: Speech) -> Iterator[Statement]:
    """Yield the statements of ``doc`` in the order of their cues."""
    for index, key in enumerate(doc.to_array(["LEMMA"]).tolist()):
        lemma = cues.keys.get(key)
        if lemma is None:
            continue
        token = doc[index]
        pos = token.pos_
        if lemma == "accord":
            yield from _read_according(token, speech)
        elif lemma == ":":
            yield from _read_label(token, cues)
        elif pos in ("VERB", "AUX"):
            if lemma in cues.verbs:
                yield from _read_verb(token, cues, speech)
        elif pos == "NOUN":
            if lemma in cues.nouns:
                yield from _read_noun(token, cues.nouns[lemma])
            if lemma in cues.views:
                yield from _read_view(token, speech)
        elif pos == "ADV" and lemma in cues.adverbs:
            yield from _read_adverb(token, cues.adverbs[lemma])
        elif lemma in cues.amods and token.dep_ == "amod":
            yield _alleged(token, cues.amods[lemma])
        elif pos == "ADJ" and lemma in cues.adjectives:
            yield from _read_adjective(token, cues.adjectives[lemma])

    for dash, source, said in labels_after(doc, speech):
        yield _labelled(dash, source, said)


def _read_label(colon: Token, cues: Cues) -> Iterator[Statement]:
    found = label_before(colon, cues)
    if found is not None:
        yield _labelled(colon, *found)


def _labelled(mark: Token, source: Token, said: Range) -> Statement:
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


def _read_verb(verb: Token, cues: Cues, speech: Speech) -> Iterator[Statement]:
    rules = cues.verbs[verb.lemma_]
    source = subject_of(verb)
    bare = _only_mentioned(verb)
    taken: list[Stretch] = []
    for rule in rules:
        if rule.documents and (source is None or source.lemma_.lower() not in cues.documents):
            continue
        for frame, content in contents_of(verb, rule):
            if frame == "object" and speech.covers(content[0], verb):
                continue
            if any(low <= end and start <= high for low, high in content for start, end in taken):
                continue
            if source is None and not _unnamed(verb, frame, cues):
                continue
            if bare and frame != "clause":
                continue
            taken.extend(content)
            split = (
                frame == "clause"
                and "quote" in rule.frames
                and source is not None
                and source.head.i == verb.i
            )
            beside = speech.split(verb, source, content[0]) if split else ()
            yield _verb_statement(verb, source, rule, frame, content, beside)
    if not taken:
        for rule in rules:
            if "quote" in rule.frames and (speaker := source or speech.speaker(verb)) is not None:
                spoken = speech.said(verb, speaker)
                if spoken:
                    yield _verb_statement(verb, speaker, rule, "quote", (), spoken)
                    return


def _verb_statement(
    verb: Token,
    source: Token | None,
    rule: CueRule,
    frame: str,
    content: tuple[Stretch, ...],
    spoken: tuple[Range, ...] = (),
) -> Statement:
    return Statement(
        head=verb,
        cue=_verb_group(verb),
        source=source,
        content=content,
        stance=rule.stance,
        vouches=(rule.vouches or frame == "quote") and frame != "hearsay" and not _unreal(verb),
        rule=frame,
        spoken=spoken,
        holes=asides(verb, content) if frame in ("clause", "parenthetical") else (),
    )


def _unnamed(verb: Token, frame: str, cues: Cues) -> bool:
    """Whether a verb without a source still reports: "it was said that", "is believed to"."""
    if frame not in _UNNAMED_FRAMES or (verb.lemma_ in cues.hearers and frame == "clause"):
        return False
    return verb.tag_ == "VBN" and any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def _read_according(token: Token, speech: Speech) -> Iterator[Statement]:
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


def _read_view(noun: Token, speech: Speech) -> Iterator[Statement]:
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


def _read_noun(noun: Token, rule: CueRule) -> Iterator[Statement]:
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


def _read_adverb(adverb: Token, stance: Stance) -> Iterator[Statement]:
    yield Statement(
        head=adverb,
        cue=(adverb.i, adverb.i),
        source=None,
        content=cut(subtree(_clause_above(adverb)), (adverb.i, adverb.i)),
        stance=stance,
        vouches=True,
        rule="adverb",
    )


def _alleged(adjective: Token, stance: Stance) -> Statement:
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


def _read_adjective(adjective: Token, rule: CueRule) -> Iterator[Statement]:
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


def _verb_group(verb: Token) -> Stretch:
    """The verb with the auxiliaries, negations and adverbs directly before it, and its particle."""
    low = high = verb.i
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in ("aux", "auxpass", "neg", "advmod") or child.i != low - 1:
            break
        low = child.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == high + 1:
            high = child.i
    return low, high


def _only_mentioned(verb: Token) -> bool:
    """Whether the saying is only named, not told: "wants to ask", "a plan to condemn", "for criticizing"."""
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "acl", "pcomp"):
        return verb.head.lemma_ not in _ASPECT
    return verb.tag_ == "VBG" and (verb.dep_ == "acl" or (verb.dep_ == "pcomp" and verb.head.lower_ != "as"))


def _unreal(verb: Token) -> bool:
    """Whether the saying itself is denied, conditional or only possible."""
    if verb.tag_ == "VB" and _only_mentioned(verb):
        return True
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _MODALS):
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return True
    return False


def _clause_above(token: Token) -> Token:
    """The predicate of the clause a modifier stands in."""
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    return above


def trimmed(doc: Doc, stretch: Stretch) -> Range | None:
    """Characters of a stretch of tokens, white space and loose punctuation at its edges left out."""
    low, high = stretch
    while low <= high and (doc[low].is_space or (doc[low].is_punct and doc[low].text[0] not in "“‘\"«„`'([")):
        low += 1
    while high >= low and (
        doc[high].is_space or (doc[high].is_punct and doc[high].text[-1] not in "”’\"»')]%?!")
    ):
        high -= 1
    return (doc[low].idx, doc[high].idx + len(doc[high])) if low <= high else None
