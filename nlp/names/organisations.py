"""Bodies that every country has one of: "Defense Ministry" says which one only with its owner."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nlp.names.folding import fold, known_aliases, one_spelling, same_word
from nlp.names.gazetteer import COUNTRY, look_up
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_GLUE = frozenset({"the", "of", "for", "and", "s", "in", "affairs"})


@per_language(maxsize=50_000)
def body_words(name: str) -> frozenset[str]:
    """The telling words of an organisation's name."""
    lexicon = lexicons()
    words = [w for w in fold(name.replace("’s", "").replace("'s", "")).split() if w not in _GLUE]
    kept = [w for w in words if w not in lexicon.legal_forms] or words
    return frozenset(_country_word(w) or same_word(w) for w in kept)


@per_language(maxsize=10_000)
def _country_word(word: str) -> str:
    lexicon = lexicons()
    code = lexicon.demonyms.get(word)
    if code:
        return f"@{code}"
    found = lexicon.country_names.get(word.title()) or lexicon.country_names.get(word.upper())
    if not found and len(word) > 3:
        places = look_up(word)
        found = places[0].country if places and places[0].kind == COUNTRY else None
    return f"@{found}" if found else ""


@per_language(maxsize=50_000)
def is_unowned(name: str) -> bool:
    """Whether a name is of generic words alone: "Supreme Court", but not "Supreme Court of Ghana"."""
    words = body_words(name)
    return bool(words) and words <= _generic() and one_spelling(name) not in known_aliases()


def are_unowned(names: Collection[str]) -> bool:
    """Whether names of one body say nowhere whose it is: unowned ones, with their acronyms."""
    return any(map(is_unowned, names)) and all(is_unowned(n) or (n.isupper() and " " not in n) for n in names)


def countries_of(names: Iterable[str]) -> frozenset[str]:
    """The countries that names of a body give."""
    return frozenset(word for name in names for word in body_words(name) if word.startswith("@"))


def owned_name(body: str, owner: str) -> str:
    """A body's name with its owner's: "Defense Ministry of Armenia"."""
    return f"{body} of {owner}"


@per_language
def _generic() -> frozenset[str]:
    return frozenset(same_word(fold(word)) for word in lexicons().generic_bodies)
