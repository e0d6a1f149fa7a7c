"""Which part of a message holds what was written, as text that keeps its lines and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import Message

from lxml import etree  # type: ignore[import-untyped]

from nlp.errors import ReaderError
from nlp.readers.mail.words import fold_line, mail_words
from nlp.readers.source.encoding import decode_text
from nlp.readers.web.html import parse_page

ENOUGH = 0.5  # of the words of the HTML part; a plain part with fewer stands in for it
LONGEST_STAND_IN = 600
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "pre",
    "section", "table", "tbody", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "hr"})
_SILENT = frozenset({"head", "script", "style", "title", "template", "noscript", "object", "svg"})
_SIGNATURES = ("gmail_signature", "moz-signature", "signature")


def choose_body(parts: Sequence[Message]) -> tuple[str, str]:
    """The text of a message, and what list software has put below it.

    Args:
        parts: the message's leaves that are no files, those of one alternative side by side.
    """
    plain = [part_text(part) for part in parts if part.get_content_type() == "text/plain"]
    pages = [html_text(part_text(part)) for part in parts if part.get_content_type() == "text/html"]
    pages = [page for page in pages if any(map(str.isalnum, page))]
    below = [text for text in plain if is_footer(text)]
    plain = [text for text in plain if text not in below and any(map(str.isalnum, text))]
    said, shown = "\n\n".join(plain), "\n\n".join(pages)
    if shown and (not said or _stands_in(said, shown)):
        return shown, "\n\n".join(below)
    return said or shown, "\n\n".join(below)


def part_text(part: Message) -> str:
    """A text part, decoded; soft line ends of ``format=flowed`` are lines as they are."""
    try:
        declared = part.get_content_charset()
    except (LookupError, TypeError, ValueError):
        declared = None
    return decode_text(part_bytes(part), declared=declared) or ""


def part_bytes(part: Message) -> bytes:
    """What a part holds; nothing where it is damaged."""
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, TypeError, ValueError, AttributeError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def html_text(page: str) -> str:
    """A mail's HTML as lines: blocks on their own, quotations marked with ">", the signature below "--"."""
    try:
        tree = parse_page(page)
    except ReaderError:
        return ""
    lines: list[str] = []
    pieces: list[str] = []
    quoted = hidden = 0

    def close(*, apart: bool = False) -> None:
        line = " ".join("".join(pieces).split())
        pieces.clear()
        mark = "> " * quoted
        if line:
            lines.append(mark + line)
        if apart and lines and lines[-1].strip("> "):
            lines.append(mark.rstrip())

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            unseen = _is_unseen(element, tag)
            hidden += unseen
            if tag in _BLOCKS or tag in _APART or tag == "br":
                close(apart=tag in _APART)
            if not hidden and any(name in (element.get("class") or "") for name in _SIGNATURES):
                close()
                lines.append("> " * quoted + "--")
            quoted += tag == "blockquote" and not hidden
            if not hidden:
                pieces.append(element.text or "")
            continue
        if tag in _BLOCKS or tag in _APART:
            close(apart=tag in _APART)
        elif tag in _CELLS:
            pieces.append(" ")
        quoted -= tag == "blockquote" and not hidden
        hidden -= _is_unseen(element, tag)
        if not hidden:
            pieces.append(element.tail or "")
    close()
    return "\n".join(lines)


def _is_unseen(element: etree._Element, tag: str) -> bool:
    style = "".join((element.get("style") or "").casefold().split())
    return tag in _SILENT or "display:none" in style or "mso-hide:all" in style


def _stands_in(said: str, shown: str) -> bool:
    """Whether a plain part only says that there is an HTML one, or is far from all of it."""
    first = fold_line(next((line for line in said.split("\n") if line.strip()), ""))
    if len(said) < LONGEST_STAND_IN and first.startswith(mail_words().stand_in):
        return True
    return len(said.split()) < ENOUGH * len(shown.split())


def is_footer(text: str) -> bool:
    """Whether a part is what list software adds to every message."""
    words = mail_words()
    return (
        len(text) < 800
        and text.lstrip().startswith("____")
        and any(word in text.casefold() for word in words.lists)
    )
