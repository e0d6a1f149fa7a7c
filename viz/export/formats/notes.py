"""Text with its marks: a vault of linked notes for Obsidian, and annotations for brat."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from nlp.dataset.dataset import Dataset, Record
from nlp.dataset.days import drawn, stated

Files = Mapping[str, bytes]
_UNSAFE = re.compile(r"[\\/:*?\"<>|#^\[\]\x00-\x1f\x7f]+")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$])")
LONGEST_NAME = 80


def write_obsidian(data: Dataset) -> Files:
    """A folder of Markdown: a note an entity, a note an incident, linked; text of the reports is escaped."""
    people = _file_names((key, str(e["name"])) for key, e in data.entities.items())
    events = _file_names((key, data.title(accounts[0])) for key, accounts in data.incidents.items())
    taking_part: dict[str, list[str]] = defaultdict(list)
    files = {}
    for key, accounts in data.incidents.items():
        for event in accounts:
            for part in event["participants"]:
                if part["entity_id"] in people and key not in taking_part[part["entity_id"]]:
                    taking_part[part["entity_id"]].append(key)
        files[f"Incidents/{events[key]}.md"] = _incident_note(data, accounts, people).encode()
    ties: dict[str, list[str]] = defaultdict(list)
    for relation in data.relations.values():
        source, target = relation["source"], relation["target"]
        label = _escape(relation["label"] or relation["type"].replace("_", " "))
        ties[source].append(f"- {label}: [[{people[target]}]]{_in_brackets(relation['status'])}")
        ties[target].append(f"- [[{people[source]}]]: {label}{_in_brackets(relation['status'])}")
    for key, entity in data.entities.items():
        lines = [*_front(entity["type"].lower(), entity["aliases"]), f"# {_escape(entity['name'])}", ""]
        lines += ["## Relations", "", *dict.fromkeys(ties[key]), ""] if ties[key] else []
        if taking_part[key]:
            lines += ["## Incidents", "", *(f"- [[{events[one]}]]" for one in taking_part[key]), ""]
        files[f"Entities/{people[key]}.md"] = "\n".join(lines).encode()
    return files


def _incident_note(data: Dataset, accounts: tuple[Record, ...], people: Mapping[str, str]) -> str:
    first = accounts[0]
    span, dated = drawn(first)
    lines = [*_front(first["type"], ()), f"# {_escape(data.title(first))}", ""]
    if span.text:
        ends = "/".join(dict.fromkeys(end for end in (span.earliest, span.latest) if end))
        lines += [f"When: {ends} ({_escape(span.text)}{'' if dated else ', not stated'})", ""]
    if first["place"]:
        at = people.get(first["place"]["entity_id"] or "")
        lines += [f"Where: {f'[[{at}]]' if at else _escape(first['place']['text'])}", ""]
    lines += ["## Accounts", ""]
    for event in accounts:
        document = data.document_of(event)
        told = ", ".join(part for part in (document["publisher"], document["published"]) if part)
        lines.append(f"> {_escape(' '.join(event['sentence']['text'].split()))}")
        lines.append(
            f"> — {_escape(told or document['path'])}; {event['status']}; {_escape(data.sources(event))}"
        )
        lines.append("")
    parts = dict.fromkeys(
        (p["role"], people[p["entity_id"]])
        for event in accounts
        for p in event["participants"]
        if p["entity_id"] in people
    )
    lines += ["## Who", "", *(f"- {role}: [[{name}]]" for role, name in parts), ""] if parts else []
    return "\n".join(lines)


def _front(tag: str, aliases: Iterable[str]) -> list[str]:
    """YAML front matter; every value is quoted, so that no name can be read as YAML."""
    quoted = [name.replace("\\", "\\\\").replace('"', '\\"') for name in aliases]
    listed = ["aliases:", *(f'  - "{name}"' for name in quoted)] if quoted else []
    return ["---", f'tags: ["{tag}"]', *listed, "---", ""]


def _file_names(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A name of its own for each key, safe on every file system, whatever its case."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for key, name in named:
        plain = " ".join(_UNSAFE.sub(" ", name).split())[:LONGEST_NAME].strip(" .") or "unnamed"
        own = plain if plain.casefold() not in used else f"{plain} {key[:6]}"
        used.add(own.casefold())
        found[key] = own
    return found


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def write_brat(data: Dataset) -> Files:
    """brat stand-off: a ``.txt`` and an ``.ann`` a document. Mentions are T with their entity in a note,
    events E on their trigger, their roles those participants that are mentions; time as written in a note."""
    marks: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for entity in data.entities.values():
        for mention in entity["mentions"]:
            marks[mention["document_id"]].append(
                (mention["start"], mention["end"], entity["type"], entity["id"])
            )
    events: dict[str, list[Record]] = defaultdict(list)
    for event in data.events.values():
        events[event["document_id"]].append(event)
    files = {}
    names = _file_names((key, d["title"] or key) for key, d in data.documents.items())
    for key, document in data.documents.items():
        files[f"{names[key]}.txt"] = document["text"].encode()
        files[f"{names[key]}.ann"] = _annotate(
            data, document["text"], sorted(marks[key]), events[key]
        ).encode()
    return files


def _annotate(data: Dataset, text: str, marks: list[tuple[int, int, str, str]], events: list[Record]) -> str:
    lines: list[str] = []
    at: dict[tuple[int, int], str] = {}
    for start, end, kind, _ in dict.fromkeys(marks):
        name = at[start, end] = f"T{len(lines) + 1}"
        lines.append(_mark(name, kind, text, start, end))
        at.setdefault((start, end), name)
    notes = [
        f"#{nth}\tAnnotatorNotes {at[start, end]}\t{_flat(data.entities[entity]['name'])}"
        for nth, (start, end, _, entity) in enumerate(dict.fromkeys(marks), 1)
    ]
    made = []
    for nth, event in enumerate(events, 1):
        trigger = event["trigger"]
        name = f"T{len(lines) + 1}"
        lines.append(_mark(name, event["type"], text, trigger["start"], trigger["end"]))
        roles = "".join(
            f" {p['role']}:{at[p['start'], p['end']]}"
            for p in event["participants"]
            if (p["start"], p["end"]) in at
        )
        made.append(f"E{nth}\t{event['type']}:{name}{roles}")
        span = stated(event)
        if span.text:
            notes.append(f"#{len(notes) + 1}\tAnnotatorNotes E{nth}\t{_flat(span.text)}")
    return "".join(f"{line}\n" for line in (*lines, *made, *notes))


def _mark(name: str, kind: str, text: str, start: int, end: int) -> str:
    """brat breaks a mark at line ends into fragments."""
    pieces, begin = [], start
    for found in re.finditer(r"\n+", text[start:end]):
        pieces.append((begin, start + found.start()))
        begin = start + found.end()
    pieces.append((begin, end))
    spans = ";".join(f"{a} {b}" for a, b in pieces if a < b)
    words = " ".join(text[a:b] for a, b in pieces if a < b)
    return f"{name}\t{kind} {spans}\t{words}"


def _flat(text: str) -> str:
    return " ".join(text.split())
