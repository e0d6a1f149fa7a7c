"""Rows as CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """``value`` as text that a spreadsheet shows and does not run: a quote before what begins a formula.

    After OWASP, "CSV Injection". Numbers stay as they are.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def write_rows(titles: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool = False) -> bytes:
    """``rows`` under their ``titles`` as CSV in UTF-8; ``mark`` puts the byte order mark that Excel wants."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")
