"""What the code imports is what the package asks for: a fresh environment without the lock must do."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = {"nlp", "viz", "app"}


def imported() -> set[str]:
    """The packages of others that any module imports, wherever in it."""
    found = set()
    files = [*(ROOT / "nlp").rglob("*.py"), *(ROOT / "viz").rglob("*.py"), ROOT / "app.py"]
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - OURS


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {folded(re.match(r"[\w.-]+", one)[0]) for one in asked}  # type: ignore[index]
    homes = packages_distributions()
    missing = {
        package
        for package in imported()
        if not names & {folded(home) for home in homes.get(package, [package])}
    }
    # pandas and polars are the caller's own: a data frame is made of whichever is there
    assert missing <= {"pandas", "polars"}
