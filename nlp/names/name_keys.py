"""Keys of names: equal ones name one thing, shared ones make two names worth comparing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nlp.names.folding import articles, fold, known_aliases, one_spelling, skeleton
from nlp.names.gazetteer import COUNTRY, look_up
from nlp.names.organisations import are_unowned, body_words, is_unowned
from nlp.names.persons import other_surnames, parse_person, surname_key
from nlp.records import EntityType
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

if TYPE_CHECKING:  # the package of entities imports this module
    from nlp.entities.records import Chain

_T = EntityType
BODIES = frozenset({_T.ORG, _T.GROUP, _T.PRODUCT, _T.OTHER, _T.WORK})
_REGION_KINDS = frozenset({"region", "oblast", "province", "governorate"})
_PARTS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})


def exact_keys(chain: Chain) -> frozenset[str]:
    """Keys of which one in common makes two chains one entity, unless homonyms are told apart."""
    if chain.type is _T.PERSON:
        full = (parse_person(name) for name in chain.names)
        return frozenset(
            f"p:{' '.join(p.given)} {p.surname}" for p in full if p.given and len(p.given[0]) > 1
        )
    return frozenset(_thing_key(chain, name) for name in chain.names) - {""}


def blocking_keys(chain: Chain) -> frozenset[str]:
    """Keys of which two chains must share one to be compared at all."""
    keys = {f"x:{fold(name) or name}" for name in chain.names}
    if chain.type is _T.PERSON:
        parsed = [parse_person(name) for name in chain.names]
        full = [p for p in parsed if p.given] or parsed
        keys |= {f"s:{surname_key(p.surname)}" for p in full if p.surname}
        keys |= {f"s:{surname_key(other)}" for other in other_surnames(chain.names)}
        keys |= {f"q:{' '.join(sorted((*p.given, p.surname)))}" for p in full if p.given}
        return frozenset(keys)
    keys |= exact_keys(chain)
    if chain.type is _T.ORG:
        for name in chain.names:
            keys |= _body_keys(name)
    return frozenset(keys)


def _thing_key(chain: Chain, name: str) -> str:
    """The key of a name of anything but a person, "" where it has none."""
    kind = chain.type
    if kind is _T.PLACE:
        return f"l:{place_key(name)}"
    if kind is _T.ORG:
        return _body_key(chain, name)
    folded = fold(name)
    if kind is _T.GROUP:
        words = [w for w in folded.split() if w not in lexicons().empty_modifiers]
        counted = len(words) < len(folded.split()) and not name[:1].isupper()
        return f"g:{chain.document_id if counted else ''}:{' '.join(words) or folded}"
    if kind in {_T.VEHICLE, _T.FACILITY} and not is_proper(name):
        return f"{kind}:{chain.id}"
    if kind is _T.IDENTIFIER:
        return f"i:{name.lower()}"
    return f"{kind}:{folded or name}"


def _body_key(chain: Chain, name: str) -> str:
    """An organisation's key; one without an owner is the same body only in documents on one country."""
    if not is_unowned(name):
        return f"b:{body_key(name)}"
    if not are_unowned(chain.names):
        return ""
    return f"b:{body_key(name)}:{chain.countries[0] if chain.countries else chain.document_id}"


@per_language(maxsize=50_000)
def is_proper(name: str) -> bool:
    """Whether a phrase holds a word with a capital that is no people's: "Kherson airport", "T-72"."""
    demonyms = lexicons().demonyms
    return any(w[0].isupper() and w.lower() not in demonyms for w in name.split())


@per_language(maxsize=50_000)
def place_key(name: str) -> str:
    """A place's key: a country's code, the main name of the settlement an old or foreign name is of."""
    name = lexicons().place_abbreviations.get(name, name)
    code = lexicons().country_names.get(name)
    if code and name not in _PARTS:
        return f"country {code}"
    words = [w for w in fold(name).split() if w != "the"]
    if len(words) > 1 and words[-1] in _REGION_KINDS:
        return f"{place_key(' '.join(words[:-1]).title())} region"
    found = look_up(name)
    if found:
        if found[0].kind == COUNTRY and not found[0].alternate:
            return f"country {found[0].country}"
        most = max(found, key=lambda p: p.population)
        own = max((p.population for p in found if not p.alternate), default=0)
        if most.alternate and most.population > 20 * own:
            return fold(most.name)
    return " ".join(words) or name


@per_language(maxsize=50_000)
def body_key(name: str) -> str:
    """An organisation's key: its telling words in no order, peoples as their countries, one spelling."""
    folded = fold(name)
    known = known_aliases().get(one_spelling(name))
    if known:
        return f"known {known}"
    words = body_words(name)
    return " ".join(sorted(words)) or folded or name


def _body_keys(name: str) -> set[str]:
    keys = {f"k:{' '.join(sorted(skeleton(w) for w in body_words(name)))}"}
    plain = name.replace(".", "")
    if plain.isupper() and " " not in plain and len(plain) > 2:
        keys.add(f"a:{plain.lower()}")
    keys |= {f"a:{a.lower()}" for a in acronyms(name) if len(a) > 2}
    core = core_words(name)
    if core:
        keys.add(f"h:{' '.join(sorted(core))}")
    if len(core) == 1:
        keys |= {f"x:{word}" for word in core}
    return keys


@per_language(maxsize=50_000)
def core_words(name: str) -> frozenset[str]:
    """An organisation's telling words without generic nouns and countries: "Wagner Group" -> "wagner"."""
    heads = lexicons().organisation_heads
    words = body_words(name) - articles()
    return frozenset(w for w in words if w not in heads and not w.startswith("@"))


@per_language(maxsize=50_000)
def acronyms(name: str) -> frozenset[str]:
    """The acronyms that a name of several words can have: initials of its capitalised words, or of all."""
    words = name.replace("-", " ").split()
    if words and len(words) > 3 and next(iter(body_words(words[0])), "").startswith("@"):
        return _initials(words) | _initials(words[1:])  # "U.S. Drug Enforcement Administration"
    return _initials(words)


def _initials(words: Sequence[str]) -> frozenset[str]:
    capital = [w[0] for w in words if w[0].isupper()]
    every = [w[0].upper() for w in words if w[0].isalpha()]
    found = {"".join(letters) for letters in (capital, every)}
    return frozenset(a for a in found if len(a) > 1)


@per_language(maxsize=50_000)
def is_contraction(short: str, name: str) -> bool:
    """Whether an acronym takes up to five letters from every word in turn: CENTCOM, Central Command."""
    words = [w for w in fold(name).split() if w not in _SMALL]
    return 1 < len(words) <= 6 and _takes(short.lower(), words)


def _takes(letters: str, words: list[str]) -> bool:
    if not words or not letters:
        return not words and not letters
    most = next((n for n, (a, b) in enumerate(zip(letters, words[0], strict=False)) if a != b), len(words[0]))
    return any(_takes(letters[n:], words[1:]) for n in range(min(most, 5), 0, -1))


_SMALL = frozenset({"of", "the", "for", "and", "on", "in"})
