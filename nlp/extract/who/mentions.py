"""Mentions: every place where the text refers to someone or something, grouped into chains.

Which chains become nodes of the graph is decided where they are folded
(:func:`nlp.entities.build_chains`): those with a name, and groups, weapons, vehicles and facilities that are
described specifically (``Mention.specific``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.coref.candidates import Candidate, head_of
from nlp.coref.link import link_mentions
from nlp.extract.who.entity_type_vote import decide_types, key_of
from nlp.extract.who.full_names import NICKNAMED, share_surnames
from nlp.extract.who.identifiers import find_identifiers
from nlp.extract.who.name_repair import NameSpan
from nlp.extract.who.name_spans import find_drafts, in_usual_case
from nlp.extract.who.nominals import find_phrases, gender_of, phrase_name
from nlp.extract.who.offices import is_office, office_head, with_complement
from nlp.extract.who.owned_bodies import find_owned, with_owners
from nlp.extract.who.person_titles import after_titles, gender_beside, role_of
from nlp.records import Document, EntityType, Mention, MentionKind, make_id
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import indices_with

_T = EntityType
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "", "them": "", "their": "", "theirs": "", "themselves": "",
}  # fmt: skip
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


def extract_mentions(doc: Doc, document: Document) -> tuple[Mention, ...]:
    """Read the mentions of a parsed document, in order of their start."""
    candidates = find_candidates(doc)
    chains = link_mentions(doc, candidates)
    return tuple(
        _mention(doc, document, candidate, chain)
        for candidate, chain in zip(candidates, chains, strict=True)
        if chain is not None
    )


def find_candidates(doc: Doc) -> list[Candidate]:
    """All candidates of a document in order, names before the phrases that hold them."""
    identifiers = list(find_identifiers(doc))
    reserved = {i for c in identifiers for i in range(c.start, c.end)}
    drafts = [d for d in find_drafts(doc) if not reserved.intersection(range(d.start, d.end))]
    types = decide_types(doc, drafts)
    names = with_owners(doc, [c for d in drafts if (c := _candidate(doc, d, types.get(key_of(doc, d))))])
    names = share_surnames(doc, names)
    taken = frozenset(reserved | {i for c in names for i in range(c.start, c.end)})
    names += list(_nicknames(doc, names))
    owned = list(find_owned(doc, names, taken))
    heads = {c.head for c in owned}
    phrases = [c for c in find_phrases(doc, taken) if c.head not in heads]
    pronouns = list(_pronouns(doc))
    return sorted([*identifiers, *names, *owned, *phrases, *pronouns], key=lambda c: (c.start, c.end))


def _candidate(doc: Doc, draft: NameSpan, kind: EntityType | None) -> Candidate | None:
    if draft.label == "NORP":
        if doc[draft.start : draft.end].text in lexicons().known_organisations:
            return _named(doc, draft, _T.ORG)
        return _people(doc, draft)
    return _named(doc, draft, kind) if kind is not None else None


def _named(doc: Doc, draft: NameSpan, kind: EntityType) -> Candidate | None:
    start, end = draft.start, draft.end
    role = ""
    if (
        kind is not _T.PLACE
        and is_office(doc, start, end)
        and doc[start:end].text not in lexicons().known_organisations
    ):
        return _office(doc, start, end)
    if kind is _T.PERSON:
        start = after_titles(doc, start, end)
        if start == end:
            return None
        role = role_of(doc, start, end)
    elif (
        end < len(doc)
        and kind is _T.PLACE
        and doc[end].lower_ in lexicons().place_kinds
        and doc[end].tag_ in {"NN", "NNP"}
    ):
        end += 1
    name = " ".join(doc[start:end].text.split())
    if kind is _T.FACILITY and end < len(doc) and _is_site(doc[end]):
        end += 1
        name = " ".join(doc[start:end].text.split())
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    if kind is _T.PLACE or (kind is _T.PERSON and " " in name):
        name = in_usual_case(name)
    return Candidate(
        start=start,
        end=end,
        head=head_of(doc, start, end).i,
        type=kind,
        kind=MentionKind.NAME,
        name=name,
        plural=kind is _T.GROUP,
        gender=gender_beside(doc, start, end, role) if kind is _T.PERSON else "",
        role=role,
        rule=f"name ({draft.label or 'found again'})",
    )


def _is_site(noun: Token) -> bool:
    """Whether a noun behind a name is the facility that bears it: "Altona prison"."""
    return noun.tag_ == "NN" and noun.lemma_.lower() in lexicons().facilities


def _nicknames(doc: Doc, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """Nicknames that stand inside names, as names of their own."""
    for named in names:
        if named.type is not _T.PERSON or named.end - named.start < 4:
            continue
        span = doc[named.start : named.end]
        match = NICKNAMED.fullmatch(span.text)
        if match is None:
            continue
        low = span.start_char
        nick = doc.char_span(low + match.start("nick"), low + match.end("nick"))
        if nick is not None:
            start, end, head = nick.start, nick.end, nick.root.i
            yield replace(named, start=start, end=end, head=head, name=nick.text, rule="nickname")


def _office(doc: Doc, start: int, end: int) -> Candidate | None:
    head = office_head(doc, start, end)
    if head is None:
        return None
    return Candidate(
        start=start,
        end=with_complement(doc, head.i, end),
        head=head.i,
        type=_T.PERSON,
        kind=MentionKind.NOMINAL,
        name=phrase_name(doc, start, end),
        gender=gender_of(head.lower_),
        role=head.lower_,
        rule="office",
    )


def _people(doc: Doc, draft: NameSpan) -> Candidate | None:
    """ "Ukrainians", "the Taliban": a people as a noun; as an adjective it is no mention."""
    last = doc[draft.end - 1]
    modifies = last.dep_ in {"amod", "compound", "nmod"} and last.head.i >= draft.end
    plural = last.lower_.endswith("s") and last.lower_[:-1] in lexicons().demonyms
    noun = (
        plural
        or last.tag_ in {"NNS", "NNPS"}
        or (last.pos_ in {"PROPN", "NOUN"} and last.lower_ not in lexicons().demonyms)
    )
    if modifies or not noun:
        return None
    return Candidate(
        start=draft.start, end=draft.end, head=last.i, type=_T.GROUP, kind=MentionKind.NAME,
        name=phrase_name(doc, draft.start, draft.end), plural=True, rule="people",
    )  # fmt: skip


def _pronouns(doc: Doc) -> Iterator[Candidate]:
    for at in indices_with(doc, "LOWER", PRONOUNS):
        token = doc[at]
        if token.pos_ in {"PRON", "DET"}:
            word = token.lower_
            yield Candidate(
                start=at, end=at + 1, head=at, type=_T.PERSON, kind=MentionKind.PRONOUN,
                name=word, plural=word in _THEY, gender=PRONOUNS[word], rule="pronoun",
            )  # fmt: skip


def _mention(doc: Doc, document: Document, candidate: Candidate, chain: int) -> Mention:
    span = doc[candidate.start : candidate.end]
    start, end = span.start_char, span.end_char
    return Mention(
        id=make_id("mention", document.id, start, end, candidate.type),
        document_id=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        type=candidate.type,
        kind=candidate.kind,
        name=candidate.name,
        chain=make_id("chain", document.id, chain),
        head=doc[candidate.head].idx,
        plural=candidate.plural,
        gender=candidate.gender,
        role=candidate.role,
        rule=candidate.rule,
        specific=candidate.specific,
    )


def full_names(mentions: Sequence[Mention]) -> tuple[tuple[int, int], ...]:
    """Where people's names of two words and more stand, as (start, end): "April Winter" is no time."""
    return tuple(
        (m.start, m.end)
        for m in mentions
        if m.type is _T.PERSON and m.kind is MentionKind.NAME and " " in m.name
    )


def chain_types(mentions: Sequence[Mention]) -> dict[str, EntityType]:
    """The type of each chain: that of its first named mention, else of its first mention."""
    types: dict[str, EntityType] = {}
    for mention in sorted(mentions, key=lambda m: (m.kind is not MentionKind.NAME, m.start)):
        types.setdefault(mention.chain, mention.type)
    return types
