"""What all tests share."""

from __future__ import annotations

import pytest
from spacy.language import Language

from nlp.text.pipeline import DEFAULT_MODEL, build_language


@pytest.fixture(scope="session")
def language() -> Language:
    """The default pipeline, loaded once."""
    return build_language(DEFAULT_MODEL)
