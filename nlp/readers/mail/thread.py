"""A message taken apart: what its sender wrote, and the older messages that stand in it.

Whatever program wrote it, an older message begins below a header ("From: ... Sent: ..."), below a line like
"On ... Ada Brook wrote:", or is marked line by line. What is not marked below a marked quotation is the
sender's again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlp.readers.mail.letterhead import match_attribution, match_header
from nlp.readers.mail.words import fold_line, mail_words
from nlp.readers.source.report_draft import Letterhead

DEEPEST = 40  # messages inside one another
MOST_PARTS = 60  # older messages side by side in one
MOST_LINES = 200_000
_QUOTED = re.compile(r"^\s{0,3}>")
_MARK = re.compile(r"^\s{0,3}> ?")
# Yahoo: "----- Forwarded Message ----- From: Ada Brook <ada@wire.example>To: ...Sent: ...Subject: ..."
_GLUED = re.compile(r"^(\s*-{3,} ?[A-Za-z ]{5,40} ?-{3,})[ \t]*(From: .{1,2000})$", re.M)
_RULE = re.compile(r"^\s*[-_*=]{8,}\s*$")


@dataclass(slots=True, kw_only=True)
class Part:
    """A message in a thread: ``text`` its writer's own, ``below`` signature and the like, ``history`` what it
    quotes or passes on. ``forwarded`` says that it was passed on, not answered."""

    head: Letterhead
    text: str
    below: str = ""
    history: str = ""
    forwarded: bool = False
    older: list[Part] = field(default_factory=list)


def take_apart(text: str, head: Letterhead, *, depth: int = 0) -> Part:
    """The message with this letterhead, and the ones in it."""
    text = _GLUED.sub(_unglued, text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n", MOST_LINES)
    histories: list[tuple[Letterhead, bool, list[str], list[str]]] = []
    while len(histories) < MOST_PARTS and (found := _first_history(lines)):
        lines, *rest = found
        histories.append(tuple(rest))  # type: ignore[arg-type]
    own, below = cut_signature(lines)
    written = any(map(str.isalnum, own))
    forwarding = head.subject.casefold().startswith(mail_words().forwarding_subjects)
    part = Part(head=head, text=own, below=below)
    for letterhead, forwarded, old, shown in histories:
        part.history += "\n".join(shown) + "\n\n"
        if depth >= DEEPEST or not any(map(str.isalnum, "".join(old))):
            continue
        older = take_apart("\n".join(old), letterhead, depth=depth + 1)
        if not older.head.known and not any(map(str.isalnum, older.text)) and len(older.older) == 1:
            older = older.older[0]  # the line that names the writer is marked, too
        older.forwarded = forwarded or forwarding or not written
        part.older.append(older)
    return part


def _unglued(match: re.Match[str]) -> str:
    """A header whose line ends were lost, on lines again."""
    return match[1] + "\n" + re.sub(r"(?<=\S)(?=(?:To|Cc|Sent|Date|Subject): )", "\n", match[2])


def _first_history(
    lines: list[str],
) -> tuple[list[str], Letterhead, bool, list[str], list[str]] | None:
    """The sender's own lines; letterhead, whether it is forwarded, lines of the first older message in them,
    and those lines as they stand there."""
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        if _QUOTED.match(line):
            return _marked(lines, i, i, Letterhead())
        if ":" in line[:40] and (header := match_header(lines, i)):
            head, end = header
            start, forwarded = _above(lines, i)
            below = _next_filled(lines, end)
            if below < len(lines) and _QUOTED.match(lines[below]):
                own, _, _, old, _ = _marked(lines, end, below, head)
                return own[:start] + own[end:], head, forwarded, old, lines[start:end] + old
            return lines[:start], head, forwarded, lines[end:], lines[start:]
        if _may_introduce(lines, i):
            below = _below_attribution(lines, i)
            if attribution := match_attribution(lines, i, quoted_below=below):
                head, end = attribution
                if below:
                    return _marked(lines, i, end, head)
                return lines[:i], head, False, lines[end:], lines[i:]
    return None


def _marked(
    lines: list[str], start: int, below: int, head: Letterhead
) -> tuple[list[str], Letterhead, bool, list[str], list[str]]:
    """The lines that are marked as quoted from ``below`` on; the unmarked ones are the sender's own."""
    own, old = lines[:start], []
    for line in lines[below:]:
        if _QUOTED.match(line):
            old.append(_MARK.sub("", line, count=1))
            if own and own[-1].strip():
                own.append("")  # what is said before and after a quotation is two paragraphs
        elif line.strip():
            own.append(line)
        else:
            own.append("")
            old.append("")
    return own, head, False, old, lines[start:below] + old


def _above(lines: list[str], at: int) -> tuple[int, bool]:
    """Where what introduces a header begins, and whether it says that the message is passed on."""
    start, forwarded = at, False
    for i in range(at - 1, max(-1, at - 4), -1):
        line = fold_line(lines[i])
        said = line.startswith(mail_words().forwarded)
        if said or line.startswith(mail_words().answered) or _RULE.match(lines[i]):
            start, forwarded = i, forwarded or said
        elif line:
            break
    return start, forwarded


def _may_introduce(lines: list[str], at: int) -> bool:
    wrote, before = mail_words().wrote, mail_words().wrote_before
    near = (line.rstrip() for line in lines[at : at + 3] if len(line) < 300)
    return any(line.endswith(">:") or wrote.search(line) or before.search(line) for line in near)


def _below_attribution(lines: list[str], at: int) -> bool:
    """Whether marked lines follow within the few that an attribution may take."""
    return any(_QUOTED.match(line) for line in lines[at + 1 : at + 6])


def _next_filled(lines: list[str], at: int) -> int:
    return next((i for i in range(at, len(lines)) if lines[i].strip()), len(lines))


def cut_signature(lines: list[str]) -> tuple[str, str]:
    """A message's own text, and what stands below it: signature, list footer, legal notice."""
    words = mail_words()
    end = len(lines)
    for i, line in enumerate(lines):
        if line.rstrip() in {"--", "-- ", "—"} or (_RULE.match(line) and _is_list(lines[i + 1 : i + 5])):
            end = i
            break
    end = _without_legal(lines, end)
    tail = [i for i in range(end) if lines[i].strip()][-7:]
    for n, i in enumerate(tail):
        said = fold_line(lines[i]).rstrip(",.! ")
        short = all(len(lines[j]) <= 60 and not lines[j].rstrip().endswith((".", "?")) for j in tail[n + 1 :])
        if said in words.closings and n + 1 < len(tail) and short:
            end = i
            break
    return "\n".join(lines[:end]).strip("\n"), "\n".join(lines[end:]).strip("\n")


def _without_legal(lines: list[str], end: int) -> int:
    """The end of a text without the legal notices at its foot."""
    words = mail_words()
    while True:
        last = end
        while last and not lines[last - 1].strip():
            last -= 1
        start = last
        while start and lines[start - 1].strip():
            start -= 1
        said = " ".join(fold_line(line) for line in lines[start:last])
        legal = said.startswith(words.legal) and any(word in said for word in words.legal_words)
        if not said or not (legal or _is_list(lines[start:last])):
            return end
        end = start


def _is_list(lines: list[str]) -> bool:
    said = " ".join(fold_line(line) for line in lines)
    return len(said) < 800 and any(word in said for word in mail_words().lists) and "http" in said
