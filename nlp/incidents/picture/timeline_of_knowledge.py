"""What was known when: the state of an incident as the reports up to a day had it, and how it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.incidents.resolution.records import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step in what was known: on ``day`` (ISO; None where the report has no date) ``publisher`` added it.

    ``kind`` is "first report", "planned", "confirmed", "denied", "date", "toll" or "perpetrator";
    ``text`` the new fact in a few words.
    """

    day: str | None
    kind: str
    text: str
    publisher: str | None
    event_ids: tuple[str, ...]


def accounts_as_of(accounts: Sequence[Account], day: str) -> tuple[Account, ...]:
    """The accounts published up to ``day`` (ISO), and those of unknown date."""
    return tuple(a for a in accounts if a.published is None or a.published <= day)


def trace_changes(accounts: Sequence[Account]) -> tuple[Change, ...]:
    """How an incident's picture changed from report to report; reports without a date come last.

    A later account makes a change only by what no earlier one said: another day, another figure, an agent not
    named before, a denial, a confirmation after a plan or a denial.
    """
    ordered = sorted(accounts, key=lambda a: (a.published or "9999", a.document_id, a.event_ids))
    known: set[tuple[str, str]] = set()
    changes: list[Change] = []
    for number, account in enumerate(ordered):
        for kind, text in _said(account):
            if (kind, text) in known:
                continue
            known.add((kind, text))
            if kind == "confirmed" and not known & {("denied", ""), ("planned", "")}:
                continue
            changes.append(_change(account, kind, text))
        if number == 0:
            changes.insert(0, _change(account, "first report", account.place_name))
    return tuple(changes)


def _change(account: Account, kind: str, text: str) -> Change:
    return Change(
        day=account.published,
        kind=kind,
        text=text,
        publisher=account.publisher,
        event_ids=account.event_ids,
    )


def _said(account: Account) -> Iterator[tuple[str, str]]:
    """What one account says, as (kind, text), the most telling first."""
    yield {True: "confirmed", False: "denied", None: "planned"}[account.happened], ""
    if account.when is not None and (account.when.earliest or account.when.latest):
        low, high = account.when.earliest or "..", account.when.latest or ".."
        yield "date", low if low == high else f"{low}/{high}"
    for kind, low_count, high_count in account.tolls:
        many = f"at least {low_count:g}" if high_count == float("inf") else f"{high_count:g}"
        yield "toll", f"{many} {kind}"
    for agent in account.agents:
        yield "perpetrator", agent
