"""The days that matter: ranked by who speaks of them, when, and where in the report.

A day is a candidate only if a text dates something to it; publication alone makes none. What counts, after
the date selection of news timeline summarisation (Tran, Herder and Markert, ACL 2015; Gholipour Ghalandari
and Ifrim, ACL 2020): how many independent documents date something to the day, how many do so long after, how
many in their opening, and how many reports appeared on the day and just after it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log1p

from nlp.incidents.resolution.stemming import content_stems
from nlp.query import KeyDate

LONG_AFTER = 14  # days from which on a mention looks back
BURST = 3  # days after an event in which its first reports appear
WEIGHTS = {
    "dated by": 1.0,
    "looked back on by": 1.0,
    "opens": 1.0,
    "reported on the day": 1.0,
    "reported next": 0.7,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A sentence that dates something to a day (ISO, with its year).

    ``origin`` is the document it goes back to, its own id where it copies none; ``position`` the sentence's
    place in the document from 0 to 1; ``relevance`` (0 to 1) how much it is about what was asked, or its
    event's salience.
    """

    day: str
    document_id: str
    text: str
    origin: str = ""
    publisher: str | None = None
    published: str | None = None
    position: float = 0.0
    relevance: float = 1.0
    event_id: str | None = None


def rank_days(
    dated: Iterable[Dated],
    *,
    published: Iterable[str] = (),
    top: int = 20,
    period: tuple[str, str] | None = None,
) -> tuple[KeyDate, ...]:
    """Return the ``top`` days of highest score, in the order of the calendar.

    Args:
        dated: sentences with their days; those without a year are passed over.
        published: day of publication of each document of the case or query, one for each document.
        period: first and last day, both included; days outside are left out.
    """
    by_day: dict[str, list[Dated]] = defaultdict(list)
    for each in dated:
        if not each.day.startswith("--") and (period is None or period[0] <= each.day <= period[1]):
            by_day[each.day].append(each)
    reports = Counter(date.fromisoformat(day).toordinal() for day in published if not day.startswith("--"))
    scored = {day: _score(day, items, reports) for day, items in by_day.items()}
    best = sorted(scored, key=lambda day: (-sum(scored[day].values()), day))[:top]
    return tuple(_key_date(day, by_day[day], scored[day]) for day in sorted(best))


def _score(day: str, items: Sequence[Dated], reports: Mapping[int, int]) -> dict[str, float]:
    number = date.fromisoformat(day).toordinal()
    told: dict[str, float] = {}
    back: dict[str, float] = {}
    opening: dict[str, float] = {}
    for each in items:
        key = each.origin or each.document_id
        told[key] = max(told.get(key, 0.0), each.relevance)
        if each.published and date.fromisoformat(each.published).toordinal() - number > LONG_AFTER:
            back[key] = max(back.get(key, 0.0), each.relevance)
        if each.position <= 0.2:
            opening[key] = max(opening.get(key, 0.0), each.relevance)
    amounts = {
        "dated by": sum(told.values()),
        "looked back on by": sum(back.values()),
        "opens": sum(opening.values()),
        "reported on the day": float(reports.get(number, 0)),
        "reported next": float(sum(reports.get(number + later, 0) for later in range(1, BURST + 1))),
    }
    return {name: WEIGHTS[name] * log1p(amount) for name, amount in amounts.items()}


def _key_date(day: str, items: Sequence[Dated], reasons: Mapping[str, float]) -> KeyDate:
    best = _tell(items)
    return KeyDate(
        day=day,
        score=round(sum(reasons.values()), 3),
        text=best.text,
        document_id=best.document_id,
        event_id=best.event_id,
        documents=len({each.origin or each.document_id for each in items}),
        sources=tuple(sorted({each.publisher for each in items if each.publisher})),
        reasons=tuple((name, round(amount, 3)) for name, amount in reasons.items() if amount),
    )


def _tell(items: Sequence[Dated]) -> Dated:
    """The sentence nearest to what all say of the day; the more relevant and the earlier placed wins."""
    stems = [content_stems(each.text) for each in items[:200]]
    counts = Counter(stem for each in stems for stem in each)

    def central(at: int) -> float:
        return sum(counts[s] - 1 for s in stems[at]) / (len(stems[at]) + 8) / max(1, len(stems) - 1)

    order = sorted(
        range(len(stems)),
        key=lambda at: (
            -(items[at].relevance + central(at) - 0.3 * items[at].position),
            items[at].published or "9999",
            items[at].document_id,
            items[at].text,
        ),
    )
    return items[order[0]]
