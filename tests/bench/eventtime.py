"""When events happened, against TimeBank-EventTime.

    python tests/bench/eventtime.py GOLD TEXTS --output FILE

GOLD names the documents with their days; TEXTS is the folder of their TimeML files, the corpus's own
reader (``tmlio.py``) beside or above it. Writes FILE, the predictions as its scorer reads them: of each event
the bounds, from ``when`` where that is all, else narrowed by ``placed``, and the day to bet on.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

_HERE = __file__.rpartition("/")[0]
sys.path[:] = [entry for entry in sys.path if entry.rstrip("/") != _HERE]  # time.py here hides the library's
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from nlp.case import Case  # noqa: E402, F401  (first, as rooms import each other in a circle)
from nlp.extract import extract  # noqa: E402
from nlp.records import Document, Event, PublishedBasis  # noqa: E402
from nlp.text.pipeline import DEFAULT_MODEL, build_language  # noqa: E402
from nlp.text.prepare import prepare_text  # noqa: E402


def load_reader(texts: Path) -> Any:
    """The corpus's own reader of TimeML, from the folder of the texts or the one above it."""
    for folder in (texts, texts.parent, texts.parent.parent / "time"):
        if (folder / "tmlio.py").exists():
            sys.path.insert(0, str(folder))
            import tmlio

            return tmlio
    raise SystemExit(f"{texts}: no tmlio.py in it or beside it")


def predicted(event: Event) -> dict[str, Any]:
    """One event as the scorer reads it."""
    interval = event.when.interval if event.when and event.when.interval.year_known else None
    low, high = (interval.earliest, interval.latest) if interval else (None, None)
    placed = event.placed
    return {
        "start": event.trigger.start,
        "end": event.trigger.end,
        "earliest": (placed.earliest if placed else None) or low,
        "latest": (placed.latest if placed else None) or high,
        "estimate": placed.estimate if placed else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text())
    reader = load_reader(options.texts)
    language = build_language(options.model)
    rows: list[dict[str, Any]] = []
    for path in sorted(options.texts.rglob("*.tml")):
        if path.stem not in gold:
            continue
        document = Document(
            id=path.stem,
            path=path.name,
            title="",
            text=reader.read_tml(str(path))["text"],
            published=date.fromisoformat(gold[path.stem]["published"]),
            published_basis=PublishedBasis.METADATA,
        )
        found = extract(language(prepare_text(document)), document)
        rows += [{"document": path.stem, **predicted(event)} for event in found.events]
    options.output.write_text(json.dumps(rows, indent=0))
    print(f"events\t{len(rows)}\trows")


if __name__ == "__main__":
    main()
