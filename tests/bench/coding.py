"""UniversalPetrarch's unit records: who did what to whom, against CAMEO codes.

    python -m tests.bench.coding PETR.UnitTest.records.xml [--show]

For each coded event of a sentence the extracted event that agrees best is taken. Its type is right when its
PLOVER code is one of those that the CAMEO root stands for; actor and target are right when a word of the
agent (of the patient, recipient or destination) begins with the code's first three letters, as most of the
records' invented countries do. Codes of the dictionaries that no word of the sentence begins with cannot be
met and are left out. ``--show`` lists what fails.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.extract import extract
from nlp.records import Document, Event
from nlp.rules.event_rules import load_event_rules
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from nlp.text.prepare import prepare_text

ROOTS = {
    "01": {"COMMENT"},
    "02": {"REQUEST"},
    "03": {"AGREE", "COOPERATE", "SUPPORT", "CONSULT"},
    "04": {"CONSULT"},
    "05": {"SUPPORT", "AGREE", "COOPERATE"},
    "06": {"COOPERATE", "AID", "SUPPORT"},
    "07": {"AID"},
    "08": {"RETREAT"},
    "09": {"INVESTIGATE"},
    "10": {"REQUEST"},
    "11": {"ACCUSE"},
    "12": {"REJECT"},
    "13": {"THREATEN"},
    "14": {"PROTEST"},
    "15": {"MOBILIZE"},
    "16": {"SANCTION", "REJECT"},
    "17": {"COERCE"},
    "18": {"ASSAULT", "COERCE"},
    "19": {"ASSAULT"},
    "20": {"ASSAULT"},
}
VISITS = {"032", "033", "040", "041", "042", "043"}  # CAMEO codes visits, which ACE counts as movement
TARGETS = {"patient", "recipient", "destination", "topic", "beneficiary"}


@dataclass(frozen=True)
class Coded:
    """One coded event of a record."""

    source: str
    target: str
    code: str


def read_records(path: Path) -> Iterator[tuple[str, str, list[Coded]]]:
    """Id, text and coded events of each record that is a sentence with at least one."""
    for record in re.finditer(r"<Sentence [^>]*id=\"([^\"]+)\".*?</Sentence>", path.read_text(), re.S):
        coded = [
            Coded(*groups)
            for groups in re.findall(
                r'<EventCoding sourcecode="([^"]*)" targetcode="([^"]*)" eventcode="([^"]*)"', record[0]
            )
        ]
        text = re.search(r"<Text>(.*?)</Text>", record[0], re.S)
        if text and coded:
            yield record[1], " ".join(text[1].split()), coded


def begins(code: str, text: str) -> bool:
    """Whether a word of ``text`` begins with the country of ``code``."""
    return any(word.upper().startswith(code[:3]) for word in re.findall(r"\w+", text))


def agreement(event: Event, coded: Coded) -> tuple[bool, bool, bool]:
    """Whether type, actor and target of an extracted event agree with a coded one."""
    kind = load_event_rules().types[event.type]
    right = kind.plover in ROOTS.get(coded.code[:2], set())
    right = right or (coded.code in VISITS and kind.name in {"move", "meet"})
    actors = [p.text for p in event.participants if p.role == "agent"]
    targets = [p.text for p in event.participants if p.role in TARGETS]
    targets += [event.place.text] if event.place else []
    return (
        right,
        any(begins(coded.source, text) for text in actors),
        any(begins(coded.target, text) for text in targets),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    language = build_language(options.model)
    counts = {"type": [0, 0], "actor": [0, 0], "target": [0, 0], "whole": [0, 0]}
    for name, text, records in read_records(options.records):
        document = Document(id=name, path=name, title="", text=text)
        events = extract(language(prepare_text(document)), document).events
        for coded in records:
            best = max((agreement(e, coded) for e in events), key=sum, default=(False, False, False))
            asked = (coded.code[:2] in ROOTS, begins(coded.source, text), begins(coded.target, text))
            for key, right, counted in zip(("type", "actor", "target"), best, asked, strict=True):
                counts[key][0] += right and counted
                counts[key][1] += counted
            if all(asked):
                counts["whole"][0] += all(best)
                counts["whole"][1] += 1
                if options.show and not all(best):
                    told = [
                        (e.type, e.trigger.text, [(p.role, p.text) for p in e.participants]) for e in events
                    ]
                    print(f"# {name} {coded} type, actor, target: {best}\n#   {text}\n#   {told}")
    for key, (right, total) in counts.items():
        print(f"coding_{key}\t{round(100 * right / max(total, 1), 1)}\t%")
    print(f"coding_records\t{counts['whole'][1]}\tevents")


if __name__ == "__main__":
    sys.exit(main())
