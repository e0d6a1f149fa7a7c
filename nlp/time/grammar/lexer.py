"""Text -> tokens and a string of codes, one character a token."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.rules.language import per_language
from nlp.time.grammar.lexicon import BREAK, NAME, OTHER, UNKNOWN, codes, proper_names, tables, word_classes

_PIECES = r"""
    (?P<word>(?![QH][1-4])[^\W\d_]+)
  | (?P<quarter_code>(?<![\w$£€.,/])(?:(?:19|20)\d\d[-–/\ ]?)?(?:Q[1-4]|[1-4]Q|H[12]|[12]H)
        (?:[-–/]?(?:FY)?['‘’]?(?:19|20)?\d\d|\ (?:FY\ ?)?(?:19|20)\d\d|\ ?FY\ ?\d\d|\ ['‘’]\d\d)?(?!\w))
  | (?P<other_word>[^\W\d_]+)
  | (?P<date_time_group>(?<![\w.,/-])(?:0[1-9]|[12]\d|3[01])(?:\s?(?:[01]\d|2[0-3])[0-5]\d\s?[A-Z]
        |(?:[01]\d|2[0-3])[0-5]\d)\s?(?i:MONTHS)\.?(?:\s?(?:19|20)?\d\d)?(?![\w:]))
  | (?P<iso>(?:(?<![\w/-])|(?<=\d/))\d{4}-\d\d-\d\d
        (?:[T\ ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
  | (?P<slashed>(?:(?<![\w/.-])|(?<=\d[-–])(?=\d+/))
        \d{1,4}(?P<sep>[/.-])\d{1,2}(?P=sep)\d{1,4}(?![\w/-]|\.\d))
  | (?P<clock>(?<![\w:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
  | (?P<decade>(?<![\w$£€.,])['‘’]?(?:1[0-9]|20|[1-9])?\d0['’]?s\b)
  | (?P<nth>(?<![\w$£€.,])\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<pair>(?<![\w$£€.,/-])(?:\d\d/\d{1,2}|\d/\d\d)(?![\d/]))
  | (?P<fraction>(?<![\w$£€.,/])(?:\d{1,3}[ -])?\d/\d(?![\d/]))
  | (?P<short>(?<!\w)['‘’]\d\d(?!\w))
  | (?P<number>[$£€]?\d+(?:,\d{3})*(?:\.\d+)?)
  | (?P<clitic>['’](?:s|re|ve|ll|d|m|t)\b)
  | (?P<paragraph>\n[ \t\r]*\n)
  | (?P<punct>[^\w\s])
"""
_DOTTED = re.compile(r"[ap]\.\s?m\b\.?|b\.c\b\.?(?:e\.)?|a\.d\b\.?|o['’]clock\b", re.IGNORECASE)
_HYPHENS = frozenset("-–—‑")
_PUNCT = {
    ",": "=,",
    ".": "=.",
    "'": "='",
    "’": "='",
    "/": "=/",
    "&": "=&",
    "(": "=(",
    ")": "=)",
    "`": "=quote",
    '"': "=quote",
}


class Token(NamedTuple):
    """One token: character offsets and its text in lower case."""

    start: int
    end: int
    text: str


class Lexed(NamedTuple):
    """A text as tokens, and the code of each."""

    source: str
    tokens: list[Token]
    codes: str

    def word(self, index: int) -> str:
        """The text of a token, "" outside."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""


def lex(text: str) -> Lexed:
    """Split ``text`` into tokens. Linear in its length; never fails."""
    tokens: list[Token] = []
    marks: list[str] = []
    words, names, known = _vocabulary(), proper_names(), _marks().__getitem__
    name_code, word_code = known(NAME), known(UNKNOWN)
    skip = 0
    for match in _token().finditer(text):
        start, end = match.span()
        if start < skip:
            continue
        kind = match.lastgroup
        if kind == "sep":
            kind = "slashed"
        elif kind == "other_word":
            kind = "word"
        raw = match.group()
        low = raw.lower()
        if kind == "word":
            if len(low) == 1 and low in "apbo" and (dotted := _DOTTED.match(text, start)):
                skip = end = dotted.end()
                low = "".join(dotted.group().lower().split())
                bare = low.rstrip(".").replace("’", "'")
                mark = words.get(bare) or words.get(low) or known(OTHER)
            elif low in names and (named := _name_at(text, start, names[low])):
                low = named[0]
                skip = end = start + len(low)
                mark = known(named[1])
            else:
                mark = words.get(low) or (name_code if raw[0].isupper() else word_code)
                if low in _clipped() and text[end : end + 1] == "." and raw[0].isupper():
                    skip = end = end + 1
        elif kind == "punct":
            mark = known("=-") if raw in _HYPHENS else known(_PUNCT.get(raw, OTHER))
        elif kind == "number":
            mark = known(_figure(raw))
        elif kind == "fraction":
            mark = known("FRACTION PAIR" if len(raw) == 3 else "FRACTION")
        elif kind == "paragraph":
            mark = known(BREAK)
        elif kind == "clitic":
            mark = known("='s") if low in ("'s", "’s") else known(OTHER)
        else:
            mark = known(str(kind).upper())
        tokens.append(Token(start, end, low))
        marks.append(mark)
    return Lexed(text, tokens, "".join(marks))


def _name_at(text: str, start: int, candidates: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The holiday or month of another calendar that is written at ``start``, and its word class."""
    if not text[start].isupper():
        return None
    for name, kind in candidates:
        found = text[start : start + len(name)]
        if (
            found.lower().replace("’", "'").replace("\n", " ") == name
            and not text[start + len(name) : start + len(name) + 1].isalnum()
        ):
            return name, kind
    return None


def _figure(raw: str) -> str:
    if not raw.isdigit():
        return "DECIMAL" if raw[0] not in "$£€" else OTHER
    size, value = len(raw), int(raw) if len(raw) < 10 else 10**9
    if size == 4:
        return "INTEGER YEAR YEARISH" if 1000 <= value < 2200 else "INTEGER FOUR"
    if size > 2:
        return "INTEGER YEARISH" if size == 3 else "INTEGER"
    if value > 31 or value == 0:
        return "INTEGER TWO" if size == 2 else "INTEGER HOUR"
    if value > 24:
        return "INTEGER DAY TWO"
    return "INTEGER DAY HOUR TWO" if size == 2 else "INTEGER DAY HOUR"


@per_language
def _token() -> re.Pattern[str]:
    """One token; the names of months are those of the language."""
    months = sorted(tables()["MONTH"], key=len, reverse=True)
    return re.compile(_PIECES.replace("MONTHS", "|".join(map(re.escape, months))), re.VERBOSE)


@per_language
def _clipped() -> frozenset[str]:
    """Names of months and weekdays that take a full stop."""
    weekdays = (name for name in tables()["WEEKDAY"] if len(name) < len("friday"))
    return frozenset((*tables()["ABBREVIATED_MONTH"], *weekdays))


@per_language
def _vocabulary() -> dict[str, str]:
    return {word: codes().code(classes) for word, classes in word_classes().items()}


class _Marks(dict[str, str]):
    """Word classes, parted by blanks -> their code, looked up once each."""

    def __missing__(self, classes: str) -> str:
        found = self[classes] = codes().code(frozenset(classes.split()))
        return found


@per_language
def _marks() -> _Marks:
    return _Marks()
