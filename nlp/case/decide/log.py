"""The log of the analyst's decisions: rows with author and time, replayed over whatever the machine finds.

Decisions about entities (:class:`nlp.entities.Decision`) and verdicts on events and documents
(:class:`nlp.case.decide.event_verdicts.Verdict`) share the one log, and with it undoing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from nlp.case.decide.cite import cite_verdict
from nlp.case.decide.event_verdicts import NEEDED, Verdict, VerdictKind, decode_verdict, make_verdict
from nlp.case.decide.mention_anchors import entity_anchor, mention_anchor, mention_of
from nlp.case.decide.remarks import Remark, RemarkKind, TargetKind, decode_remark, make_remark
from nlp.case.file.database import Database
from nlp.entities import Anchor, Decision, DecisionKind, Ruling, bind, make_decision, read_position
from nlp.errors import CaseError
from nlp.records import Mention

Logged = Decision | Verdict | Remark
"""Whatever stands on the log."""

_OF_TWO = frozenset({DecisionKind.MERGE, DecisionKind.KEEP_APART, VerdictKind.ADD_RELATION, *NEEDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDecision:
    """A decision as the case keeps it; ``undone`` ones are kept for redoing until a new one is made."""

    decision: Logged
    undone: bool


def list_decisions(database: Database) -> list[LoggedDecision]:
    """All decisions, oldest first, those undone included."""
    rows = database.rows("SELECT body, undone FROM decisions ORDER BY seq")
    return [LoggedDecision(decision=_decode(body), undone=undone) for body, undone in rows]


def record_decision(
    database: Database,
    kind: DecisionKind | VerdictKind,
    targets: Sequence[str],
    *,
    value: str,
    author: str,
    reason: str = "",
) -> Decision | Verdict:
    """Append a decision; what had been undone can't be redone after it.

    Args:
        targets: entity ids; for a split mention ids, for verdicts ids of events, relations, documents or
            passages (:func:`nlp.case.decide.cite.cite_verdict`).

    Raises:
        CaseError: a target is not in the case, there are too few or too many, or ``value`` is not what the
            kind wants.
    """
    targets = list(dict.fromkeys(targets))
    needed = 2 if kind in _OF_TWO else 1
    if len(targets) < needed:
        raise CaseError(f"to {kind} takes at least {needed} different targets")
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    decision: Decision | Verdict
    if isinstance(kind, VerdictKind):
        cited, value = cite_verdict(database, kind, targets, value)
        decision = make_verdict(kind, cited, value=value, author=author, made_at=now, reason=reason)
    else:
        if kind is DecisionKind.LOCATE:
            _check_position(value)
        cite = mention_anchor if kind is DecisionKind.SPLIT else entity_anchor
        anchors = [cite(database, target) for target in targets]
        decision = make_decision(kind, anchors, value=value, author=author, made_at=now, reason=reason)
    _append(database, decision)
    return decision


def record_remark(
    database: Database,
    kind: RemarkKind,
    target: TargetKind,
    ref: str,
    *,
    value: str,
    author: str,
    replaces: str = "",
) -> Remark:
    """Append a remark; what had been undone can't be redone after it.

    Raises:
        CaseError: as :func:`~nlp.case.decide.remarks.make_remark`, or ``replaces`` is no note in force.
    """
    if replaces and all(one.id != replaces for one in remarks_in_force(database)):
        raise CaseError(f"no such note: {replaces}")
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    remark = make_remark(
        database, kind, target, ref, value=value, author=author, made_at=now, replaces=replaces
    )
    _append(database, remark)
    return remark


def remarks_in_force(database: Database) -> list[Remark]:
    """The remarks that are not undone, oldest first."""
    logged = list_decisions(database)
    return [each.decision for each in logged if isinstance(each.decision, Remark) and not each.undone]


def _append(database: Database, logged: Logged) -> None:
    with database.transaction() as cursor:
        cursor.execute("DELETE FROM decisions WHERE undone").fetchall()
        cursor.execute(
            "INSERT INTO decisions SELECT coalesce(max(seq), 0) + 1, ?, false, ? FROM decisions",
            [logged.id, orjson.dumps(logged).decode()],
        ).fetchall()


def _check_position(value: str) -> None:
    try:
        read_position(value)
    except ValueError as error:
        raise CaseError(f"no position: {value!r} (latitude, longitude in degrees: 54.5, 12.25)") from error


def undo_decision(database: Database) -> Logged | None:
    """Undo the latest decision in force; None when there is none."""
    return _flip(database, "SELECT max(seq) FROM decisions WHERE NOT undone", undone=True)


def redo_decision(database: Database) -> Logged | None:
    """Put the earliest undone decision in force again; None when there is none."""
    return _flip(database, "SELECT min(seq) FROM decisions WHERE undone", undone=False)


def _flip(database: Database, which: str, *, undone: bool) -> Logged | None:
    with database.transaction() as cursor:
        seq = cursor.execute(which).fetchall()[0][0]
        if seq is None:
            return None
        cursor.execute("UPDATE decisions SET undone = ? WHERE seq = ?", [undone, seq]).fetchall()
        body = cursor.execute("SELECT body FROM decisions WHERE seq = ?", [seq]).fetchall()[0][0]
    return _decode(body)


def bind_decisions(database: Database, decisions: Iterable[Decision]) -> list[Ruling]:
    """The rulings of decisions over the chains that the case holds now, in their order."""
    bound = (bind(decision, lambda anchor: _chain_at(database, anchor)) for decision in decisions)
    return [ruling for ruling in bound if ruling is not None]


def cited_mentions(database: Database, decision: Decision) -> list[Mention]:
    """The mentions that a decision cites, as far as the case holds them now."""
    found = (mention_of(database, anchor) for anchor in decision.anchors)
    return [mention for mention in found if mention is not None]


def splits_in_force(database: Database) -> dict[str, str]:
    """Mention id -> id of the last split that takes it out of its entity."""
    return {
        mention.id: logged.decision.id
        for logged in list_decisions(database)
        if isinstance(logged.decision, Decision)
        and logged.decision.kind is DecisionKind.SPLIT
        and not logged.undone
        for mention in cited_mentions(database, logged.decision)
    }


def _chain_at(database: Database, anchor: Anchor) -> str | None:
    mention = mention_of(database, anchor)
    if mention is None:
        return None
    row = database.row("SELECT c.id FROM mentions m JOIN chains c USING (chain) WHERE m.id = ?", [mention.id])
    return str(row[0]) if row else None


def verdicts_in_force(database: Database) -> list[Verdict]:
    """The verdicts on events and documents that are not undone, in their order."""
    logged = list_decisions(database)
    return [each.decision for each in logged if isinstance(each.decision, Verdict) and not each.undone]


def rulings_in_force(database: Database) -> list[Ruling]:
    """What the decisions about entities that are not undone say of the chains that the case holds now."""
    logged = list_decisions(database)
    return bind_decisions(
        database,
        [each.decision for each in logged if isinstance(each.decision, Decision) and not each.undone],
    )


def _decode(body: str) -> Logged:
    fields = orjson.loads(body)
    if fields["kind"] in set(VerdictKind):
        return decode_verdict(fields)
    if fields["kind"] in set(RemarkKind):
        return decode_remark(fields)
    return Decision(
        **{
            **fields,
            "kind": DecisionKind(fields["kind"]),
            "anchors": tuple(Anchor(**anchor) for anchor in fields["anchors"]),
        }
    )
