"""Zip archives: members read where they lie, nothing written to the disk, nothing believed of their size."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import BinaryIO, cast

from nlp.errors import ReaderError
from nlp.file_names import shown
from nlp.readers.source.files import is_hidden
from nlp.readers.source.report_draft import Allowance, Blob
from nlp.records import Skipped

DEEPEST = 4  # archives and mails inside one another
LARGEST_RATIO = 250  # unpacked to packed, of one member above SMALL bytes; prose reaches 20
SMALL = 4 * 2**20
LOCAL_HEADER = 30  # bytes before a member's name, at the least
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    LookupError, ValueError,
)  # fmt: skip


def check_package(data: bytes) -> None:
    """Refuse an office file that unpacks to far more than it weighs.

    Raises:
        ReaderError: too many parts, too many bytes in all, parts laid over one another, or no zip at all.
    """
    allowance = Allowance.of_file(len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_overlaps(archive)
            for member in archive.infolist():
                allowance.take(member.file_size)
                if _is_bomb(member):
                    raise ReaderError("packed so tightly that it looks like a zip bomb")
    except BROKEN as error:
        raise ReaderError("damaged, or no office document") from error


def read_zip(blob: Blob) -> Iterator[Blob | Skipped]:
    """Yield the files in an archive, each to be read on its own.

    Raises:
        ReaderError: it is damaged, inside too many others, or unpacks to far more than it weighs.
    """
    if blob.depth >= DEEPEST:
        raise ReaderError(f"more than {DEEPEST} archives inside one another")
    try:
        # A member that is an archive itself is read whole: seeking in a packed stream unpacks it again.
        stream = blob.opener() if blob.depth == 0 else io.BytesIO(blob.read())
        with stream, zipfile.ZipFile(stream) as archive:
            _check_overlaps(archive)
            for member in archive.infolist():
                yield from _member(archive, member, blob)
    except BROKEN as error:
        raise ReaderError("damaged zip archive") from error


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, blob: Blob) -> Iterator[Blob | Skipped]:
    name = shown(member.filename.replace("\\", "/"))
    if member.is_dir() or any(is_hidden(part) for part in name.split("/") if part != ".."):
        return
    blob.allowance.take(member.file_size)
    if problem := _problem(member, name):
        yield Skipped(path=f"{blob.path}!/{name}", reason=problem)
    else:
        yield blob.inside(name, member.file_size, partial(_open, archive, member))


def _check_overlaps(archive: zipfile.ZipFile) -> None:
    """Members that share bytes are how a small archive unpacks to thousands of times its size."""
    members = sorted(archive.infolist(), key=lambda each: each.header_offset)
    for one, next_one in pairwise(members):
        if one.header_offset + LOCAL_HEADER + one.compress_size > next_one.header_offset:
            raise ReaderError("its members lie over one another: it looks like a zip bomb")


def _problem(member: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "its path leaves the archive"
    if member.flag_bits & 0x1:
        return "protected by a password"
    return "packed so tightly that it looks like a zip bomb" if _is_bomb(member) else None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > SMALL and member.file_size > LARGEST_RATIO * max(1, member.compress_size)


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    """A member's bytes. ``zipfile`` stops at the size that the member claims, so the claim is the limit.

    Raises:
        ReaderError: it is damaged, or packed in a way that Python can't unpack.
    """
    try:
        return cast(BinaryIO, archive.open(member))
    except BROKEN as error:
        raise ReaderError("damaged in the archive, or packed in an unknown way") from error
