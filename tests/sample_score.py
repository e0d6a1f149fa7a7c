"""How much of the sample's answer key a case holds: figures, and the list of what went wrong.

``python -m tests.sample_score CASE`` prints both for a case made of the sample.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
KEY = Path(__file__).parent / "sample_key.json"


@dataclass(slots=True)
class Score:
    """Shares of the key that were found (0 to 1) by name, and what was not, in words."""

    figures: dict[str, float] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, right: int, total: int) -> None:
        self.figures[name] = right / total if total else 1.0


def load_key() -> Fields:
    """The answer key."""
    key: Fields = json.loads(KEY.read_text("utf-8"))
    return key


def score_case(case: Mapping[str, Any], key: Mapping[str, Any]) -> Score:
    """Compare an export with the key."""
    score = Score()
    documents = find_documents(case, key, score)
    pairs = _score_events(case, key, documents, score)
    _score_incidents(pairs, score)
    _score_entities(case, key, score)
    _score_copies(case, key, documents, score)
    return score


def find_documents(case: Mapping[str, Any], key: Mapping[str, Any], score: Score) -> dict[str, Fields]:
    """Key name -> exported document, by file and a phrase only it holds."""
    found = {}
    dated = named = 0
    for name, wanted in key["documents"].items():
        match = [
            d
            for d in case["documents"]
            if wanted["file"] in d["path"] and _flat(wanted["contains"]) in _flat(d["text"])
        ]
        if len(match) != 1:
            score.faults["documents"].append(f"{name}: {len(match)} documents")
            continue
        found[name] = match[0]
        if match[0]["published"] == wanted["published"]:
            dated += 1
        else:
            score.faults["published"].append(f"{name}: {match[0]['published']}, not {wanted['published']}")
        publisher = match[0]["publisher"] or ""
        if (wanted["publisher"] or "").lower() in publisher.lower():
            named += 1
        else:
            score.faults["publisher"].append(f"{name}: {publisher or None}, not {wanted['publisher']}")
    score.add("publisher", named, len(key["documents"]))
    score.add("documents", len(found), len(key["documents"]))
    score.add("published", dated, len(key["documents"]))
    return found


def _score_events(
    case: Mapping[str, Any], key: Mapping[str, Any], documents: Mapping[str, Fields], score: Score
) -> list[tuple[Fields, Fields]]:
    by_document: dict[str, list[Fields]] = defaultdict(list)
    for event in case["events"]:
        by_document[event["document_id"]].append(event)
    pairs = []
    for wanted in key["events"]:
        document = documents.get(wanted["document"])
        event = _find_event(wanted, document, by_document[document["id"]]) if document else None
        if event:
            pairs.append((wanted, event))
        else:
            score.faults["event"].append(_say(wanted))
    score.add("event", len(pairs), len(key["events"]))
    checks = {
        "type": lambda w, e: e["type"] in w["types"],
        "status": lambda w, e: _status(e) == w["status"],
        "source": lambda w, e: _source(w, e),
    }
    for name, check in checks.items():
        asked = [(w, e) for w, e in pairs if name != "source" or w["source"]]
        right = [check(w, e) for w, e in asked]
        score.add(name, sum(right), len(right))
        for (wanted, event), ok in zip(asked, right, strict=True):
            if not ok:
                got = {"type": event["type"], "status": event["status"]}.get(name) or [
                    f"{a['text']} ({a['stance']})" for a in event["attribution"]
                ]
                score.faults[name].append(f"{_say(wanted)}: {got}, not {wanted.get(name) or wanted['types']}")
    dated = [(w, e) for w, e in pairs if w["when"]]
    verdicts: Counter[str] = Counter()
    for wanted, event in dated:
        verdict = judge_date(wanted["when"], event["when"])
        verdicts[verdict] += 1
        if verdict != "right":
            got = event["when"] and (
                event["when"]["earliest"],
                event["when"]["latest"],
                event["when"]["text"],
            )
            score.faults[f"date {verdict}"].append(f"{_say(wanted)}: {got}, not {wanted['when']}")
    score.add("date", verdicts["right"], sum(bool(w["when"]) for w in key["events"]))
    given = verdicts["right"] + verdicts["wrong"]
    score.add("date precision", verdicts["right"], given)
    score.figures["wrong days"] = verdicts["wrong"]
    return pairs


def judge_date(wanted: list[str], when: Fields | None) -> str:
    """ "right", "missing", "vaguer" (holds the right days and more) or "wrong" (leaves them out)."""
    if when is None or (when["earliest"] is None and when["latest"] is None):
        return "missing"
    low, high = (end and end.partition("T")[0] for end in (when["earliest"], when["latest"]))
    if [low, high] == wanted:
        return "right"
    if (low or high).startswith("--") != wanted[0].startswith("--"):
        same = (low or high)[-5:] == wanted[0][-5:]
        return "vaguer" if same and (low or high).startswith("--") else "wrong"
    inside = (low is None or low <= wanted[0]) and (high is None or high >= wanted[1])
    if inside:
        return "vaguer"
    finer = wanted[0] <= (low or wanted[0]) and (high or wanted[1]) <= wanted[1] and wanted[0] != wanted[1]
    return "right" if finer else "wrong"


def _status(event: Fields) -> str:
    """The status as a reader takes it: what a source denies counts as negated."""
    denied = any(a["stance"] == "denies" for a in event["attribution"])
    return "negated" if denied and event["status"] == "happened" else str(event["status"])


def _source(wanted: Fields, event: Fields) -> bool:
    name = wanted["source"].lower()
    return any(name in a["text"].lower() or a["text"].lower() in name for a in event["attribution"])


def _find_event(wanted: Fields, document: Fields, events: Iterable[Fields]) -> Fields | None:
    """The event whose trigger overlaps the key's, inside the key's phrase."""
    phrase = re.search(r"\s+".join(map(re.escape, wanted["phrase"].split())), document["text"])
    if not phrase:
        return None
    inside = re.search(r"\s+".join(map(re.escape, wanted["trigger"].split())), phrase.group())
    start = phrase.start() + (inside.start() if inside else 0)
    end = start + (len(inside.group()) if inside else len(phrase.group()))
    over = [e for e in events if e["trigger"]["start"] < end and start < e["trigger"]["end"]]
    return min(over, key=lambda e: (e["type"] not in wanted["types"], e["trigger"]["start"]), default=None)


def _score_incidents(pairs: list[tuple[Fields, Fields]], score: Score) -> None:
    """B-cubed over the found events of the key that belong to an incident."""
    gold: dict[str, str] = {}
    made: dict[str, str] = {}
    for wanted, event in pairs:
        if wanted["incident"]:
            gold[event["id"]] = wanted["incident"]
            made[event["id"]] = event["incident_id"]
    clusters = [defaultdict(set), defaultdict(set)]
    for event in gold:
        clusters[0][gold[event]].add(event)
        clusters[1][made[event]].add(event)
    precision = recall = 0.0
    for event in gold:
        same = clusters[0][gold[event]] & clusters[1][made[event]]
        precision += len(same) / len(clusters[1][made[event]])
        recall += len(same) / len(clusters[0][gold[event]])
    count = len(gold) or 1
    precision, recall = precision / count, recall / count
    score.figures["incidents B3 precision"] = precision
    score.figures["incidents B3 recall"] = recall
    score.figures["incidents B3 F1"] = (
        2 * precision * recall / (precision + recall) if precision + recall else 0
    )
    for members in clusters[1].values():
        labels = sorted({gold[e] for e in members})
        if len(labels) > 1:
            score.faults["incidents merged"].append(", ".join(labels))
    for label, members in clusters[0].items():
        parts = Counter(made[e] for e in members)
        if len(parts) > 1:
            score.faults["incidents split"].append(f"{label}: {sorted(parts.values(), reverse=True)}")


def score_disagreements(
    accounts: Callable[[str], Any], case: Mapping[str, Any], key: Mapping[str, Any], score: Score
) -> None:
    """Which disagreements of the key the accounts of its incidents show, and which of no key they claim.

    Args:
        accounts: incident id -> its accounts with ``disagreements``, as ``Case.accounts`` has it.
    """
    documents = find_documents(case, key, Score())
    events = {d["id"]: [e for e in case["events"] if e["document_id"] == d["id"]] for d in documents.values()}
    told: dict[str, set[str]] = defaultdict(set)
    for wanted in key["events"]:
        document = documents.get(wanted["document"])
        event = _find_event(wanted, document, events[document["id"]]) if document else None
        if event and wanted["incident"]:
            told[wanted["incident"]].add(event["incident_id"])
    found: dict[str, set[str]] = {}
    for label, incidents in told.items():
        tables = [table for table in map(accounts, sorted(incidents)) if table]
        found[label] = {d.kind for t in tables for d in t.disagreements if d.grade == "incompatible"}
    expected = {(d["incident"], d["kind"]) for d in key["disagreements"]}
    claimed = {(label, kind) for label, kinds in found.items() for kind in kinds}
    score.add("disagreements", len(expected & claimed), len(expected))
    score.figures["false disagreements"] = len(claimed - expected)
    score.faults["disagreements missing"] += [f"{a}: {b}" for a, b in sorted(expected - claimed)]
    score.faults["disagreements false"] += [f"{a}: {b}" for a, b in sorted(claimed - expected)]


def _score_entities(case: Mapping[str, Any], key: Mapping[str, Any], score: Score) -> None:
    by_name: dict[str, list[Fields]] = defaultdict(list)
    for entity in case["entities"]:
        for name in {entity["name"], *entity["aliases"]}:
            by_name[_bare(name)].append(entity)
    found = typed = one = 0
    for wanted in key["entities"]:
        named = [e for e in by_name[_bare(wanted["name"])] if e["type"] == wanted["type"]]
        anyhow = named or by_name[_bare(wanted["name"])]
        found += bool(anyhow)
        typed += bool(named)
        if not named:
            score.faults["entity"].append(f"{wanted['name']}: {[e['type'] for e in anyhow] or 'missing'}")
        aliases = {_bare(a) for a in (wanted["name"], *wanted["aliases"])}
        nodes = {e["id"]: e["name"] for a in aliases for e in by_name[a]}
        one += len(nodes) == 1
        if len(nodes) > 1:
            score.faults["entity nodes"].append(f"{wanted['name']}: {sorted(nodes.values())}")
    total = len(key["entities"])
    score.add("entity", found, total)
    score.add("entity type", typed, total)
    score.add("entity one node", one, total)
    banned = {_bare(name) for name in key["not_entities"]}
    wrong = sorted({e["name"] for name in banned for e in by_name[name]})
    score.faults["not entities"] += wrong
    score.figures["forbidden entities"] = len(wrong)


def _score_copies(
    case: Mapping[str, Any], key: Mapping[str, Any], documents: Mapping[str, Fields], score: Score
) -> None:
    wanted = {documents[c["document"]]["id"]: documents[c["origin"]]["id"] for c in key["copies"]}
    made = {d["id"]: d["duplicate_of"] for d in case["documents"] if d["duplicate_of"]}
    score.add("copies", sum(made.get(d) == o for d, o in wanted.items()), len(wanted))
    score.figures["false copies"] = len(set(made) - set(wanted))


def _bare(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.split()).lower())


def _flat(text: str) -> str:
    return " ".join(text.replace("**", "").split())


def _say(wanted: Fields) -> str:
    return f"{wanted['document']} «{wanted['phrase']}» [{wanted['trigger']}]"


def report(score: Score) -> str:
    """The figures, one a line, then the faults."""
    lines = [f"{name}\t{value:.3f}" for name, value in score.figures.items()]
    for name, faults in score.faults.items():
        lines += [f"\n{name}:"] + [f"  {fault}" for fault in faults]
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    from nlp.case import Case

    with Case.open(sys.argv[1], read_only=True) as opened:
        exported = json.loads(b"".join(opened.export()))
        result = score_case(exported, load_key())
        score_disagreements(opened.accounts, exported, load_key(), result)
    print(report(result))
