"""Every format on sound files, and on files damaged in the ways of their kind."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.readers.mail.msg import read_msg
from nlp.readers.pdf.ocr import read_image
from nlp.readers.registry import READERS
from nlp.records import Document, Skipped
from tests.nlp.readers.samples import BODY, HEADLINE, good_files, own_text, pdf, read, reason

GOOD = dict(good_files())
UNTITLED = {"a.srt"}


def test_every_suffix_has_a_sound_sample() -> None:
    same_reader = {reader: suffix for suffix, reader in READERS.items()}
    # Only Outlook writes .msg files (test_kinds.py); pictures: test_ocr.py.
    assert {READERS[Path(name).suffix] for name in GOOD} == set(same_reader) - {read_msg, read_image}


@pytest.mark.parametrize("name", GOOD)
def test_sound_file_gives_the_article(name: str) -> None:
    (document,) = read(name, GOOD[name])
    assert isinstance(document, Document)
    assert document.title == HEADLINE or name in UNTITLED
    assert document.text.split("\n\n")[-3:] == list(BODY)
    assert document.language == "en"
    assert own_text(document).startswith((HEADLINE, BODY[0]))
    assert document.boilerplate == tuple((0, field.end) for field in document.header[-1:])


@pytest.mark.parametrize("name", GOOD)
def test_empty_file_is_skipped_with_a_reason(name: str) -> None:
    assert reason(name, b"") == "empty file"


@pytest.mark.parametrize("name", GOOD)
def test_random_bytes_are_skipped_with_a_reason(name: str) -> None:
    assert reason(name, random.Random(3).randbytes(4000))


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("seed", range(12))
def test_damaged_file_never_raises(name: str, seed: int) -> None:
    """Cut off, bytes overwritten, a stretch taken out: a document or a reason, and offsets that hold."""
    chance = random.Random(f"{name} {seed}")
    data = bytearray(GOOD[name])
    for _ in range(1 + seed):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 3 == 1:
        data = data[: chance.randrange(1, len(data))]
    elif seed % 3 == 2:
        at = chance.randrange(len(data))
        del data[at : at + 40]
    check(read(name, bytes(data)))


@settings(max_examples=150, deadline=None)
@given(suffix=st.sampled_from(sorted(READERS)), data=st.binary(max_size=400))
def test_any_bytes_under_any_suffix(suffix: str, data: bytes) -> None:
    check(read("x" + suffix, data))


@settings(max_examples=150, deadline=None)
@given(suffix=st.sampled_from(sorted(READERS)), text=st.text(max_size=300))
def test_any_text_under_any_suffix(suffix: str, text: str) -> None:
    check(read("x" + suffix, text.encode("utf-8", "surrogatepass")))


def check(results: list[Document | Skipped]) -> None:
    """What must hold of whatever a reader gives."""
    for result in results:
        if isinstance(result, Skipped):
            assert result.reason
            continue
        assert result.title
        assert result.text == result.text.strip() != ""
        result.text.encode()
        at = 0
        for start, end in result.boilerplate:
            assert at <= start < end <= len(result.text)
            at = end


def test_reasons_are_plain() -> None:
    assert reason("a.pdf", b"hello") == "not a PDF"
    assert reason("a.pdf", pdf("Secret", encrypt="x")) == "protected by a password"
    assert reason("a.pdf", pdf("")) == "no text in its 1 pages: a scan, or pictures only"
    assert reason("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "protected by a password, or in the format of Word before 2007"
    )
    assert reason("a.txt", b"\x7fELF\x00\x00\x01") == "binary data, not text"
    assert reason("a.txt", b" \n\t\n") == "no text in it"
    assert reason("a.json", b'{"a": 1}') == 'no report in it: no field such as "text" or "body"'
    assert reason("a.exe", b"MZ") == "no reader for .exe files"
