"""Copies found among documents with planted ones: ``python -m tests.bench.copies CORPUS [--documents 2000]``.

CORPUS is a folder whose .csv files hold (date, text) rows, the texts in sentences, one a line. A fifth of the
documents are planted: cut to between half and nine tenths, their sentences moved about, given another title,
some words replaced. Prints precision and recall of the pairs (copy, origin), and the time a document takes.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from nlp.near_duplicates import Print, find_copies, fingerprint

SEED = 7


def read_texts(corpus: Path) -> Iterator[tuple[str, list[str]]]:
    """Dates and sentences of the articles, those of under 12 sentences and repeated openings left out."""
    csv.field_size_limit(1 << 24)
    seen: set[str] = set()
    for path in sorted(corpus.rglob("*withpub.csv")):
        with path.open(newline="", encoding="utf-8") as lines:
            for row in csv.reader(lines):
                sentences = [s.strip() for s in row[1].splitlines() if s.strip()]
                marks = {s for s in sentences if len(s) > 60}
                if len(sentences) >= 12 and not marks & seen:
                    seen |= marks
                    yield row[0], sentences


def plant(sentences: list[str], chance: random.Random) -> list[str]:
    """A copy: cut, reordered in blocks, retitled, one word in thirty replaced."""
    kept = sentences[: max(6, int(len(sentences) * chance.uniform(0.5, 0.9)))]
    at = chance.randrange(2, len(kept) - 2)
    moved = kept[at:] + kept[:at] if chance.random() < 0.5 else kept
    words = [[w if chance.random() > 1 / 30 else "edited" for w in s.split()] for s in moved]
    return ["A title of its own", *(" ".join(w) for w in words)]


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=2000)
    args = parser.parse_args()
    chance = random.Random(SEED)
    texts = list(read_texts(args.corpus))
    chance.shuffle(texts)
    planted = args.documents // 5
    originals = texts[: args.documents - planted]
    if len(originals) < planted:
        sys.exit(f"{args.corpus} holds only {len(texts)} long articles")
    chosen = chance.sample(range(len(originals)), planted)
    wanted = {(f"copy{n}", f"text{n}") for n in chosen}
    documents = [(f"text{n}", date, sentences) for n, (date, sentences) in enumerate(originals)]
    documents += [(f"copy{n}", originals[n][0], plant(originals[n][1], chance)) for n in chosen]
    start = time.perf_counter()
    prints = [Print(document_id=i, marks=fingerprint("\n".join(s)), published=d) for i, d, s in documents]
    middle = time.perf_counter()
    found = {(c.document_id, c.origin_id) for c in find_copies(prints)}
    end = time.perf_counter()
    words = sum(len(s.split()) for _, _, sentences in documents for s in sentences)
    print(f"copies.documents\t{len(documents)}\tdocuments")
    print(f"copies.planted\t{len(wanted)}\tdocuments")
    print(f"copies.recall\t{len(found & wanted) / len(wanted):.4f}\tshare")
    print(f"copies.precision\t{len(found & wanted) / max(1, len(found)):.4f}\tshare")
    print(f"copies.fingerprint\t{(middle - start) / words * 1e6:.2f}\tmicroseconds a word")
    print(f"copies.compare\t{end - middle:.2f}\ts")


if __name__ == "__main__":
    main()
