"""What kind of thing each name of a document is, decided once over all its occurrences.

A statistical pipeline labels every occurrence for itself and errs on names outside its training. Here the
evidence of all occurrences is added up: the pipeline's labels, titles and role nouns beside the name, words
inside it, prepositions and verbs around it, the gazetteer, lists of well-known bodies and weapons.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from nlp.coref.appositions import ALSO_KNOWN
from nlp.extract.who.known_names import DESIGNATION
from nlp.extract.who.name_repair import UNITS, NameSpan
from nlp.extract.who.person_titles import is_given
from nlp.extract.who.span_trimming import heading_tokens
from nlp.extract.who.type_evidence import context_votes
from nlp.extract.who.type_weights import by_population, number, weigh
from nlp.names.gazetteer import COUNTRY, look_up
from nlp.names.name_keys import acronyms
from nlp.records import EntityType
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import text_of, texts_of

Key = tuple[str, ...]
Votes = dict[EntityType, float]
_T = EntityType
LABEL_TYPES = {
    "PERSON": _T.PERSON,
    "ORG": _T.ORG,
    "GPE": _T.PLACE,
    "LOC": _T.PLACE,
    "FAC": _T.FACILITY,
    "PRODUCT": _T.PRODUCT,
    "WORK_OF_ART": _T.WORK,
    "LAW": _T.WORK,
    "EVENT": _T.OTHER,
}
_GLUE = frozenset({"of", "the", "and", "for", "-", "'s", "’s"})
_COMPANY = frozenset({_T.ORG, _T.PERSON, _T.PLACE, _T.VEHICLE})
_NEAR = 5  # tokens
_HUMPED = re.compile(
    r"(?!Ma?c[A-Z]|De[A-Z]|Di[A-Z]|La[A-Z]|Le[A-Z]|Fitz[A-Z]|Van[A-Z])[A-Z][a-z]+[A-Z][A-Za-z]+"
)
_HYPHENED = re.compile(r"[A-Z][a-z]{2,}-[A-Z]{2,5}")
_OPENING = frozenset({"“", '"', "‘", "'", "(", "[", ":", "-", "–", "—", "•", "*"})


def key_of(doc: Doc, draft: NameSpan) -> Key:
    """The name's words, without a possessive."""
    return texts_of(doc)[draft.start : draft.end]


def decide_types(doc: Doc, drafts: Sequence[NameSpan]) -> dict[Key, EntityType]:
    """The type of every name of a document.

    Left out are peoples ("NORP"), which are no names of things, and what only looks like a name: words that
    stand in headlines alone or only begin sentences, where capitals say nothing, unless they are known.
    """
    places: dict[Key, list[NameSpan]] = defaultdict(list)
    for draft in drafts:
        if draft.label != "NORP":
            places[key_of(doc, draft)].append(draft)
    headings = heading_tokens(doc)
    written_small = {word for word in text_of(doc).split() if word.islower()}
    sound = {key for key, found in places.items() if _is_sound(doc, key, found, headings, written_small)}
    sound |= {key for key, found in places.items() if any(_is_bracketed(doc, d) for d in found)}
    short = {form for key in places if len(key) > 2 for form in _short_forms(key)}
    sound |= {key for key in places if len(key) > 2 and not sound.isdisjoint(_short_forms(key))}
    sound |= {key for key in places if key in short}
    words = {word for key in sound for word in key}
    for key in [k for k in places if _shouted(k) in places]:
        places[_shouted(key)] += places[key]
    votes = {
        key: _votes(doc, key, found)
        for key, found in places.items()
        if key in sound or _is_known(key) or all(w in words or w.lower() in _GLUE for w in key)
    }
    _name_alone(votes)
    _keep_company(doc, [d for d in drafts if key_of(doc, d) in votes], votes)
    _agree(votes)
    decided = {key: _best(found) for key, found in votes.items()}
    return {key: decided.get(_shouted(key), kind) for key, kind in decided.items()}


def _short_forms(key: Key) -> set[Key]:
    """The acronyms of a name, as names: one that the running text uses vouches for a name of the headline."""
    return {(acronym,) for acronym in acronyms(" ".join(key)) if len(acronym) > 2}


def _is_bracketed(doc: Doc, draft: NameSpan) -> bool:
    """Whether an acronym stands in brackets behind what it is short for."""
    alone = draft.start > 1 and draft.end < len(doc) and draft.end - draft.start == 1
    if not alone or not doc[draft.start].is_upper or len(doc[draft.start]) < 3:
        return False
    return doc[draft.start - 1].text == "(" and doc[draft.end].text == ")" and doc[draft.start - 2].is_title


def _shouted(key: Key) -> Key:
    """The usual form of a name in capitals: "KALVARA" is Kalvara; the name itself where it is not shouted."""
    loud = all(w.isupper() or not w.isalpha() for w in key) and any(len(w) > 3 for w in key)
    return tuple(w.title() for w in key) if loud else ()


def _is_sound(
    doc: Doc, key: Key, drafts: Sequence[NameSpan], headings: frozenset[int], written_small: set[str]
) -> bool:
    """Whether a name stands in running text, and not only as the first word of its sentence."""
    running = [d for d in drafts if d.start not in headings]
    if not running:
        return False
    if len(key) > 1 or any(d.label for d in running):
        return True
    if key[0].lower() in written_small:
        return any(not _begins(doc, d.start) and doc[d.start].tag_ == "NNP" for d in running)
    return any(not _begins(doc, d.start) or _acts(doc[d.start]) for d in running)


def _acts(token: Token) -> bool:
    """Whether a capitalised word at the start of a sentence acts or owns, as names do.

    Of acronyms it is enough that one stands before a noun ("XYZ officials").
    """
    if token.tag_ != "NNP":
        return False
    before_noun = token.dep_ == "compound" and token.is_upper and len(token) > 1 and not token.head.is_upper
    return before_noun or token.dep_ in {"nsubj", "nsubjpass", "poss"}


def _begins(doc: Doc, at: int) -> bool:
    return at == 0 or bool(doc[at].is_sent_start) or doc[at - 1].text in _OPENING or doc[at - 1].is_space


def _is_known(key: Key) -> bool:
    return any(weight >= 2.0 for _, weight in _shape_votes(key))


def _best(votes: Votes) -> EntityType:
    return max(votes, key=lambda kind: (votes[kind], kind)) if votes else EntityType.OTHER


def _agree(votes: dict[Key, Votes]) -> None:
    """Let a bare surname be a person when a full name of the document holds it; likewise for companies."""
    persons = sorted(key for key, found in votes.items() if len(key) > 1 and _best(found) is _T.PERSON)
    openers = {short for key, found in votes.items() if _best(found) is _T.ORG for short in _openers(key)}
    for key, found in votes.items():
        person = next((p for p in persons if len(key) < len(p) and _is_part(key, p)), None)
        if person is not None:
            found[_T.PERSON] = found.get(_T.PERSON, 0.0) + min(
                number("agreement", "surname of a person, most"),
                max(number("agreement", "surname of a person, least"), votes[person][_T.PERSON]),
            )
        elif key in openers and _may_shorten(key, found):
            found[_T.ORG] = found.get(_T.ORG, 0.0) + number("agreement", "first word of a company")


def _is_part(key: Key, whole: Key) -> bool:
    """Whether words begin or end a name, or one of them stands in its middle."""
    if whole[-len(key) :] == key or whole[: len(key)] == key:
        return True
    return (
        len(key) == 1 and key[0] in whole and len(key[0]) > 2 and key[0].lower() not in lexicons().particles
    )


def _openers(key: Key) -> list[Key]:
    """The short forms of a company's name: the telling words before generic nouns and legal forms.

    "Halvorsund Terminals AS" is also Halvorsund; where a legal form ends it, any shorter beginning may stand.
    """
    lexicon = lexicons()
    generic = lexicon.organisation_heads | lexicon.legal_forms
    words = [w.lower().strip(".") for w in key]
    if len(key) < 2 or words[0] in generic:
        return []
    least = 1
    if words[-1] not in lexicon.legal_forms:
        while least < len(key) and not all(w in generic or not w for w in words[least:]):
            least += 1
    return [key[:stop] for stop in range(least, len(key))]


def _may_shorten(key: Key, votes: Votes) -> bool:
    """Whether words that open a company's name can stand for it: no given name, people or place."""
    lexicon, low = lexicons(), key[0].lower()
    if len(key) == 1 and (is_given(key[0]) or low in lexicon.demonyms or low in lexicon.titles):
        return False
    limit = "a place all the same" if len(key) == 1 else "words a place all the same"
    return votes.get(_T.PLACE, 0.0) < number("agreement", limit)


def _keep_company(doc: Doc, drafts: Sequence[NameSpan], votes: dict[Key, Votes]) -> None:
    """Let a name of unsure type be what its neighbour is: "X and Y", "X, known as Y"."""
    text = text_of(doc)
    for left, right in pairwise(drafts):
        if right.start - left.end > _NEAR:
            continue
        one, two = votes[key_of(doc, left)], votes[key_of(doc, right)]
        between = text[doc[left.end - 1].idx + len(doc[left.end - 1]) : doc[right.start].idx]
        if ALSO_KNOWN.fullmatch(between):
            two[_best(one)] = two.get(_best(one), 0.0) + number("agreement", "known as")
        elif between.strip().split(" ")[0] in {"and", "or"}:
            for sure, unsure in ((one, two), (two, one)):
                kind, most = _best(sure), max(unsure.values(), default=0.0)
                clear = kind in _COMPANY and sure[kind] >= number("agreement", "sure")
                if clear and most < number("agreement", "unsure"):
                    unsure[kind] = unsure.get(kind, 0.0) + number("agreement", "beside its like")


def _name_alone(votes: dict[Key, Votes]) -> None:
    """Let a full name be a person when its last word alone is one: "Ugaz is a fugitive" speaks for both."""
    for key, found in votes.items():
        alone = votes.get(key[-1:], {}) if len(key) > 1 else {}
        if alone and _best(alone) is _T.PERSON and len(_shape_votes(key)) == 0:
            found[_T.PERSON] = found.get(_T.PERSON, 0.0) + min(
                number("agreement", "last word is a person, most"), alone[_T.PERSON]
            )


def _votes(doc: Doc, key: Key, drafts: Sequence[NameSpan]) -> Votes:
    votes: Votes = defaultdict(float)
    labels = Counter(LABEL_TYPES[d.label] for d in drafts if d.label)
    total = sum(labels.values())
    for kind, count in labels.items():
        sure = kind is not _T.PERSON or is_given(key[0])
        share = number("labels", "sure" if sure else "unsure") * count / total
        votes[kind] += share + min(number("labels", "each") * count, number("labels", "most"))
    for kind, weight in _shape_votes(key):
        votes[kind] += weight
    around: Counter[EntityType] = Counter()
    strongest: Votes = defaultdict(float)
    against: Votes = defaultdict(float)
    for draft in drafts:
        for kind, weight in context_votes(doc, draft):
            if weight < 0:
                against[kind] = min(against[kind], weight)
                continue
            strongest[kind] = max(strongest[kind], weight)
            around[kind] += 1
    for kind, weight in against.items():
        votes[kind] += weight
    for kind, weight in strongest.items():
        votes[kind] += weight + min(number("again", "each") * (around[kind] - 1), number("again", "most"))
    return votes


@per_language(maxsize=20_000)
def _shape_votes(key: Key) -> tuple[tuple[EntityType, float], ...]:
    """What the name itself says, wherever it stands."""
    lexicon = lexicons()
    votes: list[tuple[EntityType, float]] = []
    name = " ".join(key).replace(" - ", "-").replace(" .", ".")
    words = [w.lower().strip(".") for w in key if w[0].isalnum()]
    last, first = words[-1], words[0]
    if name in lexicon.typed_names:
        votes.append((lexicon.typed_names[name], number("given", "by an analyst's names.toml")))
    if name in lexicon.known_organisations:
        votes += weigh("well-known body")
    if name in lexicon.named_weapons:
        votes += weigh("well-known weapon")
    if name in lexicon.named_vehicles:
        votes += weigh("well-known vehicle")
    if len(key) > 1 and key[0] in lexicon.vessel_prefixes:
        votes += weigh("prefix of vessels")
    designation = DESIGNATION.fullmatch(name)
    if designation and designation[1] in lexicon.vehicle_designations:
        votes += weigh("designation of a vehicle")
    elif designation and designation[1] in lexicon.weapon_designations:
        sure = len(designation[1]) > 1 or "-" in name
        votes += weigh("designation of a weapon" if sure else "one letter and a number")
    if len(key) > 1 and last in lexicon.legal_forms:
        votes += weigh("ends in a legal form")
    elif len(key) > 1 and last in lexicon.organisation_heads:
        votes += weigh("ends in a noun of bodies")
    elif len(key) > 2 and key[-2] != "-" and any(w in lexicon.organisation_heads for w in words):
        votes += weigh("holds a noun of bodies")
    if len(key) > 1 and last in lexicon.naming_facilities:
        votes += weigh("ends in a noun of facilities")
    if len(key) > 1 and (
        last in lexicon.place_kinds
        or first in {"lake", "mount", "cape", "gulf", "strait", "bay"}
        or (first == "line" and key[1] == "of")
    ):
        votes += weigh("holds a kind of place")
    if len(key) > 1 and key[-1] in UNITS:
        votes += weigh("ends in a kind of unit")
    elif len(key) > 1 and last.removesuffix("s") in lexicon.weapons:
        votes += weigh("ends in a weapon")
    bodies = lexicon.organisation_heads | lexicon.naming_facilities | lexicon.legal_forms
    given = is_given(first) and last not in bodies
    if given and len(key) > 1:
        votes += weigh("given name and more")
    elif given:
        votes += weigh("given name alone")
    if _HUMPED.fullmatch(name) and first not in lexicon.given_names:
        votes += weigh("capital inside the word")
    if len(key) > 2 and "&" in key[1:-1]:
        votes += weigh("two names and an ampersand")
    if _HYPHENED.fullmatch(name):
        votes += weigh("word and acronym, hyphened")
    if len(key) == 1 and name.isupper() and 2 <= len(name) <= 10 and name.isalpha():
        votes += weigh("acronym")
    if len(key) > 1 and key[0].isalpha() and key[0].isupper() and 2 <= len(key[0]) <= 5:
        votes += weigh("begins with an acronym")
    if len(key) == 1 and last in lexicon.organisation_heads:
        votes += weigh("a noun of bodies alone")
    else:
        votes += _gazetteer_votes(name, given=given)
    return tuple(votes)


def _gazetteer_votes(name: str, *, given: bool) -> Sequence[tuple[EntityType, float]]:
    lexicon = lexicons()
    tables = (lexicon.country_names, lexicon.regions, lexicon.place_abbreviations, lexicon.waters)
    if any(name in table for table in tables):
        return weigh("listed place")
    found = look_up(name) if len(name) > 2 else ()
    if not found:
        return []
    if found[0].kind == COUNTRY:
        return weigh("country")
    own = [p.population for p in found if not p.alternate]
    people = max(own, default=max(p.population for p in found) // 20)
    weight = next(weight for least, weight in by_population() if people > least or not least)
    return [(_T.PLACE, weight / 2 if given else weight)]
