"""The analyst's word: decisions on identity, what they point at, and how they find it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nlp.records import Mention, make_id


class DecisionKind(StrEnum):
    """What an analyst can decide about entities."""

    MERGE = "merge"
    SPLIT = "split"
    KEEP_APART = "keep apart"
    RENAME = "rename"
    RETYPE = "retype"
    HIDE = "hide"
    ALIAS = "also called"
    LOCATE = "locate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A mention that a decision cites, so that it is found again after its file has changed.

    ``path`` is the document's, ``ordinal`` counts the same text in that document from 0.
    """

    mention_id: str
    path: str
    start: int
    end: int
    text: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision, never changed: undoing appends its id to the case's list of undone ones.

    ``anchors`` cite one mention of each entity concerned (merge, keep apart: two or more; rename, retype,
    hide: one), or for a split every mention to be taken out of its entity together. ``value`` is the new
    name or type (or, "also called", another name; "locate": "54.5, 12.25"). ``made_at`` is ISO 8601.
    """

    id: str
    kind: DecisionKind
    anchors: tuple[Anchor, ...]
    value: str = ""
    author: str = ""
    made_at: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision bound to the chains that the case holds now. ``chains`` run beside its found anchors."""

    decision_id: str
    kind: DecisionKind
    chains: tuple[str, ...]
    value: str = ""


def make_decision(
    kind: DecisionKind,
    anchors: Sequence[Anchor],
    *,
    value: str = "",
    author: str = "",
    made_at: str = "",
    reason: str = "",
) -> Decision:
    """Return a decision whose id depends on all it says."""
    cited = tuple(anchors)
    key = make_id("decision", kind, *(a.mention_id for a in cited), value, author, made_at)
    return Decision(
        id=key, kind=kind, anchors=cited, value=value, author=author, made_at=made_at, reason=reason
    )


def read_position(value: str) -> tuple[float, float]:
    """Latitude and longitude in degrees, as an analyst writes them: "54.5, 12.25".

    Raises:
        ValueError: they are no two numbers, or lie outside the globe.
    """
    lat, lon = (float(part) for part in value.replace(",", " ").split())
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"outside the globe: {value}")
    return lat, lon


def find_anchor(anchor: Anchor, mentions: Sequence[Mention]) -> Mention | None:
    """Find the mention an anchor cites among those of the document now at its path.

    The same id first; else the mention of the same text at the same place in the count, nearest to the old
    offset. None when the text no longer names it.
    """
    by_id = next((m for m in mentions if m.id == anchor.mention_id), None)
    if by_id is not None:
        return by_id
    same = sorted((m for m in mentions if m.text == anchor.text), key=lambda m: m.start)
    if not same:
        return None
    if anchor.ordinal < len(same) and len(same) > 1:
        return same[anchor.ordinal]
    return min(same, key=lambda m: (abs(m.start - anchor.start), m.start))


def bind(decision: Decision, chain_of_anchor: Callable[[Anchor], str | None]) -> Ruling | None:
    """Bind a decision to the chains its anchors stand in now; None when too few of them are left."""
    chains = tuple(c for c in map(chain_of_anchor, decision.anchors) if c is not None)
    needed = 2 if decision.kind in {DecisionKind.MERGE, DecisionKind.KEEP_APART} else 1
    if len(chains) < needed:
        return None
    return Ruling(decision_id=decision.id, kind=decision.kind, chains=chains, value=decision.value)


def split_chain_id(decision_id: str, chain: str) -> str:
    """The chain id that mentions taken out of ``chain`` by a split get."""
    return make_id("split", decision_id, chain)


def apply_splits(mentions: Iterable[Mention], splits: dict[str, str]) -> tuple[Mention, ...]:
    """Give the mentions that splits cite chains of their own.

    Args:
        splits: mention id -> id of the (last) split decision that cites it.
    """
    return tuple(
        replace(m, chain=split_chain_id(splits[m.id], m.chain)) if m.id in splits else m for m in mentions
    )
