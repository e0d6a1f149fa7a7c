"""Who wrote to whom and when: of a message's own header, and of the header over an older message in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from nlp.readers.mail.words import fold_line, mail_words
from nlp.readers.source.dates import find_days
from nlp.readers.source.report_draft import Letterhead, Party

LONGEST_HEADER = 100_000  # characters of a header that are read
MOST_PEOPLE = 200
MOST_LINES = 12  # that a header over an older message takes
_LABEL = re.compile(r"^[\s*_]{0,8}([^\W\d_][\w '’-]{0,18}?)[*_]{0,2}\s{0,3}:[*_]{0,2}(?:\s+(.*))?$")
_ADDRESS = re.compile(r"[\w.+'&=-]+@[\w-]+(?:\.[\w-]+)+")
_ANGLED = re.compile(r"\s*[<(\[](?:mailto:)?[^<>()\[\]]{0,300}[>)\]]")
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?\s?m\b\.?)?(?:\s*(?-i:[A-Z]{3,4}\b))?(?:\s*[+-]\d\d:?\d\d)?",
    re.I,
)


def read_letterhead(message: Message) -> Letterhead:
    """The letterhead of a parsed message; the day as the sender's own clock had it."""
    words = header(message, "Date")
    senders = parties(header(message, "From")) or parties(header(message, "Sender"))
    return Letterhead(
        sender=senders[0] if senders else None,
        to=parties(header(message, "To")),
        cc=(*parties(header(message, "Cc")), *parties(header(message, "Bcc"))),
        day=_sent(words),
        words=words[:200],
        subject=header(message, "Subject"),
    )


def header(message: Message, name: str) -> str:
    """A header as text on one line; "" where there is none."""
    try:
        value = message.get(name)
        if value is None:
            return ""
        return " ".join(str(make_header(decode_header(str(value)[:LONGEST_HEADER]))).split())
    except (LookupError, TypeError, ValueError):
        return " ".join(str(message[name]).encode("ascii", "replace").decode().split())


def _sent(words: str) -> date | None:
    try:
        return parsedate_to_datetime(words).date()
    except (IndexError, OverflowError, TypeError, ValueError):
        return None


def parties(value: str) -> tuple[Party, ...]:
    """The people in a header, as programs write it or as it is shown: "Ada Brook; desk@wire.example"."""
    value = value[:LONGEST_HEADER]
    if ";" in value and "," not in value.replace('",', ""):
        value = value.replace(";", ",")
    pieces = re.split(r";\s*", value) if ";" in value else None
    if pieces is None and "@" in value and "[" not in value:
        try:
            pairs = getaddresses([value])
        except (RecursionError, IndexError, TypeError, ValueError):
            pairs = []
        found = [_party(name, address) for name, address in pairs if name or address]
    else:
        found = [_shown(piece) for piece in pieces or _by_commas(value)]
    return tuple(party for party in found[:MOST_PEOPLE] if party.name or party.address)


def _by_commas(value: str) -> list[str]:
    """Names divided by commas; "Brook, Ada" is one of them."""
    pieces = [piece for piece in value.split(",") if piece.strip()]
    if len(pieces) == 2 and all(len(piece.split()) == 1 for piece in pieces):
        return [value]
    return pieces


def _shown(piece: str) -> Party:
    address = _ADDRESS.search(piece)
    return _party(_ANGLED.sub("", piece), address[0] if address else "")


def _party(name: str, address: str) -> Party:
    name = " ".join(name.strip(" \t'\"*_").split())
    name = re.sub(r"\s*(?:\[mailto:.*|\(?via .{1,60})$", "", name, flags=re.I).strip(" '\"")
    address = found[0].casefold() if (found := _ADDRESS.search(address)) else ""
    if "@" in name:
        address, name = address or name.casefold(), ""
    if match := re.fullmatch(r"([^\W\d_][\w'’-]+),\s+([^\W\d_][\w.'’ -]+)", name):
        name = f"{match[2]} {match[1]}"
    return Party(name=name[:100], address=address[:100])


def match_header(lines: Sequence[str], at: int) -> tuple[Letterhead, int] | None:
    """The header over an older message that begins at a line, and the first line below it; else None."""
    fields: dict[str, str] = {}
    last, end, i = "", at, at
    while i < len(lines) and i < at + 2 * MOST_LINES:
        line = lines[i].strip()
        match = _LABEL.match(line[:2000])
        kind = mail_words().labels.get(fold_line(match[1])) if match else None
        if match and kind and kind not in fields:
            fields[kind], last = (match[2] or "").strip(), kind
        elif not line:
            following = lines[i + 1].strip() if i + 1 < len(lines) else ""
            again = _LABEL.match(following[:2000])
            if not (again and mail_words().labels.get(fold_line(again[1])) and "subject" not in fields):
                break
        elif last in {"to", "cc", "from", "date"} and (
            not fields[last] or "@" in line or fields[last][-1] in ",;"
        ):
            fields[last] += " " + line
        elif kind:
            pass
        else:
            break
        i += 1
        end = i
    if not _is_header(fields):
        return None
    senders = parties(fields["from"])
    words = fields.get("date", "")
    days = find_days(words)
    letterhead = Letterhead(
        sender=senders[0] if senders else None,
        to=parties(fields.get("to", "")),
        cc=(*parties(fields.get("cc", "")), *parties(fields.get("bcc", ""))),
        day=days[0][2] if days else _sent(words),
        words=words[:200],
        subject=fields.get("subject", ""),
    )
    return letterhead, end


def _is_header(fields: dict[str, str]) -> bool:
    """Whether labelled lines are the header of a message: a sender, and enough that only mail has."""
    sender = fields.get("from", "")
    if not sender or len(fields) < 2 or not {"date", "to", "subject"} & set(fields):
        return False
    dated = any(map(str.isdigit, fields.get("date", "")))
    return len(fields) > 2 or dated or "@" in sender + fields.get("to", "")


def match_attribution(lines: Sequence[str], at: int, *, quoted_below: bool) -> tuple[Letterhead, int] | None:
    """The line over a quotation, "On 5 March 2021 at 16:25 Ada Brook wrote:", and the first line below it.

    Without quotation marks below, only one that names the day and the hour or an address is believed.
    """
    joined = ""
    for i in range(at, min(at + 3, len(lines))):
        line = lines[i].strip()
        if not line:
            return None
        if i > at and not (
            joined[0].isdigit() or fold_line(joined).split(" ", 1)[0] in mail_words().openings
        ):
            return None
        joined = f"{joined} {line}".strip()
        if len(joined) > 300:
            return None
        if dated := _attribution(joined, quoted_below=quoted_below):
            return dated, i + 1
    return None


def _attribution(line: str, *, quoted_below: bool) -> Letterhead | None:
    words = mail_words()
    wrote = words.wrote.search(line) or words.wrote_before.search(line)
    days = find_days(line)
    address = _ADDRESS.search(line)
    clock = _CLOCK.search(line)
    if wrote is None:
        # Gmail of some years: "2021-03-05 16:25 GMT+01:00 Ada Brook <ada@wire.example>:"
        if not (days and days[0][0] < 16 and address and re.search(r">\s*:$", line)):
            return None
        said = line.rstrip(": ")
    else:
        said = line[: wrote.start()] if wrote.re is words.wrote else line[wrote.start("who") :]
    if not quoted_below and not (days and (clock or address)):
        return None
    if quoted_below and wrote is None and not days:
        return None
    first = fold_line(line).split(" ", 1)[0].rstrip(",")
    if not quoted_below and first not in words.openings and not (days and days[0][0] < 30) and not address:
        return None
    return Letterhead(
        sender=_writer(said, address[0] if address else ""),
        day=days[0][2] if days else None,
        words=line[days[0][0] : days[0][1]] if days else "",
    )


def _writer(said: str, address: str) -> Party | None:
    """Who wrote, of the words between the day and "wrote"."""
    rest = said[max((end for _, end, _ in find_days(said)), default=0) :]
    for clock in _CLOCK.finditer(rest):
        rest = rest[clock.end() :] if clock.end() < len(rest) - 2 else rest
        break
    name = re.sub(r"\([^()]{0,20}\)", "", _ANGLED.sub("", rest)).strip(" ,;:.-—–")
    name = re.sub(r"^(?:at|um|à|a las|UTC|GMT)\b[\s,:+\d]*", "", name, flags=re.I).strip(" ,;:-")
    if not name or len(name) > 80 or any(c.isdigit() for c in name):
        name = ""
    party = _party(name, address)
    return party if party.name or party.address else None
