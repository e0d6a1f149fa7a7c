"""According to whom: sources, the cues that mark them, and what they are quoted for.

Cues come from ``nlp/rules/en/attribution.toml``; the content of each is read off the parse
(:mod:`nlp.extract.said.statement`, :mod:`nlp.extract.said.verb_frames`) or, for direct speech, off the
quotation marks (:mod:`nlp.extract.said.direct_speech`). What counts as source, cue and content follows the
PolNeAR guidelines (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from sys import maxsize

from spacy.tokens import Doc

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.cue_rules import Cues, load_cues
from nlp.extract.said.direct_speech import Range, Speech, merge
from nlp.extract.said.hearsay_chains import Chains
from nlp.extract.said.other_cues import (
    labelled,
    read_according,
    read_adjective,
    read_adverb,
    read_alleged,
    read_label,
    read_noun,
    read_view,
)
from nlp.extract.said.parentheticals import cut
from nlp.extract.said.reporting_verbs import read_verb
from nlp.extract.said.source_phrase import source_edges
from nlp.extract.said.speaker_labels import labels_after
from nlp.extract.said.statement import Statement, trimmed
from nlp.records import Attribution, Stance
from nlp.text.parse_arrays import text_of

_NO_SOURCE = frozenset({"there", "you", "this", "that"})
_TELLING = frozenset(
    {"clause", "quote", "parenthetical", "according"}
)  # frames in which "it" may be a source
_DEEPEST = 8  # contents inside each other
_SPEAKERS_OWN = frozenset({"i", "we", "me", "us"})
_WHOLE = frozenset({"object", "phrase", "prep"})  # frames in which the content holds nothing to cut out


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedContent:
    """Some content and who answers for it.

    ``chain`` has the source nearest to the reader first; sources that speak together stand one after the
    other with one cue. ``content`` are the character ranges said, the cue and the source cut out; ``cue`` and
    ``source`` the ranges of the marking words and of the source's whole noun phrase beside them (a relative
    pronoun, where ``chain`` has its antecedent), None for an unnamed source. ``vouches`` is False where the
    source only judges or mentions the content, or is said *not* to say it: then it does not rest on its word.
    ``rule`` names the frame; ``reach`` is the furthest end of any content up to this one.
    """

    chain: tuple[Attribution, ...]
    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    source: tuple[int, int] | None = None
    vouches: bool = True
    rule: str = ""
    reach: int = maxsize


def extract_attributions(reading: ParsedDocument) -> tuple[AttributedContent, ...]:
    """Return what ``reading`` attributes to a source, in the order in which the contents begin."""
    speech = Speech(reading.doc, text_of(reading.doc))
    cues = load_cues()
    statements = tuple(_find_statements(reading.doc, cues, speech))
    chains = Chains(reading, statements)
    built = (_build(one, speech, chains, cues.parties) for one in statements)
    found = [made for made in built if made is not None]
    found.sort(key=lambda content: (content.content[0][0], -content.content[-1][1], content.cue))
    reaches = accumulate((content.content[-1][1] for content in found), max)
    return tuple(replace(content, reach=reach) for content, reach in zip(found, reaches, strict=True))


def attribution_of(contents: Sequence[AttributedContent], offset: int) -> tuple[Attribution, ...]:
    """Return the chain that governs the character at ``offset``, the source nearest to the reader first.

    ``contents`` are as :func:`extract_attributions` returns them. Contents nest: what A said that B said has
    the chain A, B. Of endless nesting, as in text without stops, only the innermost count.
    """
    around: list[AttributedContent] = []
    index = bisect_right(contents, offset, key=lambda content: content.content[0][0]) - 1
    while index >= 0 and contents[index].reach > offset and len(around) < _DEEPEST:
        content = contents[index]
        if content.vouches and any(start <= offset < end for start, end in content.content):
            around.append(content)
        index -= 1
    around.sort(key=lambda content: content.content[0][0] - content.content[-1][1])
    chain: list[Attribution] = []
    for content in around:
        chain.extend(link for link in content.chain if link not in chain)
    return tuple(chain)


def _find_statements(doc: Doc, cues: Cues, speech: Speech) -> Iterator[Statement]:
    for index, key in enumerate(doc.to_array(["LEMMA"]).tolist()):
        lemma = cues.keys.get(key)
        if lemma is None:
            continue
        token = doc[index]
        pos = token.pos_
        if lemma == "accord":
            yield from read_according(token, speech)
        elif lemma == ":":
            yield from read_label(token, cues)
        elif pos in ("VERB", "AUX"):
            if lemma in cues.verbs:
                yield from read_verb(token, cues, speech)
        elif pos == "NOUN":
            if lemma in cues.nouns:
                yield from read_noun(token, cues.nouns[lemma])
            if lemma in cues.views:
                yield from read_view(token, speech)
        elif pos == "ADV" and lemma in cues.adverbs:
            yield from read_adverb(token, cues.adverbs[lemma])
        elif lemma in cues.amods and token.dep_ == "amod":
            yield read_alleged(token, cues.amods[lemma])
        elif pos == "ADJ" and lemma in cues.adjectives:
            yield from read_adjective(token, cues.adjectives[lemma])

    for dash, source, said in labels_after(doc, speech):
        yield labelled(dash, source, said)


def _build(
    statement: Statement, speech: Speech, chains: Chains, parties: frozenset[str]
) -> AttributedContent | None:
    source = statement.source
    if source is not None:
        if source.lower_ in _NO_SOURCE and source.tag_ not in ("WDT", "WP"):
            return None
        if source.lower_ == "it" and statement.rule not in _TELLING:
            return None
        if source.lower_ in _SPEAKERS_OWN and speech.around(source.idx) is not None:
            return None  # the speaker of the quotation answers for it all anyway
    if source is not None and statement.stance is Stance.STATES and source.lemma_.lower() in parties:
        statement = replace(statement, stance=Stance.CLAIMS)
    edges = source_edges(source, stop=statement.head) if source is not None else None
    first, last = (speech.doc[index] for index in statement.cue)
    cue = (first.idx, last.idx + len(last))
    content = merge([*_ranges(statement, edges, cue, speech), *statement.spoken])
    if not content:
        return None
    return AttributedContent(
        chain=chains.links(statement, cue),
        content=content,
        cue=cue,
        source=trimmed(speech.doc, edges) if edges else None,
        vouches=statement.vouches,
        rule=statement.rule,
    )


def _ranges(
    statement: Statement, edges: tuple[int, int] | None, cue: Range, speech: Speech
) -> tuple[Range, ...]:
    parts = list(statement.content)
    for hole in (statement.cue, edges, *statement.holes):
        if hole is not None and statement.rule not in _WHOLE:
            parts = [piece for part in parts for piece in cut(part, hole)]
    ranges = [chars for part in parts if (chars := trimmed(speech.doc, part)) is not None]
    return speech.snap(sorted(ranges), cue, statement.head) if ranges else ()
