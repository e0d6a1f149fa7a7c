"""Archives: every member read where it lies, nothing written to the disk, nothing believed about its size."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, cast

from nlp.errors import ReaderError
from nlp.readers.source.files import is_hidden, printable
from nlp.readers.source.report_draft import Blob
from nlp.records import Skipped

DEEPEST = 4  # archives and mails inside one another
MOST_MEMBERS = 200_000
LARGEST = 4 * 2**30  # bytes in all, unpacked
RATIO = 250  # unpacked to packed, of members above SMALL bytes; prose reaches 20
SMALL = 4 * 2**20
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    LookupError, ValueError,
)  # fmt: skip


def check_sizes(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to far more than it weighs.

    Raises:
        ReaderError: too many members, too many bytes in all, or one that is suspiciously well packed.
    """
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ReaderError(f"more than {MOST_MEMBERS:,} files in one archive")
    if sum(member.file_size for member in members) > LARGEST:
        raise ReaderError(f"unpacks to more than {LARGEST >> 30} GB")
    if any(_is_bomb(member) for member in members):
        raise ReaderError("packed so tightly that it looks like a zip bomb")


def read_zip(blob: Blob) -> Iterator[Blob | Skipped]:
    """Yield the files in an archive, each to be read on its own.

    Raises:
        ReaderError: it is damaged, or inside too many others.
    """
    if blob.depth >= DEEPEST:
        raise ReaderError(f"more than {DEEPEST} archives inside one another")
    try:
        # A member that is an archive itself is read whole: seeking in a packed stream unpacks it again.
        stream = blob.opener() if blob.depth == 0 else io.BytesIO(blob.read())
        with stream, zipfile.ZipFile(stream) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise ReaderError(f"more than {MOST_MEMBERS:,} files in one archive")
            budget = LARGEST
            for member in archive.infolist():
                name = printable(member.filename.replace("\\", "/"))
                if member.is_dir() or any(is_hidden(part) for part in name.split("/") if part != ".."):
                    continue
                path = f"{blob.path}!/{name}"
                budget -= member.file_size
                if problem := _problem(member, name, budget):
                    yield Skipped(path=path, reason=problem)
                    continue
                yield Blob(
                    path=path,
                    name=name.rsplit("/", 1)[-1],
                    size=member.file_size,
                    opener=partial(_open, archive, member),
                    depth=blob.depth + 1,
                )
    except BROKEN as error:
        raise ReaderError("damaged zip archive") from error


def _problem(member: zipfile.ZipInfo, name: str, budget: int) -> str | None:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "its path leaves the archive"
    if member.flag_bits & 0x1:
        return "protected by a password"
    if budget < 0:
        return f"the archive unpacks to more than {LARGEST >> 30} GB"
    return "packed so tightly that it looks like a zip bomb" if _is_bomb(member) else None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size)


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """A member's bytes. ``zipfile`` stops at the size that the member claims, so the claim is the limit.

    Raises:
        ReaderError: it is damaged, or packed in a way that Python can't unpack.
    """
    try:
        return cast(BinaryIO, archive.open(member))
    except BROKEN as error:
        raise ReaderError("damaged in the archive, or packed in an unknown way") from error
