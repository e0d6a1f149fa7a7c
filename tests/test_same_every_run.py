"""The same reports give the same case, whatever order Python keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp.sample import sample_path

RESOLVE = """
from nlp.entities import resolve_entities
from tests.nlp.entities.make import chain
from nlp.records import EntityType
names = ["Kovalyov Harbour Institute", "Kovalev Harbour Institute", "Kerch Harbour Institute"]
chains = [chain(f"d{n}", name, type=EntityType.ORG) for n, name in enumerate(names)]
for entity in resolve_entities(chains):
    print(entity)
"""
READ = """
import sys
from nlp import Case, analyze
from app import create_app
with Case.open(sys.argv[1], create=True) as case:
    analyze(sys.argv[2:], case)
    sys.stdout.buffer.writelines(case.export())
    print(create_app(case).server.test_client().get("/_dash-layout").get_data(as_text=True))
"""


def run(code: str, seed: int, arguments: Sequence[str] = ()) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout


@pytest.mark.slow
def test_entities_and_their_reasons() -> None:
    assert len({run(RESOLVE, seed) for seed in (1, 4)}) == 1


@pytest.mark.slow
def test_export_and_page(tmp_path: Path) -> None:
    reports = [str(path) for path in sorted((sample_path() / "courier").iterdir())]
    found = []
    for seed in (1, 2):
        (tmp_path / str(seed)).mkdir()
        found.append(run(READ, seed, [str(tmp_path / str(seed) / "a.duckdb"), *reports]))
    assert found[0] == found[1]
