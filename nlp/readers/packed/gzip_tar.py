"""Packed files (.gz, .bz2, .xz) and tar archives, read as they are unpacked, never beyond their allowance."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from nlp.errors import ReaderError
from nlp.file_names import shown
from nlp.readers.packed.zip import DEEPEST
from nlp.readers.source.files import is_hidden
from nlp.readers.source.report_draft import MAX_BYTES, Blob
from nlp.records import Skipped

_OPENERS: dict[str, Callable[[BinaryIO], io.IOBase]] = {
    ".gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".tgz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
BROKEN = (tarfile.TarError, EOFError, lzma.LZMAError, gzip.BadGzipFile)


class _Bounded(io.RawIOBase):
    """A stream that ends with an error where it gives more than it may."""

    def __init__(self, stream: io.IOBase, most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise ReaderError("the file unpacks to far more than it weighs: it looks like a zip bomb")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def read_packed(blob: Blob) -> Iterator[Blob | Skipped]:
    """Yield the file that is packed; of a packed tar archive, its members.

    Raises:
        ReaderError: it is damaged, or inside too many others.
    """
    if blob.depth >= DEEPEST:
        raise ReaderError(f"more than {DEEPEST} archives inside one another")
    path = Path(blob.name)
    inner = f"{path.stem}.tar" if path.suffix.casefold() == ".tgz" else path.stem
    with _unpacked(blob) as stream:
        try:
            empty = not stream.read(1)
        except (OSError, *BROKEN) as error:
            raise ReaderError("damaged packed file") from error
    yield blob.inside(inner, 0 if empty else -1, partial(_unpacked, blob))


def _unpacked(blob: Blob) -> BinaryIO:
    opened = _OPENERS[Path(blob.name).suffix.casefold()](blob.opener())
    return cast(BinaryIO, io.BufferedReader(_Bounded(opened, blob.allowance.size)))


def read_tar(blob: Blob) -> Iterator[Blob | Skipped]:
    """Yield the files in a tar archive, in their order; one at a time is in memory.

    Raises:
        ReaderError: it is damaged, inside too many others, or unpacks to far more than it weighs.
    """
    if blob.depth > DEEPEST:
        raise ReaderError(f"more than {DEEPEST} archives inside one another")
    try:
        with blob.opener() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                yield from _member(archive, member, blob)
    except BROKEN as error:
        raise ReaderError("damaged tar archive") from error


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, blob: Blob) -> Iterator[Blob | Skipped]:
    name = shown(member.name.replace("\\", "/")).removeprefix("./")
    if not member.isfile() or any(is_hidden(part) for part in name.split("/") if part != ".."):
        return
    blob.allowance.take(member.size)
    held = archive.extractfile(member)
    if name.startswith("/") or ".." in name.split("/"):
        yield Skipped(path=f"{blob.path}!/{name}", reason="its path leaves the archive")
    elif held is None or member.size > MAX_BYTES:
        yield Skipped(path=f"{blob.path}!/{name}", reason=f"larger than {MAX_BYTES >> 20} MB")
    else:
        data = held.read()
        yield blob.inside(name, len(data), lambda: io.BytesIO(data))
