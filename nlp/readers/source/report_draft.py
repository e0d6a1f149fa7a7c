"""What goes into a format's reader and what comes out of it: a blob of bytes, and drafts of documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from nlp.errors import ReaderError
from nlp.records import DateCandidate

MAX_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """Bytes to read: a file, a member of an archive, or an attachment.

    ``path`` is the place shown to the user, ``name`` the file's own name, ``depth`` the number of archives
    and mails around it. ``opener`` may be called more than once; every stream starts at the first byte.
    """

    path: str
    name: str
    size: int
    opener: Callable[[], BinaryIO]
    depth: int = 0

    def read(self) -> bytes:
        """All of it.

        Raises:
            ReaderError: it is larger than ``MAX_BYTES``.
        """
        with self.opener() as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ReaderError(f"{self.path}: larger than {MAX_BYTES >> 20} MB")
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """One report as its format gives it, before the text is normalised.

    ``published`` is a publication date that the format states as such, in ``published_words``;
    ``published_probable`` says that the field may mean another day. ``produced`` is the day the file was
    made (PDF, Word): believed only where the report itself names the same day. ``file_name`` is empty where
    the name is that of a collection and says nothing about the one report. ``around`` are lines beside the
    text (a page's header) in which a "Published: ..." may stand.
    """

    path: str
    text: str
    file_name: str = ""
    title: str | None = None
    published: date | None = None
    produced: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    mail: bool = False
    around: tuple[str, ...] = ()
    url: str | None = None
    published_words: str = ""
    published_probable: bool = False
    candidates: tuple[DateCandidate, ...] = ()
