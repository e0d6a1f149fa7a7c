"""Pictures and scans: what reads them is asked page by page, and the text says where it is from."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from nlp.readers.pdf import ocr
from nlp.readers.pdf import read as pdf_read
from tests.nlp.readers.samples import pdf, read_one, reason

LINE = "The ferry left Ostrel at dawn"


def drawn_text(*lines: str) -> Image.Image:
    image = Image.new("L", (900, 60 + 60 * len(lines)), 255)
    for n, line in enumerate(lines):
        ImageDraw.Draw(image).text((40, 30 + 60 * n), line, font=ImageFont.load_default(34), fill=0)
    return image


def saved(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """A program that reads the same from every picture, and the sizes of the pictures it was given."""
    given: list[tuple[int, int]] = []

    def read(program: str, image: Image.Image) -> str:
        given.append(image.size)
        return f"{LINE} {len(given)},\nthe harbour master said.\n"

    monkeypatch.setattr(ocr, "_tesseract", lambda: "tesseract")
    monkeypatch.setattr(ocr, "_by_tesseract", read)
    return given


def test_scan_is_read_page_by_page(reader: list[tuple[int, int]]) -> None:
    document = read_one("scan.pdf", saved(drawn_text(LINE), "PDF"))
    assert document.text == f"{LINE} 1, the harbour master said."
    assert [o.place for o in document.at] == [{"read_from": "picture", "page": 1}]
    assert len(reader) == 1


def test_picture_is_read(reader: list[tuple[int, int]]) -> None:
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")):
        document = read_one(name, saved(drawn_text(LINE), kind))
        assert [o.place for o in document.at] == [{"read_from": "picture"}]


def test_without_a_reader_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ocr, pdf_read):
        monkeypatch.setattr(module, "can_read_pictures", lambda: False)
    assert reason("a.png", saved(drawn_text(LINE), "PNG")) == ocr.NEEDED
    assert reason("a.pdf", pdf("")) == "no text in its 1 pages: a scan, or pictures only"


@pytest.mark.usefixtures("reader")
def test_what_is_no_picture() -> None:
    assert reason("a.png", b"\x89PNG nonsense") == "a damaged picture, or none"


def test_pieces_are_put_into_lines() -> None:
    pieces = [
        (10.0, 200.0, 12.0, "at dawn"),
        (11.0, 5.0, 12.0, "The ferry left"),
        (40.0, 5.0, 12.0, "A second line"),
    ]
    assert ocr._lines(pieces) == ["The ferry left at dawn", "A second line"]


@pytest.mark.slow
def test_letters_of_a_speckled_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rapidocr")
    monkeypatch.setattr(ocr, "_tesseract", lambda: None)
    assert LINE.split()[1] in ocr.read_picture(drawn_text(LINE))
