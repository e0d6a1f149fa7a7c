"""Numbers as reporting writes them: "two", "at least 30", "4,000", "1.5 million", "dozens of"."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: 10.0 * n for n, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}


def parse_number(text: str) -> float | None:
    """The value of ``text`` ("4,000", "twenty-one", "1.5 million"), None when it is no number."""
    total, current, seen = 0.0, 0.0, False
    for word in text.lower().replace("-", " ").split():
        if word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1e3:
                total, current = total + current, 0.0
        elif word in _WORDS:
            current += _WORDS[word]
        else:
            digits = word.replace(",", "").lstrip("$€£")
            if not digits.replace(".", "", 1).isdecimal():
                if word in {"a", "and", "at", "least", "about"}:
                    continue
                return None
            current += float(digits)
        seen = True
    return total + current if seen else None


def read_amount(reading: ParsedDocument, token: Token, leave_out: Container[int] = ()) -> float | None:
    """How many the phrase headed by ``token`` counts; None where it gives no number ("dozens" gives none).

    ``leave_out`` are indices of tokens that count something else, as those of dates.
    """
    for child in reading.children(token):
        if child.dep_ == "nummod" and child.i not in leave_out:
            return _value(reading, child)
    return _value(reading, token) if token.pos_ == "NUM" else None


def _value(reading: ParsedDocument, number: Token) -> float | None:
    words = [t.text for t in reading.children(number) if t.dep_ == "compound" and t.like_num]
    return parse_number(" ".join([*words, number.text]))
