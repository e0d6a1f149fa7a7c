"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.errors import ReaderError
from nlp.readers.decode import decode_text
from nlp.readers.draft import Blob, Draft


def read_text(blob: Blob) -> Iterator[Draft]:
    """Yield the one report in a text file.

    Raises:
        ReaderError: the bytes are no text.
    """
    text = decode_text(blob.read())
    if text is None:
        raise ReaderError("binary data, not text")
    yield Draft(path=blob.path, file_name=blob.name, text=text)


_MARKUP = (
    (re.compile(r"^(?:```|~~~).*$", re.M), ""),
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)"), ""),
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


def read_markdown(blob: Blob) -> Iterator[Draft]:
    """Yield the one report in a Markdown file, its marks taken away.

    Raises:
        ReaderError: the bytes are no text.
    """
    for draft in read_text(blob):
        text = draft.text
        for pattern, replacement in _MARKUP:
            text = pattern.sub(replacement, text)
        yield Draft(path=draft.path, file_name=draft.file_name, text=text)
