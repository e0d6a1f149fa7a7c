"""The place in time of events that other reports tell too: from an account of the same incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.placement.place import is_day
from nlp.records import Interval, Placed, PlacedBasis, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One event of an incident: what its text says of its time, and where its own report places it.

    ``published`` is the ISO day of the report, ``name`` what a reader knows the report by.
    """

    id: str
    status: Status
    when: Interval | None
    placed: Placed | None
    published: str | None
    name: str


def place_accounts(accounts: Sequence[Account]) -> dict[str, Placed | None]:
    """Event id -> place in time of each account of one incident, narrowed by the others.

    What one account dates to a day lies on that day in all accounts that can hold it; where accounts give
    several days, none is taken over. None of it is later than the first report that tells it as happened.
    Where no account gives a day, one that all bets agree on is the bet for those without.
    """
    days = {a.when.earliest: a for a in reversed(accounts) if a.when is not None and is_day(a.when)}
    told = [a for a in accounts if a.published and a.status is Status.HAPPENED]
    first = min(told, key=lambda a: str(a.published), default=None)
    bets = {
        a.placed.estimate for a in accounts if a.placed and a.placed.estimate and a.status is Status.HAPPENED
    }
    placed: dict[str, Placed | None] = {}
    for account in accounts:
        own = account.placed
        if own is None or account.status is not Status.HAPPENED:
            placed[account.id] = own
            continue
        if len(days) == 1:
            day, source = next(iter(days.items()))
            if day is not None and source.id != account.id and _holds(account, day):
                placed[account.id] = Placed(
                    earliest=day, latest=day, estimate=day, basis=PlacedBasis.INCIDENT,
                    rule="another account of the same incident gives the day", anchor=f"{source.name}: {day}",
                )  # fmt: skip
                continue
        narrowed = _not_after(own, first)
        if not days and len(bets) == 1 and account.when is None:
            narrowed = _bet(narrowed, next(iter(bets)))
        placed[account.id] = narrowed
    return placed


def _bet(own: Placed, day: str | None) -> Placed:
    """``own`` with a day to bet on, where it has none and can lie on it."""
    if own.estimate is not None or day is None or not _within(own.earliest, own.latest, day):
        return own
    rule = (
        f"{own.rule}; the day bet on for another account"
        if own.rule
        else "the day bet on for another account"
    )
    return replace(own, estimate=day, basis=PlacedBasis.INCIDENT, rule=rule)


def _not_after(own: Placed, first: Account | None) -> Placed:
    """``own`` with the day of the first report as its latest, where that is earlier and not contradicted."""
    day = first.published if first is not None else None
    if first is None or day is None or (own.latest is not None and own.latest <= day):
        return own
    if (own.earliest or "") > day or (own.estimate or "") > day:
        return own
    return replace(
        own, latest=day, basis=PlacedBasis.INCIDENT, rule="not after the first report that tells it",
        anchor=f"{first.name}: published {day}",
    )  # fmt: skip


def _holds(account: Account, day: str) -> bool:
    """Whether an event may have happened on ``day``, as far as its own report says."""
    bounds = [account.placed] if account.placed else []
    when = account.when
    if when is not None and when.year_known and not _within(when.earliest, when.latest, day):
        return False
    if when is not None and when.earliest and not when.year_known and day[4:] not in {
        (when.earliest or "")[1:], (when.latest or "")[1:]
    }:  # fmt: skip
        return False
    return all(_within(each.earliest, each.latest, day) for each in bounds)


def _within(earliest: str | None, latest: str | None, day: str) -> bool:
    return (earliest or day) <= day <= (latest or day)
