"""What a web page says about itself: JSON-LD, meta elements, ``<time>`` elements and its headline.

Only fields that state the day of *publication* are dates here. Fields are looked up in
``nlp/rules/metadata.toml``; JSON-LD is read as schema.org defines it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from nlp.readers.source.addresses import address_host
from nlp.readers.source.dates import parse_day
from nlp.readers.web.html_dates import marked_day
from nlp.records import DateCandidate
from nlp.rules import load_rules

_FIELDS = load_rules("metadata")["html"]
# What some pages put around a script's data: comment marks, a character data section, a last semicolon.
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Title, date, publisher, author and language as a page states them."""

    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    published_words: str = ""
    published_probable: bool = False
    candidates: tuple[DateCandidate, ...] = ()


def read_page_facts(tree: HtmlElement) -> PageFacts:
    """Read a page's own statements about the article on it."""
    meta = _meta(tree)
    headline = _first(meta, "title") or _heading(tree)
    article = _article(tree, headline)
    publisher = (
        _first(meta, "publisher") or _name(article.get("publisher")) or address_host(_address(tree, meta))
    )
    title = headline or _text(article.get("headline")) or _page_title(tree, publisher)
    author = _name(article.get("author")) or _first(meta, "author")
    if author and author.startswith(("http://", "https://")):
        author = None
    published, words = _stated_day(meta, article)
    marked = marked_day(tree) if published is None else None
    if marked:
        published, words = marked.day, marked.words
    return PageFacts(
        title=title,
        published=published,
        publisher=publisher,
        author=author,
        language=tree.get("lang") or next(iter(meta.get("og:locale", ())), None),
        url=_address(tree, meta),
        published_words=words,
        published_probable=marked.probable if marked else False,
        candidates=tuple(_changed_days(meta, article)) if published is None else (),
    )


def _stated_day(meta: dict[str, list[str]], article: dict[str, Any]) -> tuple[date | None, str]:
    """The day of publication in the page's metadata, and the value it is read from."""
    values = [_text(article.get(name)) or "" for name in _FIELDS["json_ld"]["published"]]
    for name in _FIELDS["published"]:
        values += meta.get(name, ())
    return next(((day, value) for value in values if (day := parse_day(value))), (None, ""))


def _changed_days(meta: dict[str, list[str]], article: dict[str, Any]) -> Iterator[DateCandidate]:
    values = [_text(article.get(name)) or "" for name in _FIELDS["json_ld"]["modified"]]
    for name in _FIELDS["modified"]:
        values += meta.get(name, ())
    for value in values:
        if day := parse_day(value):
            yield DateCandidate(day=day, words=value, reason="the page was changed or made on that day")


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], field: str) -> str | None:
    names: tuple[str, ...] = tuple(_FIELDS[field])
    return next((meta[name][0] for name in names if name in meta), None)


def _heading(tree: HtmlElement) -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    filled = [heading for heading in headings if heading]
    return filled[0] if len(filled) == 1 else None


def _page_title(tree: HtmlElement, publisher: str | None) -> str | None:
    title = next((" ".join((t.text or "").split()) for t in tree.iter("title")), "")
    if publisher:
        title = re.sub(rf"\s*[|–—:-]\s*{re.escape(publisher)}\s*$", "", title, flags=re.I)
    return title or None


def _address(tree: HtmlElement, meta: dict[str, list[str]]) -> str | None:
    """The page's own address; a bare host says nothing of the page."""
    links = [
        link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    for address in [*links, *meta.get("og:url", ()), *meta.get("twitter:url", ())]:
        if address.startswith(("http://", "https://")) and address_host(address):
            return str(address)
    return None


def _article(tree: HtmlElement, headline: str | None) -> dict[str, Any]:
    """The JSON-LD object that describes this page's article; empty where it isn't clear which one does."""
    articles = [item for item in _json_ld(tree) if "datePublished" in item or "publisher" in item]
    named = [item for item in articles if headline and _same(_text(item.get("headline")), headline)]
    news = [item for item in articles if "page" not in str(item.get("@type")).lower()] or articles
    for candidates in (named, news):
        if candidates and len({_text(item.get("datePublished")) for item in candidates}) == 1:
            return candidates[0]
    return {}


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue  # one broken block says nothing about the others
        items = data if isinstance(data, list) else [data]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for candidate in [item, *(graph if isinstance(graph, list) else ())]:
                if isinstance(candidate, dict) and _types(candidate) & set(_FIELDS["article_types"]):
                    yield candidate


def _types(item: dict[str, Any]) -> set[str]:
    types = item.get("@type")
    return {str(value).lower() for value in (types if isinstance(types, list) else [types])}


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for item in value[:5] if (name := _name(item))) or None
    return _name(value.get("name")) if isinstance(value, dict) else _text(value)


def _same(a: str | None, b: str) -> bool:
    def fold(text: str) -> list[str]:
        return re.findall(r"\w+", text.casefold())

    return a is not None and (fold(a) == fold(b) or fold(a) == fold(b)[: len(fold(a))] != [])
