"""Web addresses: the day under which an outlet files a page, and the host, who published it."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from nlp.readers.source.dates import MONTH_WORDS, make_day, month_number

_PATH_DAY = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)(?P<by>[/_-]?)(?P<m>\d\d?|{MONTH_WORDS})(?P=by)(?P<d>\d\d?)(?=[/_.-]|$)", re.I
)
_PATH_YEAR = re.compile(r"/((?:19|20)\d\d)(?=/|$)")


def address_day(address: str) -> date | None:
    """The day that a web address files its page under: ``/2021/03/16/x``, ``/2021/mar/16/x``,
    ``/2021-03-16-x``, ``/20210316/x``. One in the middle of a page's name may be what the page tells of."""
    days = set()
    for match in _PATH_DAY.finditer(_path(address)):
        if not match["by"] and len(match["m"] + match["d"]) != 4:
            continue
        month = int(match["m"]) if match["m"].isdigit() else month_number(match["m"]) or 0
        days.add(make_day(int(match["y"]), month, int(match["d"])))
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def address_year(address: str) -> int | None:
    """The year that a web address files its page under."""
    day = address_day(address)
    years = {day.year} if day else {int(year) for year in _PATH_YEAR.findall(_path(address))}
    return years.pop() if len(years) == 1 else None


def _path(address: str) -> str:
    try:
        return urlsplit(address.strip()).path
    except ValueError:
        return ""


def address_host(address: str | None) -> str | None:
    """The host that an address names, without "www."."""
    try:
        host = urlsplit((address or "").strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None
