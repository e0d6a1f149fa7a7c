"""MUC-4: incidents of terrorism found in reports in capitals, scored by the task's own rules.

    python -m tests.bench.incidents TEXTS ... --key KEY ... --scorer score_incidents.py [--response FILE]

TEXTS are MUC text files, KEY their answer keys.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nlp.extract import extract
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from nlp.text.prepare import prepare_text
from tests.bench.muc import read_reports
from tests.bench.muc_incidents import answer


def load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_scores(scores: dict[str, Any]) -> None:
    rows = [
        ("detection_f1", scores["detection"]["F1"], "%"),
        ("detection_p", scores["detection"]["P"], "%"),
        ("detection_r", scores["detection"]["R"], "%"),
        ("typed_detection_f1", scores["detection_typed"]["F1"], "%"),
        ("day_accuracy", scores["date"]["day_acc"], "%"),
        ("place_accuracy", scores["location"]["specific_acc"], "%"),
        ("country_accuracy", scores["location"]["country_acc"], "%"),
        ("role_f1", scores["roles_head"]["ALL"]["F1"], "%"),
        *(
            (f"role_{name}_f1", scores["roles_head"][name]["F1"], "%")
            for name in ("perp_ind", "perp_org", "weapon", "target", "victim")
        ),
        ("stage_accuracy", scores["stage_acc"], "%"),
        ("confidence_accuracy", scores["perp_conf_acc"], "%"),
    ]
    for name, value, unit in rows:
        print(f"{name}\t{value}\t{unit}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path, help="MUC text files")
    parser.add_argument("--key", nargs="+", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--response", type=Path, help="write the answers there")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args(arguments)
    language = build_language(options.model)
    documents = [document for path in options.texts for document in read_reports(path)]
    rows: list[dict[str, Any]] = []
    pairs = ((prepare_text(d), d) for d in documents)
    for doc, document in language.pipe(pairs, as_tuples=True, batch_size=32):
        rows += answer(extract(doc, document)) or [{"docid": document.id}]
    if options.response:
        options.response.write_text(json.dumps(rows, indent=1))
    scorer = load_scorer(options.scorer)
    print_scores(score_rows(scorer, options.key, rows))


def score_rows(scorer: Any, keys: Sequence[Path], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The scorer's figures with types aligned, victims by name (the convention of later systems)."""
    scorer.VICTIM = "name"
    gold: dict[str, Any] = {}
    for key in keys:
        gold |= scorer.read_any(str(key))
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(rows, file)
        file.flush()
        mine = scorer.read_any(file.name)
    wanted = {d: gold[d] for d in gold if d in mine}
    return dict(scorer.score(wanted, mine, "type"))


if __name__ == "__main__":
    sys.exit(main())
