"""Where a stretch of a text stands in the original, and the original itself, as it was read."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import orjson

from nlp.case.file.database import Database
from nlp.errors import CaseError
from nlp.file_names import real_path
from nlp.query import Original
from nlp.records import Origin

LARGEST = 256 * 2**20  # bytes of a file that is handed out
INSIDE = ("!/", "#")  # in the path of a document that is a part of its file


@lru_cache(maxsize=512)
def read_origins(stored: str) -> tuple[Origin, ...]:
    """The origins of a document as they are kept beside its text."""
    return tuple(Origin(**each) for each in orjson.loads(stored or "[]"))


def place_at(stored: str | None, start: int) -> dict[str, int | str]:
    """The place in the original of what begins at ``start``; empty where it is not known."""
    before = [origin.place for origin in read_origins(stored or "[]") if origin.start <= start]
    return dict(before[-1]) if before else {}


def read_original(database: Database, document_id: str) -> Original | None:
    """The file that a document was read from; None where there is no such document.

    Raises:
        CaseError: the file is gone, has changed since it was read, or is too large.
    """
    row = database.row(
        "SELECT d.path, s.path, s.display, s.size, s.digest FROM documents d"
        " JOIN sources s ON s.path = d.source WHERE d.id = ?",
        [document_id],
    )
    if row is None:
        return None
    shown, stored, display, size, digest = row
    path = real_path(stored)
    if size > LARGEST:
        raise CaseError(f"{display}: larger than {LARGEST >> 20} MB; open it by its path")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CaseError(
            f"{display}: it is not where it was read ({(error.strerror or '').lower()})"
        ) from error
    # Nothing is handed out but what was read: a case may come from someone else, and name any file.
    if len(data) != size or blake2b(data, digest_size=16).hexdigest() != digest:
        raise CaseError(f"{display}: it has changed since it was read")
    return Original(name=path.name, data=data, whole=shown == display)
