"""One bad part costs nothing but itself, and no file takes more than its share."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from pathlib import Path

import docx
import pytest

from nlp.case import Case
from nlp.file_names import real_path, shown, stored_path
from nlp.ingest import run as running
from nlp.ingest.run import analyze
from nlp.records import Document, Skipped
from nlp.text.pipeline import DEFAULT_MODEL
from tests.nlp.readers.samples import ARTICLE, BODY, archive, mail, page, read, read_one, reason

BRACKETS = b"From: " + b"(" * 3000 + b"\nSubject: Ferries\n\nThe ferries to Oskan stopped at noon.\n"


def paths(items: list[Document | Skipped]) -> list[str]:
    return [item.path for item in items]


# names of files


@pytest.mark.parametrize("raw", [b"caf\xe9.txt", b"\xff\xfe.txt", rb"r\xe9al.txt", b"\xc3\x84.txt"])
def test_any_name_can_be_stored_and_found_again(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / os.fsdecode(raw)
    path.write_text(ARTICLE)
    assert real_path(stored_path(path)) == path
    stored_path(path).encode()
    shown(path.name).encode()


def test_names_that_are_no_utf8_go_through_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: object
) -> None:
    monkeypatch.setattr(running, "build_language", lambda name: language)
    folder = tmp_path / "in"
    folder.mkdir()
    for raw in (b"caf\xe9.txt", b"caf\xe8.txt", b"\xff.xyz"):
        (folder / os.fsdecode(raw)).write_text(f"Police arrested Oda Brandt in Velin. {raw!r}")
    file = tmp_path / "a.duckdb"
    first = analyze([folder], file, model=DEFAULT_MODEL)
    assert (first.added, [s.path for s in first.skipped]) == (2, ["in/\\xff.xyz"])
    again = analyze([folder], file, model=DEFAULT_MODEL)
    assert (again.added, again.unchanged) == (0, 2)
    (folder / os.fsdecode(b"caf\xe8.txt")).unlink()
    with Case.open(file) as case:
        assert {row.path for row in case.documents()} == {"in/caf\\xe9.txt", "in/caf\\xe8.txt"}


# one bad part


def test_mail_with_a_thousand_brackets_is_read_with_the_others() -> None:
    good = mail().as_bytes()
    box = b"".join(
        b"From x@y.example Fri Mar  8 10:00:00 2024\n" + (BRACKETS if n == 4 else good) + b"\n"
        for n in range(1, 11)
    )
    found = read("box.mbox", box)
    assert paths(found) == [f"box.mbox:{n}" for n in range(1, 11)]
    assert all(isinstance(item, Document) for item in found)
    assert len(read("a.zip", archive({"1.eml": good, "2.eml": BRACKETS, "3.eml": good}))) == 3


def test_part_that_breaks_its_reader_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.readers import registry

    whole = registry.finish_draft

    def torn(draft: object, **more: object) -> object:
        if "torn" in draft.text:  # type: ignore[attr-defined]
            raise RuntimeError("torn page")
        return whole(draft, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(registry, "finish_draft", torn)
    rows = ["text", *(f"A {'torn' if n == 3 else 'whole'} page of the ledger of Velin." for n in range(2, 7))]
    found = read("a.csv", "\n".join(rows).encode())
    assert [item for item in found if isinstance(item, Skipped)] == [
        Skipped(path="a.csv:3", reason="can't be read: RuntimeError: torn page")
    ]
    assert len(found) == 5


def test_open_quote_costs_its_own_row() -> None:
    rows = [f"2024-03-{n:02},Wire,Dockers in port {n} stopped work for a day" for n in range(1, 21)]
    rows[3] = '2024-03-04,Wire,"Dockers in port 4 stopped work for a day'
    found = read("a.csv", ("date,source,text\n" + "\n".join(rows) + "\n").encode())
    assert [item.path for item in found if isinstance(item, Skipped)] == ["a.csv:5"]
    assert [item.text.split()[3] for item in found if isinstance(item, Document)] == [
        str(n) for n in range(1, 21) if n != 4
    ]


def test_open_quote_before_quoted_rows() -> None:
    rows = [f'2024-03-{n:02},Wire,"Dockers in port {n}, all of them, stopped"' for n in range(1, 21)]
    rows[3] = rows[3][:-1]
    found = read("a.csv", ("date,source,text\n" + "\n".join(rows) + "\n").encode())
    assert [item.path for item in found if isinstance(item, Skipped)] == ["a.csv:5"]
    assert len(found) == 20


@pytest.mark.parametrize(
    "cell",
    ['He said "no" to them.', "One line,\nand another,\n\nand a third.", 'A ""quoted"" word,\n"" again'],
)
def test_sloppy_and_long_cells_stay_whole(cell: str) -> None:
    found = read("a.csv", f'text,source\n"{cell}",Wire\nA second row of the table,Wire\n'.encode())
    assert [item.path for item in found if isinstance(item, Document)] == ["a.csv:2", "a.csv:3"]


def test_half_an_emoji_and_nan_are_let_pass() -> None:
    records = ['{"text": "The bridge at Velin is open again.", "n": 1}'] * 4
    records[1] = '{"text": "The bridge \\ud83d is open again.", "n": NaN}'
    found = read("a.json", f"[{','.join(records)}]".encode())
    assert [item.text for item in found if isinstance(item, Document)][1] == "The bridge is open again."
    assert len(found) == 4


def test_broken_record_is_named_and_the_others_are_read() -> None:
    record = '{"text": "The bridge at Velin is open again."}'
    found = read("a.json", f'[{record}, {{"text": "torn, }}, {record}, {record}]'.encode())
    assert [item.path for item in found if isinstance(item, Document)] == ["a.json:1", "a.json:3", "a.json:4"]
    assert [item.path for item in found if isinstance(item, Skipped)] == ["a.json:2"]


def test_lines_of_json_in_a_json_file() -> None:
    record = '{"text": "The bridge at Velin is open again."}\n'
    assert paths(read("a.json", (record * 3).encode())) == ["a.json:1", "a.json:2", "a.json:3"]


def test_nested_tables_of_word_are_told_once() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Level 0."
    for level in range(1, 60):
        cell = cell.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = f"Level {level}."
    out = io.BytesIO()
    document.save(out)
    text = read_one("a.docx", out.getvalue()).text
    assert text.count("Level 0.") == text.count("Level 59.") == 1


# limits


def overlapping(times: int) -> bytes:
    """A zip of which many members are the same bytes."""
    whole = archive({"a.txt": ARTICLE})
    end = whole.index(b"PK\x05\x06")
    start = whole.index(b"PK\x01\x02")
    directory = whole[start:end] * times
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(directory), start, 0)
    return whole[:start] + directory + tail


def test_members_over_one_another_are_refused() -> None:
    assert "over one another" in reason("a.zip", overlapping(500))


def test_archives_that_unpack_to_far_more_than_they_weigh(monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.readers.source import report_draft

    monkeypatch.setattr(report_draft, "FREE", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for n in range(30):
            zipped.writestr(f"{n}.txt", "a b " * 500_000)
    allowance = report_draft.Allowance.of_file(len(out.getvalue()))
    blob = report_draft.Blob(
        path="a.zip",
        name="a.zip",
        size=len(out.getvalue()),
        opener=lambda: io.BytesIO(out.getvalue()),
        allowance=allowance,
    )
    from nlp.readers.registry import read_blob

    last = list(read_blob(blob))[-1]
    assert isinstance(last, Skipped)
    assert "far more than it weighs" in last.reason


SLOW = {
    "brackets": ("a.md", b"Text.\n" + b"[" * 50_000),
    "pictures": ("a.md", b"Text.\n" + b"![" * 50_000),
    "comments": ("a.md", b"Text.\n" + b"<!--" * 20_000),
    "stars": ("a.md", b"Text.\n" + b"**a " * 10_000),
    "comments of pages": ("a.html", b"<p>Text." + b"<!--" * 20_000),
    "attributes": ("a.html", b"<p>Text.<a " + b" ".join(b"x%d" % n for n in range(40_000)) + b">link</a>"),
    "attributes with quotes": ("a.html", b"<p>Text.<a " + b"x=' " * 40_000),
    "mailbox lines": ("a.mbox", b"From a@b.example\n\n" + b"From a 10:00 " * 50_000),
    "line feeds": ("a.txt", b"\n" * 5_000_000),
    "spaces": ("a.txt", b" " * 5_000_000 + b"a"),
    "quotes": ("a.csv", b"text,date\n" + b'"' * 300_001),
    "open quotes": ("a.csv", b"text,date\n" + b'"a,b\n' * 5_000),
    "open brackets": ("a.json", b"[" * 200_000),
    "broken records": ("a.json", b'[{"a":"x},{' * 20_000),
    "brackets in an address": ("a.eml", b"From: " + b"<(" * 20_000 + b"\n\nThe ferries stopped at noon."),
    "encoded words": ("a.eml", b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\n\nThe ferries stopped at noon."),
}


@pytest.mark.parametrize("name", SLOW)
def test_no_pattern_takes_the_square_of_a_text(name: str) -> None:
    begun = time.process_time()
    assert read(*SLOW[name])
    assert time.process_time() - begun < 4


# quotes of Windows


@pytest.mark.parametrize("label", ["iso-8859-1", "latin-1", "us-ascii", "windows-1252"])
def test_windows_quotes_under_another_label(label: str) -> None:
    told = "“No comment,” said Oda Brandt’s deputy – on Monday… and left. The café’s owner had gone."
    body = f"<article><p>{told}</p><p>{BODY[0]}</p></article>"
    data = page(body, head=f"<meta charset={label}>").encode("cp1252")
    assert told in read_one("a.html", data).text
    header = f"Subject: x\nContent-Type: text/plain; charset={label}\nContent-Transfer-Encoding: 8bit\n\n"
    assert read_one("a.eml", header.encode() + told.encode("cp1252")).text == told


def test_windows_quotes_that_went_through_latin_1() -> None:
    told = "The minister’s office – in Velin – said “no”…"
    assert read_one("a.txt", told.encode("cp1252").decode("latin-1").encode()).text == told
    assert (
        told
        in read_one(
            "a.html",
            page(
                "<p>The minister&#146;s office &#150; in Velin &#150; said &#147;no&#148;&#133;</p>"
            ).encode(),
        ).text
    )
