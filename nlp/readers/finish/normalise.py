"""Normalise text once, at reading: every offset afterwards points into what comes out here."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from nlp.readers.source.encoding import mend_controls
from nlp.text.dated_lines import BAR, is_date, starts_dated

LONGEST_ROW = 20_000  # characters of a table's row
NARROWEST, WIDEST = 40, 120  # columns at which text is wrapped by hand, by mailers and by teleprinters
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028]")
_PAGE_ENDS = re.compile("[\x0c\u2029]")
_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, zero-width characters, soft hyphens, direction overrides, lone surrogates and non-characters.
# The joiners U+200C and U+200D stay: Persian and Hindi spell with them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_BLANK_LINES = re.compile(r"\n[ \n]*\n *")  # no group repeated: that takes memory with every line
_RUNS = re.compile(r" {2,}")
_ITEM = re.compile(r"(?:[-*•·–—]|\(?\d{1,3}[.)])\s")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def clean_line(text: str) -> str:
    """Return ``text`` in NFC on one line, odd spaces and invisible characters taken away."""
    text = unicodedata.normalize("NFC", mend_controls(text))
    return " ".join(_INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))).split())


def clean_text(text: str) -> str:
    """Return ``text`` in NFC, paragraphs on one line each with a blank line between them.

    A line end inside a paragraph is taken away only where the text is hard-wrapped: where the next line's
    first word would not have fitted, or the next line goes on in lower case. Linear in the text's length.
    """
    text = unicodedata.normalize("NFC", mend_controls(text))
    text = _PAGE_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    if "\t" in text:
        text = "\n".join(_dated_tab(line) if "\t" in line else line for line in text.split("\n"))
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    if "|" in text:
        text = "\n".join(_table_row(line) if "|" in line else line for line in text.split("\n"))
    blocks = [block.split("\n") for block in _BLANK_LINES.split(text) if block.strip()]
    if _doubled(blocks):
        blocks = [[line for block in blocks for line in block]]
    width = _wrap_width(blocks)
    return "\n\n".join(paragraph for block in blocks for paragraph in _paragraphs(block, width))


def _dated_tab(line: str) -> str:
    """A line of date, tab, event with a bar for the tab, which else would be lost among spaces."""
    head, _, rest = line.partition("\t")
    return f"{head}{BAR}{rest.lstrip()}" if is_date(head.strip()) and rest.strip() else line


def _table_row(line: str) -> str:
    """A row of a table drawn with bars as its cells, the outer bars left out; nothing for the rule below its
    head; any other line as it is."""
    bare = line.strip(" ")
    if len(bare) > LONGEST_ROW:
        return line
    if "--" in bare and not bare.strip("|:+-= "):
        return ""
    if bare.count("|") < 3 or not (bare.startswith("|") and bare.endswith("|")):
        return line
    return BAR.join(cell.strip() for cell in bare.split("|") if cell.strip())


def _doubled(blocks: list[list[str]]) -> bool:
    """Whether a blank line stands behind every line of a text that was wrapped by hand."""
    lines = [block[0].strip() for block in blocks]
    if len(lines) < 5 or any(len(block) > 1 for block in blocks) or max(map(len, lines)) > WIDEST:
        return False
    cut = sum(not _TERMINAL.search(a) and (b[:1].islower() or len(a) > NARROWEST) for a, b in pairwise(lines))
    lower = sum(line[:1].islower() for line in lines)
    return cut > 0.6 * len(lines) and 4 * lower > len(lines)


def _wrap_width(blocks: list[list[str]]) -> int:
    """The column at which lines were wrapped, 0 where lines run on."""
    ends = [(len(a.rstrip()), _first_word(b)) for block in blocks for a, b in pairwise(block)]
    width = max((length for length, _ in ends), default=0)
    if len(ends) < 3 or not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(length + 1 + word > width - 6 for length, word in ends)
    return width if 2 * full > len(ends) else 0


def _paragraphs(lines: list[str], width: int) -> list[str]:
    paragraphs: list[list[str]] = []
    before = ""
    for line in lines:
        stripped = _RUNS.sub(" ", line.strip())
        if not stripped:
            continue
        if paragraphs and _goes_on(before, line, stripped, width):
            paragraphs[-1].append(stripped)
        else:
            paragraphs.append([stripped])
        before = line
    return [" ".join(parts) for parts in paragraphs]


def _goes_on(before: str, line: str, stripped: str, width: int) -> bool:
    if (
        _ITEM.match(stripped)
        or starts_dated(stripped)
        or BAR in stripped
        or _indent(line) > _indent(before) + 1
    ):
        return False
    if stripped[0].islower():
        return True
    before = before.rstrip()
    if len(before) + 1 + _first_word(line) > width > 0:
        return True
    return len(before) > 0.6 * width > 0 and not _TERMINAL.search(before)


def _first_word(line: str) -> int:
    words = line.split(None, 1)
    return len(words[0]) if words else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
