"""Names that are known beforehand: well-known bodies, written as one reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.names.gazetteer import COUNTRY, look_up
from nlp.rules import load_rules
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import text_of

_LARGE = 100_000
DESIGNATION = re.compile(r"([A-Za-z0-9]*?[A-Za-z]+(?:-[A-Z]+)?)[- ]?\d{1,4}[A-Z]{0,3}\d?")
_WORD = re.compile(r"(?<![\w-])[A-Za-z][\w'’]*(?=[ -])")


def find_known(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Token ranges and labels of known names of several words, the longest where several begin alike."""
    book, typed, text, until = _book(), lexicons().typed_names, text_of(doc), 0
    for word in _WORD.finditer(text):
        phrases = book.get(word.group()) if word.start() >= until else None
        for phrase in phrases or ():
            end = word.start() + len(phrase)
            if text.startswith(phrase, word.start()) and not text[end : end + 1].isalnum():
                span = doc.char_span(word.start(), end)
                if span is not None:
                    yield span.start, span.end, "" if phrase in typed else "ORG"
                    until = end
                    break


@per_language(maxsize=20_000)
def is_designation(word: str) -> bool:
    """Whether a word is a weapon's or a vehicle's designation: letters of the trade and a number."""
    found = DESIGNATION.fullmatch(word)
    if found is None:
        return False
    return found[1] in lexicons().weapon_designations | lexicons().vehicle_designations


@per_language(maxsize=20_000)
def is_listed(word: str) -> bool:
    """Whether a word is a well-known body, a country, a region or a large city."""
    lexicon = lexicons()
    if word in lexicon.known_organisations or word in lexicon.country_names or word in lexicon.regions:
        return True
    return any(p.population > _LARGE and (p.kind == COUNTRY or not p.alternate) for p in look_up(word))


@per_language
def _book() -> dict[str, tuple[str, ...]]:
    names = set(lexicons().known_organisations) | set(lexicons().typed_names)
    for line in load_rules("name_variants")["bodies"]["groups"]:
        names |= {name.strip() for name in line.split(";")}
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if (" " in name or "-" in name) and not name.startswith("The "):
            found[name.replace("-", " ").split()[0]].append(name)
    return {word: tuple(sorted(phrases, key=len, reverse=True)) for word, phrases in found.items()}
