"""Vocabulary as data: one TOML file a subject, read once and checked by the module that uses it.

What belongs to a language stands in a folder of its own (``en``), what belongs to none beside it.
"""

from __future__ import annotations

from typing import Any

from nlp.rules.language import language_in_force


def load_rules(name: str) -> dict[str, Any]:
    """The table ``NAME.toml`` of the language in force, an analyst's overlays included.

    The result is shared: don't change it.

    Raises:
        RulesError: there is no such file, or it is not TOML.
    """
    return language_in_force().table(name)
