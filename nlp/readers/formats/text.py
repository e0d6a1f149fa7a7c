"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.errors import ReaderError
from nlp.readers.formats.field_names import field_names, fold_name, publisher_name, read_day
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
_MARKUP = (
    (re.compile(r"^(?:```|~~~).*$", re.M), ""),
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]: +\S+.*$", re.M), ""),
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]*>"), ""),
    (re.compile(r"^ {0,3}#{1,6} +(.*?)(?: +#+)?$", re.M), r"\n\1\n"),
    (re.compile(r"^ {0,3}(?:[-*_] ?){3,}$|^=+$", re.M), ""),
    (re.compile(r"^ {0,3}> ?", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])"), r"\1"),
)


def read_markdown(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in a Markdown file, its marks taken away, its front matter read.

    Raises:
        ReaderError: the bytes are no text.
    """
    for draft in read_text(blob):
        facts, text = _front_matter(draft.text)
        for pattern, replacement in _MARKUP:
            text = pattern.sub(replacement, text)
        days = (day for name in field_names("published") if (day := read_day(facts.get(name))))
        yield replace(
            draft,
            text=text,
            title=_fact(facts, "title"),
            published=next(days, None),
            publisher=publisher_name(_fact(facts, "publisher")),
            author=_fact(facts, "author"),
            language=_fact(facts, "language"),
        )


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
