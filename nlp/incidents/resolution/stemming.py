"""Words reduced to what makes them alike: stems of triggers, families of triggers, kinds of event types."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.rules import load_rules
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DERIVED = ("ation", "ition", "sion", "tion", "ment", "ance", "ence", "ing", "ies", "ied", "als")
_ENDINGS = ("ed", "es", "al", "er", "or", "s", "e", "y")
_PLURALS = ("ings", "ments", "ions", "ances", "ences")
_SHORTEST = 3


@per_language(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of an English word: inflection and common derivations off, irregular forms looked up.

    "explosion" and "exploded", "withdrew" and "withdrawal" have one stem. Stems are for comparison, not for
    readers. After the idea of the Lovins stemmer: the longest ending goes first, the rest evened out.
    """
    low = word.lower().strip("'’-")
    low = low[:-1] if low.endswith(_PLURALS) else low
    low = _irregular().get(low, low)
    for ending in _DERIVED:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            low = low[: -len(ending)]
            break
    else:
        for ending in _ENDINGS:
            if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST and not low.endswith("ss"):
                low = low[: -len(ending)]
                break
    if len(low) > _SHORTEST and low[-1] == low[-2] and low[-1] not in "lsz":
        low = low[:-1]
    low = low[:-1] if len(low) > _SHORTEST and low[-1] in "eyi" else low
    return low[:-2] if len(low) > _SHORTEST + 2 and low.endswith("at") else low


@per_language(maxsize=1 << 14)
def family(trigger: str) -> str:
    """The family of trigger stems that say one thing ("oust", "sack"), or the stem itself."""
    return _families().get(trigger, trigger)


@per_language(maxsize=1 << 14)
def peoples_of(phrase: str) -> frozenset[str]:
    """The countries of the adjectives of peoples in a phrase ("two French divers")."""
    demonyms = lexicons().demonyms
    adjectives = (word.lower() for word in _WORD.findall(phrase) if word[0].isupper())
    return frozenset(demonyms[word] or word for word in adjectives if word in demonyms)


def phrase_stem(first: str, rest: str) -> str | None:
    """The stem of the one word for a phrase: "opened" and "fire on the crowd" are "shoot". None for others.

    Args:
        first: the trigger's first word.
        rest: what follows it.
    """
    phrases = _phrases().get(stem(first))
    if not phrases:
        return None
    following = [word.strip(".,;:").lower() for word in rest.split()[:2]]
    return phrases.get(" ".join(following)) or phrases.get(following[0] if following else "")


@per_language
def cue_pattern(kind: str) -> re.Pattern[str]:
    """Finds the cues of a kind ("many", "habit", "anew") in text in lower case."""
    cues = sorted(load_rules("incidents")["cues"][kind], key=len, reverse=True)
    return re.compile(rf"(?:\b|(?=,))(?:{'|'.join(map(re.escape, cues))})\b")


@per_language(maxsize=1 << 10)
def kin(type_: str) -> str:
    """The group of event types that one happening may be told under ("bombing" and "attack")."""
    return _kin().get(type_, type_)


def is_speech(type_: str) -> bool:
    """Whether events of a type are acts of speech, of which one person performs many alike."""
    return type_ in _types("speech")


def is_pronoun(text: str) -> bool:
    """Whether a source is named by a pronoun alone."""
    return text.lower() in _pronouns()


@per_language(maxsize=1 << 12)
def is_outlet(source: str) -> bool:
    """Whether a source is a news outlet by its name ("Reuters", "the Marbury Gazette")."""
    found = _WORD.findall(source.removeprefix("The ").removeprefix("the "))
    if not found or not found[0][0].isupper():
        return False
    media = load_rules("incidents")["media"]
    name = " ".join(found).lower()
    return name in media["names"] or (len(found) > 1 and found[-1].lower() in media["nouns"])


def is_violent(type_: str) -> bool:
    """Whether whoever does it is a perpetrator."""
    return type_ in _types("violent")


def is_joint(type_: str) -> bool:
    """Whether those who take part do it together, so that each account may name others of them."""
    return type_ in _types("joint")


def is_light(trigger: str) -> bool:
    """Whether a trigger stem is of a word that means little by itself ("take", "serve")."""
    return trigger in _light()


def happens_once(type_: str) -> bool:
    """Whether events of a type befall one patient once, or seldom: a death, a resignation, a verdict."""
    return type_ in _types("once")


def toll_of(unit: str) -> str:
    """What a unit of people, or an event type, counts ("wounded" counts the injured); "" for other units."""
    return _tolls().get(unit, "")


@per_language(maxsize=256)  # the events of one sentence share its words
def content_stems(text: str) -> frozenset[str]:
    """Stems of the words of ``text`` that carry content; numbers are kept as they are."""
    return frozenset(stem(word) for word in words(text))


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, without those that say little ("the", "said")."""
    little = _little()
    return [w for w in (found.lower() for found in _WORD.findall(text)) if w not in little]


@per_language
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in load_rules("incidents")["irregular"].items() for form in forms}


@per_language
def _phrases() -> dict[str, dict[str, str]]:
    """Stem of the first word -> what follows it -> stem of the one word."""
    found: dict[str, dict[str, str]] = {}
    for word, phrases in load_rules("incidents")["phrases"].items():
        for phrase in phrases:
            first, _, others = phrase.partition(" ")
            found.setdefault(stem(first), {})[others] = stem(word)
    return found


@per_language
def _pronouns() -> frozenset[str]:
    return frozenset(load_rules("incidents")["pronouns"]["words"])


@per_language
def _light() -> frozenset[str]:
    return frozenset(map(stem, load_rules("incidents")["light"]["words"]))


@per_language
def irregular_verbs() -> frozenset[str]:
    """Forms that only a verb in the past has ("withdrew", "shook")."""
    return frozenset(load_rules("incidents")["past"]["forms"])


@per_language
def _families() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, members in load_rules("incidents")["families"].items():
        found |= {stem(member): f"={name}" for member in members}
    return found


@per_language
def _kin() -> dict[str, str]:
    table: dict[str, Iterable[str]] = load_rules("incidents")["kin"]
    return {member: name for name, members in table.items() for member in members}


@per_language
def _types(table: str) -> frozenset[str]:
    return frozenset(load_rules("incidents")[table]["types"])


@per_language
def _tolls() -> dict[str, str]:
    return {word: name for name, members in load_rules("incidents")["tolls"].items() for word in members}


@per_language
def _little() -> frozenset[str]:
    return frozenset(load_rules("incidents")["little"]["words"])
