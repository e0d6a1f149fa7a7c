"""Plain text of fields that hold a piece of a web page: feeds, exports of blogs, scraped JSON."""

from __future__ import annotations

import html
import re

from nlp.errors import ReaderError

_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|b|i|em|strong|span|img|table|tr|td|blockquote|figure)\b[^<>]{0,2000}/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d?);", re.I)


def plain_text(text: str) -> str:
    """``text`` without the tags and character names of HTML, where it has any."""
    if not _MARKUP.search(text):
        return html.unescape(text) if _ENTITY.search(text) else text
    from nlp.readers.web.html import parse_page
    from nlp.readers.web.html_blocks import page_lines

    try:
        return "\n\n".join(page_lines(parse_page(f"<div>{text}</div>")))
    except ReaderError:
        return text
