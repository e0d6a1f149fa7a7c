"""Identity within documents on re3d: mentions with their types, and synonym links.

    python -m tests.bench.identity FOLDER [--model NAME] [--only NAME ...] [--errors]

FOLDER holds one folder a source, each with ``documents.json``, ``entities.json`` and ``relations.json``.
A mention is found when a mention of ours of a fitting type overlaps it by half of their union. Synonym links
are scored over the gold mentions that take part in one: two are one thing when links or equal names lead
from one to the other; ours are those that the mention covering each best puts into one chain.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from nlp.extract.who.entity_type_vote import LABEL_TYPES
from nlp.extract.who.mentions import extract_mentions
from nlp.names.folding import fold
from nlp.records import Document, EntityType, Mention
from nlp.text.pipeline import DEFAULT_MODEL, build_language

_T = EntityType
FITTING = {
    "Organisation": {_T.ORG, _T.GROUP, _T.PLACE},  # re3d calls countries that act organisations
    "Person": {_T.PERSON},
    "Location": {_T.PLACE, _T.FACILITY},
    "Weapon": {_T.WEAPON},
    "Vehicle": {_T.VEHICLE},
    "MilitaryPlatform": {_T.VEHICLE, _T.WEAPON},
}
SURE = 0.5


class Gold(NamedTuple):
    """A gold mention."""

    start: int
    end: int
    type: str
    text: str


def read_folder(folder: Path) -> Iterable[tuple[str, list[Gold], list[tuple[Gold, Gold]]]]:
    """Text, mentions and synonym links of every document of a re3d folder."""
    mentions: dict[str, list[Gold]] = defaultdict(list)
    links: dict[str, list[tuple[Gold, Gold]]] = defaultdict(list)
    for row in _rows(folder / "entities.json"):
        if row["confidence"] >= SURE and row["type"] in FITTING:
            mentions[row["documentId"]].append(Gold(row["begin"], row["end"], row["type"], row["value"]))
    for row in _rows(folder / "relations.json"):
        if row["type"] == "IsSynonymOf" and row["confidence"] >= SURE:
            pair = (
                Gold(row["sourceBegin"], row["sourceEnd"], "", row["source"]),
                Gold(row["targetBegin"], row["targetEnd"], "", row["target"]),
            )
            links[row["documentId"]].append(pair)
    for row in _rows(folder / "documents.json"):
        yield row["text"], mentions[row["_id"]], links[row["_id"]]


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two stretches."""
    inside = min(a[1], b[1]) - max(a[0], b[0])
    return max(inside, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def f1(right: int, ours: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent."""
    precision, recall = right / max(ours, 1), right / max(gold, 1)
    both = precision + recall
    return 100 * precision, 100 * recall, 100 * (2 * precision * recall / both if both else 0.0)


def match(gold: Sequence[Gold], ours: Sequence[tuple[int, int, EntityType]], *, typed: bool) -> int:
    """How many gold mentions are found, each of ours used once."""
    pairs = sorted(
        (
            (-overlap((g.start, g.end), (o[0], o[1])), i, j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if o[0] < g.end and g.start < o[1] and (not typed or o[2] in FITTING[g.type])
        )
    )
    left, right = set(), set()
    for score, i, j in pairs:
        if -score >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def components(pairs: Iterable[tuple[Gold, Gold]]) -> dict[Gold, int]:
    """Gold clusters: links, and equal names."""
    members = sorted({g for pair in pairs for g in pair})
    parent = {g: g for g in members}

    def root(g: Gold) -> Gold:
        while parent[g] != g:
            g = parent[g]
        return g

    for a, b in pairs:
        parent[root(a)] = root(b)
    for a, b in combinations(members, 2):
        if bare(a.text) == bare(b.text):
            parent[root(a)] = root(b)
    numbers: dict[Gold, int] = {}
    return {g: numbers.setdefault(root(g), len(numbers)) for g in members}


def bare(text: str) -> str:
    """A name without its article."""
    return fold(text).removeprefix("the ")


def covering(gold: Gold, mentions: Sequence[Mention]) -> Mention | None:
    """Our mention that stands for a gold one: the one that overlaps it most, and by a third at least."""
    best = max(mentions, key=lambda m: overlap((gold.start, gold.end), (m.start, m.end)), default=None)
    if best and overlap((gold.start, gold.end), (best.start, best.end)) >= 0.34:
        return best
    inside = [m for m in mentions if gold.start <= m.head < gold.end]
    return min(inside, key=lambda m: (m.start, -m.end), default=None)


def pairwise(gold: Mapping[Gold, Hashable], ours: Mapping[Gold, Hashable]) -> Counter[str]:
    """Counts of right, our and gold pairs."""
    counts: Counter[str] = Counter()
    for a, b in combinations(gold, 2):
        same, said = gold[a] == gold[b], ours[a] == ours[b]
        counts.update(right=same and said, ours=said, gold=same)
    return counts


def b_cubed(gold: Mapping[Gold, Hashable], ours: Mapping[Gold, Hashable]) -> tuple[float, float]:
    """Sums of B-cubed precision and recall over mentions."""
    precision = recall = 0.0
    for a in gold:
        mine = {b for b in gold if ours[b] == ours[a]}
        true = {b for b in gold if gold[b] == gold[a]}
        precision += len(mine & true) / len(mine)
        recall += len(mine & true) / len(true)
    return precision, recall


def main() -> None:
    """Run the bench and print one line a figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    language = build_language(args.model)
    total: Counter[str] = Counter()
    links: dict[str, Counter[str]] = {"ours": Counter(), "exact": Counter()}
    cubed = {"ours": [0.0, 0.0], "exact": [0.0, 0.0]}
    taking_part = 0
    for folder in sorted(p for p in args.corpus.iterdir() if (p / "documents.json").exists()):
        if args.only and folder.name not in args.only:
            continue
        for number, (text, gold, pairs) in enumerate(read_folder(folder)):
            doc = language(text)
            mentions = extract_mentions(
                doc, Document(id=f"{folder.name}{number}", path="", title="", text=text)
            )
            spans = [(m.start, m.end, m.type) for m in mentions]
            bare_spans = [
                (e.start_char, e.end_char, LABEL_TYPES.get(e.label_, _T.GROUP))
                for e in doc.ents
                if e.label_ in LABEL_TYPES or e.label_ == "NORP"
            ]
            total.update(gold=len(gold), ours=len(spans), bare=len(bare_spans))
            for prefix, system in (("", spans), ("bare_", bare_spans)):
                total[f"{prefix}found"] += match(gold, system, typed=False)
                total[f"{prefix}typed"] += match(gold, system, typed=True)
            true = components(pairs)
            said: dict[Gold, Hashable] = {}
            for g in true:
                mention = covering(g, mentions)
                said[g] = mention.chain if mention else g
            exact = {g: bare(g.text) for g in true}
            for name, system in (("ours", said), ("exact", exact)):
                links[name] += pairwise(true, system)
                precision, recall = b_cubed(true, system)
                cubed[name][0] += precision
                cubed[name][1] += recall
            taking_part += len(true)
            if args.errors:
                for a, b in combinations(true, 2):
                    if (true[a] == true[b]) != (said[a] == said[b]):
                        sign = "missed" if true[a] == true[b] else "WRONG"
                        print(f"{sign}: {a.text!r} = {b.text!r}")
    for name, key in (("spacy alone", "bare"), ("dateline", "ours")):
        prefix = "bare_" if key == "bare" else ""
        print(f"re3d mentions found recall, {name}\t{100 * total[prefix + 'found'] / total['gold']:.1f}\t%")
        scores = f1(total[prefix + "typed"], total[key], total["gold"])
        print(f"re3d typed mentions P R F1, {name}\t{scores[0]:.1f} {scores[1]:.1f} {scores[2]:.1f}\t%")
    for name, label in (("exact", "exact name match"), ("ours", "dateline")):
        scores = f1(links[name]["right"], links[name]["ours"], links[name]["gold"])
        print(f"re3d synonyms pairwise P R F1, {label}\t{scores[0]:.1f} {scores[1]:.1f} {scores[2]:.1f}\t%")
        p, r = (value / max(taking_part, 1) for value in cubed[name])
        both = 200 * p * r / (p + r)
        print(f"re3d synonyms B-cubed P R F1, {label}\t{100 * p:.1f} {100 * r:.1f} {both:.1f}\t%")


if __name__ == "__main__":
    main()
