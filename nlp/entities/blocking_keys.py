"""Keys of chains: equal ones name one thing, shared ones make two chains worth comparing."""

from __future__ import annotations

from nlp.entities.records import Chain
from nlp.names.folding import fold, skeleton
from nlp.names.name_keys import acronyms, body_key, core_words, is_proper, place_key
from nlp.names.organisations import are_unowned, body_words, is_unowned
from nlp.names.persons import as_one_word, generation, other_surnames, parse_person, surname_key
from nlp.records import EntityType
from nlp.rules.word_lists import lexicons

_T = EntityType


def exact_keys(chain: Chain) -> frozenset[str]:
    """Keys of which one in common makes two chains one entity, unless homonyms are told apart."""
    if chain.type is _T.PERSON:
        full = ((parse_person(name), generation(name)) for name in chain.names)
        return frozenset(
            f"p:{' '.join(p.given)} {p.surname} {which}".strip()
            for p, which in full
            if p.given and len(p.given[0]) > 1
        )
    names = chain.names
    if chain.type is _T.ORG:  # "Times" alone is no key of the Tamm Bay Times
        names = tuple(n for n in names if not body_words(n) <= lexicons().organisation_heads) or names
    return frozenset(_thing_key(chain, name) for name in names) - {""}


def blocking_keys(chain: Chain) -> frozenset[str]:
    """Keys of which two chains must share one to be compared at all."""
    keys = {f"x:{fold(name) or name}" for name in chain.names}
    if chain.type is _T.PERSON:
        parsed = [parse_person(name) for name in chain.names]
        full = [p for p in parsed if p.given] or parsed
        keys |= {f"s:{surname_key(p.surname)}" for p in full if p.surname}
        keys |= {f"s:{surname_key(other)}" for other in other_surnames(chain.names)}
        keys |= {f"q:{' '.join(sorted((*p.given, p.surname)))}" for p in full if p.given}
        keys |= {f"w:{written}" for p in parsed if (written := as_one_word(p))}
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
