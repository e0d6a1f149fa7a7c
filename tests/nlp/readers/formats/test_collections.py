"""Mail, tables, JSON and archives: many reports in one file, each with its place."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from datetime import date

import pytest

from nlp.records import Document, PublishedBasis, Skipped
from tests.nlp.readers.samples import (
    ARTICLE,
    BODY,
    HEADLINE,
    archive,
    good_files,
    mail,
    own_text,
    page,
    pdf,
    read,
    read_one,
    reason,
    report,
)  # fmt: skip

DAY = date(2024, 3, 8)
TEXT = "\n\n".join(BODY)


def places(name: str, data: bytes | str) -> dict[str, str]:
    """Path to text, or to the reason."""
    found = read(name, data.encode() if isinstance(data, str) else data)
    return {item.path: item.text if isinstance(item, Document) else item.reason for item in found}


# mail


def test_mail_facts() -> None:
    document = read_one("a.eml", mail(TEXT, Date="Fri, 8 Mar 2024 23:30:00 -0500").as_bytes())
    assert (document.title, document.publisher) == (HEADLINE, "Dranova Wire")
    assert (document.published, document.published_basis) == (DAY, PublishedBasis.METADATA)


@pytest.mark.parametrize("value", ["yesterday", "Fri, 99 Mar 2024 10:00:00 +0000", "", "8/3/24"])
def test_mail_with_a_broken_date(value: str) -> None:
    data = mail(TEXT).as_bytes().replace(b"To:", b"Date: " + value.encode() + b"\nTo:", 1)
    assert read_one("a.eml", data).published is None


def test_encoded_headers_and_foreign_charset() -> None:
    message = mail(
        "Мост через реку был закрыт в пятницу после взрыва.",
        Subject="Взрыв на мосту",
        From="Ада <a@b.example>",
    )
    document = read_one("a.eml", message.as_bytes())
    assert (document.title, document.publisher, document.language) == ("Взрыв на мосту", "Ада", "ru")
    broken = b"From: =?x-none?b?////?= <a@b.example>\nSubject: =?utf-8?q?=ff?=\n\n" + TEXT.encode()
    assert own_text(read_one("a.eml", broken)).startswith(BODY[0])


def test_html_mail_is_read_as_a_page() -> None:
    html = page("".join(f"<p>{p}</p>" for p in BODY) + "<footer>Unsubscribe</footer>")
    document = read_one("a.eml", mail(None, html=html).as_bytes())
    assert report(document) == list(BODY)
    both = read_one("a.eml", mail("See the HTML part.", html=html).as_bytes())
    assert report(both) == list(BODY)


def test_newsletter_footer_is_marked() -> None:
    footer = "---\nYou receive this bulletin because you asked for it.\nQuestions? Write to Cosmo Tindall."
    text = f"{TEXT}\n\n{footer}"
    assert report(read_one("a.eml", mail(text).as_bytes())) == list(BODY)


def test_attachments_are_documents_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.readers.mail.message.can_read_pictures", lambda: False)
    message = mail("Please see the report that is attached to this message.")
    message.add_attachment(
        ARTICLE.encode(), maintype="text", subtype="plain", filename="../../2024-03-08.txt"
    )
    message.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="b.pdf")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(mail(TEXT))
    found = places("a.eml", message.as_bytes())
    assert list(found) == [
        "a.eml",
        "a.eml!/2024-03-08.txt",
        "a.eml!/b.pdf",
        "a.eml!/logo.png",
        "a.eml!/message.eml",
    ]
    assert found["a.eml!/logo.png"] == "a picture: not read"
    assert found["a.eml!/2024-03-08.txt"] == ARTICLE
    assert found["a.eml!/b.pdf"] == "damaged PDF"
    assert found["a.eml!/message.eml"].endswith(TEXT)


def test_messages_inside_messages_end() -> None:
    message = mail(TEXT)
    for _ in range(8):
        outer = mail("The message that was forwarded is attached to this one.")
        outer.add_attachment(message)
        message = outer
    found = list(places("a.eml", message.as_bytes()).values())
    assert found[-1] == "more than 4 messages inside one another"


def test_mailbox() -> None:
    separator = b"From desk@wire.example Fri Mar  8 10:00:00 2024\n"
    quoted = TEXT + "\n\n>From Velin the army withdrew on Friday."
    second = b"From: a\n\n" + quoted.encode()
    data = b"\n\n".join([separator + mail(TEXT).as_bytes(), separator + second, separator + b"no message"])
    found = places("a.mbox", data)
    assert list(found) == ["a.mbox:1", "a.mbox:2", "a.mbox:3"]
    assert found["a.mbox:2"].endswith("\n\nFrom Velin the army withdrew on Friday.")
    assert found["a.mbox:3"] == "not a mail message"


# tables and JSON

RECORD = {
    "headline": HEADLINE,
    "body": TEXT,
    "published_at": "2024-03-08T23:00:00-05:00",
    "outlet": "Dranova Wire",
}


@pytest.mark.parametrize(
    "data",
    [
        RECORD,
        {"_id": 1, "_source": RECORD},
        {
            "Title": HEADLINE,
            "full text": list(BODY),
            "Pub. date": "8 March 2024",
            "Source": {"name": "Dranova Wire"},
        },
    ],
)
def test_one_report_as_json(data: dict[str, object]) -> None:
    for document in (read_one("a.json", json.dumps(data)), read_one("a.jsonl", json.dumps(data))):
        assert (document.title, document.text) == (HEADLINE, TEXT)
        assert (document.published, document.publisher) == (DAY, "Dranova Wire")


@pytest.mark.parametrize(
    "data",
    [
        [RECORD, RECORD],
        {"status": "ok", "message": "2 found", "articles": [RECORD, RECORD]},
        {"response": {"meta": [{"name": "x"}], "docs": [RECORD, RECORD]}},
        {"2024": RECORD, "2025": RECORD},
        {"hits": {"hits": [{"_source": RECORD}, {"_source": RECORD}]}},
    ],
)
def test_lists_of_reports_as_json(data: object) -> None:
    found = read("a.json", json.dumps(data).encode())
    assert [document.path for document in found] == ["a.json:1", "a.json:2"]
    assert {document.text for document in found if isinstance(document, Document)} == {TEXT}


def test_json_lines_keep_their_numbers() -> None:
    lines = [json.dumps(RECORD), "", "{broken", json.dumps({"title": "x"}), "[1]", json.dumps(RECORD)]
    found = places("a.jsonl", "\ufeff" + "\n".join(lines))
    assert list(found) == [f"a.jsonl:{n}" for n in (1, 3, 4, 5, 6)]
    assert found["a.jsonl:1"] == found["a.jsonl:6"] == TEXT
    assert found["a.jsonl:3"].startswith("not JSON: ")
    assert found["a.jsonl:4"] == found["a.jsonl:5"] == 'no field such as "text" or "body"'


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000, b"nul", b'"x"', b"[]", b"12"]
)
def test_json_that_is_no_report(data: bytes) -> None:
    assert reason("a.json", data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(encoding: str, delimiter: str) -> None:
    rows = [["Headline", "Article Text", "Date", "Source"]]
    rows += [
        [f"{HEADLINE} {n}", "“" + BODY[0] + "”\n" + BODY[1], "2024-03-08", "https://www.wire.example/x"]
        for n in "ab"
    ]
    lines = [delimiter.join('"' + cell + '"' for cell in row) for row in rows]
    found = read("a.csv", "\r\n".join(lines).encode(encoding))
    assert [d.path for d in found] == ["a.csv:2", "a.csv:3"]
    for document in found:
        assert isinstance(document, Document)
        assert (document.text, document.published) == (f"“{BODY[0]}”\n\n{BODY[1]}", DAY)
        assert document.publisher == "wire.example"


def test_csv_without_a_header() -> None:
    found = read("a.csv", "".join(f'2024-03-08,"{p}"\n' for p in BODY).encode())
    assert [(d.path, d.published) for d in found if isinstance(d, Document)] == [
        (f"a.csv:{n}", DAY) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("dates", "read_as"),
    [
        (["03/08/2024", "25/12/2023"], [date(2024, 8, 3), date(2023, 12, 25)]),
        (["03/08/2024", "12/25/2023"], [DAY, date(2023, 12, 25)]),
        (["03/08/2024", "04/09/2024"], [None, None]),  # nothing tells which comes first
        (["13/01/2024", "01/13/2024"], [date(2024, 1, 13), date(2024, 1, 13)]),
    ],
)
def test_order_of_day_and_month_is_learned_from_the_column(
    dates: list[str], read_as: list[date | None]
) -> None:
    rows = "".join(f'{day},"{BODY[0]}"\n' for day in dates)
    assert [
        d.published for d in read("a.csv", f"date,text\n{rows}".encode()) if isinstance(d, Document)
    ] == read_as


@pytest.mark.parametrize("name", ["crawled_at", "retrieved", "updated", "modified"])
def test_columns_that_hold_no_day_of_publication(name: str) -> None:
    assert read_one("a.csv", f'{name},text\n2024-03-08,"{BODY[0]}"\n').published is None


def test_seconds_since_1970_need_a_name_that_says_publication() -> None:
    assert read_one("a.json", json.dumps({"text": TEXT, "published": 1709884800})).published == DAY
    assert read_one("a.json", json.dumps({"text": TEXT, "timestamp": 1709884800})).published is None


def test_csv_rows_and_columns_that_are_missing() -> None:
    found = places("a.csv", f'title,text\nonly a title\n"x","{BODY[0]}"\n\n')
    assert found == {"a.csv:2": "no text in its row", "a.csv:3": BODY[0]}
    assert reason("a.csv", b"a,b\n1,2\n") == (
        'no column of reports: none named such as "text" or "body", none of long texts'
    )


def test_name_of_a_collection_dates_nothing() -> None:
    assert read_one("2024-03-08.jsonl", json.dumps({"text": TEXT})).published is None


# archives


def test_everything_in_an_archive_is_read_with_its_place() -> None:
    files = dict(good_files())
    inner = archive({"deep/" + name: data for name, data in files.items()})
    found = read(
        "a.zip", archive({"inner.zip": inner, "x.bin": b"1", ".DS_Store": b"1", "__MACOSX/a.txt": b"1"})
    )
    documents = {d.path: d for d in found if isinstance(d, Document)}
    assert len(documents) == len(files)
    assert documents["a.zip!/inner.zip!/deep/a.txt"].text == ARTICLE
    assert [s for s in found if isinstance(s, Skipped)] == [
        Skipped(path="a.zip!/x.bin", reason="no reader for .bin files")
    ]


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "..\\a.txt", "C:\\a.txt"])
def test_path_that_leaves_the_archive(name: str) -> None:
    (skipped, sound) = read("a.zip", archive({name: ARTICLE, "b.txt": ARTICLE}))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "its path leaves the archive"
    assert isinstance(sound, Document)


def test_zip_bomb() -> None:
    (skipped, sound) = read("a.zip", archive({"bomb.txt": bytes(30_000_000), "b.txt": ARTICLE}))
    assert skipped == Skipped(
        path="a.zip!/bomb.txt", reason="packed so tightly that it looks like a zip bomb"
    )
    assert isinstance(sound, Document)
    inner = archive({"word/document.xml": bytes(30_000_000)})
    assert reason("a.docx", inner) == "packed so tightly that it looks like a zip bomb"


def test_size_that_a_member_lies_about() -> None:
    """The header claims ten bytes; no more are unpacked, and the checksum tells."""
    data = archive({"a.txt": ARTICLE * 1000})
    size = struct.pack("<L", len(ARTICLE * 1000))
    assert places("a.zip", data.replace(size, struct.pack("<L", 10))) == {
        "a.zip!/a.txt": "damaged in the archive"
    }


def test_archives_inside_archives_end() -> None:
    data = archive({"a.txt": ARTICLE})
    for _ in range(7):
        data = archive({"a.zip": data})
    ((path, why),) = places("a.zip", data).items()
    assert why == "more than 4 archives inside one another"
    assert path.count("!/") == 4


def test_encrypted_member_and_unknown_packing() -> None:
    data = bytearray(archive({"a.txt": ARTICLE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert places("a.zip", bytes(data)) == {"a.zip!/a.txt": "protected by a password"}
    data = bytearray(archive({"a.txt": ARTICLE}))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + offset] = 99
    assert places("a.zip", bytes(data)) == {
        "a.zip!/a.txt": "damaged in the archive, or packed in an unknown way"
    }


def test_damaged_member_costs_only_itself() -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.csv", "text\n" + "".join(f'"{p}"\n' for p in BODY * 2000))
        zipped.writestr("b.pdf", pdf(BODY[0]))
    data = bytearray(stored.getvalue())
    data[200:240] = bytes(40)
    found = places("a.zip", bytes(data))
    assert found["a.zip!/a.csv"] == "damaged in the archive"
    assert found["a.zip!/b.pdf"].startswith(BODY[0][:40])


def test_documents_of_an_archive_have_ids_of_their_own() -> None:
    found = read("a.zip", archive({"a.txt": ARTICLE, "b.txt": ARTICLE}))
    assert len({d.id for d in found if isinstance(d, Document)}) == 2
