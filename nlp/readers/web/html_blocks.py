"""The visible text of a page block by block, and where trafilatura's reading of it falls short.

trafilatura finds articles well and is believed, but for three faults that are known of it: a page that
breaks its lines with <br> comes as one paragraph, sentences of a list between two paragraphs are lost,
and an article inside an element meant for something else (an aside, a footer) is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from nlp.readers.furniture.teasers import is_prose
from nlp.text.dated_lines import is_date

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"}
)
_ASIDE = frozenset({"nav", "aside", "footer", "form", "menu", "dialog"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
LINKED = 0.8  # share of a block's letters inside links that makes it one
MERGED, LONG = (
    0.6,
    1200,
)  # share of a text that one paragraph makes up, and its characters, when breaks are lost
FEWEST = 4  # paragraphs of sentences on a page on which they were


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: its text, and whether it is hardly more than links."""

    text: str
    linked: bool


def page_blocks(tree: HtmlElement, *, asides: bool = False) -> list[Block]:
    """The visible text of a page, a block for every line; navigation, asides and footers only on request."""
    blocks: list[Block] = []
    pieces: list[str] = []
    inside: list[str] = []
    hidden = links = 0
    hiding = _SILENT if asides else _SILENT | _ASIDE

    def close() -> None:
        if line := " ".join("".join(pieces).split()):
            linked = sum(map(str.isalnum, "".join(inside)))
            blocks.append(Block(line, linked >= LINKED * max(1, sum(map(str.isalnum, line)))))
        pieces.clear()
        inside.clear()

    def add(text: str | None) -> None:
        if text and not hidden:
            pieces.append(text)
            if links:
                inside.append(text)

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in hiding
            if tag not in _INLINE:
                close()
            links += tag == "a" and bool(element.get("href"))
            add(element.text)
        else:
            if tag not in _INLINE:
                close()
            hidden -= tag in hiding
            links -= tag == "a" and bool(element.get("href"))
            add(element.tail)
    close()
    return blocks


def page_lines(tree: HtmlElement) -> list[str]:
    """The visible text of a page, a line for every block; navigation, asides and footers left out."""
    return [block.text for block in page_blocks(tree)]


def all_text(tree: HtmlElement) -> str:
    """The text of a page of which nothing else was read: all of it but menus."""
    return "\n\n".join(block.text for block in page_blocks(tree, asides=True) if not block.linked)


def choose_text(article: str, blocks: Sequence[Block]) -> str:
    """trafilatura's text of a page where it is sound, else mended or replaced by the page's blocks."""
    if not article:
        return "\n\n".join(block.text for block in blocks)
    paragraphs = [_single_cell(paragraph) for paragraph in article.split("\n\n")]
    longest = max(paragraphs, key=len)
    told = [block.text for block in blocks if not block.linked and is_prose(block.text)]
    inside = [text for text in told if text in longest]
    if len(longest) > LONG and len(longest) > MERGED * len(article) and len(inside) >= FEWEST:
        return "\n\n".join(block.text for block in blocks)
    return "\n\n".join(_with_lists(paragraphs, blocks))


def _single_cell(paragraph: str) -> str:
    """A table's row of one cell is a paragraph."""
    bare = paragraph.strip()
    inner = bare.strip("| ")
    return inner if bare.startswith("|") and "|" not in inner else paragraph


def _with_lists(paragraphs: list[str], blocks: Sequence[Block]) -> list[str]:
    """The paragraphs with the sentences of the page that stand between two of them and were left out."""
    places = {_key(block.text): i for i, block in enumerate(blocks)}
    have = {_key(paragraph) for paragraph in paragraphs}
    whole = " ".join(have)
    made: list[str] = []
    before = -1
    for paragraph in paragraphs:
        place = places.get(_key(paragraph))
        if place is not None and 0 <= before < place <= before + FEWEST + 3:
            between = [blocks[i] for i in range(before + 1, place)]
            lost = [b for b in between if _key(b.text) not in whole]
            if lost and all(not b.linked and _is_item(b.text) for b in lost):
                made += [b.text for b in lost]
        if place and is_date(blocks[place - 1].text) and _key(blocks[place - 1].text) not in whole:
            made.append(blocks[place - 1].text)
        made.append(paragraph)
        before = place if place is not None else before
    return made


def _is_item(text: str) -> bool:
    return is_prose(text) and text[:1].isupper() and bool(re.search(r"[.!?]$", text))


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
