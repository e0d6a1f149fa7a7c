"""Names as they are compared: folded to one script and case, then to a skeleton shared by spellings."""

from __future__ import annotations

import re

from anyascii import anyascii

from nlp.rules import load_rules
from nlp.rules.language import per_language

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 300


@per_language(maxsize=100_000)
def fold(name: str) -> str:
    """A name without case, accents, script and punctuation; "" for what has no letter or digit.

    Only the first 300 characters count: nothing longer is a name.
    """
    plain = anyascii(name[:_LONGEST]).lower().replace(".", "").replace("'", "").replace("`", "")
    return " ".join(_WORD.findall(plain))


@per_language(maxsize=100_000)
def skeleton(word: str) -> str:
    """A folded word reduced to what its transliterations share: "kovalyov", "kovalev" -> "kovalov"."""
    reduced = word
    for pattern, replacement in _rules():
        reduced = pattern.sub(replacement, reduced)
    return reduced or word


@per_language
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    (table,) = load_rules("name_variants")["skeleton"]
    return tuple((re.compile(pattern), replacement) for pattern, replacement in table["rules"])


@per_language(maxsize=50_000)
def fuse(name: str) -> str:
    """A name with the parts of its compounds written as one: "Abd el Karim", "Abdul-Karim" -> "abdkarim"."""
    for pattern, replacement in _compounds():
        name = pattern.sub(replacement, name)
    return name


@per_language
def _compounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    (table,) = load_rules("name_variants")["compounds"]
    return tuple((re.compile(pattern, re.IGNORECASE), replacement) for pattern, replacement in table["rules"])


@per_language(maxsize=100_000)
def loose(words: str) -> str:
    """Folded words reduced to what even careless transliterations share: "gadafi", "qaddafi" -> "kadafi"."""
    reduced = " ".join(map(skeleton, words.split()))
    for pattern, replacement in _loosened():
        reduced = pattern.sub(replacement, reduced)
    return reduced


@per_language
def _loosened() -> tuple[tuple[re.Pattern[str], str], ...]:
    (table,) = load_rules("name_variants")["loose"]
    return tuple((re.compile(pattern), replacement) for pattern, replacement in table["rules"])


@per_language
def articles() -> frozenset[str]:
    """Articles and particles of Arabic names."""
    return frozenset(load_rules("name_variants")["articles"]["words"].split())


@per_language(maxsize=50_000)
def given_group(word: str) -> frozenset[int]:
    """Numbers of the groups of spellings of one given name that a folded word belongs to."""
    return _groups("given").get(word, frozenset())


@per_language(maxsize=50_000)
def form_group(word: str) -> frozenset[int]:
    """Numbers of the groups of short and foreign forms of one given name that a folded word belongs to."""
    return _groups("forms").get(word, frozenset())


@per_language
def _groups(table: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(load_rules("name_variants")[table]["groups"].strip().splitlines()):
        for word in line.split():
            found[word] = found.get(word, frozenset()) | {number}
    return found


@per_language
def known_aliases() -> dict[str, str]:
    """Name of a well-known body, in one spelling -> its fullest name in one spelling."""
    found: dict[str, str] = {}
    for line in load_rules("name_variants")["bodies"]["groups"]:
        names = [one_spelling(name) for name in line.split(";")]
        found |= dict.fromkeys(names, names[0])
    return found


def one_spelling(name: str) -> str:
    """A name folded, without its article, in the spelling that stands for the others."""
    return " ".join(same_word(word) for word in fold(name).removeprefix("the ").split())


@per_language(maxsize=50_000)
def same_word(word: str) -> str:
    """The spelling that stands for a folded word's British, American and short forms."""
    return _same_words().get(word, word)


@per_language
def _same_words() -> dict[str, str]:
    lines = load_rules("name_variants")["words"]["same"].strip().splitlines()
    return {word: line.split()[0] for line in lines for word in line.split()}


@per_language
def common_surnames() -> frozenset[str]:
    """Folded surnames that too many people bear."""
    return frozenset(load_rules("name_variants")["common"]["surnames"].split())


@per_language
def walks() -> dict[str, str]:
    """Role noun -> the walk of life it belongs to."""
    table = load_rules("name_variants")["walks"]
    return {role: walk for walk, roles in table.items() for role in roles.split()}
