"""Imports point one way: nlp knows nothing of viz, viz nothing of app.py, and viz never loads spaCy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VIZ_MAY = {
    "nlp.query",
    "nlp.records",
    "nlp.errors",
    "nlp.text.index_terms",
    "nlp.text.query_language",
    "nlp.time",
}


def modules(package: str) -> list[str]:
    """Files of a package, as paths from the root."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Modules that the file imports outside ``if TYPE_CHECKING``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", modules("nlp"))
def test_nlp_knows_nothing_of_what_is_seen(path: str) -> None:
    roots = {name.partition(".")[0] for name in imported(ROOT / path)}
    assert not roots & {"viz", "app", "dash", "plotly"}


@pytest.mark.parametrize("path", modules("viz"))
def test_viz_draws_from_rows(path: str) -> None:
    names = imported(ROOT / path)
    assert not {name.partition(".")[0] for name in names} & {"app", "spacy"}
    used = {name for name in names if name.partition(".")[0] == "nlp" and not name.startswith("nlp.dataset.")}
    assert used <= VIZ_MAY


def test_the_dashboard_does_not_load_spacy() -> None:
    code = (
        "import sys, viz.page.dashboard\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'spacy', 'thinc'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
