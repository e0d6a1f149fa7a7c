"""Rebuild the sample's PDF, Word and ZIP files from ``tests/sample_sources``.

Run it as ``python tests/build_sample.py``. The built files are kept beside the other reports, so
nothing needs this program but a change of their text.
"""

from __future__ import annotations

import textwrap
import zipfile
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path

from docx import Document as WordFile

SOURCES = Path(__file__).parent / "sample_sources"
REPORTS = Path(__file__).parent.parent / "nlp" / "sample" / "reports"
LINES_A_PAGE = 52
TEASER = '<div class="teaser"><a href="/life/pickwick">Lorna Pickwick: my life in soup</a></div>'


def read_source(name: str) -> tuple[dict[str, str], list[str]]:
    """The header fields and the paragraphs of one source."""
    head, body = (SOURCES / f"{name}.md").read_text("utf-8").split("\n\n", 1)
    fields = dict(line.split(":", 1) for line in head.splitlines())
    return {key: value.strip() for key, value in fields.items()}, body.strip().split("\n\n")


def build_pdf(name: str) -> bytes:
    """A plain one-column PDF 1.4 in Helvetica with the metadata that word processors write."""
    fields, paragraphs = read_source(name)
    lines = [line for paragraph in paragraphs for line in [*textwrap.wrap(paragraph, 88), ""]]
    pages = [lines[at : at + LINES_A_PAGE] for at in range(0, len(lines), LINES_A_PAGE)]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    stamp = fields["published"].replace("-", "")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({fields['title']}) /Author ({fields['author']}) /CreationDate (D:{stamp}060000Z) >>",
    ]
    for number, page in enumerate(pages):
        shown = "".join(f"({escape_pdf(line)}) Tj T*\n" for line in page)
        stream = f"BT /F1 11 Tf 14 TL 60 780 Td\n{shown}ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, text in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252"))
    start = out.tell()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer << /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def escape_pdf(text: str) -> str:
    """``text`` as the inside of a PDF literal string."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def build_docx(name: str) -> bytes:
    """A Word file with a heading and core properties."""
    fields, paragraphs = read_source(name)
    word = WordFile()
    word.add_heading(paragraphs[0], level=1)
    for paragraph in paragraphs[1:]:
        word.add_paragraph(paragraph)
    word.core_properties.title = fields["title"]
    word.core_properties.author = fields["author"]
    word.core_properties.created = word.core_properties.modified = datetime.fromisoformat(fields["published"])
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def build_html(name: str) -> bytes:
    """A newspaper's page: metadata, navigation, a teaser amid the story, a footer."""
    fields, paragraphs = read_source(name)
    title, outlet = escape(fields["title"]), escape(fields["publisher"])
    body = "\n".join(TEASER if text == "@" else f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
    page = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta name="author" content="{fields["author"]}">
<meta property="article:published_time" content="{fields["published"]}T07:30:00+03:00"></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav></header>
<main><article><h1>{title}</h1><p class="byline">By {fields["author"]}</p>
{body}
</article>
<aside><h3>Most read</h3><a href="/culture/quince">Zora Quince announces farewell tour</a></aside></main>
<footer>&copy; 2023 Courier Publishing House. Chief executive: Barnaby Wexcombe.</footer></body></html>
"""
    return page.encode()


def build_text(name: str) -> bytes:
    """Plain text with the title on top."""
    fields, paragraphs = read_source(name)
    titled = paragraphs if paragraphs[0] == fields["title"] else [fields["title"], *paragraphs]
    return ("\n\n".join(titled) + "\n").encode()


def build_zip(members: dict[str, bytes]) -> bytes:
    """A ZIP archive whose bytes depend on ``members`` alone."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2023, 7, 13, 8, 0, 0)), data)
    return out.getvalue()


def main() -> None:
    """Write all built files."""
    folder = REPORTS / "observer"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "the-audit-they-buried.pdf").write_bytes(build_pdf("observer-2023-04-05"))
    (folder / "damasken-trial.docx").write_bytes(build_docx("observer-2023-06-07"))
    (REPORTS / "relief-sitrep-6.docx").write_bytes(build_docx("quayside-relief-sitrep-2023-05-10"))
    members = {
        "courier-verdict.html": build_html("courier-2023-06-28"),
        "littoral-2023-07-07.txt": build_text("littoral-2023-07-07"),
        "gulf-shipping-2023-07-10.txt": build_text("gulf-shipping-2023-07-10"),
    }
    (REPORTS / "clippings-summer.zip").write_bytes(build_zip(members))


if __name__ == "__main__":
    main()
