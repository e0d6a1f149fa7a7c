"""Names of people taken apart, and when two of them can name one person."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from nlp.identity.names import fold
from nlp.rules.lexicons import lexicons


class PersonName(NamedTuple):
    """Folded parts: given names (or initials) and surname; a single word is a surname without given names."""

    given: tuple[str, ...]
    surname: str


@lru_cache(maxsize=50_000)
def parse_person(name: str) -> PersonName:
    """Take a person's name apart. "Kovalenko, Olha" and "KOVALENKO Olha" are read as inverted."""
    lexicon = lexicons()
    before, comma, behind = name.partition(",")
    if comma and behind.strip() and fold(behind) not in lexicon.suffixes:
        name = f"{behind} {before}"
    words = [w for w in fold(name.replace(".", " ").replace("-", " - ")).split() if w not in lexicon.suffixes]
    words = [w for w in words if w != "-"] or fold(name).split()
    if not words:
        return PersonName((), "")
    raw = name.split()
    inverted = len(raw) > 1 and raw[0].isupper() and len(raw[0].strip(".")) > 1 and not raw[-1].isupper()
    if inverted:
        words = [*words[1:], words[0]]
    at = next((i for i, w in enumerate(words[:-1]) if i and w in lexicon.particles), len(words) - 1)
    surname = [w for w in words[at:] if w not in lexicon.particles] or words[-1:]
    return PersonName(tuple(w for w in words[:at] if w not in lexicon.particles), " ".join(surname))


def same_person(left: PersonName, right: PersonName) -> bool:
    """Whether two full names of one document name one person: one surname and given names that agree."""
    if left.surname != right.surname or not left.given or not right.given:
        return False
    return given_agree(left.given, right.given)


def given_agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether given names agree: the first ones equal, or one the other's initial or nickname."""
    a, b = left[0], right[0]
    if a == b:
        middles = [(x, y) for x, y in zip(left[1:], right[1:], strict=False)]
        return all(x[0] == y[0] for x, y in middles)
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]
