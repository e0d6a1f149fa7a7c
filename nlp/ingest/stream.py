"""From files to encoded extractions, a batch of documents at a time: the work that one process does.

The same stream runs inside the calling process and inside every worker process. A document that can't be
parsed or extracted becomes a :class:`Failed` outcome; the rest goes on.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from nlp.case.file.json_codec import encode_extraction
from nlp.extract import extract
from nlp.extract.letters import add_letter
from nlp.ingest.reading import Stopped, read_within_limits
from nlp.readers import Source
from nlp.records import Document, Extraction, Skipped
from nlp.rules.language import Language
from nlp.text.pipeline import build_language
from nlp.text.prepare import prepare_text

BATCH_DOCUMENTS = 16
BATCH_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to read, or the ``share``-th of ``shares`` parts of its documents.

    ``known`` are ids of documents that need no parsing because the case has them.
    """

    number: int
    source: Source
    known: frozenset[str] = frozenset()
    share: int = 0
    shares: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A document's extraction, encoded."""

    task: int
    path: str
    document_id: str
    body: bytes
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document that the case has already."""

    task: int
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something in a file that is no readable document."""

    task: int
    skipped: Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A document that broke the pipeline, or a file that broke its reader."""

    task: int
    skipped: Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Everything of a task has come."""

    task: int


Outcome = Extracted | Known | Unread | Failed | Done
Waiting = Outcome | tuple[int, Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all tasks of a run are read with; it can be pickled.

    ``model`` is the spaCy pipeline, ``language`` the vocabulary: what is written in another language is
    passed on unparsed. ``published`` is the analyst's publication date, for documents without one.
    """

    model: str
    language: Language
    published: date | None = None


@lru_cache(maxsize=1)
def load_pipeline(model: str) -> Pipeline:
    """The pipeline of that name, loaded once a process."""
    return keep_loaded(build_language(model))


def keep_loaded(pipeline: Pipeline) -> Pipeline:
    """Return ``pipeline``, loaded for good: the garbage collector does not walk it again and again."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # at the end all is to be collected, in the usual order
    return pipeline


def analyse_stream(
    tasks: Iterable[Task],
    setting: Setting,
    *,
    load: Callable[[], Pipeline] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Read, parse and extract what ``tasks`` name; outcomes come in the order of reading.

    Args:
        load: returns the pipeline; called when the first document needs one, and again for every batch.
            Without it, the setting's model is loaded.
        cancelled: asked also while a file is read; where it says so, the stream ends where it is.
    """
    load, language = load or partial(load_pipeline, setting.model), setting.language
    waiting: list[Waiting] = []
    documents = characters = 0
    for item in _read_tasks(tasks, language, setting.published, cancelled):
        if item is None:
            return
        waiting.append(item)
        if isinstance(item, tuple):
            documents += 1
            characters += len(item[1].text)
        if not documents or documents >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield from _flush(waiting, load, language)
            waiting, documents, characters = [], 0, 0
    yield from _flush(waiting, load, language)


def _read_tasks(
    tasks: Iterable[Task], language: Language, published: date | None, cancelled: Callable[[], bool]
) -> Iterator[Waiting | None]:
    """What the files hold; None at the end where reading was cancelled inside one."""
    quoted: set[str] = set()  # messages that are quoted again and again are read once
    for task in tasks:
        nth = 0
        try:
            for item in read_within_limits(
                task.source, language=language, published=published, cancelled=cancelled
            ):
                if isinstance(item, Skipped):
                    if task.share == 0:
                        yield Unread(task=task.number, skipped=item)
                    continue
                nth += 1
                if nth % task.shares != task.share:
                    continue
                if item.id in task.known or item.id in quoted:
                    yield Known(task=task.number, document_id=item.id)
                    continue
                if item.quoted:
                    quoted.add(item.id)
                yield task.number, item
        except Stopped:
            yield None
            return
        except Exception as error:  # noqa: BLE001  (a defect in one reader must not cost the other files)
            yield Failed(task=task.number, skipped=_broken(task.source.display, "read", error))
        yield Done(task=task.number)


def _flush(waiting: list[Waiting], load: Callable[[], Pipeline], language: Language) -> Iterator[Outcome]:
    documents = [item[1] for item in waiting if isinstance(item, tuple)]
    outcomes = _extract_batch(documents, load, language)
    collecting = gc.isenabled()
    gc.disable()  # a batch makes millions of short-lived objects, hardly any in cycles
    try:
        yield from _outcomes(waiting, outcomes)
    finally:
        if collecting:
            gc.enable()


def _outcomes(waiting: list[Waiting], outcomes: Iterator[bytes | Skipped]) -> Iterator[Outcome]:
    for item in waiting:
        if not isinstance(item, tuple):
            yield item
            continue
        number, document = item
        made = next(outcomes)
        if isinstance(made, Skipped):
            yield Failed(task=number, skipped=made)
        else:
            words = len(document.text.split())
            yield Extracted(task=number, path=document.path, document_id=document.id, body=made, words=words)


def _extract_batch(
    documents: list[Document], load: Callable[[], Pipeline], language: Language
) -> Iterator[bytes | Skipped]:
    with language.in_force():
        texts = {d.id: prepare_text(d) for d in documents if d.language == language.code}
    parsed: dict[str, Doc] = {}
    if texts:
        pipeline = load()
        try:
            parsed = dict(zip(texts, pipeline.pipe(texts.values(), batch_size=len(texts)), strict=True))
        except Exception:  # noqa: BLE001  (which document it was shows below, where each is parsed alone)
            parsed = {}
    for document in documents:
        try:
            if document.id not in texts:
                yield encode_extraction(add_letter(Extraction(document=document)))
                continue
            doc = parsed.pop(document.id, None) or pipeline(texts[document.id])
            yield encode_extraction(extract(doc, document, language))
        except Exception as error:  # noqa: BLE001  (a defect met in one document must not cost the others)
            yield _broken(document.path, "analysed", error)


def _broken(path: str, what: str, error: Exception) -> Skipped:
    text = " ".join(str(error).split())[:200]
    return Skipped(path=path, reason=f"can't be {what}: {type(error).__name__}: {text}")
