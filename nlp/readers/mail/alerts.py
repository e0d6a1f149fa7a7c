"""Google's alerts by mail: one report an item, its outlet as publisher.

An item is a title with a link through Google, the outlet, and a line or two of the text. In HTML each is
marked up as an article (schema.org); in the plain part items are divided by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.message import Message
from urllib.parse import urlsplit

from nlp.errors import ReaderError
from nlp.readers.formats.field_names import publisher_name, real_address
from nlp.readers.mail.body import part_text
from nlp.readers.source.report_draft import Letterhead, ReportDraft
from nlp.readers.web.html import parse_page

_LINK = re.compile(r"<?(https?://[^\s<>]+)>?\s*$")


def is_alert(head: Letterhead, parts: Sequence[Message]) -> bool:
    """Whether a message is one of Google's alerts."""
    address = head.sender.address if head.sender else ""
    return address.startswith("googlealerts-noreply@") and bool(parts)


def read_alert(parts: Sequence[Message], head: Letterhead, path: str) -> Iterator[ReportDraft]:
    """Yield the items of an alert; ``path#item 1`` is the first.

    Raises:
        ReaderError: there is none.
    """
    items: list[tuple[str, str, str, str]] = []
    for part in parts:
        if part.get_content_type() == "text/html" and not items:
            items = _marked_up(part_text(part))
    for part in parts:
        if part.get_content_type() == "text/plain" and not items:
            items = _plain(part_text(part))
    if not items:
        raise ReaderError("an alert without items")
    for number, (title, outlet, text, url) in enumerate(items, start=1):
        yield ReportDraft(
            path=f"{path}#item {number}",
            text=f"{title}\n\n{text}" if text else title,
            title=title,
            published=head.day,
            published_words=head.words,
            published_probable=True,
            publisher=outlet or publisher_name(url),
            url=url or None,
        )


def _marked_up(page: str) -> list[tuple[str, str, str, str]]:
    try:
        tree = parse_page(page)
    except ReaderError:
        return []
    found = []
    for item in tree.xpath("//*[contains(@itemtype, 'schema.org/Article')]"):
        title = _property(item, "name")
        links = item.xpath(".//a[@itemprop='url']/@href | .//a/@href")
        if title:
            found.append(
                (
                    title,
                    " ".join("".join(item.xpath(".//*[@itemprop='publisher'][1]//text()")).split()),
                    _property(item, "description"),
                    real_address(str(links[0])) if links else "",
                )
            )
    return found


def _property(item: object, name: str) -> str:
    held = item.xpath(f".//*[@itemprop='{name}']")  # type: ignore[attr-defined]
    return " ".join(held[0].text_content().split()) if held else ""


def _plain(text: str) -> list[tuple[str, str, str, str]]:
    found = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        link = next((i for i, line in enumerate(lines) if _LINK.match(line)), None)
        if link is None or link < 1:
            continue
        url = real_address(_LINK.match(lines[link])[1])  # type: ignore[index]
        if "google." in (urlsplit(url).hostname or ""):
            continue  # the alert's own links: edit, see all
        title, *rest = lines[:link]
        outlet = rest.pop(0) if len(rest) > 1 and len(rest[0]) <= 40 and rest[0][-1] not in ".?!" else ""
        found.append((title, outlet, " ".join(rest), url))
    return found
