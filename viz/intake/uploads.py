"""Files that come from the browser, stored beside the case: safe names, nothing overwritten, nothing half."""

from __future__ import annotations

import re
import shutil
import unicodedata
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import IO

from nlp.errors import DatelineError

LARGEST = 512 << 20  # bytes of one file; larger ones are added by their path
CHUNK = 1 << 20
DEEPEST = 8  # folders of a name that are kept, the last ones
LONGEST = 120  # bytes of one part of a name
INCOMING = ".incoming"
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_placing = Lock()


class StoringError(DatelineError):
    """A file could not be stored. The message is for the analyst."""


def store_file(
    stream: IO[bytes], folder: Path, name: str, *, length: int | None = None, largest: int = LARGEST
) -> Path:
    """Store what ``stream`` holds under ``folder`` by a safe form of ``name``; returns where it lies.

    It is written under another name and moved into place when it is whole. Where a file of the same name and
    content lies already, that one is it; one of other content stays, and this one gets a number.

    Args:
        length: how many bytes there must be, where that is known.
        largest: how many there may be.

    Raises:
        StoringError: too large, cut short, or the disk refuses it.
    """
    target = folder.joinpath(*safe_path(name).parts)
    if length is not None and length > largest:
        raise StoringError(too_large(target.name, largest))
    incoming = folder / INCOMING
    try:
        incoming.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=incoming, delete=False) as file:
            part = Path(file.name)
            try:
                size, digest = _copy(stream, file, target.name, largest)
                if length is not None and size != length:
                    raise StoringError(f"{target.name}: only {size:,} of {length:,} bytes came through.")
            except BaseException:
                file.close()
                part.unlink(missing_ok=True)
                raise
        try:
            return _place(part, target, folder, size, digest)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StoringError(f"{target.name}: can't be stored ({error.strerror or error}).") from error


def sweep(folder: Path) -> None:
    """Remove what a killed process left half-written."""
    shutil.rmtree(folder / INCOMING, ignore_errors=True)


def too_large(name: str, largest: int = LARGEST) -> str:
    """Why a file is not taken, and what to do."""
    return f"{name} is larger than {largest >> 20} MB. Add it by its path on this computer instead."


def safe_path(name: str) -> PurePosixPath:
    """``name``, as a browser gives it, as a path that stays inside its folder on every system.

    Parts that lead up or nowhere are left out, as are folders beyond the last few; characters that some
    system forbids become "_"; a name of nothing becomes "report".
    """
    text = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = [safe for part in text.split("/") if (safe := _safe_part(part))]
    return PurePosixPath(*(parts[-DEEPEST:] or ["report"]))


def _safe_part(part: str) -> str:
    plain = part.encode("utf-8", "replace").decode("utf-8")
    plain = _FORBIDDEN.sub("_", plain).strip().strip(".").strip()
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, suffix = plain.rpartition(".")
    if len(plain.encode()) <= LONGEST:
        return plain
    if not dot or len(suffix.encode()) > 12:
        stem, dot, suffix = plain, "", ""
    return _cut(stem, LONGEST - len(f"{dot}{suffix}".encode())).rstrip(" .") + dot + suffix


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")


def _copy(stream: IO[bytes], file: IO[bytes], name: str, largest: int) -> tuple[int, bytes]:
    size, digest = 0, blake2b(digest_size=16)
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > largest:
            raise StoringError(too_large(name, largest))
        digest.update(chunk)
        file.write(chunk)
    return size, digest.digest()


def _place(part: Path, target: Path, folder: Path, size: int, digest: bytes) -> Path:
    with _placing:
        home = _make_folder(target.parent, folder)
        free = home / target.name
        number = 1
        while free.exists() or free.is_symlink():
            if free.is_file() and free.stat().st_size == size and _digest(free) == digest:
                return free
            number += 1
            free = home / f"{target.stem} ({number}){target.suffix}"
        part.replace(free)
        return free


def _make_folder(wanted: Path, top: Path) -> Path:
    """The folder ``wanted`` below ``top``; a part that is a file already, or leads away, gets a number."""
    place = top
    for part in wanted.relative_to(top).parts:
        below, number = place / part, 1
        while below.is_symlink() or (below.exists() and not below.is_dir()):
            number += 1
            below = place / f"{part} ({number})"
        place = below
    place.mkdir(parents=True, exist_ok=True)
    return place


def _digest(path: Path) -> bytes:
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.digest()
