"""What goes into a format's reader and what comes out of it: a blob of bytes, and drafts of documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from nlp.errors import ReaderError
from nlp.records import DateCandidate

MARK = "\ue000"  # put behind the first letter of a stretch of text; see ``ReportDraft.places``
MAX_BYTES = 256 * 2**20
MOST_UNPACKED = 2 * 2**30  # bytes from one file, all archives inside one another together
MOST_MEMBERS = 200_000
RATIO = 100  # unpacked to packed, over a whole file; prose reaches 10
FREE = 64 * 2**20  # unpacked bytes that no ratio is asked of


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked from one file: bytes and members, over all archives inside one another."""

    size: int = MOST_UNPACKED
    members: int = MOST_MEMBERS

    @classmethod
    def of_file(cls, size: int) -> Allowance:
        """What a file of ``size`` bytes may unpack to."""
        return cls(size=min(MOST_UNPACKED, FREE + RATIO * size))

    def take(self, size: int) -> None:
        """Count one member.

        Raises:
            ReaderError: it is one too many, or the file unpacks to far more than it weighs.
        """
        self.members -= 1
        self.size -= size
        if self.members < 0:
            raise ReaderError(f"more than {MOST_MEMBERS:,} files inside one file")
        if self.size < 0:
            raise ReaderError("the file unpacks to far more than it weighs: it looks like a zip bomb")


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
    allowance: Allowance = field(default_factory=Allowance)

    def inside(
        self, name: str, size: int, opener: Callable[[], BinaryIO], *, path: str | None = None
    ) -> Blob:
        """A member of this one, one level deeper."""
        return Blob(
            path=path or f"{self.path}!/{name}",
            name=name.rsplit("/", 1)[-1],
            size=size,
            opener=opener,
            depth=self.depth + 1,
            allowance=self.allowance,
        )

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
class Party:
    """One sender or recipient; either may be empty."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What stands over a message. ``words`` are those that date it."""

    sender: Party | None = None
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    day: date | None = None
    words: str = ""
    subject: str = ""

    @property
    def known(self) -> bool:
        """Whether it tells of anyone."""
        return self.sender is not None or bool(self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """One report as its format gives it, before the text is normalised.

    ``published`` is a publication date that the format states as such, in ``published_words``;
    ``published_probable`` says that the field may mean another day. ``produced`` is the day the file was
    made (PDF, Word): believed only where the report itself names the same day. ``file_name`` is empty where
    the name is that of a collection and says nothing about the one report. ``around`` are lines beside the
    text (a page's header) in which a "Published: ..." may stand. ``at`` is the report's place in its file
    ("message_id", "row"); ``places`` are those of the stretches that begin one character before each
    :data:`MARK` in its text. ``letterhead`` stands over a letter; ``below`` is what is no part of the report
    and is shown at its foot: signature, quoted history. ``quoted`` says that it is read from a quotation.
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
    at: Mapping[str, str | int] = field(default_factory=dict)
    places: tuple[Mapping[str, str | int], ...] = ()
    letterhead: Letterhead | None = None
    below: str = ""
    quoted: bool = False
    url: str | None = None
    published_words: str = ""
    published_probable: bool = False
    candidates: tuple[DateCandidate, ...] = ()
    linked: frozenset[str] = frozenset()
