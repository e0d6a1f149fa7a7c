"""Files read in a process of their own: bounded, stopped when asked, replaced where one brings it down."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from nlp.ingest.reading import LIMITS, Limits, Stopped, read_within_limits
from nlp.readers import find_sources
from nlp.records import Document, Skipped

SENTENCE = "Dockers in Ostrel went on strike on 10 March 2024, their union said.\n\n"


def endless(path: Path) -> Path:
    """A file that takes minutes to read: tens of thousands of reports in one."""
    path.write_text('{"text": "%s"}\n' % (SENTENCE.strip() + " and so on" * 2000) * 4000, encoding="utf-8")
    return path


def read(path: Path, limits: Limits = LIMITS, **more: object) -> list[Document | Skipped]:
    (source,) = find_sources([path])
    return list(read_within_limits(source, limits=limits, **more))  # type: ignore[arg-type]


def test_same_documents_as_in_this_process(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.text == SENTENCE.strip()


def test_time_is_bounded_and_what_was_read_is_kept(tmp_path: Path) -> None:
    path = endless(tmp_path / "a.jsonl")
    *documents, skipped = read(path, Limits(seconds=1, seconds_each_mb=0))
    assert documents
    assert skipped == Skipped(path="a.jsonl", reason="takes more than 1 seconds to read")
    assert isinstance(read(_small(tmp_path))[0], Document)  # the next file is read as ever


def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a word and another one, " * 6_000_000)
    limits = Limits(memory=320 * 2**20)
    assert read(path, limits) == [Skipped(path="a.txt", reason="needs too much memory")]
    assert isinstance(read(_small(tmp_path), limits)[0], Document)


def test_cancel_inside_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pipe.txt"
    path.write_text("x")
    (source,) = find_sources([path])
    path.unlink()
    os.mkfifo(path)  # a file that never comes
    begun = time.monotonic()
    with pytest.raises(Stopped):
        list(read_within_limits(source, cancelled=lambda: time.monotonic() - begun > 0.5))
    assert time.monotonic() - begun < 5


def _small(folder: Path) -> Path:
    path = folder / "small.txt"
    path.write_text(SENTENCE)
    return path
