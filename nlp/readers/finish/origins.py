"""Where the stretches of a text stand in the original, carried through the normalising of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.readers.source.report_draft import MARK
from nlp.records import Origin

Place = Mapping[str, str | int]


def lift_marks(text: str, places: Sequence[Place]) -> tuple[str, list[tuple[int, Place]]]:
    """``text`` without its marks, and where in it each of ``places`` begins.

    A mark stands behind the first letter of a stretch. Where there are not as many marks as places, none can
    be told and none is.
    """
    pieces = text.split(MARK)
    if len(pieces) != len(places) + 1:
        return "".join(pieces), []
    starts, at = [], 0
    for piece, place in zip(pieces, places, strict=False):
        at += len(piece)
        starts.append((max(0, at - 1), place))
    return "".join(pieces), starts


def origins_of(
    part: str, start: int, places: Sequence[tuple[int, Place]], whole: Place
) -> tuple[Origin, ...]:
    """The origins of the part of a text that begins at ``start``; ``whole`` is the place of all of it."""
    end = start + len(part)
    before = [place for at, place in places if at <= start]
    found = [Origin(start=0, place={**whole, **(before[-1] if before else {})})] if before or whole else []
    found += [Origin(start=at - start, place={**whole, **place}) for at, place in places if start < at < end]
    return tuple(found)
