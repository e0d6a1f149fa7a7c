"""PolNeAR: who says what in political news, scored as source and content found together.

    python -m tests.bench.attribution CORPUS [--scorer FILE] [--half develop|held-out] [--nested]

CORPUS holds ``text/*.txt`` and ``attributions/*.ann`` (brat). PolNeAR annotates no attribution inside the
content of another, nor the first person's own verbs within a quotation. The product needs those; here they
are left out unless ``--nested`` is given, and so are contents too short to state anything ("the raid"), of
which it has few. ``--predictions`` writes what was found, one JSON object a line.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
from collections.abc import Iterator, Sequence
from hashlib import md5
from pathlib import Path
from typing import Any

from spacy.language import Language

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import AttributedContent, extract_attributions
from nlp.extract.said.parse_repair import repair_parse
from nlp.records import Document
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from nlp.text.prepare import prepare_text

MEASURES = {
    "attribution (content+source)": "attribution",
    "content J>=.5": "content half right",
    "source exact": "source exact",
    "cue overlap": "cue overlap",
    "content exact": "content exact",
}
SHORTEST = 20  # characters of a content that can be a statement
LETTERS = {"P": "precision", "R": "recall", "F1": "F1"}


def read_texts(folder: Path) -> Iterator[Document]:
    """The texts of a corpus, line ends untouched so that the annotators' offsets hold."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            yield Document(id=path.stem, path=path.name, title=path.stem, text=file.read())


def half_of(name: str) -> str:
    """The half a document belongs to, by a hash of its name."""
    return "held-out" if int(md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2 else "develop"


def outermost(found: Sequence[AttributedContent]) -> list[AttributedContent]:
    """The attributions whose cue stands in no other's content."""

    def inside(inner: AttributedContent, outer: AttributedContent) -> bool:
        return any(start <= inner.cue[0] < end for start, end in outer.content)

    return [
        one
        for one in found
        if not any(other is not one and inside(one, other) and not inside(other, one) for other in found)
    ]


def predict(language: Language, document: Document, *, nested: bool) -> list[dict[str, Any]]:
    """One row an attribution, spans from the first character to the last, as the scorer wants them."""
    doc = language(prepare_text(document))
    repair_parse(doc)
    found = extract_attributions(ParsedDocument(doc, document))
    rows = []
    for one in found if nested else outermost(found):
        if not nested and one.content[-1][1] - one.content[0][0] < SHORTEST:
            continue
        row: dict[str, Any] = {"doc": document.id, "cue": one.cue, "rule": one.rule}
        row["content"] = (one.content[0][0], one.content[-1][1])
        row["source"] = one.source
        rows.append(row)
    return rows


def load_scorer(path: Path) -> Any:
    """The corpus's scorer as a module: ``gold(folder)`` and ``score(gold, predicted, text)``."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print one line a figure: name, value, unit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--half", choices=("develop", "held-out"))
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer or options.corpus.parent / "score_attribution.py")
    gold = scorer.gold(str(options.corpus / "attributions"))
    language = build_language(options.model)
    documents = {d.id: d for d in read_texts(options.corpus / "text")}
    chosen = [d for d in documents.values() if options.half in (None, half_of(d.id)) and d.id in gold]
    rows = [row for d in chosen for row in predict(language, d, nested=options.nested)]
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    predicted: dict[str, list[dict[str, Any]]] = {d.id: [] for d in chosen}
    for row in rows:
        spans = {key: tuple(row[key]) for key in ("source", "cue", "content") if row[key]}
        predicted[row["doc"]].append(spans)
    scores = scorer.score({d.id: gold[d.id] for d in chosen}, predicted, lambda name: documents[name].text)
    print(f"attribution documents\t{len(chosen)}\tdocuments")
    for measure, name in MEASURES.items():
        for letter, value in re.findall(r"(P|R|F1) ([\d.]+)", scores[measure]):
            print(f"{name} {LETTERS[letter]}\t{value}\t%")


if __name__ == "__main__":
    main()
