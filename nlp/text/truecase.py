"""Give an all-capitals text its case back, letter for letter, so that offsets hold.

Cables and headlines arrive in capitals, and a parser trained on mixed case reads them badly. Each word is
decided by the document itself first (words it writes in mixed case, names before a bracketed acronym), then
by the lexicons that come with spaCy's English lemmatizer, by gazetteers of places, peoples and given names,
and by its neighbours ("General Reyes", "San Miguel").
"""

from __future__ import annotations

import re

from nlp.text.truecase_lexicon import WEEKDAYS, Lexicon, load_lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")
_ACRONYM = re.compile(r"[\[(]([A-Z][A-Z0-9-]{1,7})[\])]")
_SHARE = 0.85  # of a text's letters that are capitals, from which on its case tells nothing
_SHORT = 5  # letters of an acronym that explains nothing before it
_LETTERS, _WORDS = 15, 4  # below this many letters and words a text is left alone
_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
        "dec",
    }
)  # fmt: skip
_PARTICLES = frozenset({"de", "del", "von", "van", "der", "bin", "al", "da", "do", "dos", "du", "y", "e"})
_OPENERS = frozenset({"san", "santa", "santo", "el", "la", "los", "las", "puerto", "villa", "st"})
_SAINTS = frozenset({"san", "santa", "santo"})
_HEADLESS = frozenset({"of", "the", "and", "for", "in", "de", "la", "del", "y"})
_CLITICS = frozenset({"s", "t", "ll", "re", "ve", "d", "m"})


def is_all_capitals(text: str) -> bool:
    """Whether ``text`` is written in capitals throughout, so that its case tells nothing."""
    letters = [c for c in text if c.isalpha()]
    return (
        len(letters) >= _LETTERS
        and len(text.split()) >= _WORDS
        and sum(c.isupper() for c in letters) >= _SHARE * len(letters)
    )


def restore_case(text: str) -> str:
    """Return ``text`` with the case that mixed-case English would give it; the same length, always."""
    lexicon = load_lexicon()
    own = _own_words(text)
    words = [(m.start(), m.group()) for m in _WORD.finditer(text)]
    lower = [word.lower() for _, word in words]
    acronyms = _acronyms(text, lexicon)
    named = [False] * len(words)
    _mark_phrases(lower, named, lexicon)
    _mark_acronym_names(text, words, lower, named, acronyms)
    for i, word in enumerate(lower):
        named[i] = named[i] or _is_name(word, lower, i, lexicon)
    _mark_neighbours(lower, named, lexicon)
    _mark_surnames(lower, named, lexicon)
    pieces, at, opening = [], 0, True
    for i, (start, word) in enumerate(words):
        between = text[at:start]
        opening = opening or "\n\n" in between
        pieces.append(between)
        code = _is_code(text, start, len(word))
        pieces.append(word if code else _write(word, lower[i], named[i], opening, own, acronyms, lexicon))
        at = start + len(word)
        if word in ".!?:" or (opening and not word[0].isalnum()):
            opening = word != "." or not _abbreviates(lower, i)
        else:
            opening = False
    pieces.append(text[at:])
    restored = "".join(pieces)
    return restored if len(restored) == len(text) else text


def _is_code(text: str, start: int, length: int) -> bool:
    """Whether a short word belongs to initials or a number: "U.S.", "AK-47", "M-16"."""
    before, after = text[max(start - 2, 0) : start], text[start + length : start + length + 2]
    if length == 1 and (
        (after[:1] == "." and after[1:].isalpha()) or (before[1:] == "." and before[:1].isalpha())
    ):
        return True
    return length <= 4 and len(after) == 2 and after[0] == "-" and after[1].isdigit()


def _abbreviates(lower: list[str], i: int) -> bool:
    """Whether the stop after word ``i`` belongs to an abbreviation: "MR.", "U.S."."""
    return i > 0 and (
        len(lower[i - 1]) == 1 or lower[i - 1] in {"mr", "mrs", "dr", "gen", "col", "lt", "maj", "st"}
    )


def _own_words(text: str) -> dict[str, str]:
    """Words that the document writes in mixed or lower case somewhere, by their lower case."""
    return {w.lower(): w for w in re.findall(r"[^\W\d_]{3,}", text) if not w.isupper()}


def _write(
    word: str,
    lower: str,
    named: bool,
    opening: bool,
    own: dict[str, str],
    acronyms: set[str],
    lexicon: Lexicon,
) -> str:
    """``word`` in the case decided for it."""
    if len(lower) != len(word) or not word[0].isalpha() or not word.isupper():
        return word
    stem, mark, rest = word.partition("'")
    if stem in acronyms:
        return stem + mark + rest.lower()
    if lower in own:
        return own[lower]
    if len(word) == 1 and lower not in {"a"} | _CLITICS | _PARTICLES:
        return word
    if named and lower in _MONTHS:
        return _capitalize(word)
    if named and lower not in lexicon.function | _PARTICLES | {"of", "the", "and"}:
        return stem + mark + rest.lower() if _initials(stem.lower(), lexicon) else _capitalize(word)
    if opening or lower == "i":
        return _capitalize(word)
    return lower


def _capitalize(word: str) -> str:
    stem, mark, rest = word.partition("'")
    if len(stem) <= 1 and mark:
        return stem + mark + rest.capitalize()
    return stem.capitalize() + mark + rest.lower()


def _initials(lower: str, lexicon: Lexicon) -> bool:
    """Whether an unknown word is an acronym by its looks: no vowel, or none that could be spoken."""
    if lower in lexicon.names or len(lower) > 5:
        return False
    return not any(c in "aeiouyáéíóú" for c in lower)


def _is_name(word: str, lower: list[str], i: int, lexicon: Lexicon) -> bool:
    if not word[0].isalpha():
        return False
    if word in _MONTHS:
        beside = (lower[i - 1] if i else "", lower[i + 1] if i + 1 < len(lower) else "")
        return word not in {"may", "march", "mar", "sep", "dec"} or any(b.isdigit() for b in beside)
    stem = word.split("'")[0].split("’")[0]
    if stem in lexicon.function:
        return False
    if stem in WEEKDAYS or stem in lexicon.names:
        return True
    if lexicon.is_common(stem):
        return False
    return stem in lexicon.likely or len(stem) > 1


def _mark_phrases(lower: list[str], named: list[bool], lexicon: Lexicon) -> None:
    """Mark the words of names of several words: "New York", "El Salvador"."""
    for i, word in enumerate(lower):
        for phrase in lexicon.phrases.get(word, ()):
            if tuple(lower[i : i + len(phrase)]) == phrase:
                named[i : i + len(phrase)] = [True] * len(phrase)
                break


def _acronyms(text: str, lexicon: Lexicon) -> set[str]:
    """Words in brackets behind a name that they may shorten; "[TEXT]" and "[MONTANO]" open a speech."""
    found = set()
    for match in _ACRONYM.finditer(text):
        before = text[: match.start()].rstrip()[-1:]
        word = match[1].lower()
        if before.isalpha() or (len(word) <= _SHORT and word not in lexicon.common):
            found.add(match[1])
    return found


def _mark_surnames(lower: list[str], named: list[bool], lexicon: Lexicon) -> None:
    """Let a surname that is a word too be one in all of the document: "Ana Ponce", later "Ponce"."""
    other = lexicon.function | lexicon.verbs | lexicon.plain | lexicon.heads | lexicon.titles
    surnames = {
        word
        for i, word in enumerate(lower)
        if i and named[i] and lower[i - 1] in lexicon.given and named[i - 1] and word not in other
    }
    for i, word in enumerate(lower):
        named[i] = named[i] or word in surnames


def _mark_acronym_names(
    text: str, words: list[tuple[int, str]], lower: list[str], named: list[bool], acronyms: set[str]
) -> None:
    """Mark the name that an acronym in brackets spells: "NATIONAL LIBERATION ARMY [ELN]".

    The acronym may be of another language, so up to as many content words as it has letters are taken, as
    far as they run without a break.
    """
    spelled: set[tuple[str, ...]] = set()
    for i in range(1, len(words) - 1):
        if words[i][1] in acronyms and lower[i - 1] in {"[", "("}:
            taken, k = 0, i - 2
            while k >= 0 and taken < len(words[i][1]) and lower[k][0].isalpha():
                if lower[k] in _HEADLESS and lower[k] in {"the", "in", "for", "and"} and taken:
                    break
                taken += lower[k] not in _HEADLESS
                k -= 1
            while k + 1 < i - 1 and lower[k + 1] in _HEADLESS:
                k += 1
            initials = "".join(w[0] for w in lower[k + 1 : i - 1] if w not in _HEADLESS)
            if _alike(initials, words[i][1].lower()):
                spelled.add(tuple(lower[k + 1 : i - 1]))
    for phrase in spelled:
        for i in range(len(lower) - len(phrase) + 1):
            if phrase and tuple(lower[i : i + len(phrase)]) == phrase:
                named[i : i + len(phrase)] = [True] * len(phrase)


def _alike(initials: str, acronym: str) -> bool:
    """Whether at least half of an acronym's letters are among the initials, as across languages."""
    return bool(initials) and 2 * len(set(initials) & set(acronym)) >= len(set(acronym))


def _mark_neighbours(lower: list[str], named: list[bool], lexicon: Lexicon) -> None:
    """Let names reach to words common elsewhere: titles, "San", the parts of organisations' names."""
    for i in range(len(lower) - 1):
        word, following = lower[i], lower[i + 1]
        opens = word in _OPENERS and following[0].isalpha() and following not in lexicon.function
        if opens and (named[i + 1] or word in _SAINTS or following not in lexicon.verbs):
            named[i] = named[i + 1] = True
    for i in range(1, len(lower)):
        word = lower[i]
        if named[i] or not word[0].isalpha() or word in lexicon.function or word in lexicon.verbs:
            continue
        if word in lexicon.heads | lexicon.titles or len(word) < 3:
            continue
        before_name = i + 1 < len(lower) and named[i + 1]
        if lower[i - 1] in lexicon.titles and before_name and word not in lexicon.plain:
            named[i] = True
        if not named[i - 1]:
            continue
        titled = i > 1 and lower[i - 2] in lexicon.titles  # "GENERAL IVO STRAND"
        given = lower[i - 1] in lexicon.given and (titled or word not in lexicon.plain)
        named[i] = named[i] or given or (before_name and word not in lexicon.plain)
    for i in range(len(lower) - 2, -1, -1):
        if lower[i] in lexicon.titles and named[i + 1] and lower[i + 1] not in lexicon.heads:
            named[i] = True
    for i, word in enumerate(lower):
        if word in lexicon.heads and i and named[i - 1] and lower[i - 1] not in _MONTHS | WEEKDAYS:
            named[i] = True
        if word in {"national", "supreme", "central", "royal", "federal", "armed", "air"}:
            for j in range(i + 1, min(i + 4, len(lower))):
                if lower[j] in lexicon.heads:
                    named[i : j + 1] = [True] * (j + 1 - i)
                    break
        if word in {"ministry", "university", "department"} and lower[i + 1 : i + 2] == ["of"]:
            named[i] = True
            k = i + 3 if lower[i + 2 : i + 3] == ["the"] else i + 2
            if k < len(lower) and lower[k][0].isalpha():
                named[k] = True
