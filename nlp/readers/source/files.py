"""Which files there are to read, each with what a second run needs to know it again."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from nlp.file_names import shown

CHUNK = 1 << 20
IGNORED = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read.

    ``display`` is the path as a user knows it, from the folder that was given on: it does not change when
    that folder is moved. ``digest`` depends on the bytes alone; ``size`` counts them. Where the file can't
    be read at all, ``problem`` says why, and ``digest`` is empty.
    """

    path: Path
    display: str
    size: int = 0
    digest: str = ""
    problem: str | None = None


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is the system's own business: dot files, locks, thumbnails."""
    return name.startswith((".", "~$")) or name.casefold() in IGNORED


def find_sources(paths: Iterable[str | Path], *, suffixes: frozenset[str]) -> Iterator[Source]:
    """Yield the files under ``paths`` in a stable order, folders walked through, each file once.

    Hidden files are left out unless given by name; a link is followed, but no file or folder is visited
    twice. A path that is not there, can't be opened or is of no known suffix comes with its ``problem``.
    """
    seen: set[str] = set()
    tops = [Path(os.path.abspath(path)) for path in paths]
    for top, display in zip(tops, _names(tops), strict=True):
        yield from _walk(top, display, seen, suffixes)


def _names(tops: list[Path]) -> list[str]:
    """The last name of every path, with as many folders before it as tell two different ones apart."""
    names = []
    for top in tops:
        length = 1
        while any(other != top and other.parts[-length:] == top.parts[-length:] for other in tops):
            length += 1
        names.append(shown("/".join(top.parts[-length:])))
    return names


def _walk(path: Path, display: str, seen: set[str], suffixes: frozenset[str]) -> Iterator[Source]:
    try:
        real = os.path.realpath(path, strict=True)
        mode = os.stat(real).st_mode
    except FileNotFoundError:
        yield Source(path=path, display=display, problem="no such file or folder")
        return
    except (OSError, ValueError) as error:
        yield Source(path=path, display=display, problem=_reason(error))
        return
    if real in seen:
        return
    seen.add(real)
    if stat.S_ISDIR(mode):
        try:
            names = sorted(name for name in os.listdir(path) if not is_hidden(name))
        except OSError as error:
            yield Source(path=path, display=display, problem=_reason(error))
            return
        for name in names:
            yield from _walk(path / name, f"{display}/{shown(name)}", seen, suffixes)
    elif not stat.S_ISREG(mode):
        yield Source(path=path, display=display, problem="not a regular file")
    elif path.suffix.casefold() not in suffixes:
        yield Source(path=path, display=display, problem=unknown_format(path.name))
    else:
        yield _digested(path, display)


def _digested(path: Path, display: str) -> Source:
    digest, size = blake2b(digest_size=16), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        return Source(path=path, display=display, problem=_reason(error))
    return Source(path=path, display=display, size=size, digest=digest.hexdigest())


def unknown_format(name: str) -> str:
    """The reason for not reading a file of this name."""
    suffix = Path(name).suffix
    return f"no reader for {shown(suffix)} files" if suffix else "no reader for files without a suffix"


def _reason(error: OSError | ValueError) -> str:
    strerror = error.strerror if isinstance(error, OSError) else None
    return f"can't be opened: {(strerror or str(error)).lower()}"
