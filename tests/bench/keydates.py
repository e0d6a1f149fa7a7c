"""Days that matter against journalists' timelines: ``python -m tests.bench.keydates CORPUS``.

CORPUS holds one folder for each entity with ``outputwithpub.csv`` (rows of publication day and text, a
sentence a line) and ``outputTimelines.csv``; the entity's name is the folder's. As many days as the timeline
has are chosen. Prints the date F1 of each entity and the mean, beside that of counting mentions of days; and
the same with the days kept to the span of the journalists' timeline, as papers on T17 and Crisis do.
"""

from __future__ import annotations

import argparse
import ast
import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import spacy
from spacy.language import Language

from nlp.extract.when.time_expressions import extract_times
from nlp.incidents.picture.key_dates import Dated, rank_days
from nlp.records import Document, Granularity

FINE = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY}
BESIDE = 0.6  # relevance of a sentence that follows one naming the entity, in an article about it
ASIDE = 0.3  # of any other that does not name it


def read_dated(folder: Path, language: Language) -> tuple[list[Dated], list[str]]:
    """The dated sentences of an entity's articles, and their days of publication."""
    name = folder.name.replace("_", " ").replace("-", " ").split()[-1]
    dated: list[Dated] = []
    days = []
    with (folder / "outputwithpub.csv").open(newline="", encoding="utf-8") as lines:
        for number, (published, text) in enumerate(csv.reader(lines)):
            sentences = [line for line in text.splitlines() if line.strip()]
            document = Document(
                id=str(number),
                path=folder.name,
                title="",
                text="\n".join(sentences),
                published=date.fromisoformat(published[:10]),
            )
            if any(name in sentence for sentence in sentences[:5]):
                days.append(published[:10])
            dated += _of_document(document, sentences, name, language)
    return dated, days


def _of_document(document: Document, sentences: list[str], name: str, language: Language) -> Iterator[Dated]:
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + 1
    for time in extract_times(language(document.text), document):
        interval = time.interval
        if interval is None or interval.granularity not in FINE or interval.earliest != interval.latest:
            continue
        index = sum(start <= time.start for start in starts) - 1
        if interval.earliest and interval.year_known and interval.earliest <= str(document.published):
            yield Dated(
                day=interval.earliest,
                document_id=document.id,
                text=sentences[index],
                published=str(document.published),
                position=index / len(sentences),
                relevance=_relevance(sentences, index, name),
            )


def _relevance(sentences: list[str], index: int, name: str) -> float:
    """How much a sentence is about the entity, as far as names tell."""
    if name in sentences[index]:
        return 1.0
    about = any(name in sentence for sentence in sentences[:5])
    return BESIDE if about and (index == 0 or name in sentences[index - 1]) else ASIDE


def read_timeline(folder: Path) -> set[str]:
    """The days of the journalists' timeline."""
    with (folder / "outputTimelines.csv").open(newline="", encoding="utf-8") as lines:
        return {day[:10] for day in ast.literal_eval(next(csv.DictReader(lines))["time"])}


def score_days(found: set[str], wanted: set[str]) -> float:
    """F1 of exact days."""
    return 2 * len(found & wanted) / (len(found) + len(wanted)) if found or wanted else 0.0


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    args = parser.parse_args()
    csv.field_size_limit(1 << 24)
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    ours, counted, spanned, counted_spanned = [], [], [], []
    for folder in sorted(path for path in args.corpus.iterdir() if path.is_dir()):
        dated, published = read_dated(folder, language)
        wanted = read_timeline(folder)
        found = {each.day for each in rank_days(dated, published=published, top=len(wanted))}
        common = Counter(each.day for each in dated).most_common(len(wanted))
        ours.append(score_days(found, wanted))
        span = (min(wanted), max(wanted))
        inside = rank_days(dated, published=published, top=len(wanted), period=span)
        spanned.append(score_days({each.day for each in inside}, wanted))
        common_inside = Counter(each.day for each in dated if span[0] <= each.day <= span[1])
        counted_spanned.append(score_days({day for day, _ in common_inside.most_common(len(wanted))}, wanted))
        counted.append(score_days({day for day, _ in common}, wanted))
        print(f"keydates.{folder.name}\t{ours[-1]:.3f}\tdate F1")
    print(f"keydates.counting_mentions\t{sum(counted) / len(counted):.3f}\tdate F1")
    print(f"keydates.mean\t{sum(ours) / len(ours):.3f}\tdate F1")
    print(f"keydates.counting_mentions_in_span\t{sum(counted_spanned) / len(counted_spanned):.3f}\tdate F1")
    print(f"keydates.mean_in_span\t{sum(spanned) / len(spanned):.3f}\tdate F1")


if __name__ == "__main__":
    main()
