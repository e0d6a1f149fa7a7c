"""The date of the report as an axis of its own: what was published when, and what each day brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.query import Bin, ChangeRow
from viz.kit.time_axis import DAY, to_ms
from viz.kit.wording import count_of, say_day

BARS = 150
TOLD = 3
_RANK = ("toll", "denied", "confirmed", "date", "perpetrator", "planned", "first report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a day's reports changed about one incident: words, who said it, one event that shows it."""

    incident_id: str
    event_id: str
    words: str
    publisher: str
    first: bool  # whether nothing was known of it before


def draw_reports(bins: Sequence[Bin]) -> dict[str, Any]:
    """What the browser draws the strip of reports from.

    Args:
        bins: reports by day of publication.

    Returns:
        ``days``: [ISO day, reports] of each bin that has any; ``first`` and ``last``, the ends of the axis in
        epoch milliseconds; ``bars``: [from, to, height] as parts of the axis and of the tallest.
    """
    held = [(one, one.counts.get("reports", 0)) for one in bins if one.counts.get("reports")]
    if not held:
        return {"days": [], "first": 0, "last": 0, "bars": []}
    first, last = to_ms(held[0][0].start), to_ms(held[-1][0].end) + DAY
    return {
        "days": [[one.end, count] for one, count in held],
        "first": first,
        "last": last,
        "bars": _bars([(to_ms(one.start), to_ms(one.end) + DAY, n) for one, n in held], first, last),
    }


def _bars(days: Sequence[tuple[float, float, int]], first: float, last: float) -> list[list[float]]:
    """At most BARS bars; neighbouring days are put together where there are more."""
    wide = max((last - first) / BARS, DAY)
    counts: dict[int, int] = {}
    for start, end, reports in days:
        at = int(((start + end) / 2 - first) // wide)
        counts[at] = counts.get(at, 0) + reports
    most = max(counts.values())
    part = wide / (last - first)
    return [
        [round(at * part, 5), round(min((at + 1) * part, 1.0), 5), round(count / most, 3)]
        for at, count in sorted(counts.items())
    ]


def tell_day(changes: Iterable[ChangeRow], day: str) -> list[Told]:
    """What the reports of ``day`` changed, an incident each: those already told of before the new ones, and
    of either those with most of a history first."""
    by_incident: dict[str, list[ChangeRow]] = {}
    for change in changes:
        by_incident.setdefault(change.incident_id, []).append(change)
    told: list[tuple[tuple[bool, int], Told]] = []
    for incident, steps in by_incident.items():
        now = [one for one in steps if one.day == day]
        if not now:
            continue
        before = [one for one in steps if one.day is not None and one.day < day]
        first = any(one.kind == "first report" for one in now)
        words = _say_first(now) if first else _say_steps(now, before)
        if not words:
            continue
        main = min(now, key=lambda one: _rank(one.kind))
        one = Told(
            incident_id=incident,
            event_id=next(iter(main.event_ids), ""),
            words=words,
            publisher=main.publisher or "publisher unknown",
            first=first,
        )
        told.append(((first, -len(steps)), one))
    return [one for _, one in sorted(told, key=lambda pair: pair[0])]


def _rank(kind: str) -> int:
    return _RANK.index(kind) if kind in _RANK else len(_RANK)


def _say_first(now: Sequence[ChangeRow]) -> str:
    tolls = [one.text for one in now if one.kind == "toll"]
    return f"first report, {tolls[0]}" if tolls else "first report"


def _say_steps(now: Sequence[ChangeRow], before: Sequence[ChangeRow]) -> str:
    """The most telling steps of a day in words, at most two."""
    words = dict.fromkeys(_say_step(one, before) for one in sorted(now, key=lambda one: _rank(one.kind)))
    return "; ".join(list(words)[:2])


def _say_step(step: ChangeRow, before: Sequence[ChangeRow]) -> str:
    if step.kind == "toll":
        number, _, unit = step.text.rpartition(" ")
        known = [one.text for one in before if one.kind == "toll" and one.text.endswith(f" {unit}")]
        earlier = known[-1].rpartition(" ")[0] if known else ""
        return f"toll {earlier} → {number} {unit}" if earlier else f"toll {number} {unit}"
    if step.kind == "date":
        return f"dated {_say_days(step.text)}"
    if step.kind == "perpetrator":
        return f"attributed to {step.text}"
    return {"denied": "denied", "confirmed": "confirmed", "planned": "announced"}.get(step.kind, step.kind)


def _say_days(text: str) -> str:
    start, _, end = text.partition("/")
    if not end:
        return say_day(start)
    if start == "..":
        return f"up to {say_day(end)}"
    return f"from {say_day(start)} on" if end == ".." else f"{say_day(start)} – {say_day(end)}"


def say_reports(day: str | None, bins: Sequence[Bin]) -> str:
    """How many of the reports were out on ``day``, and how many of them came that very day."""
    total = sum(one.counts.get("reports", 0) for one in bins)
    held = [one for one in bins if one.counts.get("reports")]
    if day is None:
        span = f"{say_day(held[0].start)} – {say_day(held[-1].end)}" if len(held) > 1 else ""
        return f"All {count_of(total, 'dated report')}{f', {span}' if span else ''}"
    out = sum(one.counts.get("reports", 0) for one in bins if one.start <= day)
    new = sum(one.counts.get("reports", 0) for one in bins if one.start <= day <= one.end)
    return f"{out:,} of {count_of(total, 'report')}, {new:,} that day"
