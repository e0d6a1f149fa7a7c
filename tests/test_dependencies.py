"""What the code imports is what the package says it needs."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OWN = {"nlp", "viz", "app"}
BROUGHT = {"flask", "werkzeug"}  # the server side of Dash, of its own version


def imported() -> set[str]:
    """The roots of all modules that the package imports."""
    found = set()
    for path in (*(ROOT / "nlp").rglob("*.py"), *(ROOT / "viz").rglob("*.py"), ROOT / "app.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - OWN - set(sys.stdlib_module_names)


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {_plain(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in declared}  # type: ignore[index]
    of_module = packages_distributions()
    missing = {
        module
        for module in imported() - BROUGHT
        if not {_plain(name) for name in of_module.get(module, [module])} & names
    }
    assert not missing


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
