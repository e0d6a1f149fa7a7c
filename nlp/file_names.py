"""Names of files as they can be shown and stored: a name need not be Unicode, a case file's texts must be."""

from __future__ import annotations

import os
from pathlib import Path


def shown(name: str) -> str:
    """``name`` without lone surrogates and control characters: bytes that are no UTF-8 are written ``\\xff``.

    Two different names stay different.
    """
    return "".join(c if c.isprintable() else "�" for c in stored_path(name))


def stored_path(path: str | Path) -> str:
    """The path as text that any file or database holds; :func:`real_path` leads back."""
    text = str(path)
    return text if text.isascii() else "".join(map(_stored, text))


def _stored(c: str) -> str:
    if "\udc80" <= c <= "\udcff":  # how Python reads a byte that is no UTF-8
        return f"\\x{ord(c) - 0xDC00:02x}"
    return "�" if "\ud800" <= c <= "\udfff" else c


def real_path(stored: str) -> Path:
    """The path that :func:`stored_path` wrote, where it is one of a name that is no UTF-8."""
    if "\\x" not in stored or os.path.lexists(stored):
        return Path(stored)
    data, at = b"", 0
    while (mark := stored.find("\\x", at)) >= 0:
        figures = stored[mark + 2 : mark + 4]
        byte = bytes.fromhex(figures) if _is_high_byte(figures) else b""
        data += stored[at:mark].encode() + (byte or b"\\x")
        at = mark + (4 if byte else 2)
    return Path(os.fsdecode(data + stored[at:].encode()))


def _is_high_byte(figures: str) -> bool:
    return len(figures) == 2 and figures[0] in "89abcdef" and figures[1] in "0123456789abcdef"
