"""The headline of an incident: what its accounts agree on, and no side taken where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from nlp.incidents.resolution.records import Account, Disagreement
from nlp.rules.language import language_in_force

OPEN_END = float("inf")
_SIDES = frozenset({"perpetrator", "happened"})


def say_incident(
    accounts: Sequence[Account],
    disagreements: Sequence[Disagreement],
    headlines: Mapping[str, tuple[str, float]],
) -> str:
    """One line for an incident.

    Where accounts contradict each other it names the kind of happening, its place and the toll from lowest
    to highest, but no doer: "Explosion at the fuel terminal, 3 to 5 killed (disputed)".
    Else it is the weightiest headline of its events.

    Args:
        headlines: of the incident's events, by id: the headline and its salience.
    """
    hard = {each.kind for each in disagreements if each.grade == "incompatible"}
    if hard and accounts:
        return _neutral(accounts, hard)
    told = [event for each in accounts if each.happened is not False for event in each.event_ids]
    lines = [headlines[event] for event in told if event in headlines and headlines[event][0]]
    return max(lines, key=lambda line: line[1])[0] if lines else ""


def _neutral(accounts: Sequence[Account], hard: set[str]) -> str:
    nouns: Mapping[str, str] = language_in_force().table("headlines")["neutral"]
    kinds = Counter(kind for each in accounts for kind in each.types)
    ranked = [kind for kind, _ in kinds.most_common()]
    kind = next((one for one in ranked if one in nouns), ranked[0] if ranked else "")
    words = nouns.get(kind, kind.replace("_", " ").capitalize() or "Event")
    struck = _commonest(name for each in accounts for name in each.patients)
    where = "" if "place" in hard else _commonest(each.place_name for each in accounts)
    if struck and kind in {"bombing", "attack", "arson", "cyber"}:
        words += f" {'at' if kind in {'bombing', 'arson'} else 'on'} {struck}"
    elif struck and kind in {"kill", "arrest", "kidnap", "release", "rob", "seize", "injure", "die"}:
        words += f" of {struck}"
    if where and where.lower() not in words.lower():
        words += f" in {where}"
    return f"{', '.join([words, *_tolls(accounts)])} (disputed)"


def _tolls(accounts: Sequence[Account]) -> list[str]:
    """ "3 to 5 killed", "12 injured"."""
    said = []
    for kind in ("killed", "injured", "wounded", "captured"):
        ends = [(low, high) for each in accounts for name, low, high in each.tolls if name == kind]
        if ends:
            low = min(low for low, _ in ends)
            high = max(low if high == OPEN_END else high for low, high in ends)
            said.append(f"{low:g} {kind}" if low == high else f"{low:g} to {high:g} {kind}")
    return said


def _commonest(names: Iterable[str]) -> str:
    counted = Counter(" ".join(name.split()) for name in names if name)
    return counted.most_common(1)[0][0] if counted else ""
