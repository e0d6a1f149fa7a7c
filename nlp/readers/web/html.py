"""Web pages: the article's text by trafilatura, its imprint from metadata that says what it is.

Nothing is fetched: both libraries are given parsed trees, never strings (they download what looks like an
address). Dates are read here and not by htmldate's search, which also takes them from addresses, footers and
copyright lines; its field names are in ``nlp/rules/metadata.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from nlp.errors import ReaderError
from nlp.readers.finish.normalise import clean_line
from nlp.readers.source.encoding import decode_text, mend_controls
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.readers.web.html_blocks import all_text, choose_text, page_blocks
from nlp.readers.web.html_metadata import read_page_facts

LARGEST_TREE = 20 * 2**20  # beyond it the plain text of the page has to do
ABOVE_TITLE, IMPRINT = 4, 40  # lines above the headline, and in all, that may hold the imprint
DEEPEST = 400  # nested elements; beyond it recursive code gives up
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,40})", re.I)
_CONTROL_NAME = re.compile(r"&#(1[2-5]\d);")  # "&#146;" is a quote of Windows, whatever the standard says
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,40})\b([^<>]{4000,})>")
MOST_ATTRIBUTES = 2_000  # words in one tag; beyond it parsing takes the square of them


def read_html(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report on a web page.

    Raises:
        ReaderError: the bytes are no text, or hold no page.
    """
    data = blob.read()
    declared = _CHARSET.search(data[:4096])
    text = decode_text(data, declared=declared[1].decode("ascii") if declared else None)
    if text is None:
        raise ReaderError("binary data, not a web page")
    yield replace(read_html_text(text, path=blob.path), file_name=blob.name)


def read_html_text(text: str, *, path: str) -> ReportDraft:
    """The report on a page that is text already.

    Raises:
        ReaderError: there is no element in it.
    """
    tree = parse_page(text)
    facts = read_page_facts(tree)
    blocks = page_blocks(tree)
    lines = [block.text for block in blocks]
    return ReportDraft(
        path=path,
        text=choose_text(_article(tree, len(text)), blocks) or all_text(tree),
        title=facts.title,
        published=facts.published,
        publisher=facts.publisher,
        author=facts.author,
        language=facts.language,
        around=tuple(_head_lines(lines, facts.title)),
        url=facts.url,
        published_words=facts.published_words,
        published_probable=facts.published_probable,
        candidates=facts.candidates,
        linked=frozenset(clean_line(block.text) for block in blocks if block.linked),
    )


def _head_lines(lines: list[str], title: str | None) -> list[str]:
    """The lines of a page around its headline, as far as its imprint may reach; from the top where there
    is none."""
    wanted = " ".join((title or "").casefold().split())
    starts = [i for i, line in enumerate(lines) if wanted and line.casefold() == wanted]
    start = max(0, starts[-1] - ABOVE_TITLE) if starts else 0
    return lines[start : start + IMPRINT]


def parse_page(text: str) -> HtmlElement:
    """The tree of a page, comments and instructions left out.

    Raises:
        ReaderError: there is no element in it.
    """
    text = mend_controls(_CONTROL_NAME.sub(lambda match: chr(int(match[1])), text))
    text = _LONG_TAG.sub(_bare_tag, text)
    # An XML declaration naming an encoding is refused in a string; the text is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        tree = document_fromstring(text, parser=HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReaderError("no text in it" if not text.strip() else f"not a web page: {error}") from error
    if tree is None or not isinstance(tree, HtmlElement):
        raise ReaderError("not a web page")
    return tree


def _bare_tag(match: re.Match[str]) -> str:
    return f"<{match[1]}>" if len(match[2].split()) > MOST_ATTRIBUTES else match[0]


def _article(tree: HtmlElement, size: int) -> str:
    """The text of the article on a page by trafilatura; empty where it finds none or gives up."""
    if size > LARGEST_TREE or _too_deep(tree):
        return ""
    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError, etree.LxmlError):
        # Broken markup trips it in many ways; the page's plain text is read in its place.
        return ""
    text = getattr(found, "text", None)
    return text.replace("\n", "\n\n") if isinstance(text, str) else ""


def _too_deep(tree: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False
