"""Pages' lines to paragraphs: running heads and page numbers dropped, words cut at line ends made whole."""

from __future__ import annotations

import re
from collections import Counter

from nlp.readers.source.report_draft import MARK
from nlp.rules import load_rules

EDGE = 3  # lines at the top and foot of a page that may be a header or a footer
_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-*•·▪–—]|\(?\d{1,3}[.)])\s")
_CUT_WORD = re.compile(r"([^\W_]+)-$")


def join_pages(pages: list[str], *, spaced: bool = False) -> tuple[list[str], list[int]]:
    """The paragraphs of a document from its pages' lines, and the pages (from 1) whose beginnings are marked
    in them by :data:`MARK`.

    ``spaced`` says that blank lines stand where there is white space on the page, and nowhere else.
    """
    sheets = [_lines(page.replace(MARK, ""), spaced=spaced) for page in pages]
    running = _running_lines(sheets)
    lines: list[str] = []
    marked: list[int] = []
    for number, sheet in enumerate(sheets, start=1):
        first = True
        for i, line in enumerate(sheet):
            edge = i < EDGE or i >= len(sheet) - EDGE
            if edge and (_shape(line) in running or (len(sheets) > 1 and _NUMBER.fullmatch(line.strip()))):
                continue
            if first:
                at = len(line) - len(line.lstrip()) + 1
                line = line[:at] + MARK + line[at:]
                marked.append(number)
                first = False
            lines.append(line)
    return _paragraphs(lines), marked


def _running_lines(sheets: list[list[str]]) -> set[str]:
    """Shapes of lines that stand at the edge of page after page; odd and even pages may differ."""
    filled = [sheet for sheet in sheets if sheet]
    counts = Counter(
        shape for sheet in filled for shape in {_shape(line) for line in sheet[:EDGE] + sheet[-EDGE:]}
    )
    needed = len(filled) if len(filled) < 4 else max(3, 0.4 * len(filled))
    return {shape for shape, count in counts.items() if count >= needed} if len(filled) > 1 else set()


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().casefold())


def _lines(page: str, *, spaced: bool) -> list[str]:
    """A page's lines, each that follows a blank one with a line feed before it. Some files have a blank line
    after every line: then they tell nothing."""
    raw = [line.strip() for line in page.split("\n")]
    lines = [line if before else "\n" + line for before, line in zip(["", *raw], raw, strict=False) if line]
    telling = spaced or sum(line.startswith("\n") for line in lines) <= 0.6 * len(lines)
    return lines if telling else [line.strip() for line in lines]


def _paragraphs(lines: list[str]) -> list[str]:
    whole = "\n".join(lines)
    lengths = sorted(map(len, lines))
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraphs: list[str] = []
    before = ""
    for mark in lines:
        line = mark.strip()
        cut = _CUT_WORD.search(before) if paragraphs else None
        if cut and (line[0].islower() or not mark.startswith("\n")) and line[0].isalnum():
            paragraphs[-1] = _mend(paragraphs[-1], cut[1], line, whole)
        elif (
            (mark.startswith("\n") and not line[0].islower())
            or not paragraphs
            or not _goes_on(before, line, width)
        ):
            paragraphs.append(line)
        else:
            paragraphs[-1] += " " + line
        before = line
    return paragraphs


def _goes_on(before: str, line: str, width: int) -> bool:
    if line[0].islower():
        return True
    if _ITEM.match(line):
        return False
    return len(before) > (0.9 if _TERMINAL.search(before) else 0.6) * width


def _mend(paragraph: str, first: str, line: str, whole: str) -> str:
    """Put a cut word together.

    The hyphen stays before a capital or a figure, which no word is cut at, behind initials, figures and words
    that make compounds, and where the report writes the word with it elsewhere.
    """
    second = re.match(r"[^\W\d_]*", line.replace(MARK, ""))
    rest = second[0] if second else ""
    compound = first.isupper() or first[-1].isdigit() or first.lower() in load_rules("hyphens")["keep"]
    written = f"{first}-{rest}" in whole and f"{first}{rest}" not in whole
    keeps = not line[0].islower() or (compound and len(first) > 1) or written
    return paragraph + line if keeps else paragraph[:-1] + line
