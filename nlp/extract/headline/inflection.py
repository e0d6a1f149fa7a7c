"""Past tense and participles of English verbs: the rules of endings, and a table of what they don't give."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.rules.language import Language, language_in_force

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Inflection:
    """The forms of verbs. ``irregular`` maps a base form to (past, participle)."""

    irregular: dict[str, tuple[str, str]]
    doubling: frozenset[str]

    def past(self, lemma: str) -> str:
        """ "ram" -> "rammed", "shoot" -> "shot"."""
        return self.irregular[lemma][0] if lemma in self.irregular else self._regular(lemma)

    def participle(self, lemma: str) -> str:
        """ "steal" -> "stolen"."""
        return self.irregular[lemma][1] if lemma in self.irregular else self._regular(lemma)

    def _regular(self, lemma: str) -> str:
        if lemma.endswith("e"):
            return lemma + "d"
        if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
            return lemma[:-1] + "ied"
        return lemma + lemma[-1] * self._doubles(lemma) + "ed"

    def _doubles(self, lemma: str) -> bool:
        """Whether the last letter is doubled: one consonant after one vowel, in a verb of one syllable."""
        if lemma in self.doubling:
            return True
        if len(lemma) < 3 or lemma[-1] in _VOWELS or lemma[-1] in "wxyck" or lemma[-2] not in _VOWELS:
            return False
        if lemma[-3] in _VOWELS and not (lemma[-3] == "u" and lemma[-4:-3] == "q"):
            return False
        return not any(letter in _VOWELS for letter in lemma[:-3])


def load_inflection() -> Inflection:
    """The inflection of the language in force, read once."""
    return language_in_force().build(_read_inflection)


def _read_inflection(language: Language) -> Inflection:
    table = language.table("headlines")
    irregular = {}
    for entry in str(table["irregular"]).split(";"):
        base, past, *participle = entry.split()
        irregular[base] = (past, participle[0] if participle else past)
    return Inflection(irregular, frozenset(str(table["doubling"]).split()))
