"""Names of people taken apart, and how well two of them agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from nlp.names.folding import fold, form_group, fuse, given_group, loose, skeleton
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_QUOTED = re.compile(r"(?<= )[“\"‘'][^“”\"‘’']+[”\"’'](?= )")


_ONE_WORD = 9  # letters of a full name that is written as one word, at least


class PersonName(NamedTuple):
    """Folded parts: given names (or initials) and surname; a single word is a surname without given names."""

    given: tuple[str, ...]
    surname: str


@per_language(maxsize=50_000)
def parse_person(name: str) -> PersonName:
    """Take a person's name apart. "Kovalenko, Olha" and "KOVALENKO Olha" are read as inverted."""
    lexicon = lexicons()
    name = fuse(_QUOTED.sub(" ", name))
    before, comma, behind = name.partition(",")
    if comma and behind.strip() and fold(behind) not in lexicon.suffixes:
        name = f"{behind} {before}"
    words = [w for w in fold(name.replace(".", " ").replace("-", " ")).split() if w not in lexicon.suffixes]
    words = words or fold(name).split()
    if not words:
        return PersonName((), "")
    raw = name.split()
    if len(raw) == len(words) > 1 and _shouted(raw[0]) and not _shouted(raw[-1]):
        words = [*words[1:], words[0]]
    if _is_half_small(raw[-1]) and len(raw) > 1:
        given_first = len(raw) == 2 and fold(raw[0]) in lexicon.given_names
        if not given_first:  # "Chiu Wing-tung", "Ernest Leung Ka-ho"
            whole = fold(raw[-2].replace("-", " "))
            others = [w for part in raw[:-2] for w in fold(part.replace("-", " ")).split()]
            return PersonName((*others, *fold(raw[-1].replace("-", " ")).split()), whole)
        return PersonName((fold(raw[0]),), fold(raw[1].replace("-", " ")))
    if len(raw) == 1 and _is_half_small(raw[0]):
        return PersonName((), " ".join(words))
    last = len(words) - min(_hyphenated(raw, lexicon.suffixes), len(words))
    start = next((i for i, w in enumerate(words[:last]) if i and w in lexicon.particles), last)
    surname = [w for w in words[start:] if w not in lexicon.particles] or words[-1:]
    given = tuple(w for w in words[:start] if w not in lexicon.particles)
    return PersonName(given, " ".join(surname))


@per_language(maxsize=50_000)
def generation(name: str) -> str:
    """Which of several of one name: "jr", "sr", "iii", else ""."""
    known = lexicons().generations
    words = fold(name.replace(".", " ")).split()
    return known.get(words[-1], "") if len(words) > 1 else ""


def as_one_word(name: PersonName) -> str:
    """A full name, or one long word, as some write both in one: "ramimakhlouf"; "" for what is too short."""
    word = "".join((*name.given, name.surname)).replace(" ", "")
    return word if len(word) >= _ONE_WORD and (name.given or " " not in name.surname) else ""


def other_generation(left: str, right: str) -> bool:
    """Whether of two full names one says a generation that the other does not: father and son, often."""
    return generation(left) != generation(right)


def _hyphenated(words: list[str], suffixes: frozenset[str]) -> int:
    """How many parts the last word of a name has: "Adu-Mensah" is one surname of two, "Jong-un" none."""
    last = next((w for w in reversed(words) if fold(w) not in suffixes), "")
    parts = [part for part in last.split("-") if fold(part)]
    return len(parts) if all(not part[0].islower() for part in parts[1:]) and parts else 1


def _is_half_small(word: str) -> bool:
    """Whether a word is two parts of which only the first has a capital, as East Asian given names are."""
    left, hyphen, right = word.partition("-")
    return bool(hyphen) and left[:1].isupper() and left[1:].islower() and right.isalpha() and right.islower()


def _shouted(word: str) -> bool:
    return word.isupper() and len(word.strip(".")) > 1


def surname_likeness(left: str, right: str) -> float:
    """1 for equal surnames, 0.9 for one skeleton, 0.8 for other vowels, 0.7 for a slip of the pen, else 0."""
    if left == right:
        return 1.0
    if _skeletons(left) == _skeletons(right):
        return 0.9
    if len(left) > 4 and len(right) > 4 and surname_key(left) == surname_key(right):
        return 0.8
    if _is_woman_of(left, right) or _is_woman_of(right, left):
        return 0.0
    near = min(len(left), len(right)) >= 6 and JaroWinkler.similarity(left, right) >= 0.94
    return 0.7 if near and left[0] == right[0] else 0.0


def _is_woman_of(left: str, right: str) -> bool:
    """Whether two words are the masculine and the feminine form of one name: "Petrov" and "Petrova"."""
    stem = left.removesuffix("a")
    return left.endswith("a") and (right == stem or (right[-1:] in "eouiy" and right[:-1] == stem))


@per_language(maxsize=50_000)
def _skeletons(surname: str) -> str:
    return " ".join(skeleton(word) for word in surname.split())


@per_language(maxsize=50_000)
def surname_key(surname: str) -> str:
    """What all spellings of a surname share, and some others do; compare those that share it."""
    return loose(" ".join(word for word in surname.split() if word not in lexicons().joining_particles))


@per_language(maxsize=100_000)
def given_likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """How well given names agree.

    1 equal, 0.9 spellings of one, 0.85 forms of one ("Bob", "Robert"), 0.8 a slip of the pen, 0.6 an initial,
    0.5 a middle name, 0 unknown, -1 at odds.
    """
    if not left or not right:
        return 0.0
    if _middles_clash(left[1:], right[1:]):
        return -1.0
    first, second = left[0], right[0]
    if first == second:
        return 1.0
    if len(first) == 1 or len(second) == 1:
        initials = first[0] == second[0] or bool(_initials(first, second))
        return 0.6 if initials else -1.0
    if given_group(first) & given_group(second) or skeleton(first) == skeleton(second):
        return 0.9
    if form_group(first) & form_group(second):
        return 0.85
    if second in left[1:] or first in right[1:]:
        return 0.5
    known = lexicons().given_names
    if (first in known and second in known) or _is_woman_of(first, second) or _is_woman_of(second, first):
        return -1.0
    if min(len(first), len(second)) >= 5 and (
        loose(first) == loose(second) or JaroWinkler.similarity(first, second) >= 0.95
    ):
        return 0.8
    return -1.0


def _middles_clash(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return any(a[0] != b[0] for a, b in zip(left, right, strict=False))


def _initials(left: str, right: str) -> frozenset[str]:
    """Initials of the other spellings: "Y." may stand for Yevhen, whose Russian form is Evgeny."""
    return frozenset({skeleton(left)[0]} & {skeleton(right)[0]})


def other_surnames(names: Iterable[str]) -> frozenset[str]:
    """Single names beside full ones that are no part of them: "Ruvo" beside "Pavlo Ombray"."""
    parsed = [parse_person(name) for name in names]
    parts = {word for p in parsed if p.given for word in (*p.given, *p.surname.split())}
    return frozenset(p.surname for p in parsed if not p.given and p.surname and p.surname not in parts)


@per_language(maxsize=50_000)
def is_personal(name: str) -> bool:
    """Whether a name can be somebody's full name by its words: no body's, no people's, no acronym."""
    lexicon, words = lexicons(), name.split()
    other = lexicon.organisation_heads | lexicon.legal_forms | lexicon.generic_bodies | lexicon.vessels
    return 1 < len(words) < 6 and not any(
        word.lower().strip(".") in other
        or word.lower() in lexicon.demonyms
        or (word.isupper() and len(word.strip(".")) > 1)
        for word in words
    )


@per_language(maxsize=100_000)
def may_be_one(left: str, right: str) -> bool:
    """Whether two names as written can be one person's: not where a surname or a first name differs."""
    one, two = parse_person(left), parse_person(right)
    if surname_likeness(one.surname, two.surname) < 0.7:
        if one.given == two.given and JaroWinkler.similarity(one.surname, two.surname) > 0.9:
            return True
        inverted = one.given[:1] == (two.surname,) or two.given[:1] == (one.surname,)
        return inverted or not (one.surname and two.surname)
    return given_likeness(one.given, two.given) >= 0


def same_person(left: PersonName, right: PersonName) -> bool:
    """Whether two full names within one document name one person."""
    if not left.given or not right.given:
        return False
    if (*left.given, *left.surname.split()) == (*right.given, *right.surname.split()):
        return True
    if left.surname == right.surname:
        return given_likeness(left.given, right.given) > 0
    inverted = (left.surname,) == right.given[:1] and (right.surname,) == left.given[:1]
    alike = surname_likeness(left.surname, right.surname) >= 0.9
    return inverted or (alike and given_likeness(left.given, right.given) >= 0.85)
