"""Kinds of files beside plain ones: what only they have."""

# ruff: noqa: E501  (files are best seen as they are written)

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import json
import lzma
import tarfile
from datetime import date
from types import SimpleNamespace

import pytest

from nlp.records import Document, Skipped
from tests.nlp.readers.samples import (
    ARTICLE,
    BODY,
    HEADLINE,
    epub,
    feed,
    mail,
    mhtml,
    odt,
    own_text,
    page,
    read,
    read_one,
    reason,
    report,
    slides,
    subtitles,
    tarred,
    warc,
    workbook,
)  # fmt: skip

DAY = date(2022, 9, 2)
TEXT = "Dockers at Ostrel walked out on Tuesday, the harbour master told the paper at the gate."


def documents(name: str, data: bytes | str) -> list[Document]:
    found = read(name, data.encode() if isinstance(data, str) else data)
    return [item for item in found if isinstance(item, Document)]


# exports and JSON


def test_telegram_channels_and_chats() -> None:
    pieces = [
        "Dockers at ",
        {"type": "bold", "text": "Ostrel"},
        " walked out ",
        {"type": "link", "text": "today"},
        ".",
    ]
    export = {
        "name": "Harbour Watch",
        "type": "public_channel",
        "id": 7,
        "messages": [
            {
                "id": 1,
                "type": "service",
                "date": "2022-09-01T10:00:00",
                "action": "create_channel",
                "text": "",
            },
            {
                "id": 2,
                "type": "message",
                "date": "2022-09-02T23:50:00",
                "from": "Harbour Watch",
                "text": pieces,
            },
            {
                "id": 3,
                "type": "message",
                "date": "2022-09-03T08:00:00",
                "forwarded_from": "Lind Daily",
                "text": TEXT,
            },
            {"id": 4, "type": "message", "date": "2022-09-03T09:00:00", "photo": "a.jpg", "text": ""},
        ],
    }
    found = read("result.json", json.dumps(export).encode())
    first, second = (item for item in found if isinstance(item, Document))
    assert (first.text, first.published, first.publisher) == (
        "Dockers at Ostrel walked out today.", DAY, "Harbour Watch",
    )  # fmt: skip
    assert (second.publisher, second.author) == ("Harbour Watch", "Lind Daily")
    assert [o.place for o in first.at] == [{"message_id": "2"}]
    assert [s for s in found if isinstance(s, Skipped)] == [
        Skipped(path="result.json:4", reason="no text in it")
    ]
    all_chats = {"chats": {"list": [export, {**export, "type": "personal_chat"}]}}
    assert len(documents("result.json", json.dumps(all_chats))) == 4


@pytest.mark.parametrize(
    "record",
    [
        {"tweet": {"full_text": TEXT, "created_at": "Fri Sep 02 22:10:00 +0000 2022"}},
        {"title": {"rendered": "A&#8217;s dock"}, "content": {"rendered": f"<p>{TEXT}</p>"}, "date": "2022-09-02T10:00:00"},
        {"maintext": TEXT, "date_publish": "2022-09-02 10:00:00", "date_download": "2023-01-01", "source_domain": "wire.example"},
        {"id": "x", "schema": "Article", "properties": {"bodyText": [TEXT], "publishedAt": ["2022-09-02"], "title": ["Dock"]}},
        {"content_html": f"<p>{TEXT}</p>", "date_published": "2022-09-02T08:00:00Z", "url": "https://wire.example/a"},
        {"text": TEXT, "date": {"$date": "2022-09-02T08:00:00Z"}},
        {"text": TEXT, "date": {"$date": {"$numberLong": "1662106500000"}}},
        {"text": TEXT, "date": 1662106500},
        {"text": TEXT, "date": "20220902"},
        {"title": TEXT, "seendate": "20220902T081500Z", "url": "https://wire.example/a", "domain": "wire.example"},
    ],
)  # fmt: skip
def test_records_of_known_programs(record: dict[str, object]) -> None:
    for name, data in (("a.json", json.dumps([record])), ("a.jsonl", json.dumps(record) + "\n")):
        (document,) = documents(name, data)
        assert (document.text, document.published) == (TEXT, DAY)
        assert [o.place for o in document.at] == [{"record" if name == "a.json" else "line": 1}]


def test_archive_of_tweets_as_a_script() -> None:
    tweets = json.dumps([{"tweet": {"full_text": TEXT, "created_at": "Fri Sep 02 22:10:00 +0000 2022"}}])
    assert documents("tweets.js", f"window.YTD.tweets.part0 = {tweets}")[0].published == DAY
    assert reason("app.js", b"function run() { return 1 }").startswith("not JSON")


def test_entities_that_are_no_reports_say_what_they_are() -> None:
    record = {"id": "x", "schema": "Company", "properties": {"name": ["Norr Lines"]}}
    line = json.dumps({"id": "y", "schema": "Article", "properties": {"bodyText": [TEXT]}})
    found = read("ftm.jsonl", f"{json.dumps(record)}\n{line}\n".encode())
    assert isinstance(found[0], Skipped)
    assert found[0].reason.startswith("a Company, no report")


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (["3/16/21", "3/4/21"], date(2021, 3, 4)),
        (["16/3/2021", "4/3/2021"], date(2021, 3, 4)),
        (["3/4/21", "5/6/21"], None),
        (["16-Mar-21", "4-Mar-21"], date(2021, 3, 4)),
        (["44271", "44259"], date(2021, 3, 4)),
        (["44271.5", "44259.25"], date(2021, 3, 4)),
        (["1615885200", "1614848400"], date(2021, 3, 4)),
        (["Tue Mar 16 23:30:00 +0000 2021", "Thu Mar 04 23:30:00 +0000 2021"], date(2021, 3, 4)),
        (["16 March 2021", "04/03/2021"], None),
        (["12", "44259"], None),
        (["16-03-21", "04-03-21"], None),
    ],
)
def test_days_by_what_the_column_shows(values: list[str], day: date | None) -> None:
    rows = "".join(f'{value},Wire,"{TEXT}"\n' for value in values)
    assert documents("a.csv", f"date,source,text\n{rows}")[1].published == day


def test_separator_line_of_spreadsheets() -> None:
    found = documents("a.csv", f"sep=;\ndate;text\n2022-09-02;{TEXT.replace(',', ';', 0)}\n")
    assert [(d.path, d.published) for d in found] == [("a.csv:3", DAY)]


def test_rows_of_coded_events_have_no_publication_date() -> None:
    head = "event_id_cnty,event_date,event_type,actor1,country,source,notes,timestamp\n"
    row = f'DRV12,02 September 2022,Protests,Dockers,Dranova,Lind Daily,"On 2 September 2022, {TEXT}",1662106500\n'
    (document,) = documents("acled.csv", head + row)
    assert (document.publisher, document.published) == ("Lind Daily", None)


def test_headlines_with_addresses_are_reports() -> None:
    rows = f'URL,Date,Title\nhttps://www.wire.example/a,2022-09-02 08:15:00,"{TEXT}"\n'
    (document,) = documents("gdelt.csv", rows)
    assert (document.text, document.published, document.publisher) == (TEXT, DAY, "wire.example")


# feeds


def test_feed_items_are_reports_of_their_outlets() -> None:
    item = {
        "title": "Dock &amp; strike",
        "link": "https://wire.example/a",
        "description": f"&lt;p&gt;{TEXT}&lt;/p&gt;",
        "pubDate": "Fri, 02 Sep 2022 23:10:00 -0500",
    }
    (document,) = documents("a.rss", feed(item))
    assert (document.title, document.text, document.published, document.publisher, document.url) == (
        "Dock & strike", TEXT, DAY, "Dranova Wire", "https://wire.example/a",
    )  # fmt: skip
    link = "https://www.google.com/url?rct=j&amp;url=https://www.courier.example/b&amp;ct=ga"
    (other,) = documents(
        "a.xml", feed({**item, "link": link}, title="Google Alert - x", link="https://www.google.com/alerts")
    )
    assert (other.publisher, other.url) == ("courier.example", "https://www.courier.example/b")


def test_atom_and_blog_exports() -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Lind Daily</title><link href='https://lind.example/'/>"
        f"<entry><title type='html'>Dock</title><link rel='alternate' href='https://lind.example/a'/><published>2022-09-02T08:00:00Z"
        f"</published><updated>2023-01-01T00:00:00Z</updated><author><name>Oda Brandt</name></author><content type='xhtml'>"
        f"<div xmlns='http://www.w3.org/1999/xhtml'><p>{TEXT}</p></div></content></entry></feed>"
    )
    (document,) = documents("a.atom", atom)
    assert (document.text, document.published, document.publisher, document.author) == (
        TEXT, DAY, "Lind Daily", "Oda Brandt",
    )  # fmt: skip
    post = f"<wp:post_type>post</wp:post_type><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>"
    media = "<wp:post_type>attachment</wp:post_type><title>photo</title>"
    blog = (
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Blog</title><item><title>One</title>{post}</item><item>{media}</item></channel></rss>"
    )
    assert [d.text for d in documents("a.xml", blog)] == [TEXT]
    assert reason("a.xml", b"<html><body>x</body></html>") == "XML, but no feed"
    assert (
        reason("a.xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")
        == "XML, but no feed"
    )


# office


def test_workbook_rows_and_sheets() -> None:
    book = workbook(
        {
            "Reports": [
                ["Date", "Source", "Text"],
                [datetime.datetime(2022, 9, 2), "Lind Daily", TEXT],
                [datetime.date(2022, 9, 3), "Wire", TEXT + " Again."],
            ],
            "Raids": [["Place", "Dead"], ["Ostrel", 2], ["Velin", 3.0]],
        }
    )
    found = documents("a.xlsx", book)
    assert [(d.path, d.published, d.publisher) for d in found[:2]] == [
        ("a.xlsx!/Reports:2", DAY, "Lind Daily"),
        ("a.xlsx!/Reports:3", date(2022, 9, 3), "Wire"),
    ]
    assert [o.place for o in found[0].at] == [{"sheet": "Reports", "row": 2}]
    assert found[2].text.split("\n\n") == ["Place | Dead", "Ostrel | 2", "Velin | 3"]
    assert [o.place for o in found[2].at][1] == {"sheet": "Raids", "row": 2}
    assert found[2].text[found[2].at[1].start :].startswith("Ostrel")


def test_slides_are_told() -> None:
    document = read_one("a.pptx", slides([HEADLINE, BODY[0]], [BODY[1]], []))
    assert document.text.split("\n\n") == [HEADLINE, BODY[0], BODY[1]]
    assert [o.place for o in document.at] == [{"slide": 1}, {"slide": 2}]


def test_open_document_without_what_was_deleted() -> None:
    more = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted words.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><table:table><table:table-row><table:table-cell><text:p>3 May</text:p>"
        "</table:table-cell><table:table-cell><text:p>Dockers<text:s text:c='2'/>walked<text:note><text:p>a note</text:p>"
        "</text:note> out.</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert read_one("a.odt", odt([BODY[0]], more=more)).text.split("\n\n") == [
        BODY[0],
        "3 May | Dockers walked out.",
    ]


def test_book_by_chapters() -> None:
    chapters = {f"{n}.xhtml": page(f"<h2>Chapter {n}</h2><p>{TEXT}</p>") for n in (2, 1)}
    found = documents("a.epub", epub({"cover.xhtml": page("<p>Cover</p>"), **chapters}, title="The Dock"))
    assert [(d.path, d.title) for d in found] == [
        ("a.epub!/in/2.xhtml", "The Dock: Chapter 2"),
        ("a.epub!/in/1.xhtml", "The Dock: Chapter 1"),
    ]


# subtitles


def test_subtitles_tell_who_and_when() -> None:
    text = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Oda Brandt>Who left\n<i>the</i> ferry?\n\n00:02.100 --> 00:03.000\n<v Oda Brandt>And when?\n\n"
        "01:00:05.500 --> 01:00:08.000 align:start\n<v Lev>At dawn, all of them.\n"
    )
    document = read_one("a.vtt", text)
    assert document.text.split("\n\n") == [
        "Oda Brandt: Who left the ferry? And when?",
        "Lev: At dawn, all of them.",
    ]
    assert [o.place for o in document.at] == [{"time": "00:00:00"}, {"time": "01:00:05"}]
    rolling = subtitles([TEXT, TEXT, BODY[0]])
    assert read_one("a.srt", rolling).text.split("\n\n") == [TEXT, BODY[0]]


# packed


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_packed_files(suffix: str, pack: object) -> None:
    (document,) = documents(f"a.txt.{suffix}", pack(ARTICLE.encode()))  # type: ignore[operator]
    assert document.path == f"a.txt.{suffix}!/a.txt"
    lines = "".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(3))
    assert len(documents(f"a.jsonl.{suffix}", pack(lines.encode()))) == 3  # type: ignore[operator]
    tar = tarred({"x/a.txt": ARTICLE, "../b.txt": ARTICLE, "c.exe": "MZ"})
    found = {item.path: item for item in read(f"a.tar.{suffix}", pack(tar))}  # type: ignore[operator]
    assert isinstance(found[f"a.tar.{suffix}!/a.tar!/x/a.txt"], Document)
    assert len(found) == 3
    assert len(documents("a.tgz", gzip.compress(tar))) == 1
    assert reason(f"a.txt.{suffix}", b"no such thing") == "damaged packed file"


def test_packed_file_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"a word and more " * 8_000_000)
    from nlp.readers.registry import read_blob
    from nlp.readers.source.report_draft import Allowance, Blob

    blob = Blob(
        path="a.txt.gz",
        name="a.txt.gz",
        size=len(bomb),
        opener=lambda: io.BytesIO(bomb),
        allowance=Allowance(size=10**6),
    )
    (skipped,) = read_blob(blob)
    assert isinstance(skipped, Skipped)
    assert "zip bomb" in skipped.reason


def test_tar_with_links_and_folders() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        link = tarfile.TarInfo("b.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert reason("a.tar", out.getvalue()) == "no report in it"


# saved pages


def test_web_archive() -> None:
    html = page(f"<article><h1>{HEADLINE}</h1>{''.join(f'<p>{p}</p>' for p in BODY)}</article>")
    (document,) = documents("a.warc", warc({"https://wire.example/a": html}))
    assert (document.path, document.url) == ("a.warc!/https://wire.example/a", "https://wire.example/a")
    assert len(documents("a.warc.gz", gzip.compress(warc({"https://wire.example/a": html})))) == 1
    assert read("a.warc", warc({"https://wire.example/a": html}, status="404 Not Found"))[0].path == "a.warc"
    latin = warc(
        {"https://w.example/": page(f"<p>Zoë’s word. {BODY[0]}</p>").encode("cp1252")},
        kind="text/html; charset=iso-8859-1",
    )
    assert "Zoë’s word." in documents("a.warc", latin)[0].text


def test_page_saved_whole() -> None:
    document = read_one("a.mhtml", mhtml(page(f"<article>{''.join(f'<p>{p}</p>' for p in BODY)}</article>")))
    assert (document.url, report(document)) == ("https://wire.example/a", list(BODY))


# Outlook's own messages


def test_outlook_message(monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.readers.mail import msg

    attachment = SimpleNamespace(file_name="a.txt", file_bytes=ARTICLE.encode())
    picture = SimpleNamespace(file_name="image001.png", file_bytes=b"\x89PNG")
    message = SimpleNamespace(
        body=f"{TEXT}\n\nFrom: Oda Brandt\nSent: Thursday, 1 September 2022 09:15\nTo: Lev\nSubject: Dock\n\nOld words.",
        html_body=None,
        subject="RE: Dock",
        sender='"Lev Amsel" <lev@wire.example>',
        sent_date=datetime.datetime(2022, 9, 2, 10, 0),
        message_headers={},
        recipients=[SimpleNamespace(name="Oda Brandt", email_address="oda@wire.example")],
        attachments=(attachment, picture),
    )
    monkeypatch.setattr(msg.Message, "load", lambda data: message)
    first, second, third = read("a.msg", b"x")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (report(first), first.published, first.publisher) == ([TEXT], DAY, "Lev Amsel")
    assert [(f.role, f.name) for f in first.header[:2]] == [("from", "Lev Amsel"), ("to", "Oda Brandt")]
    assert (second.path, third) == (
        "a.msg!/a.txt",
        Skipped(path="a.msg!/image001.png", reason="a picture inside the message: not read"),
    )


def test_message_id_is_kept() -> None:
    document = read_one("a.eml", mail(TEXT, Message_ID="<1.2@wire.example>").as_bytes())
    assert [o.place for o in document.at] == [{"message_id": "1.2@wire.example"}]
    assert own_text(document) == TEXT
