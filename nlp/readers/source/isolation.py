"""One bad part costs nothing but itself: what a part raises becomes a line that names it."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from nlp.errors import ReaderError
from nlp.records import Skipped

TOO_MUCH_MEMORY = "needs too much memory"
Item = TypeVar("Item")


def isolated(path: str, make: Callable[[], Iterable[Item]]) -> Iterator[Item | Skipped]:
    """Yield what ``make`` gives; where it raises, a last line that says why ``path`` ends there.

    Args:
        path: the file, member, message or row, as the user is told of it.
    """
    try:
        yield from make()
    except Exception as error:  # noqa: BLE001  (a defect met in one part must not cost the others)
        yield Skipped(path=path, reason=reason_of(error))


def reason_of(error: Exception) -> str:
    """Why something could not be read, in words for the user."""
    if isinstance(error, ReaderError):
        return str(error)
    if isinstance(error, MemoryError):
        return TOO_MUCH_MEMORY
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, EOFError | zipfile.BadZipFile | zlib.error | lzma.LZMAError):
        return "damaged in the archive"
    if isinstance(error, OSError):
        return f"can't be read: {(error.strerror or str(error)).lower()}"
    return f"can't be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
