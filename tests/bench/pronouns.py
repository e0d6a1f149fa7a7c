"""Pronouns: is he or she the one we say?

    python -m tests.bench.pronouns --gap FILE.tsv      GAP: two names and a pronoun in Wikipedia's text
    python -m tests.bench.pronouns --ecb CORPUS        pronouns of ECB+ for a person named or described

Prints how many are answered and how many of the answers are right. On GAP an answer is one of the two names,
or neither when the pronoun's chain holds another name; in ECB+ it is the gold cluster that most of the other
mentions of the pronoun's chain belong to. The baseline takes the nearest name before the pronoun whose
gender does not clash.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language

from nlp.extract.who.mentions import PRONOUNS, extract_mentions
from nlp.records import Document, EntityType, Mention, MentionKind
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from tests.bench.crossdoc import covering
from tests.bench.ecb import read_topics

PERSONAL = frozenset(word for word, gender in PRONOUNS.items() if gender)


class Case(NamedTuple):
    """One pronoun of GAP: its offset, and each name's stretch and whether the pronoun stands for it."""

    text: str
    offset: int
    names: tuple[tuple[int, int, bool], ...]


def read_gap(path: Path) -> Iterator[Case]:
    """The rows of a GAP file."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = tuple(
                (int(row[f"{n}-offset"]), int(row[f"{n}-offset"]) + len(row[n]), row[f"{n}-coref"] == "TRUE")
                for n in "AB"
            )
            yield Case(row["Text"], int(row["Pronoun-offset"]), names)


def run_gap(language: Language, cases: Sequence[Case]) -> Counter[str]:
    """Counts: all, answered, right; nearest: the baseline's right answers."""
    counts: Counter[str] = Counter()
    for case, doc in zip(cases, language.pipe(c.text for c in cases), strict=True):
        mentions = extract_mentions(doc, Document(id="gap", path="", title="", text=case.text))
        counts["all"] += 1
        nearest = nearest_name(mentions, case.offset)
        counts["nearest"] += nearest is not None and all(touches(nearest, n) == n[2] for n in case.names)
        said = next((m for m in mentions if m.start == case.offset and m.kind is MentionKind.PRONOUN), None)
        if said is None:
            continue
        chain = [m for m in mentions if m.chain == said.chain]
        if not any(m.kind is not MentionKind.PRONOUN for m in chain):
            continue
        counts["answered"] += 1
        counts["right"] += all(any(touches(m, n) for m in chain) == n[2] for n in case.names)
    return counts


def touches(mention: Mention, name: tuple[int, int, bool]) -> bool:
    """Whether a mention by name covers a name of the case."""
    return mention.kind is MentionKind.NAME and mention.start < name[1] and name[0] < mention.end


def nearest_name(mentions: Sequence[Mention], offset: int) -> Mention | None:
    """The nearest person's name before an offset that the pronoun there can stand for."""
    pronoun = next((m for m in mentions if m.start == offset), None)
    gender = pronoun.gender if pronoun else ""
    before = [
        m
        for m in mentions
        if m.end <= offset
        and m.kind is MentionKind.NAME
        and m.type is EntityType.PERSON
        and not (m.gender and gender and m.gender != gender)
    ]
    return before[-1] if before else None


def run_ecb(language: Language, corpus: Path) -> Counter[str]:
    """Counts: all, answered, right."""
    counts: Counter[str] = Counter()
    for article in read_topics(corpus):
        described = {g.cluster for g in article.mentions if g.text.lower() not in PRONOUNS}
        doc = language(article.text)
        mentions = extract_mentions(doc, Document(id=article.name, path="", title="", text=article.text))
        cluster_of = {
            ours.id: g.cluster
            for g in article.mentions
            if g.text.lower() not in PRONOUNS and (ours := covering(g, mentions))
        }
        for gold in article.mentions:
            if gold.text.lower() not in PERSONAL or gold.cluster not in described:
                continue
            counts["all"] += 1
            said = next(
                (m for m in mentions if m.start == gold.start and m.kind is MentionKind.PRONOUN), None
            )
            votes = Counter(
                cluster_of[m.id] for m in mentions if said and m.chain == said.chain and m.id in cluster_of
            )
            if votes:
                counts["answered"] += 1
                counts["right"] += votes.most_common(1)[0][0] == gold.cluster
    return counts


def main() -> None:
    """Run the bench and print one line a figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--gap", type=Path)
    parser.add_argument("--ecb", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    args = parser.parse_args()
    language = build_language(args.model)
    if args.gap:
        report("GAP", run_gap(language, list(read_gap(args.gap))))
    if args.ecb:
        report("ECB+", run_ecb(language, args.ecb))


def report(name: str, counts: Counter[str]) -> None:
    """Print the figures of one corpus."""
    print(f"{name} pronouns\t{counts['all']}\tpronouns")
    print(f"{name} pronouns answered\t{100 * counts['answered'] / max(counts['all'], 1):.1f}\t%")
    print(
        f"{name} pronouns right where answered\t{100 * counts['right'] / max(counts['answered'], 1):.1f}\t%"
    )
    if counts["nearest"]:
        print(
            f"{name} pronouns right, nearest fitting name\t{100 * counts['nearest'] / counts['all']:.1f}\t%"
        )


if __name__ == "__main__":
    main()
