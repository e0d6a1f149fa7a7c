"""Main events of stories told by several outlets: when they happened, against human answers.

    python -m tests.bench.mainevent STORIES --scorer score_mainevent.py [--keep FOLDER] [--supply]

STORIES holds a folder a story, of reports in a scraper's JSON (Giveme5W1H's gold standard). Each is ingested
as a case of its own and exported; the corpus's scorer prints its figures. ``--supply`` gives each report the
publication date of its file, as if an analyst had: the times apart from the reading of such files.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path

from nlp import Case, analyze
from tests.bench.incidents import load_scorer


def ingest_story(folder: Path, exported: Path, *, supply: bool) -> None:
    """Read the reports of a folder into a case beside ``exported`` and export it."""
    files: dict[date | None, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.json")):
        written = str(json.loads(path.read_text(encoding="utf-8")).get("date_publish"))[:10]
        given = supply and written[:4].isdigit()
        files[date.fromisoformat(written) if given else None].append(path)
    with Case.open(exported.with_suffix(".duckdb"), create=True) as case:
        for published, paths in files.items():
            analyze(paths, case, published=published)
        exported.write_bytes(b"".join(case.export()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stories", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--keep", type=Path, help="a folder for the cases and their exports")
    parser.add_argument("--supply", action="store_true", help="give each report its file's date")
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        exports = []
        for story in sorted(path for path in options.stories.iterdir() if path.is_dir()):
            exports.append(folder / f"{story.name}.json")
            ingest_story(story, exports[-1], supply=options.supply)
        scorer.main(str(options.stories), [str(path) for path in exports])


if __name__ == "__main__":
    main()
