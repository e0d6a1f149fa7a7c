"""Feeds: RSS, RSS 1.0 and Atom, one report an item, with the outlet that it links to as publisher.

A blog's export (WordPress) is an RSS file, too. In the feed of a search or an alert every item is of another
outlet: there the item's own source, or the host it links to, is the publisher.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]

from nlp.errors import ReaderError
from nlp.readers.formats.date_fields import DateStyle, read_day
from nlp.readers.formats.field_names import publisher_name, real_address
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.readers.web.html_text import plain_text
from nlp.records import Skipped

_ITEMS = frozenset({"item", "entry"})
_TEXTS = ("encoded", "content", "description", "summary", "subtitle")
_DAYS = ("pubdate", "published", "issued", "date", "post_date", "created")
_NO_REPORTS = frozenset({"attachment", "nav_menu_item", "custom_css", "wp_global_styles", "revision"})


def read_feed(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield the items of a feed; ``path:1`` is the first.

    Raises:
        ReaderError: it is no XML, or no feed.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(blob.read(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReaderError("no XML") from error
    if root is None:
        raise ReaderError("no XML")
    items = [element for element in root.iter() if _name(element) in _ITEMS]
    if not items or _name(root) not in {"rss", "feed", "rdf", "channel"}:
        raise ReaderError("XML, but no feed")
    channel = next((each for each in root.iter() if _name(each) == "channel"), root)
    feed = _fields(channel)
    for number, item in enumerate(items, start=1):
        place = f"{blob.path}:{number}"
        yield from isolated(place, partial(_item, item, feed, place))


def _item(item: etree._Element, feed: dict[str, str], place: str) -> Iterator[ReportDraft | Skipped]:
    fields = _fields(item)
    if fields.get("post_type") in _NO_REPORTS:
        return
    title = plain_text(fields.get("title", ""))
    text = next((plain_text(fields[name]) for name in _TEXTS if fields.get(name)), "") or title
    if not text:
        yield Skipped(path=place, reason="no text in it")
        return
    url = real_address(fields.get("link", ""))
    days = (day for name in _DAYS if (day := read_day(fields.get(name), style=DateStyle())))
    yield ReportDraft(
        path=place,
        text=text,
        title=title or None,
        published=next(days, None),
        publisher=_publisher(fields, feed, url),
        author=fields.get("creator") or fields.get("author") or fields.get("contributor"),
        language=feed.get("language") or feed.get("@lang"),
        url=url or None,
        at={"message_id": fields["guid"]} if fields.get("guid") else {},
    )


def _publisher(fields: dict[str, str], feed: dict[str, str], url: str) -> str | None:
    if fields.get("source"):
        return fields["source"]
    own, other = _host(real_address(feed.get("link", ""))), _host(url)
    if other and own and other != own and not other.endswith("." + own):
        return publisher_name(url)
    return plain_text(feed.get("title", "")) or publisher_name(url)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _fields(element: etree._Element) -> dict[str, str]:
    """The element's children by local name, the first of each; XHTML inside one is kept as markup."""
    fields: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if not name or name in _ITEMS:
            continue
        if name == "link" and child.get("href"):
            text = child.get("href") if child.get("rel", "alternate") == "alternate" else ""
        elif name in {"author", "source", "contributor"} and len(child):
            text = next((each.text or "" for each in child.iter() if _name(each) in {"name", "title"}), "")
        elif len(child):
            text = "".join(etree.tostring(each, encoding="unicode") for each in child)
        else:
            text = child.text or ""
        if text.strip():
            fields.setdefault(name, text.strip())
    return fields


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1].casefold() if isinstance(tag, str) else ""
