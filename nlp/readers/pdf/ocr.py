"""Text read from pictures: by tesseract where it is installed, else by RapidOCR (the extra ``ocr``).

A median of three by three points is taken first: specks of a scan are gone, letters stay. RapidOCR loses a
space between words now and then; it is left as it is read.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageFilter

from nlp.errors import ReaderError
from nlp.readers.source.effort import take_time
from nlp.readers.source.report_draft import Blob, ReportDraft

NEEDED = 'a picture: reading it needs tesseract, or the extra "ocr"'
DPI = 200
SECONDS = 60  # of processor time a page may take
MOST_POINTS = 60_000_000  # of one picture
LARGEST_SIDE = 6_000
_LINE = 0.6  # of a line's height: boxes nearer than that are on one line


def can_read_pictures() -> bool:
    """Whether something that reads pictures is installed."""
    return _tesseract() is not None or _rapid() is not None


def read_picture(image: Image.Image) -> str:
    """The lines in a picture.

    Raises:
        ReaderError: nothing that reads pictures is installed, or it failed.
    """
    take_time(SECONDS)
    grey = image.convert("L")
    if max(grey.size) > LARGEST_SIDE:
        grey.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    grey = grey.filter(ImageFilter.MedianFilter(3))
    if program := _tesseract():
        return _by_tesseract(program, grey)
    if engine := _rapid():
        return _by_rapid(engine, grey)
    raise ReaderError(NEEDED)


def open_picture(data: bytes) -> Image.Image:
    """A picture, decoded.

    Raises:
        ReaderError: it is none, too large, or damaged.
    """
    try:
        image = Image.open(BytesIO(data))
        if image.width * image.height > MOST_POINTS:
            raise ReaderError("a picture of too many points")
        image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ReaderError("a damaged picture, or none") from error
    return image


@cache
def _tesseract() -> str | None:
    return shutil.which("tesseract")


@cache
def _rapid() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    return RapidOCR()


def _by_tesseract(program: str, image: Image.Image) -> str:
    held = BytesIO()
    image.save(held, "PNG", dpi=(DPI, DPI))
    try:
        done = subprocess.run(  # noqa: S603  (a program of the system, found on the path)
            [program, "stdin", "stdout", "-l", "eng", "--dpi", str(DPI)],
            input=held.getvalue(),
            capture_output=True,
            timeout=2 * SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReaderError("tesseract could not read the picture") from error
    return done.stdout.decode("utf-8", "replace")


def _by_rapid(engine: Any, image: Image.Image) -> str:
    import numpy as np

    found = engine(np.array(image.convert("RGB")))
    if found.txts is None or found.boxes is None:
        return ""
    pieces = [
        (float(box[:, 1].mean()), float(box[:, 0].min()), float(np.ptp(box[:, 1])), text)
        for box, text in zip(found.boxes, found.txts, strict=False)
    ]
    return "\n".join(_lines(pieces))


def _lines(pieces: list[tuple[float, float, float, str]]) -> list[str]:
    """Pieces (middle height, left end, height, text) put into lines from the top."""
    lines: list[list[tuple[float, float, float, str]]] = []
    for piece in sorted(pieces):
        if lines and piece[0] - lines[-1][0][0] < _LINE * max(piece[2], lines[-1][0][2]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [" ".join(each[3] for each in sorted(line, key=lambda p: p[1])) for line in lines]


def read_image(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the text in a picture, marked as read from one.

    Raises:
        ReaderError: nothing that reads pictures is installed, or there is no text in it.
    """
    if not can_read_pictures():
        raise ReaderError(NEEDED)
    text = read_picture(open_picture(blob.read()))
    if not any(map(str.isalnum, text)):
        raise ReaderError("no text in the picture")
    yield ReportDraft(path=blob.path, file_name=blob.name, text=text, at={"read_from": "picture"})
