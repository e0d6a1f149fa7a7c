"""On what accounts of one incident differ, and how badly. Nothing is decided for the analyst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from nlp.incidents.picture.accounts import OPEN_END
from nlp.incidents.resolution.compare import kilometres
from nlp.incidents.resolution.day_numbers import days, gap
from nlp.incidents.resolution.records import Account, Disagreement
from nlp.incidents.resolution.stemming import is_joint, peoples_of
from nlp.records import Interval
from nlp.rules.word_lists import lexicons

INCOMPATIBLE, MORE_PRECISE, LATER_UPDATE = "incompatible", "more precise", "later update"
APART_KM = 20.0
_PEOPLE = frozenset({"PERSON"})
_THINGS = frozenset({"FACILITY", "WEAPON", "VEHICLE", "WORK", "PRODUCT", "IDENTIFIER"})


def find_disagreements(
    accounts: Sequence[Account],
    *,
    agents: Mapping[str, str] | None = None,
    within: Mapping[str, frozenset[str]] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> tuple[Disagreement, ...]:
    """Compare the accounts of one incident.

    Args:
        accounts: from :func:`nlp.incidents.resolve_accounts`, by publication.
        agents: text of an agent -> entity id, where two texts can name one entity; texts that are not keys
            are descriptions ("gunmen"), and a name beside them is more precise, not different.
        within: place entity id -> ids of the places that contain it.
        kinds: entity id -> type ("PERSON", "ORG", ...) of agents. A person and a body do not exclude each
            other, for people act on behalf of bodies; sites and things do nothing.
    """
    told = [a for a in accounts if a.happened is not None]
    found = [
        _happened(accounts),
        _dates(told),
        *_tolls(told),
        _perpetrators(told, agents or {}, kinds or {}),
        _places(told, within or {}),
    ]
    return tuple(d for d in found if d is not None)


def _make(kind: str, grade: str, said: Mapping[str, list[Account]], detail: str = "") -> Disagreement:
    values = tuple((value, tuple(e for a in by for e in a.event_ids)) for value, by in said.items())
    return Disagreement(kind=kind, grade=grade, values=values, detail=detail)


def _happened(accounts: Sequence[Account]) -> Disagreement | None:
    said: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.happened is not None:
            said["happened" if account.happened else "denied"].append(account)
    return _make("happened", INCOMPATIBLE, said) if len(said) == 2 else None


def _dates(accounts: Sequence[Account]) -> Disagreement | None:
    said: dict[str, list[Account]] = defaultdict(list)
    spans: list[Interval] = []
    for account in accounts:
        if account.when is not None and (account.when.earliest or account.when.latest):
            said[format_interval(account.when)].append(account)
            spans.append(account.when)
    if len(said) < 2:
        return None
    if any(gap(a, b) for at, a in enumerate(spans) for b in spans[at + 1 :]):
        return _make("date", INCOMPATIBLE, said)
    exact = {(s.earliest, s.latest) for s in spans if days(s) == 1 and s.year_known}
    years = {s.year_known for s in spans}
    return _make("date", MORE_PRECISE, said) if exact or len(years) == 2 else None


def format_interval(interval: Interval) -> str:
    """A day, or both ends joined by a slash as in ISO 8601; ".." for an open end."""
    low, high = interval.earliest or "..", interval.latest or ".."
    return low if low == high else f"{low}/{high}"


def _tolls(accounts: Sequence[Account]) -> list[Disagreement]:
    found = []
    for kind in sorted({kind for a in accounts for kind, _, _ in a.tolls}):
        rows = [(a, lo, hi) for a in accounts for k, lo, hi in a.tolls if k == kind]
        said: dict[str, list[Account]] = defaultdict(list)
        for account, low, high in rows:
            said[_range(low, high)].append(account)
        if len(said) < 2:
            continue
        if max(lo for _, lo, _ in rows) <= min(hi for _, _, hi in rows):
            grade = MORE_PRECISE
        else:
            grade = LATER_UPDATE if _rises(rows) else INCOMPATIBLE
        found.append(_make("toll", grade, said, kind))
    return found


def _range(low: float, high: float) -> str:
    if high == OPEN_END:
        return f"at least {low:g}"
    return f"{high:g}" if low == high else f"up to {high:g}"


def _rises(rows: Sequence[tuple[Account, float, float]]) -> bool:
    """Whether figures only rise from one day of publication to a later one, and agree within a day."""
    by_day: dict[str, set[float]] = defaultdict(set)
    for account, low, high in rows:
        by_day[account.published or ""].add(low if high == OPEN_END else high)
    if "" in by_day or any(len(figures) > 1 for figures in by_day.values()):
        return False
    ordered = [next(iter(by_day[day])) for day in sorted(by_day)]
    return ordered == sorted(ordered)


def _perpetrators(
    accounts: Sequence[Account], agents: Mapping[str, str], kinds: Mapping[str, str]
) -> Disagreement | None:
    said: dict[str, list[Account]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    worded: dict[str, list[str]] = {}  # how a doer is called first -> all that he is called
    for account in accounts:
        if not account.happened or any(is_joint(type_) for type_ in account.types):
            continue
        told = [text for text in account.agents if kinds.get(agents.get(text, "")) not in _THINGS]
        if not told:
            continue
        first = next(
            (key for key, texts in worded.items() if _one_body(texts, told, agents)), ", ".join(told)
        )
        worded.setdefault(first, []).extend(told)
        said[first].append(account)
        named[first] |= {agents[text] for text in told if text in agents}
    if len(said) < 2:
        return None
    names = [ids for ids in named.values() if ids]
    apart = [(a, b) for a, b in combinations(names, 2) if not a & b]
    if any({kinds.get(each) in _PEOPLE for each in (*a, *b)} != {True, False} for a, b in apart):
        return _make("perpetrator", INCOMPATIBLE, said)
    return _make("perpetrator", MORE_PRECISE, said) if apart or 0 < len(names) < len(said) else None


def _one_body(texts: Sequence[str], told: Sequence[str], agents: Mapping[str, str]) -> bool:
    """Whether two wordings are of one doer: one entity, or a body and its people ("Indian Navy", "Indians").

    Two bodies of one country may be enemies: an army and rebels.
    """
    if not {agents.get(text, text) for text in texts}.isdisjoint(agents.get(text, text) for text in told):
        return True
    return any(_peoples(a) & _peoples(b) and (_is_people(a) or _is_people(b)) for a in texts for b in told)


def _is_people(text: str) -> bool:
    """Whether a wording names a people or a country, and no body of it: "Indians", "India"."""
    words = [word for word in text.split() if word.lower() not in {"the", "a", "an"}]
    return len(words) == 1 and bool(_peoples(text))


def _peoples(text: str) -> frozenset[str]:
    """The countries that a doer's words name, by adjective or by name."""
    return peoples_of(text) | frozenset(
        code for word in text.split() if (code := lexicons().country_names.get(word.removesuffix("'s")))
    )


def _places(accounts: Sequence[Account], within: Mapping[str, frozenset[str]]) -> Disagreement | None:
    """Places that are known to lie apart. Where a position is unknown, nobody can say that two differ."""
    said: dict[str, list[Account]] = defaultdict(list)
    spots: dict[str, Account] = {}
    for account in accounts:
        if account.place and account.position:
            said[account.place_name].append(account)
            spots[account.place] = account
    pairs = list(combinations(spots.items(), 2))
    if any(_apart(a, b) and not _nested(p, q, within) for (p, a), (q, b) in pairs):
        return _make("place", INCOMPATIBLE, said)
    if any(_nested(p, q, within) for (p, _), (q, _) in pairs):
        return _make("place", MORE_PRECISE, said)
    return None


def _nested(left: str, right: str, within: Mapping[str, frozenset[str]]) -> bool:
    return left in within.get(right, frozenset()) or right in within.get(left, frozenset())


def _apart(left: Account, right: Account) -> bool:
    if left.position is None or right.position is None:
        return False
    return kilometres(*left.position, *right.position) > APART_KM
