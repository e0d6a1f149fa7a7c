"""The log of decisions in plain words."""

from __future__ import annotations

import orjson

from nlp.case.decide.event_verdicts import ALONE, NEEDED, OF_RELATIONS, Verdict, VerdictKind, bind_verdict
from nlp.case.decide.log import Logged, cited_mentions, list_decisions
from nlp.case.decide.remarks import Remark, list_remarks, say_remark
from nlp.case.file.database import Database
from nlp.entities import DecisionKind
from nlp.query import DecisionRow

SHOWN = 60  # characters of a sentence
LISTED = 4  # reports named in one line

_WORDS = {
    DecisionKind.MERGE: "Merged {all}",
    DecisionKind.KEEP_APART: "Kept {all} apart",
    DecisionKind.SPLIT: "Took {all} out",
    DecisionKind.RENAME: "Renamed {first} to {value}",
    DecisionKind.RETYPE: "Made {first} a {value}",
    DecisionKind.HIDE: "Hid {first}",
    VerdictKind.CONFIRM: "Confirmed {all}",
    VerdictKind.REJECT: "Rejected {all}",
    VerdictKind.REDATE: "Dated {first} {value}",
    VerdictKind.SAME: "Made one incident of {all}",
    VerdictKind.DIFFERENT: "Told apart {all}",
    VerdictKind.PUBLISH: "Dated {all} {value}",
    DecisionKind.ALIAS: "Noted that {first} is also called {value}",
    DecisionKind.LOCATE: "Put {first} at {value}",
    VerdictKind.ADD_EVENT: "Made {first} an event",
    VerdictKind.EDIT_EVENT: "Changed {value} of {first}",
    VerdictKind.ADD_ENTITY: "Made {first} {value}",
    VerdictKind.ADD_RELATION: "Tied {all}: {value}",
    VerdictKind.EDIT_RELATION: "Changed {value} of the relation {first}",
    VerdictKind.REJECT_RELATION: "Rejected the relation {all}",
}


def list_decision_rows(database: Database) -> list[DecisionRow]:
    """All decisions, the latest first."""
    return [
        DecisionRow(
            id=logged.decision.id,
            kind=str(logged.decision.kind),
            made_at=logged.decision.made_at,
            author=logged.decision.author,
            value=logged.decision.value,
            undone=logged.undone,
            waiting=_waits(database, logged.decision),
            text=describe(logged.decision),
        )
        for logged in reversed(list_decisions(database))
    ]


def describe(decision: Logged) -> str:
    """One plain line: "Merged Ada Bell and Mrs Bell"."""
    if isinstance(decision, Remark):
        cited = decision.anchors[0]
        return say_remark(decision, _quote(cited.text, cited.sentence) if cited.sentence else cited.text)
    if isinstance(decision, Verdict):
        shown = decision.kind not in {VerdictKind.ADD_ENTITY, *OF_RELATIONS}
        names = [_quote(each.text, each.sentence if shown else "") for each in decision.anchors]
    else:
        names = [each.text for each in decision.anchors]
    if decision.kind is VerdictKind.PUBLISH:
        names = [f"{'the report' if len(names) == 1 else 'the reports'} {names[0]}", *names[1:]]
        if len(names) > LISTED:
            names = [*names[: LISTED - 1], f"{len(names) - LISTED + 1} more"]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    value = _say_value(decision)
    if decision.kind is VerdictKind.DIFFERENT and decision.value == ALONE:
        return f"Took {names[0]} out of its incident"
    return _WORDS[decision.kind].format(all=listed, first=names[0], value=value)


def _say_value(decision: Logged) -> str:
    if decision.kind in {VerdictKind.EDIT_EVENT, VerdictKind.EDIT_RELATION}:
        return "the " + ", ".join(sorted(orjson.loads(decision.value)))
    if decision.kind is VerdictKind.ADD_ENTITY:
        kind = orjson.loads(decision.value)["type"].lower()
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    if decision.kind is VerdictKind.ADD_RELATION:
        fields = orjson.loads(decision.value)
        return str(fields.get("label") or fields.get("type", "linked").replace("_", " "))
    return decision.value or "unknown"


def _quote(trigger: str, sentence: str) -> str:
    if not sentence:
        return f"“{trigger}”"
    short = sentence if len(sentence) <= SHOWN else sentence[:SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{trigger}” (“{' '.join(short.split())}”)"


def _waits(database: Database, decision: Logged) -> bool:
    """Whether too little of what a decision cites is in the case."""
    if isinstance(decision, Remark):
        return not any(row.ref for row in list_remarks(database, [decision])) and bool(decision.value)
    if isinstance(decision, Verdict):
        return len(bind_verdict(database, decision)) < (2 if decision.kind in NEEDED else 1)
    needed = 2 if decision.kind in {DecisionKind.MERGE, DecisionKind.KEEP_APART} else 1
    return len(cited_mentions(database, decision)) < needed
