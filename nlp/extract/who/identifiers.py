"""Identifiers, taken by form and checked where a check exists.

E-mail and web addresses, handles, telephone numbers in international form, IBANs (ISO 13616 check digits),
ships' IMO numbers (check digit) and coordinates in degrees. Ordinary numbers are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.coref.candidates import Candidate
from nlp.records import EntityType, MentionKind
from nlp.text.parse_arrays import text_of

_DEGREES = r"\d{1,3}(?:\.\d+)?° ?(?:\d{1,2}(?:\.\d+)?[′'’] ?)?(?:\d{1,2}(?:\.\d+)?[″\"”] ?)?"
_PATTERN = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’])"
    r"|(?P<handle>(?<![\w@/.])@[A-Za-z_][A-Za-z0-9_]{2,29}\b)"
    r"|(?P<imo>\bIMO(?: number| no\.?)?:? ?\d{7}\b)"
    r"|(?P<iban>\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b)"
    r"|(?P<phone>(?<![\w+])\+\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,6}\b)"
    rf"|(?P<coordinates>{_DEGREES}[NS][,;/ ]{{0,3}}{_DEGREES}[EW])"
)
_TELLTALE = re.compile(r"@|http|www\.|°|\bIMO\b|\+\d|\b[A-Z]{2}\d\d")
_PART = re.compile(
    r"(\d{1,3}(?:\.\d+)?)°(?: ?(\d{1,2}(?:\.\d+)?)[′'’])?(?: ?(\d{1,2}(?:\.\d+)?)[″\"”])? ?([NSEW])"
)
_DIGITS = range(8, 16)


def find_identifiers(doc: Doc) -> Iterator[Candidate]:
    """Identifiers in a document, each a name of its own; its name is the normalised form."""
    if not _TELLTALE.search(text_of(doc)):
        return
    for match in _PATTERN.finditer(text_of(doc)):
        kind = match.lastgroup or ""
        name = normalise(kind, match.group())
        span = doc.char_span(*match.span(), alignment_mode="expand") if name else None
        if span is not None:
            yield Candidate(
                start=span.start,
                end=span.end,
                head=span.root.i,
                type=EntityType.IDENTIFIER,
                kind=MentionKind.NAME,
                name=name,
                rule=f"identifier ({kind})",
            )


def normalise(kind: str, text: str) -> str:
    """The one way to write an identifier; "" where its check digits or its range are wrong."""
    if kind == "phone":
        digits = "".join(c for c in text if c.isdigit())
        return f"+{digits}" if len(digits) in _DIGITS else ""
    if kind == "iban":
        plain = text.replace(" ", "")
        return plain if is_iban(plain) else ""
    if kind == "imo":
        number = text[-7:]
        return f"IMO {number}" if is_imo(number) else ""
    if kind == "coordinates":
        return _degrees(text)
    return text


def is_iban(plain: str) -> bool:
    """Whether an IBAN's check digits are right (ISO 7064, mod 97-10)."""
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_imo(number: str) -> bool:
    """Whether the last digit of a ship's number is the check digit of the six before it."""
    return sum(int(d) * weight for d, weight in zip(number, range(7, 1, -1), strict=False)) % 10 == int(
        number[6]
    )


def _degrees(text: str) -> str:
    values = []
    for degrees, minutes, seconds, side in _PART.findall(text):
        value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
        if value > (90 if side in "NS" else 180):
            return ""
        values.append(-value if side in "SW" else value)
    return f"{values[0]:.3f}, {values[1]:.3f}" if len(values) == 2 else ""
