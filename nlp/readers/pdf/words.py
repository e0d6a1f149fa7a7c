"""The words of a page and where they stand, by pdfium. Units are points; y grows upwards."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage

MOST_CHARACTERS = 200_000  # on one page
GAP = 0.25  # of the size of a letter: a wider one divides words
TILTED = 0.1  # radians from which on a letter is of a stamp or a margin, not of the text
HYPHENS = {"\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-", "\xad": "-"}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Word(NamedTuple):
    """Letters without a space between them: left and right end, base line, size of the letters."""

    text: str
    left: float
    right: float
    base: float
    size: float


def page_words(page: PdfPage) -> list[Word]:
    """The words of a page in the order in which they are drawn; tilted ones are left out."""
    return list(_words(page))


def _words(page: PdfPage) -> Iterator[Word]:
    textpage = page.get_textpage()
    try:
        yield from _grouped(_letters(textpage.raw, min(textpage.count_chars(), MOST_CHARACTERS)))
    finally:
        textpage.close()


def _letters(raw: object, count: int) -> Iterator[Word]:
    box = pdfium_c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(count):
        code = pdfium_c.FPDFText_GetUnicode(raw, i)
        if not code:
            continue
        letter = chr(code) if code < 0x110000 else ""
        if letter.isspace() or (pdfium_c.FPDFText_IsGenerated(raw, i) == 1 and letter not in HYPHENS):
            yield Word(" ", 0, 0, 0, 0)
            continue
        if abs(pdfium_c.FPDFText_GetCharAngle(raw, i)) > TILTED:
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(raw, i, box):
            continue
        if not pdfium_c.FPDFText_GetCharOrigin(raw, i, x, y):
            continue
        size = max(pdfium_c.FPDFText_GetFontSize(raw, i), 0.0)
        height = box.top - box.bottom
        if size < 2 or (height > 0 and not 0.5 < size / height < 2):
            size = height  # sizes before a matrix is applied say nothing
        letter = HYPHENS.get(letter, _LIGATURES.get(letter, letter))
        yield Word(letter, box.left, box.right, y.value, size)


def _grouped(letters: Iterator[Word]) -> Iterator[Word]:
    held: list[Word] = []
    for letter in letters:
        if held and (letter.text == " " or _apart(held[-1], letter)):
            yield _joined(held)
            held = []
        if letter.text != " ":
            held.append(letter)
    if held:
        yield _joined(held)


def _apart(before: Word, after: Word) -> bool:
    size = max(before.size, after.size, 1.0)
    return (
        abs(after.base - before.base) > 0.15 * size
        or min(before.size, after.size) < 0.85 * size
        or after.left - before.right > GAP * size
        or after.left < before.left - 0.5 * size
    )


def _joined(letters: list[Word]) -> Word:
    first, last = letters[0], letters[-1]
    return Word("".join(each.text for each in letters), first.left, last.right, first.base, first.size)
