"""Which stretch of time an axis shows: what was asked for, or where the events are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.query import Bin
from nlp.records import When
from viz.kit.time_axis import DAY, SHORTEST, Window, first_ms, last_ms, to_day, to_ms

_EDGE = to_ms("9999-12-31")


def window_of(times: Iterable[When], period: tuple[str, str] | None = None) -> Window:
    """The stretch to show: ``period`` itself, or all events, or where nine tenths of them are when a few
    far ones ("in 1945") would squeeze the rest."""
    if period:
        return to_ms(period[0]), to_ms(period[1]) + DAY
    ends = sorted((first_ms(when), last_ms(when)) for when in times)
    if not ends:
        return 0.0, DAY
    low, high = ends[0][0], max(b for _, b in ends)
    need = -(-len(ends) * 9 // 10)
    a, b = min(
        ((ends[i][0], max(b for _, b in ends[i : i + need])) for i in range(len(ends) - need + 1)),
        key=lambda stretch: stretch[1] - stretch[0],
    )
    if len(ends) >= 10 and (b - a) * 4 < high - low:
        low, high = a, b
    pad = max((high - low) * 0.03, DAY)
    return low - pad, high + pad


def core_of(bins: Sequence[Bin]) -> tuple[str, str] | None:
    """The days in which nearly all of it happened, where a few events far off ("in 1945") would squeeze them;
    None where the events fill the axis.

    The shortest run of bins with nine tenths of the events, if that is under a quarter of all, or with three
    quarters (all but one of a few), if it is under an eighth; then what lies near on either side, so that it
    is not cut.
    """
    counts = [sum(one.counts.values()) or one.placed for one in bins]
    total = sum(counts)
    if total < 4:
        return None
    spans = [to_ms(one.end) + DAY for one in bins]
    whole = spans[-1] - to_ms(bins[0].start)
    tries = [(-(-total * 9 // 10), 4)] if total >= 10 else []
    for need, part in (*tries, (min(-(-total * 3 // 4), total - 1), 8)):
        low, high = _shortest_run(counts, need)
        if (spans[high - 1] - to_ms(bins[low].start)) * part < whole:
            wide = (high - low) // 4 + 1
            held = [at for at in range(max(low - wide, 0), min(high + wide, len(bins))) if counts[at]]
            return bins[held[0]].start, bins[held[-1]].end
    return None


def _shortest_run(counts: Sequence[int], need: int) -> tuple[int, int]:
    """The shortest stretch of ``counts``, first and one behind the last, that holds ``need``."""
    best, low, inside = (0, len(counts)), 0, 0
    for high, count in enumerate(counts):
        inside += count
        while inside - counts[low] >= need:
            inside -= counts[low]
            low += 1
        if inside >= need and high + 1 - low < best[1] - best[0]:
            best = low, high + 1
    return best


def months_of(times: Iterable[When]) -> Window:
    """The whole months that year-unknown times lie in; the whole year where they are many or go round it."""
    spans = [(first_ms(when), last_ms(when)) for when in times]
    if not spans or any(end < start for start, end in spans):
        return to_ms("--01-01"), to_ms("--12-31") + DAY
    first = to_day(min(start for start, _ in spans))
    last = to_day(max(end for _, end in spans) - DAY)
    if int(last[5:7]) - int(first[5:7]) > 5:
        return to_ms("--01-01"), to_ms("--12-31") + DAY
    after = to_ms(f"--{int(last[5:7]) + 1:02}-01") if last[5:7] != "12" else to_ms("--12-31") + DAY
    return to_ms(f"--{first[5:7]}-01"), after


def days_in(window: Window) -> tuple[str, str]:
    """The days that a window touches."""
    return to_day(window[0]), to_day(max(window[1] - 1, window[0]))


def zoom_window(window: Window, by: float) -> Window:
    """``window`` about its middle, ``by`` times as long; within the calendar."""
    middle, half = sum(window) / 2, max((window[1] - window[0]) * by, SHORTEST) / 2
    return max(middle - half, to_ms("0001-01-01")), min(middle + half, _EDGE)
