"""Time expressions against a TimeML corpus: ``python tests/bench/time.py CORPUS [--half tuning|heldout]``.

Writes the predictions beside the scorer's reach (a temporary file) and prints one figure a line,
``name<TAB>value<TAB>unit``. The scorer (``score_time.py``, ``tmlio.py``) lies in the corpus's parent folder.
"""

from __future__ import annotations

import sys

# Run as a program, this folder comes first on the path and this file hides the standard library's ``time``.
_HERE = __file__.rpartition("/")[0]
sys.path[:] = [entry for entry in sys.path if entry.rstrip("/") != _HERE and entry not in ("tests/bench", "")]

import argparse  # noqa: E402
import json  # noqa: E402
import tempfile  # noqa: E402
import zlib  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402
from time import process_time  # noqa: E402
from typing import Any  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from spacy.tokens import Doc, DocBin  # noqa: E402

from nlp.extract.when.time_expressions import extract_times  # noqa: E402
from nlp.records import Document  # noqa: E402
from nlp.text.pipeline import build_language  # noqa: E402


def read_scorer(corpus: Path) -> tuple[Any, Any]:
    """The corpus's own reader and scorer."""
    sys.path.insert(0, str(corpus.resolve().parent))
    import score_time
    import tmlio

    return tmlio, score_time


def half_of(name: str) -> str:
    """Which half of a corpus a document belongs to, by its name alone."""
    return "heldout" if zlib.crc32(name.encode()) % 2 else "tuning"


def published(dct: str | None) -> date | None:
    """The day of a document creation time."""
    try:
        return date.fromisoformat((dct or "")[:10])
    except ValueError:
        return None


def parse(texts: list[str], model: str | None, cache: Path | None) -> tuple[list[Doc], float]:
    """The parses of ``texts`` and the seconds spaCy took (0 when they came from ``cache``)."""
    language = build_language(model)
    if cache and cache.exists():
        return list(DocBin(store_user_data=False).from_disk(cache).get_docs(language.vocab)), 0.0
    began = process_time()
    docs = list(language.pipe(texts, batch_size=16))
    seconds = process_time() - began
    if cache:
        DocBin(store_user_data=False, docs=docs).to_disk(cache)
    return docs, seconds


def predict(golds: dict[str, Any], docs: list[Doc]) -> Iterator[dict[str, Any]]:
    """One prediction a time expression, as the scorer reads them."""
    for (name, gold), doc in zip(golds.items(), docs, strict=True):
        document = Document(id=name, path=name, title="", text=gold["text"], published=published(gold["dct"]))
        for time in extract_times(doc, document):
            yield {
                "doc": name,
                "start": time.start,
                "end": time.end,
                "type": time.type.value,
                "value": time.value,
            }


def main() -> None:
    """Parse the arguments, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", choices=("tuning", "heldout"))
    parser.add_argument("--model")
    parser.add_argument("--cache", type=Path, help="keep the parses in this file (no cost is measured then)")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    tmlio, scorer = read_scorer(args.corpus)
    golds = tmlio.read_dir(str(args.corpus))
    docs, spacy_seconds = parse([gold["text"] for gold in golds.values()], args.model, args.cache)
    began = process_time()
    predictions = list(predict(golds, docs))
    seconds = process_time() - began
    if args.half:
        golds = {name: gold for name, gold in golds.items() if half_of(name) == args.half}
        predictions = [p for p in predictions if p["doc"] in golds]
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(predictions, file)
    result, errors = scorer.score(golds, predictions)
    figures = {
        "strict F1": result["strict"]["f1"],
        "relaxed F1": result["relaxed"]["f1"],
        "value F1": result["value_f1"],
        "type F1": result["type_f1"],
        "value accuracy": result["value_acc"],
        "precision": result["relaxed"]["p"],
        "recall": result["relaxed"]["r"],
    }
    for name, figure in figures.items():
        print(f"{name}\t{100 * figure:.1f}\t%")
    tokens = sum(map(len, docs))
    print(f"cost\t{1e6 * seconds / tokens:.1f}\tmicroseconds a token")
    if spacy_seconds:
        print(f"cost beside spaCy\t{100 * seconds / spacy_seconds:.1f}\t%")
    print(f"predictions\t{file.name}\tfile")
    if args.errors:
        for error in errors:
            print("\t".join(str(part).replace("\n", " ") for part in error))


if __name__ == "__main__":
    main()
