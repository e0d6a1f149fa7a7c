"""The table of accounts: what each report, and each source it quotes, says of one incident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from nlp.incidents.resolution.records import Account, Corroboration, Disagreement, EventFacts
from nlp.incidents.resolution.stemming import is_outlet, is_pronoun, is_violent, toll_of
from nlp.records import Stance, Status

OPEN_END = float("inf")
_POINTS = {
    "date": "the date",
    "toll": "the toll",
    "perpetrator": "who did it",
    "place": "the place",
    "happened": "whether it happened",
}
_AT_LEAST = re.compile(r"\b(at least|more than|over|no fewer than|no less than|upwards of)\b", re.I)
_AT_MOST = re.compile(r"\b(at most|up to|as many as|fewer than|less than|no more than)\b", re.I)


def resolve_accounts(
    facts: Iterable[EventFacts], parts: Iterable[EventFacts] = (), *, outlets: Iterable[str] = ()
) -> tuple[Account, ...]:
    """Return the accounts of one incident, by publication; one for each document and source chain.

    Args:
        facts: the incident's events.
        parts: events linked to it as its parts (the deaths in an attack): only their tolls are taken, into
            the account of the same document and source, or into one of its own, which implies the whole.
        outlets: publishers of the case, to know when a source is one of them.
    """
    names = {_bare(name) for name in outlets}
    groups: dict[tuple[str, tuple[str, ...]], list[EventFacts]] = defaultdict(list)
    extra: dict[tuple[str, tuple[str, ...]], list[EventFacts]] = defaultdict(list)
    for each in facts:
        groups[_key(each)].append(each)
    for each in parts:
        extra[_key(each)].append(each)
    accounts = [
        _account(groups[key], extra[key], names)
        for key in sorted(set(groups) | set(extra))
        if groups[key] or extra[key]
    ]
    return tuple(sorted(accounts, key=lambda a: (a.published or "9999", a.document_id, a.event_ids)))


def corroborate(accounts: Sequence[Account]) -> Corroboration:
    """Count outlets, those that stand on their own, and those that speak first-hand.

    Of several that cite one outlet which is not among them, the first counts as standing on its own.
    """
    outlet = {a.document_id: (a.publisher or a.document_id) for a in accounts}
    present = {_bare(name) for name in outlet.values()}
    reasons: dict[str, str] = {}
    first: dict[str, str] = {}  # an outlet that is not counted itself -> the first that cites it
    for account in accounts:
        name = outlet[account.document_id]
        if account.origin != account.document_id:
            reasons[name] = f"{name} copies {outlet.get(account.origin, 'another report')}"
        cited = next((c for c in account.cites if _bare(c) != _bare(name)), None)
        if not cited or name in reasons:
            continue
        if _bare(cited) in present:
            reasons[name] = f"{name} cites {cited}, which is counted"
        elif first.setdefault(_bare(cited), name) != name:
            reasons[name] = f"{name} cites {cited}, as {first[_bare(cited)]} does"
    own = {
        outlet[a.document_id]
        for a in accounts
        if a.origin == a.document_id and len(a.sources) <= 1 and not a.cites and a.happened is not None
    }
    every = set(outlet.values())
    return Corroboration(
        outlets=len(every),
        independent=len(every - set(reasons)),
        first_hand=len(own - set(reasons)),
        reasons=tuple(reasons[name] for name in sorted(reasons)),
    )


def summarize(accounts: Sequence[Account], disagreements: Sequence[Disagreement] = ()) -> str:
    """One line: tolls as ranges, how many sources name a perpetrator, who denies, how many outlets report it.

    A source is whoever speaks: an outlet in its own voice, or the last one of those it quotes.
    """
    said = []
    for kind in sorted({kind for a in accounts for kind, _, _ in a.tolls}):
        low = min(lo for a in accounts for k, lo, _ in a.tolls if k == kind)
        high = max(lo if hi == OPEN_END else hi for a in accounts for k, lo, hi in a.tolls if k == kind)
        said.append(f"{low:g} {kind}" if low == high else f"{low:g} to {high:g} {kind}")
    voices = {_voice(a) for a in accounts}
    naming = {_voice(a) for a in accounts if a.agents and a.happened}
    if naming and len(voices) > 1:
        verb = "names" if len(naming) == 1 else "name"
        crime = any(is_violent(type_) for a in accounts for type_ in a.types)
        said.append(
            f"{len(naming)} of {len(voices)} sources {verb} {'the perpetrator' if crime else 'who did it'}"
        )
    denials = {_voice(a) for a in accounts if a.happened is False}
    if denials:
        said.append(f"denied by {_say(sorted(denials))}")
    hard = sorted({_POINTS[d.kind] for d in disagreements if d.grade == "incompatible"})
    if hard:
        said.append(f"accounts differ on {_say(hard)}")
    support = corroborate(accounts)
    outlets = "1 outlet" if support.outlets == 1 else f"{support.outlets} outlets"
    reports = len({account.document_id for account in accounts})
    if support.outlets == 1 and len(accounts) > reports:
        outlets += f" ({len(accounts)} accounts in {'one report' if reports == 1 else f'{reports} reports'})"
    said.append(
        f"reported by {outlets}"
        + (f", {support.independent} of them independent" if support.outlets > 1 else "")
        + (f", {support.first_hand} first-hand" if support.first_hand else "")
    )
    return "; ".join(said)


def _voice(account: Account) -> str:
    """Who speaks: the source nearest to the happening, or the outlet itself."""
    named = [source for source in account.sources if not is_pronoun(source)]
    return named[-1] if named else account.publisher or "one report"


def _say(names: Sequence[str]) -> str:
    """The first two names; how many others there are."""
    named = [name[0].lower() + name[1:] if name.startswith("The ") else name for name in names]
    if len(named) > 3:
        return f"{named[0]}, {named[1]} and {len(named) - 2} others"
    return " and ".join(named) if len(named) < 3 else f"{named[0]}, {named[1]} and {named[2]}"


def _key(facts: EventFacts) -> tuple[str, tuple[str, ...]]:
    return facts.document_id, tuple(a.text.lower() for a in facts.attribution)


def _account(events: Sequence[EventFacts], parts: Sequence[EventFacts], outlets: set[str]) -> Account:
    ordered = sorted(events, key=lambda f: (f.start, f.id)) or sorted(parts, key=lambda f: (f.start, f.id))
    first = ordered[0]
    own = ordered if events else []
    dated = [f.interval for f in own if f.interval]
    placed = next((f for f in own if f.place_name), None)
    chain = first.attribution
    return Account(
        event_ids=tuple(f.id for f in ordered),
        document_id=first.document_id,
        publisher=first.publisher,
        published=first.published,
        when=dated[0] if dated else None,
        place=placed.place if placed else None,
        place_name=placed.place_name if placed else "",
        position=(placed.lat, placed.lon)
        if placed and placed.lat is not None and placed.lon is not None
        else None,
        agents=_texts(own, "agent"),
        patients=_texts(own, "patient"),
        instruments=_texts(own, "instrument"),
        tolls=_tolls([*ordered, *parts]),
        happened=_happened(own) if own else _implied(parts),
        stance=str(chain[-1].stance) if chain else "",
        sources=tuple(a.text for a in chain),
        sentence=first.sentence,
        origin=first.origin or first.document_id,
        types=tuple(dict.fromkeys(f.type for f in own)),
        cites=tuple(a.text for a in chain if _bare(a.text) in outlets or is_outlet(a.text)),
    )


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


def _happened(events: Sequence[EventFacts]) -> bool | None:
    """False as soon as the account denies it, else True when it commits to it, else None."""
    said = {_commits(f) for f in events}
    return False if False in said else True if True in said else None


def _implied(parts: Sequence[EventFacts]) -> bool | None:
    """Whoever tells of the dead of an attack tells that there was one; whoever denies the dead need not."""
    return True if any(_commits(f) for f in parts) else None


def _commits(facts: EventFacts) -> bool | None:
    if facts.status in {Status.PLANNED, Status.HYPOTHETICAL}:
        return None
    denied = any(a.stance is Stance.DENIES for a in facts.attribution)
    return not (denied or facts.status is Status.NEGATED)


def _texts(events: Iterable[EventFacts], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.text for f in events for a in f.actors if a.role == role))


def _tolls(events: Iterable[EventFacts]) -> tuple[tuple[str, float, float], ...]:
    """Numbers of people by what befell them; "at least three" is open above."""
    found: dict[str, tuple[float, float]] = {}
    for event in events:
        if _commits(event) is not True:
            continue
        for actor in event.actors:
            kind = toll_of(actor.unit or event.type)
            if actor.amount is None or actor.role != "patient" or not kind:
                continue
            low = 0.0 if _AT_MOST.search(actor.text) else actor.amount
            high = OPEN_END if _AT_LEAST.search(actor.text) else actor.amount
            found.setdefault(kind, (low, high))
    return tuple((kind, *found[kind]) for kind in sorted(found))
