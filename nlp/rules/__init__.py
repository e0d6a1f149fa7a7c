"""Vocabulary as data: one TOML file a subject, read once and checked by the module that uses it.

What belongs to a language stands in a folder of its own (``en``), what belongs to none beside it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from nlp.errors import RulesError


@cache
def load_rules(name: str) -> dict[str, Any]:
    """Return the tables of ``nlp/rules/en/NAME.toml``, or of ``nlp/rules/NAME.toml``.

    The result is shared: don't change it.

    Raises:
        RulesError: there is no such file, or it is not TOML.
    """
    folder = files("nlp.rules")
    path = folder / "en" / f"{name}.toml"
    if not path.is_file():
        path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{name}.toml: {error}") from error
