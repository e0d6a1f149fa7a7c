"""Small files of every format, made in memory, and articles of invented outlets to put into them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import textwrap
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
from pptx import Presentation
from pypdf import PdfReader, PdfWriter

from nlp.readers.registry import read_blob
from nlp.readers.source.report_draft import Blob
from nlp.records import Document, Skipped

HEADLINE = "Rail bridge at Velin closed after blast"
BODY = (
    "The railway bridge at Velin was closed on Friday after an explosion tore a hole into its eastern span, "
    "the Tarn regional police said.",
    "Nobody was hurt, according to the mayor of Velin, Petra Lind. Engineers are to look at it.",
    "The Free Tarn Front denied that it had planted the device, which weighed about five kilogrammes.",
)
ARTICLE = "\n\n".join([HEADLINE, *BODY])


def read(name: str, data: bytes) -> list[Document | Skipped]:
    """Read ``data`` as a file of this name."""
    return list(read_blob(Blob(path=name, name=name, size=len(data), opener=lambda: io.BytesIO(data))))


def read_one(name: str, data: bytes | str) -> Document:
    """The one document in ``data``; fails where there is anything else."""
    (document,) = read(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(document, Document), document
    return document


def reason(name: str, data: bytes) -> str:
    """Why nothing could be read from ``data``; fails where something was."""
    (skipped,) = read(name, data)
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


def greyed(document: Document) -> list[str]:
    """The stretches that are marked as boilerplate, paragraph by paragraph."""
    return [p for start, end in document.boilerplate for p in document.text[start:end].split("\n\n")]


def own_text(document: Document) -> str:
    """The text of a document without the head of a letter."""
    end = max((field.end for field in document.header), default=-2)
    return document.text[end + 2 :]


def report(document: Document) -> list[str]:
    """The paragraphs that are left when boilerplate is taken out."""
    marked = greyed(document)
    return [p for p in document.text.split("\n\n") if p not in marked]


def drawn(*pages: list[tuple[float, float, float, str]], font: str = "Helvetica") -> bytes:
    """A PDF on whose pages words are drawn at given places: x, y, size, text."""
    contents = [
        "BT " + " ".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, size, text in page) + " ET"
        for page in pages
    ]
    return _pdf([content.encode("cp1252") for content in contents], font)


def pdf(*pages: str, encrypt: str = "", **info: str) -> bytes:
    """A PDF with a line of text a line; ``info`` are entries of its information dictionary."""
    contents = []
    for page in pages:
        escaped = [
            line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in page.split("\n")
        ]
        shown = " T* ".join(f"({line}) Tj" for line in escaped)
        contents.append(f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET".encode("latin-1"))
    data = _pdf(contents)
    if not info and not encrypt:
        return data
    out = io.BytesIO(data)
    writer = PdfWriter(clone_from=PdfReader(out))
    writer.add_metadata({f"/{key}": value for key, value in info.items()})
    if encrypt:
        writer.encrypt(encrypt, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _pdf(contents: list[bytes], name: str = "Helvetica") -> bytes:
    """A PDF with these content streams, a page each."""
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for content in contents:
        stream = zlib.compress(content)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream)
        )
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    references = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{references}] /Count {len(kids)} >>".encode()
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word document of these paragraphs and one table."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                table.cell(i, j).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(members: dict[str, bytes | str]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return out.getvalue()


def mail(text: str | None = ARTICLE, *, html: str | None = None, **headers: str) -> EmailMessage:
    """A mail message; headers are given with underscores for hyphens."""
    message = EmailMessage()
    given = {"From": "Dranova Wire <desk@wire.example>", "Subject": HEADLINE, "To": "you@example.org"}
    for name, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def page(body: str, *, head: str = "", lang: str = "en") -> str:
    """A web page."""
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def good_files() -> Iterator[tuple[str, bytes]]:
    """One sound file of every format that is read, all with the same article."""
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY)
    record = {"title": HEADLINE, "text": "\n\n".join(BODY), "date": "2024-03-08", "source": "Dranova Wire"}
    row = '"' + record["text"] + f'","{HEADLINE}",2024-03-08,Dranova Wire'
    eml = mail().as_bytes()
    files: dict[str, bytes | str] = {
        "a.txt": ARTICLE,
        "a.md": f"# {HEADLINE}\n\n" + "\n\n".join(BODY),
        "a.html": page(f"<article><h1>{HEADLINE}</h1>{paragraphs}</article>"),
        "a.pdf": pdf("\n\n".join(textwrap.fill(paragraph, 80) for paragraph in [HEADLINE, *BODY])),
        "a.docx": word(HEADLINE, *BODY),
        "a.eml": eml,
        "a.mbox": b"From desk@wire.example Fri Mar  8 10:00:00 2024\n" + eml,
        "a.json": json.dumps(record),
        "a.jsonl": json.dumps(record) + "\n",
        "a.csv": f"text,title,date,source\n{row}\n",
    }
    yield from ((name, data.encode() if isinstance(data, str) else data) for name, data in files.items())
    yield "a.zip", archive({"inner/b.txt": ARTICLE})
    yield "a.txt.gz", gzip.compress(ARTICLE.encode())
    yield "a.tar", tarred({"inner/b.txt": ARTICLE})
    yield "a.xlsx", workbook({"Reports": [list(record), list(record.values())]})
    yield "a.pptx", slides([HEADLINE, *BODY])
    yield "a.odt", odt([HEADLINE, *BODY])
    yield "a.rtf", rtf([HEADLINE, *BODY])
    yield "a.epub", epub({"one.xhtml": page(f"<h1>{HEADLINE}</h1>{paragraphs}")}, title="")
    whole = page(f"<article><h1>{HEADLINE}</h1>{paragraphs}</article>")
    yield "a.mhtml", mhtml(whole)
    yield "a.warc", warc({"https://wire.example/a": whole})
    escaped = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in BODY)
    yield "a.xml", feed({"title": HEADLINE, "description": escaped})
    yield "a.srt", subtitles([HEADLINE, *BODY])


def tarred(members: dict[str, str]) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, text in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return out.getvalue()


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An Excel workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slides(*texts: list[str]) -> bytes:
    """A PowerPoint file, a slide a list of paragraphs."""
    show = Presentation()
    for paragraphs in texts:
        slide = show.slides.add_slide(show.slide_layouts[6])
        frame = slide.shapes.add_textbox(0, 0, 5000000, 5000000).text_frame
        for paragraph in paragraphs:
            frame.add_paragraph().text = paragraph
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


_OPEN_DOCUMENT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def odt(paragraphs: list[str], *, more: str = "") -> bytes:
    """An OpenDocument text; ``more`` is markup at its end."""
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_OPEN_DOCUMENT}><office:body><office:text>{body}{more}"
            "</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def rtf(paragraphs: list[str]) -> bytes:
    """A rich text file."""
    body = "\\par ".join(paragraphs)
    return f"{{\\rtf1\\ansi\\deff0 {{\\fonttbl{{\\f0 Arial;}}}}\\f0 {body}\\par}}".encode("cp1252")


def epub(chapters: dict[str, str], *, title: str) -> bytes:
    """A book of these chapters."""
    items = "".join(f'<item id="c{n}" href="{name}"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    root = '<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    return archive(
        {
            "META-INF/container.xml": root,
            "in/book.opf": f"<package><metadata><title>{title}</title></metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine></package>",
            **{f"in/{name}": text for name, text in chapters.items()},
        }
    )


def mhtml(text: str, *, url: str = "https://wire.example/a") -> bytes:
    """A page as a browser saves it."""
    return (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {url}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="bb"\n\n--bb\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        f"Content-Location: {url}\n\n{text}\n--bb--\n"
    ).encode()


def warc(
    pages: dict[str, str | bytes], *, kind: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """A web archive of these pages."""
    records = []
    for url, text in pages.items():
        data = text.encode() if isinstance(text, str) else text
        held = f"HTTP/1.0 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(held)}\r\n\r\n"
        )
        records.append(head.encode() + held + b"\r\n\r\n")
    return b"".join(records)


def feed(*items: dict[str, str], title: str = "Dranova Wire", link: str = "https://wire.example/") -> bytes:
    """An RSS feed."""
    told = "".join(
        "<item>" + "".join(f"<{key}>{value}</{key}>" for key, value in item.items()) + "</item>"
        for item in items
    )
    head = f"<title>{title}</title><link>{link}</link>"
    return f"<rss version='2.0'><channel>{head}{told}</channel></rss>".encode()


def subtitles(lines: list[str]) -> bytes:
    """A SubRip file, a pause after every line."""
    return "".join(
        f"{n + 1}\n00:00:{n * 9:02},000 --> 00:00:{n * 9 + 4:02},000\n{line}\n\n"
        for n, line in enumerate(lines)
    ).encode()


def write_tree(folder: Path, files: dict[str, bytes | str]) -> Path:
    """Write ``files`` under ``folder``."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder
