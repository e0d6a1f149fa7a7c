"""Reporting verbs: the statements of one verb of ``nlp/rules/en/attribution.toml``."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.said.cue_rules import CueRule, Cues
from nlp.extract.said.direct_speech import Range, Speech
from nlp.extract.said.parentheticals import Stretch, asides
from nlp.extract.said.source_phrase import stranded_subject, subject_of
from nlp.extract.said.statement import Statement
from nlp.extract.said.verb_frames import contents_of

_MODALS = frozenset({"may", "might", "could", "should", "must", "would", "can"})
# Verbs under which an infinitive still tells what happened: "went on to say".
_ASPECT = frozenset(
    {"go", "continue", "begin", "start", "proceed", "keep", "come", "appear", "seem", "claim", "use"}
)
_WITHHELD = frozenset({"refuse", "decline"})  # "declined to say whether X" tells that X was asked
_NOBODY = frozenset({"no", "nobody", "none", "neither", "no-one"})
_UNNAMED_FRAMES = frozenset({"passive", "reported", "clause", "on", "as"})


def read_verb(verb: Token, cues: Cues, speech: Speech) -> Iterator[Statement]:
    """Yield what the frames of a verb's rules give, or else the direct speech beside it."""
    rules = cues.verbs[verb.lemma_]
    source = subject_of(verb)
    if source is not None and speech.foreign(verb, source):
        source = speech.speaker(verb)
    if source is None:
        source = stranded_subject(verb)
    shown = verb.dep_ == "acl" and verb.head.lemma_ in cues.documents  # "a video showing X"
    bare = not shown and _only_mentioned(verb)
    taken: list[Stretch] = []
    quoting = _quoting(verb)
    for rule in rules:
        if rule.documents and (source is None or source.lemma_.lower() not in cues.documents):
            continue
        for frame, content in (*contents_of(verb, rule), *(contents_of(quoting, rule) if quoting else ())):
            if frame == "object" and speech.foreign(verb, verb.doc[content[0][0]]):
                continue
            if any(low <= end and start <= high for low, high in content for start, end in taken):
                continue
            if source is None and not _unnamed(verb, frame, cues):
                continue
            if bare and (frame != "clause" or (verb.tag_ == "VB" and verb.head.lemma_ not in _WITHHELD)):
                continue
            taken.extend(content)
            beside: tuple[Range, ...] = ()
            if (
                frame == "clause"
                and "quote" in rule.frames
                and source is not None
                and source.head.i == verb.i
            ):
                beside = speech.split(verb, source, content[0])
            yield _verb_statement(verb, source, rule, frame, content, beside)
    if not taken:
        for rule in rules:
            if "quote" in rule.frames and (speaker := source or speech.speaker(verb)) is not None:
                spoken = speech.said(verb, speaker)
                if spoken:
                    yield _verb_statement(verb, speaker, rule, "quote", (), spoken)
                    return


def _quoting(verb: Token) -> Token | None:
    """The verb whose clause "as saying" reports: "X happened, the agency quoted Y as saying"."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    if any(c.dep_ in ("ccomp", "dobj") for c in verb.children):
        return None
    return above if above.pos_ == "VERB" and any(c.dep_ == "ccomp" for c in above.children) else None


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
        vouches=(rule.vouches or frame == "quote") and frame != "hearsay" and not _unreal(verb, source),
        rule=frame,
        spoken=spoken,
        holes=asides(verb, content) if frame in ("clause", "parenthetical") else (),
    )


def _unnamed(verb: Token, frame: str, cues: Cues) -> bool:
    """Whether a verb without a source still reports: "it was said that", "is believed to"."""
    if frame not in _UNNAMED_FRAMES or (verb.lemma_ in cues.hearers and frame == "clause"):
        return False
    return verb.tag_ == "VBN" and any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


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


def _infinitive(verb: Token) -> bool:
    return verb.dep_ == "pcomp" or any(c.tag_ == "TO" for c in verb.lefts)


def _only_mentioned(verb: Token) -> bool:
    """Whether the saying is only named, not told: "wants to ask", "a plan to condemn", "for criticizing"."""
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "acl", "pcomp") and _infinitive(verb):
        return verb.head.lemma_ not in _ASPECT
    return verb.tag_ == "VBG" and (verb.dep_ == "acl" or (verb.dep_ == "pcomp" and verb.head.lower_ != "as"))


def _unreal(verb: Token, source: Token | None) -> bool:
    """Whether the saying itself is denied, conditional or only possible."""
    if source is not None and any(token.lower_ in _NOBODY for token in (source, *source.lefts)):
        return True
    if verb.tag_ == "VB" and _only_mentioned(verb):
        return True
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _MODALS):
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return True
    return False
