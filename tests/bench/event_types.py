"""What share of the events of news is of no type: ``python -m tests.bench.event_types BENCH [--every 40]``.

BENCH is the folder of corpora; its ``mainevent`` stories, every Nth article of ``keydates`` and the Wikinews
articles of ``timelines`` are read. Prints a line a corpus (events, share of ``other``), types by number, and
with ``--show`` the verbs that were left without a type.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nlp.extract import extract
from nlp.records import Document
from nlp.text.pipeline import build_language
from nlp.text.prepare import prepare_text

_TOKEN = re.compile(r"<token [^>]*?sentence=\"(\d+)\"[^>]*>([^<]*)</token>")


def read_main_events(folder: Path) -> Iterator[Document]:
    """The articles of the main event stories."""
    for path in sorted(folder.glob("stories/*/*.json")):
        data = json.loads(path.read_text())
        text = "\n\n".join(data[key] for key in ("title", "description", "text") if data.get(key))
        day = str(data.get("date_publish") or "")[:10]
        published = date.fromisoformat(day) if day[:4].isdigit() else None
        yield Document(
            id=path.stem, path=path.name, title=data.get("title") or "", text=text, published=published
        )


def read_key_dates(folder: Path, every: int) -> Iterator[Document]:
    """Every Nth article of the journalists' timelines."""
    for path in sorted(folder.glob("*/outputwithpub.csv")):
        with path.open(newline="", encoding="utf-8") as lines:
            for number, (day, text) in enumerate(csv.reader(lines)):
                if number % every == every // 2:
                    yield Document(
                        id=f"{path.parent.name} {number}",
                        path=path.parent.name,
                        title="",
                        text=text,
                        published=date.fromisoformat(day[:10]),
                    )


def read_wikinews(folder: Path) -> Iterator[Document]:
    """The articles of SemEval-2015 task 4, a sentence a line."""
    for path in sorted(folder.glob("Corpus*/*.xml")):
        sentences: dict[str, list[str]] = {}
        for sentence, word in _TOKEN.findall(path.read_text()):
            sentences.setdefault(sentence, []).append(word)
        text = "\n".join(" ".join(words) for words in sentences.values())
        yield Document(id=path.stem, path=path.name, title="", text=text, published=None)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("bench", type=Path)
    parser.add_argument("--every", type=int, default=40)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list the N commonest untyped verbs")
    options = parser.parse_args()
    language = build_language()
    corpora = {
        "mainevent": list(read_main_events(options.bench / "mainevent")),
        "keydates": list(read_key_dates(options.bench / "keydates", options.every)),
        "timelines": list(read_wikinews(options.bench / "timelines")),
    }
    types: Counter[str] = Counter()
    untyped: Counter[str] = Counter()
    for name, documents in corpora.items():
        found: Counter[str] = Counter()
        for document in documents:
            extraction = extract(language(prepare_text(document)), document)
            for event in extraction.events:
                found[event.type] += 1
                if event.type == "other":
                    untyped[event.trigger.text.lower()] += 1
        total = max(found.total(), 1)
        print(
            f"{name}\t{len(documents)} documents\t{total} events\tother {100 * found['other'] / total:.1f} %"
        )
        types += found
    print(", ".join(f"{name} {number}" for name, number in types.most_common()))
    if options.show:
        print(", ".join(f"{word} {number}" for word, number in untyped.most_common(options.show)))


if __name__ == "__main__":
    main()
