"""Bytes to text, whatever the encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that reporting is found in; a free choice among all of Python's mistakes short texts for EBCDIC.
_LIKELY = [
    "cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "iso8859_5", "cp866", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
# What cp1252 has above ASCII and English or Western European prose uses: quotes, dashes, accented letters.
_WESTERN = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbf"
)
_FOREIGN_WORD = re.compile(rb"[\xc0-\xff]{3}")  # no Western word has three accented letters on end
# What labels are taken to mean on the web (WHATWG Encoding): programs write the narrower name.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874",    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_WINDOWS = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
_WINDOWS_ONLY = re.compile("[\x82-\x84\x86-\x89\x8b\x91-\x99\x9b]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode_text(data: bytes, *, declared: str | None = None) -> str | None:
    """Decode ``data``, or return None where it is no text. Broken bytes become U+FFFD."""
    encoding = guess_encoding(data, declared=declared)
    return None if encoding is None else mend_controls(data.decode(encoding, "replace"))


def mend_controls(text: str) -> str:
    """``text`` with the quotes and dashes of Windows again, where a Latin-1 label, or a program that believed
    one, made control characters of them."""
    return text.translate(_WINDOWS) if _WINDOWS_ONLY.search(text) else text


def guess_encoding(data: bytes, *, declared: str | None = None) -> str | None:
    """The encoding of ``data`` (all of it, or a sample from its beginning); None where it is no text.

    Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, the ``declared`` encoding,
    Windows-1252 where only its quotes, dashes and accents are strange, charset-normalizer's guess.
    UTF-8 with a few broken bytes stays UTF-8.
    """
    encoding = _guess(data, declared)
    if encoding is None:
        return None
    sample = data[:SAMPLE].decode(encoding, "replace")
    return None if len(_CONTROL.findall(sample)) > len(sample) // 50 else encoding


def _guess(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    if wide := _utf16_without_mark(sample):
        return wide
    if b"\x00" in sample:
        return None
    if _is_utf8(data):
        return "utf-8"
    if declared and (meant := _meant(data, declared)):
        return meant
    high = [byte for byte in sample if byte > 0x7F]
    if all(byte in _WESTERN or byte >= 0xC0 for byte in high) and not _FOREIGN_WORD.search(sample):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=_LIKELY, threshold=0.5).best()
    return best.encoding if best else "cp1252"


def _is_utf8(data: bytes) -> bool:
    """Valid, or broken in so few places that nothing else explains the rest. A cut last letter is fine."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        mended = data[:SAMPLE].decode("utf-8", "replace")
        return sum(c > "\x7f" for c in mended) > 11 * mended.count("\ufffd") > 0
    return True


def _utf16_without_mark(sample: bytes) -> str | None:
    """Text in Latin, Greek, Cyrillic, Hebrew or Arabic letters: every other byte is one of very few."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2], sample[1::2]
    for narrow, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        spaces = narrow.count(0)
        if spaces and spaces + sum(byte in b"\x03\x04\x05\x06\x20" for byte in narrow) > 0.9 * len(narrow):
            return encoding
    return None


def _meant(data: bytes, label: str) -> str | None:
    """The encoding that a label stands for; None where it is unknown, wrong, or has been tried."""
    try:
        name = codecs.lookup(label).name
        name = _MEANT.get(name, name)
        if name in {"utf-8", "utf-16", "utf-32"}:
            return None
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    return name
