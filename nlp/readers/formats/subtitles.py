"""Subtitles (SubRip, WebVTT): what is said, by whom and at what time, in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.errors import ReaderError
from nlp.readers.source.encoding import decode_text
from nlp.readers.source.report_draft import MARK, Blob, ReportDraft

PAUSE = 2.5  # seconds of silence that end a paragraph
LONG = 400  # characters after which a sentence's end does
_TIMES = re.compile(
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,60})>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_END = re.compile(r"[.!?…][\"'”’)]*$")


def read_subtitles(blob: Blob) -> Iterator[ReportDraft]:
    """Yield what is said in a file of subtitles; every paragraph knows its time.

    Raises:
        ReaderError: it is no text, or holds no times.
    """
    text = decode_text(blob.read())
    if text is None:
        raise ReaderError("binary data, not subtitles")
    paragraphs: list[str] = []
    places: list[dict[str, str | int]] = []
    speaker, ended, last = "", 0.0, ""
    for start, end, said, who in _cues(text):
        if said == last:
            continue  # rolling captions repeat the line before
        last = said
        new = (
            not paragraphs
            or start - ended > PAUSE
            or who != speaker
            or (len(paragraphs[-1]) > LONG and bool(_END.search(paragraphs[-1])))
        )
        if new:
            line = f"{who}: {said}" if who and who != speaker else said
            paragraphs.append(line[:1] + MARK + line[1:])
            places.append({"time": _clock(start)})
        else:
            paragraphs[-1] += " " + said
        speaker, ended = who, end
    if not paragraphs:
        raise ReaderError("no subtitles in it")
    yield ReportDraft(path=blob.path, file_name=blob.name, text="\n\n".join(paragraphs), places=tuple(places))


def _cues(text: str) -> Iterator[tuple[float, float, str, str]]:
    """Start and end in seconds, what is said, and who says it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(MARK, "").split("\n")
    i = 0
    while i < len(lines):
        times = _TIMES.search(lines[i][:200])
        i += 1
        if times is None:
            continue
        said: list[str] = []
        while i < len(lines) and lines[i].strip() and not _TIMES.search(lines[i][:200]):
            said.append(lines[i].strip())
            i += 1
        words = " ".join(said)
        voice = _VOICE.search(words)
        words = " ".join(_TAG.sub("", words).split())
        if any(map(str.isalnum, words)):
            yield (
                _seconds(times.groups()[:4]),
                _seconds(times.groups()[4:]),
                words,
                voice[1].strip() if voice else "",
            )


def _seconds(figures: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = (int(each or 0) for each in figures)
    return hours * 3600 + minutes * 60 + seconds + part / float(10 ** len(figures[3] or "0"))


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
