"""Common noun phrases that refer: groups, weapons, vehicles, facilities, unnamed people, places and bodies.

A phrase is read from its head noun. Plural nouns for people and collective nouns make a GROUP ("Ukrainian
partisans", "the resistance movement"); singular ones an unnamed person or organisation, kept as a nominal
mention so that "the governor" finds the one meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.coref.candidates import Candidate
from nlp.extract.who.offices import with_complement
from nlp.records import EntityType, MentionKind
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import indices_with

_T = EntityType
_PLURAL = frozenset({"NNS", "NNPS"})
_CHUNK_DEPS = ("oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT")
_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "nummod", "poss", "det", "predet", "quantmod", "advmod", "punct", "case"}
)


def find_phrases(doc: Doc, taken: frozenset[int]) -> Iterator[Candidate]:
    """Candidates from noun chunks; ``taken`` holds the tokens that names cover already."""
    for start, head in _chunks(doc):
        made = _candidate(doc, start, head, taken) if head.i not in taken else None
        if made:
            yield made


def _chunks(doc: Doc) -> Iterator[tuple[int, Token]]:
    """First token and head of the noun chunks without a pronoun for head, as ``Doc.noun_chunks`` has them."""
    last = -1
    deps = doc.to_array("DEP")
    heading = frozenset(doc.vocab.strings[dep] for dep in _CHUNK_DEPS)
    conjunct = doc.vocab.strings["conj"]
    for at in indices_with(doc, "POS", ("NOUN", "PROPN", "PRON")):
        dep = int(deps[at])
        if dep not in heading and dep != conjunct:
            continue
        token = doc[at]
        start = token.left_edge.i
        if start <= last:
            continue
        if dep == conjunct:
            head = token.head
            while head.dep == conjunct and head.head.i < head.i:
                head = head.head
            if head.dep not in heading:
                continue
        last = at
        if token.pos_ != "PRON":
            yield start, token


def _candidate(doc: Doc, first: int, head: Token, taken: frozenset[int]) -> Candidate | None:
    start, end = _cut(doc, first, head.i + 1)
    lemma = head.lemma_.lower()
    kind = noun_type(lemma, head.lower_, head.tag_ in _PLURAL, _compound(doc, head))
    if kind is None or (not head.text[0].isalpha()):
        return None
    if lemma in lexicons().vehicles and head.i > start and any(c.isdigit() for c in doc[head.i - 1].text):
        kind = _T.VEHICLE  # "a Su-24 bomber"
    if kind is _T.PERSON:
        end = with_complement(doc, head.i, end)
    held = kind is _T.ORG and lemma == "office" and _is_held(doc, start)
    if held:
        start = first + 1 if doc[first].tag_ == "DT" else first
    modifiers = list(doc[start : head.i])
    compound = _compound(doc, head)
    phrase = compound in lexicons().group_phrases
    telling = _is_specific(modifiers, lemma, taken, phrase=phrase)
    plural = head.tag_ in _PLURAL or (kind is _T.GROUP)
    owned = head.tag_ not in _PLURAL and _is_owned(modifiers, taken)
    named = held or (
        telling and (kind in {_T.GROUP, _T.WEAPON} or (kind in {_T.VEHICLE, _T.FACILITY} and owned))
    )
    return Candidate(
        start=start if kind is not _T.PERSON else first,
        end=end,
        head=head.i,
        type=kind,
        kind=MentionKind.NOMINAL,
        name=phrase_name(doc, _after_empty(doc, start, head.i), head.i + 1),
        plural=plural,
        gender=gender_of(lemma) if not plural else "",
        role=lemma if kind is _T.PERSON else "",
        rule="noun phrase",
        specific=named,
    )


def _is_held(doc: Doc, start: int) -> bool:
    """Whether a proper name's possessive stands before a noun: "the Attorney General's office"."""
    return start > 1 and doc[start - 1].tag_ == "POS" and doc[start - 2].tag_ == "NNP"


def _cut(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Leave out articles, possessives and what stands before them.

    "Polish and Dutch troops" stay together: the noun is both peoples'.
    """
    demonyms = lexicons().demonyms
    for at in range(end - 1, start - 1, -1):
        token = doc[at]
        inside = token.tag_ in {"CC", ","} and start < at < end - 2
        if inside and doc[at + 1].lower_ in demonyms and doc[at - 1].lower_ in demonyms:
            continue
        if (
            token.tag_ in {"DT", "PRP$", "PDT", "WDT", "WP$", "POS"}
            or (token.is_punct and token.text not in {"-", "–", "‘", "“"})
            or token.is_space
            or token.tag_ == "CC"
        ):
            return at + 1, end
    return start, end


def _after_empty(doc: Doc, start: int, end: int) -> int:
    """Leave out "several", "other", "most"; counts stay, as they say that it is these and no others."""
    empty = lexicons().empty_modifiers
    while start < end and doc[start].lower_ in empty and doc[start].tag_ != "CD":
        start += 1
    return start


@per_language(maxsize=20_000)
def noun_type(lemma: str, word: str, plural: bool, compound: str) -> EntityType | None:
    """The type a common noun gives its phrase, None for nouns that name nothing of interest."""
    lexicon = lexicons()
    compound_word = f"{compound.rpartition(' ')[0]} {word}"
    if compound in lexicon.weapons:
        return _T.WEAPON
    if compound in lexicon.vehicles:
        return _T.VEHICLE
    if compound in lexicon.facilities:
        return _T.FACILITY
    if compound in lexicon.sole_bodies and not plural:
        return _T.ORG
    if compound in lexicon.group_phrases or compound_word in lexicon.group_phrases:
        return _T.GROUP
    if word in lexicon.people or word in lexicon.group_plurals:
        return _T.GROUP
    if lemma in lexicon.roles or (lemma.endswith(("man", "woman")) and len(lemma) > 5):
        return _T.GROUP if plural else _T.PERSON
    if lemma in lexicon.weapons:
        return _T.WEAPON
    if lemma in lexicon.vehicles:
        return _T.VEHICLE
    if lemma in lexicon.collectives:
        return _T.GROUP
    if lemma in lexicon.bodies:
        return _T.GROUP if plural else _T.ORG
    if lemma in lexicon.grounds:
        return _T.PLACE
    if lemma in lexicon.facilities:
        return _T.FACILITY
    if word in lexicon.demonyms:
        return _T.GROUP if plural else None
    return None


def _compound(doc: Doc, head: Token) -> str:
    if head.i and doc[head.i - 1].head.i == head.i and doc[head.i - 1].dep_ in {"compound", "amod"}:
        return f"{doc[head.i - 1].lower_} {head.lemma_.lower()}"
    return ""


def _is_specific(modifiers: list[Token], lemma: str, taken: frozenset[int], *, phrase: bool) -> bool:
    """Whether a phrase tells which: by a people, a name, or a telling noun without a count before it."""
    lexicon = lexicons()
    if any(t.lower_ in lexicon.demonyms or (t.i in taken) for t in modifiers):
        return True
    counted = any(t.like_num or t.tag_ == "CD" for t in modifiers)
    if counted or (lemma in lexicon.weak_collectives and not phrase):
        return False
    content = [
        t
        for t in modifiers
        if t.is_alpha and t.lower_ not in lexicon.empty_modifiers and t.tag_ not in {"RB", "CD"}
    ]
    return lemma in lexicon.telling_groups or any(t.dep_ == "compound" or t.pos_ == "NOUN" for t in content)


def _is_owned(modifiers: list[Token], taken: frozenset[int]) -> bool:
    """Whether a people's or a proper name stands before the noun: only then is it one certain thing."""
    return any(t.i in taken or t.lower_ in lexicons().demonyms for t in modifiers)


@per_language(maxsize=10_000)
def gender_of(lemma: str) -> str:
    """The gender of a singular noun for a person: "m", "f" or ""."""
    lexicon = lexicons()
    if lemma in lexicon.feminine_roles or lemma.endswith("woman"):
        return "f"
    return "m" if lemma in lexicon.masculine_roles or lemma.endswith("man") else ""


def phrase_name(doc: Doc, start: int, end: int) -> str:
    """The phrase as a label: its words by single blanks."""
    return " ".join(doc[start:end].text.split())
