"""The day of publication as a page's elements mark it: ``<time>`` and the like.

An element that says of itself that it is the day of publication is believed wherever it stands in the
article; one that only is a date counts between the headline and the second paragraph, where a page has
its imprint, and only if what it shows is a date ("16 March", "2 days ago") and no word before it speaks
of a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from nlp.readers.imprint.imprint_lines import label_before, shows_date
from nlp.readers.imprint.imprint_words import Said
from nlp.readers.source.dates import find_days, parse_day

_PUBLISHED = re.compile(
    r"publish|posted|entry-date|post-date|article-date|pub-?date|date-?line|release-?date", re.I
)
_CHANGED = re.compile(r"modif|updat|revis|edited", re.I)
_OTHERS = re.compile(
    r"comment|repl(?:y|ies)|related|sidebar|widget|promo|teaser|recommend|popular|latest|trending|most-?read"
    r"|read-?more|more-?(?:news|stories)|up-?next|carousel|ticker|disqus|footer|navbar|breaking",
    re.I,
)
_VALUES = (
    "datetime", "content", "data-datetime", "data-published", "data-published-at", "data-date",
    "data-timestamp", "data-time", "data-utime", "data-epoch", "data-unix", "title",
)  # fmt: skip
_TAGS = ("time", "relative-time", "time-ago", "local-time", "span", "div", "p", "abbr", "meta", "small")
_SHOWN = 60  # characters of a date that is shown
_LONG = 40  # characters of a paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDay:
    """A day that an element marks, in its words, and whether it may be another than that of publication."""

    day: date
    words: str
    probable: bool = False


def marked_day(tree: HtmlElement) -> MarkedDay | None:
    """The day of publication that the elements of a page mark; None where there is none, or several."""
    stated: list[MarkedDay] = []
    near: list[MarkedDay] = []
    others: list[MarkedDay] = []
    for element, beside in _dated(tree):
        found = _value(element)
        if found is None or _of_others(element, beside):
            continue
        kind = _kind(element)
        if kind is Said.UPDATED:
            continue
        if kind is Said.PUBLISHED:
            stated.append(found)
        elif _is_time(element) and shows_date(_text(element)):
            (near if beside else others).append(found)
    if stated:
        return stated[0] if len({each.day for each in stated}) == 1 else None
    if near:
        return near[0]
    days = {each.day for each in others}
    return MarkedDay(day=others[0].day, words=others[0].words, probable=True) if len(days) == 1 else None


def _dated(tree: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """The elements that may mark a day, each with whether it stands by the headline."""
    headings = [h for h in tree.iter("h1") if h.text_content().strip()]
    heading = headings[0] if len(headings) == 1 else None
    beside, paragraphs = False, 0
    for element in tree.iter():
        if element is heading:
            beside = True
        elif beside and element.tag == "p" and len(_text(element)) > _LONG:
            paragraphs += 1
            beside = paragraphs < 2
        if element.tag in _TAGS:
            inside = heading is not None and any(up is heading for up in element.iterancestors())
            listed = paragraphs > 0 and any(up.tag == "li" for up in element.iterancestors())
            yield element, inside or (beside and not listed)


def _is_time(element: HtmlElement) -> bool:
    return element.tag in {"time", "relative-time", "time-ago", "local-time"} or any(
        element.get(name) for name in _VALUES if name.startswith("data-")
    )


def _kind(element: HtmlElement) -> Said | None:
    """Whether an element marks itself, or is called by the words before it, published or changed."""
    names = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "property"))
    if _CHANGED.search(names):
        return Said.UPDATED
    if "datepublished" in names.casefold() or element.get("pubdate") is not None:
        return Said.PUBLISHED
    if element.tag in {"time", "abbr"} and (_PUBLISHED.search(names) or "dt-published" in names):
        return Said.PUBLISHED
    return label_before(_before(element)) if _is_time(element) else None


def _before(element: HtmlElement) -> str:
    """The last words before an element, in its parent."""
    parent = element.getparent()
    pieces = [] if parent is None else [parent.text or ""]
    for sibling in () if parent is None else parent:
        if sibling is element:
            break
        pieces += [_text(sibling) if isinstance(sibling.tag, str) else "", sibling.tail or ""]
    return " ".join(" ".join(pieces).split())[-_SHOWN:]


def _value(element: HtmlElement) -> MarkedDay | None:
    shown = _text(element)
    if len(shown) > _SHOWN and element.tag not in {"meta"}:
        return None
    for name in _VALUES:
        value = (element.get(name) or "").strip()
        if value and (day := _parse(value)):
            return MarkedDay(day=day, words=shown or value)
    days = {day for _, _, day in find_days(shown)}
    return MarkedDay(day=days.pop(), words=shown) if len(days) == 1 else None


def _parse(value: str) -> date | None:
    if re.fullmatch(r"\d{10}|\d{13}", value):
        seconds = int(value[:10])
        return datetime.fromtimestamp(seconds, UTC).date() if 1e8 < seconds < 4e9 else None
    return parse_day(value)


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _of_others(element: HtmlElement, beside: bool) -> bool:
    """Whether an element stands in something that is not the article: a list, a comment, a box."""
    for up in (element, *element.iterancestors()):
        if up.tag in {"aside", "nav", "footer"} or (up.tag == "li" and not beside):
            return True
        names = f"{up.get('class') or ''} {up.get('id') or ''}"
        if (
            up.tag not in {"body", "html"}
            and _OTHERS.search(names)
            and not (beside and up.tag in {"article", "main"})
        ):
            return True
    return False
