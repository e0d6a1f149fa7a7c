"""Keys of names: what spellings of one name share, and the acronyms that a name can have."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.names.folding import articles, fold, known_aliases, one_spelling
from nlp.names.gazetteer import COUNTRY, look_up
from nlp.names.organisations import body_words
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_REGION_KINDS = frozenset({"region", "oblast", "province", "governorate"})
_PARTS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})


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
