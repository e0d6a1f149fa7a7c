"""SemEval-2015 task 4: are the events of the gold timelines dated right?

    python -m tests.bench.timelines CORPUS_DIR EVENTS_DIR TIMELINES_DIR --scorer score_timelines.py

The texts are read whole, events extracted, and each gold event mention looked up by its token. An event
with a time gives its day, month or year, one without the day that the program bets on; where it bets on none
"XXXX-XX-XX" is left (``dates_right``; ``dates_stated`` is without the bets). As the task asks for a date for
every event, another figure (``dates_right_filled``) dates those by the last day of the news
told before them in the report, and before any, or in the present tense, by the report's own day: the task's
reading of news, not the product's.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from nlp.extract import extract
from nlp.records import Document, Event, Granularity, Interval, PublishedBasis, Status
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from nlp.text.prepare import prepare_text
from tests.bench.incidents import load_scorer

_TIGHT = frozenset(".,;:!?)]}'’")
_DAYS = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY}
NEWS = 7  # days before the report within which a day told is that of its news
_LONGER = {Granularity.MONTH: 7, Granularity.YEAR: 4}


@dataclass(frozen=True)
class Article:
    """A document with the offset of each of its tokens and the gold mentions' offsets by name."""

    document: Document
    mentions: dict[str, int]


def read_articles(corpus: Path) -> Iterator[tuple[Article, dict[tuple[int, str], list[int]]]]:
    """The articles of a folder; beside each, offsets of its words by (sentence, lower case)."""
    for path in sorted(corpus.glob("*.xml")):
        root = ElementTree.parse(path).getroot()
        pieces: list[str] = []
        length, sentence = 0, "-1"
        words: dict[tuple[int, str], list[int]] = {}
        rows: list[tuple[int, str]] = []
        for token in root.iter("token"):
            text = token.text or ""
            here = token.get("sentence", "0")
            if here != sentence:
                gap = "\n\n" if sentence in {"-1", "0", "1"} else " "
                sentence = here
            else:
                gap = "" if text[:1] in _TIGHT or text == "n't" else " "
            if not pieces:
                gap = ""
            pieces += [gap, text]
            length += len(gap)
            words.setdefault((int(here), text.lower()), []).append(length)
            rows.append((length, text))
            length += len(text)
        body = "".join(pieces)
        first = " ".join(t.text or "" for t in root.iter("token") if t.get("sentence") == "1")
        yield (
            Article(
                Document(
                    id=str(root.get("doc_id")),
                    path=path.name,
                    title="",
                    text=body,
                    published=_day(first),
                    published_basis=PublishedBasis.TEXT,
                ),
                {},
            ),
            words,
        )


def _day(text: str) -> date | None:
    match = re.search(r"([A-Z][a-z]+) (\d{1,2}) ?, ?(\d{4})", text)
    if not match:
        return None
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return date(int(match[3]), months.index(match[1]) + 1, int(match[2])) if match[1] in months else None


def timex(interval: Interval | None) -> str:
    """An interval in the task's form: "2010-06-07", "2010-06", "2010", "XXXX-XX-XX"."""
    if interval is None or interval.earliest is None or not interval.year_known:
        return "XXXX-XX-XX"
    if interval.granularity in _LONGER:
        return interval.earliest[: _LONGER[interval.granularity]]
    if interval.granularity in _DAYS or interval.latest == interval.earliest:
        return interval.earliest
    return "XXXX-XX-XX"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("timelines", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--show", action="store_true", help="print what is dated wrongly")
    options = parser.parse_args(arguments)
    language = build_language(options.model)
    found: dict[str, tuple[dict[tuple[int, str], list[int]], list[Event], Document, set[int]]] = {}
    for article, words in read_articles(options.corpus):
        document = article.document
        doc = language(prepare_text(document))
        present = {token.idx for token in doc if token.tag_ in {"VBZ", "VBP"}}
        found[document.id] = (words, list(extract(doc, document).events), document, present)
    scorer = load_scorer(options.scorer)
    for bet, fill, name in (
        (False, False, "dates_stated"),
        (True, False, "dates_right"),
        (True, True, "dates_right_filled"),
    ):
        show = options.show and bet and not fill
        scores = score_with(scorer, options.timelines, found, bet=bet, fill=fill, show=show)
        print(f"{name}\t{scores['date acc (dated gold)'].split()[0]}\t%")
    print(f"events_covered\t{covered(options.timelines, found)}\t%")


def covered(timelines: Path, found: dict[str, Any]) -> float:
    """Share of the gold mentions at which an event was extracted."""
    hits = total = 0
    for path in timelines.glob("*.txt"):
        for name in _names(path):
            total += 1
            hits += lookup(name, found)[0] is not None
    return round(100 * hits / max(total, 1), 1)


def _names(path: Path) -> Iterator[str]:
    for line in path.read_text(errors="replace").splitlines()[1:]:
        yield from (part for part in line.strip().split("\t")[2:] if part)


def lookup(name: str, found: dict[str, Any]) -> tuple[Event | None, Document | None]:
    """The extracted event at a gold mention "DOC-SENTENCE-WORD"."""
    doc_id, sentence, word = name.split("-", 2)
    if doc_id not in found:
        return None, None
    words, events, document, _present = found[doc_id]
    offsets = [o for part in word.lower().split("_") for o in words.get((int(sentence), part), [])]
    for offset in offsets:
        for event in events:
            if event.trigger.start <= offset < event.trigger.end:
                return event, document
    return None, document


def filled(name: str, found: dict[str, Any]) -> str:
    """The last day of the news that an event before the mention is dated to, else the report's day.

    A day of long ago is background and dates nothing but itself; the present tense speaks of the report's
    day.
    """
    doc_id, sentence, word = name.split("-", 2)
    if doc_id not in found:
        return "XXXX-XX-XX"
    words, events, document, present = found[doc_id]
    offsets = [o for part in word.lower().split("_") for o in words.get((int(sentence), part), [])]
    reach = max(offsets, default=len(document.text))
    if document.published is None:
        return "XXXX-XX-XX"
    sent = document.published.isoformat()
    if any(offset in present for offset in offsets):
        return sent
    recent = (document.published - timedelta(NEWS)).isoformat()
    days = [
        value
        for event in events
        if event.when and event.trigger.start <= reach and event.when.interval.granularity in _DAYS
        if event.status is Status.HAPPENED
        if len(value := timex(event.when.interval)) == 10 and recent <= value <= sent
    ]
    return days[-1] if days else sent


def score_with(
    scorer: Any, timelines: Path, found: dict[str, Any], *, bet: bool, fill: bool, show: bool
) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        for path in timelines.glob("*.txt"):
            lines = [path.read_text(errors="replace").splitlines()[0]]
            for line in path.read_text(errors="replace").splitlines()[1:]:
                fields = [f for f in line.strip().split("\t") if f]
                for name in fields[2:]:
                    event, _document = lookup(name, found)
                    value = timex(event.when.interval if event and event.when else None)
                    if bet and value == "XXXX-XX-XX" and event and event.placed and event.placed.estimate:
                        value = event.placed.estimate
                    if fill and value == "XXXX-XX-XX":
                        value = filled(name, found)
                    if show and fields[1] != value:
                        said = " ".join(event.sentence.text.split())[:160] if event else ""
                        print(f"# {name} gold {fields[1]} got {value} {event.when if event else None} {said}")
                    lines.append(f"1\t{value}\t{name}")
            (Path(folder) / path.name).write_text("\n".join(lines))
        return dict(scorer.score(scorer.load(str(timelines)), scorer.load(folder)))


if __name__ == "__main__":
    sys.exit(main())
