"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.errors import ReaderError
from nlp.readers.finish.normalise import clean_line
from nlp.readers.formats.date_fields import DateStyle, read_day
from nlp.readers.formats.field_names import field_names, fold_name, publisher_name, web_address
from nlp.readers.source.encoding import decode_text
from nlp.readers.source.report_draft import Blob, ReportDraft


def read_text(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in a text file.

    Raises:
        ReaderError: the bytes are no text.
    """
    text = decode_text(blob.read())
    if text is None:
        raise ReaderError("binary data, not text")
    yield ReportDraft(path=blob.path, file_name=blob.name, text=text)


_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.S)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{0,1000})\]\([^()\n]{0,4000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000})?\)")
LINKED, LONGEST_LINKED = 0.8, 20_000  # share of a line's letters inside links, characters of a line
_MARKUP = (
    (re.compile(r"^(?:```|~~~).*$", re.M), ""),
    (re.compile(r"!\[[^\[\]\n]{0,1000}\]\([^()\n]{0,4000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{0,1000})\]\([^()\n]{0,4000}(?:\([^()\n]{0,1000}\)[^()\n]{0,1000})?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,1000})\]\[[^\[\]\n]{0,1000}\]"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\[\]\n]{1,1000}\]: +\S+.*$", re.M), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,4000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,4000}>"), ""),
    (re.compile(r"^ {0,3}#{1,6} +(\S.{0,1000}?)(?: +#+)?$", re.M), r"\n\1\n"),
    (re.compile(r"^ {0,3}(?:[-*_] ?){3,}$|^=+$", re.M), ""),
    (re.compile(r"^ {0,3}> ?", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,2000})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]{1,4000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])"), r"\1"),
)


def read_markdown(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in a Markdown file, its marks taken away, its front matter read.

    Raises:
        ReaderError: the bytes are no text.
    """
    for draft in read_text(blob):
        facts, text = _front_matter(draft.text)
        text = _without_comments(text)
        linked = frozenset(_linked_lines(text))
        for pattern, replacement in _MARKUP:
            text = pattern.sub(replacement, text)
        days = (
            (day, name)
            for name in field_names("published")
            if (day := read_day(facts.get(name), style=DateStyle()))
        )
        published, dated = next(days, (None, ""))
        yield replace(
            draft,
            text=text,
            linked=linked,
            title=_fact(facts, "title"),
            published=published,
            publisher=publisher_name(_fact(facts, "publisher")),
            author=_fact(facts, "author"),
            language=_fact(facts, "language"),
            url=web_address(_fact(facts, "address")),
            published_words=facts.get(dated, ""),
            published_probable=dated in field_names("probable"),
        )


def _linked_lines(text: str) -> Iterator[str]:
    """The lines that hold links and hardly anything else, as they read without their marks."""
    for line in text.split("\n"):
        if len(line) > LONGEST_LINKED or "](" not in line:
            continue
        bare = line
        for pattern, replacement in _MARKUP:
            bare = pattern.sub(replacement, bare)
        bare = clean_line(bare)
        shown = clean_line(" ".join(link[1] for link in _LINK.finditer(line)))
        if bare and sum(map(str.isalnum, shown)) >= LINKED * sum(map(str.isalnum, bare)):
            yield bare


def _without_comments(text: str) -> str:
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces.append(text[at:start])
        at = end + 3
    return "".join([*pieces, text[at:]])


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The plain "key: value" lines between "---" marks at the top, and the text below them."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    pairs = (
        line.split(":", 1) for line in match[1].split("\n") if ":" in line and not line.startswith((" ", "#"))
    )
    return {fold_name(key): value.strip().strip("\"'") for key, value in pairs}, text[match.end() :]


def _fact(facts: dict[str, str], kind: str) -> str | None:
    return next((facts[name] for name in field_names(kind) if facts.get(name)), None)
