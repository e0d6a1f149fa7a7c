"""Days in the heads of texts: every form that reports carry, and days that are none of publication."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.records import Document, PublishedBasis
from tests.nlp.readers.samples import page, read_one

BODY = (
    "\n\nTroops sealed the bridge at Ostmark on Tuesday after a lorry caught fire, the mayor said. "
    "Two men were held in Velin the next day."
)
DAY = date(2018, 12, 3)


def _read(head: str) -> Document:
    return read_one("0.txt", head + BODY)


@pytest.mark.parametrize(
    "head",
    [
        "Ferry halted\n\nBy ADA BROOK and JON REED DEC. 3, 2018",
        "Ferry halted\n\nBy Ada Brook\n\nDec. 3, 2018, 4:15 p.m. ET",
        "Ferry halted\n\nOSTMARK, Dec. 3, 2018 —",
        "OSTMARK, Velin — Dec. 3, 2018 —",
        "Ferry halted\n\nDranova Courier, 3 December 2018",
        "Ferry halted\n\nMeridian, 3 December 2018",
        "(Published 3 December 2018)",
        "Ferry halted\n\n(Posted: 03 Dec 2018)",
        "Situation Report No. 14\n\nas of 3 December 2018",
        "Humanitarian Bulletin | 3 December 2018",
        "Ferry halted\n\nDecember 3 at 3:57 PM\n\n© 2018 Dranova Courier",
        "Ferry halted\n\nhttps://dranova.example/2018/12/03/ferry-halted\n\nDecember 3 at 3:57 PM",
        "Ferry halted\n\nhttps://dranova.example/news/2018/ferry-halted-and-a-long-long-name-of-it-a-4432\n2018-12-03",
        "Ferry halted\n\nLast modified: 9 May 2020\n3 December 2018",
        "Ferry halted\n\nMonday 3 December 2018 10.15 GMT",
        "Ferry halted\n\nPublished: 3 December 2018 | Modified: 5 December 2018",
        "Ferry halted\n\n3 December 2018 • 5 min read • 12 comments",
        "Ferry halted\n\n03 Dec, 2018, 10:14 | Updated: 04 Dec, 2018",
        "Ferry halted\n\nFirst published on Mon 3 Dec 2018 14.05 GMT\n\nLast modified on Tue 4 Dec 2018",
        "Home\n\nNews\n\nSport\n\nBridge collapses in Osk\n\n12 May 2019\n\nMayor of Osk resigns today\n\n"
        "11 May 2019\n\nFerry halted at the Ostmark crossing\n\nBy Ada Brook\n\n3 December 2018",
        "Reference ID: 09VELIN123\n\nCreated: 2018-12-03 12:34\n\nReleased: 2021-08-30 01:44\n\n"
        "Origin: Embassy Velin",
        "Reference ID   Created   Released   Classification   Origin\n"
        "18VELIN123   2018-12-03 12:34   2021-08-30 01:44   CONFIDENTIAL   Embassy Velin",
        "R 031234Z DEC 18\nFM EMBASSY VELIN\nTO SECSTATE",
        "Date: December 3, 2018\nFrom: Ada Brook\nTo: Jon Reed",
        "Published 3 December 2018 10:00 Image: A ferry at Ostmark. ",
        "Ferry halted\n\nIssued on: 03/12/2018 - 14:15 Modified: 13/12/2018",
        "Ferry halted\n\nWritten by Ada Brook, Dranova News\nUpdated 9:14 AM ET, Mon December 3, 2018",
        "Ferry halted\n\nMon, Dec 3rd 2018 – 10:45 am",
        "STATEMENT OF THE MINISTRY\n\n3 December 2018",
        "Ferry halted | Dranova Courier | December 3, 2018",
        "Ferry halted\n\nAda Brook, Dranova Courier Published 6:00 a.m. ET Dec. 3, 2018",
        "Ferry halted\n\nDec 3, 2018\n\nShare\n\nTweet",
        "Release Date: 03 December 2018",
        "Ferry halted\n\nStory by Ada Brook • 2018-12-03",
    ],
)
def test_day_in_the_head(head: str) -> None:
    assert _read(head).published == DAY


@pytest.mark.parametrize(
    "head",
    [
        "Ferry disaster, 3 December 2018",
        "Ferry halted\n\nCopyright 3 December 2018 Dranova",
        "Ferry halted\n\nIncident date: 3 December 2018",
        "Ferry halted\n\nScraped at: 3 December 2018",
        "Ferry halted\n\nRetrieved 3 December 2018",
        "Timeline\n\n3 December 2018\n\nA lorry caught fire at the bridge in Velin.\n\n4 December 2018\n\n"
        "Two men were held.",
        "Ferry halted\n\nNext meeting: 3 December 2018",
        "Ferry halted\n\nBorn: 3 December 2018",
        "Date of attack: 3 December 2018",
        "Ferry halted\n\nRelated: Mayor resigns, 3 December 2018",
    ],
)
def test_day_of_something_else(head: str) -> None:
    document = _read(head)
    assert document.published is None
    assert DAY in {each.day for each in document.candidates}


@pytest.mark.parametrize(
    "tail",
    [
        "\n\nRead more\n\nMayor resigns\n\nPublished 3 December 2018",
        "\n\n© 3 December 2018 Dranova",
        "\n\n2 Comments\n\nJon said: shame\n\nPosted 3 December 2018",
        "\n\nReferences\n\n1. Holm, A. The bridge. Published 3 December 2018.",
    ],
)
def test_days_below_the_report(tail: str) -> None:
    assert read_one("0.txt", f"Ferry halted{BODY}{tail}").published is None


@pytest.mark.parametrize(
    ("head", "probable"),
    [
        ("Ferry halted\n\nDranova Courier, 3 December 2018", False),
        ("Ferry halted\n\nMeridian, 3 December 2018", True),
        ("Ferry halted\n\nas of 3 December 2018", True),
        ("Ferry halted\n\nUpdated: 3 December 2018", True),
        ("Ferry halted\n\nDecember 3 at 3:57 PM\n\n© 2018 Dranova Courier", True),
    ],
)
def test_what_is_only_probable_says_so(head: str, probable: bool) -> None:
    document = _read(head)
    assert (document.published, document.published_probable) == (DAY, probable)
    assert document.published_basis is PublishedBasis.TEXT
    assert document.published_words


def test_analyst_before_probable() -> None:
    from nlp.readers.finish.document import finish_draft
    from nlp.readers.source.report_draft import ReportDraft

    draft = ReportDraft(path="a", text=f"Ferry halted\n\nas of 3 December 2018{BODY}")
    (document,) = finish_draft(draft, published=date(2018, 12, 4))
    assert isinstance(document, Document)
    assert (document.published, document.published_basis) == (date(2018, 12, 4), PublishedBasis.ANALYST)


def test_address_and_its_host() -> None:
    document = _read("Ferry halted\n\nhttps://www.dranova.example/2018/12/03/ferry-halted")
    assert (document.published, document.publisher) == (DAY, "dranova.example")
    assert document.url == "https://www.dranova.example/2018/12/03/ferry-halted"


ARTICLE = "".join(f"<p>{part}.</p>" for part in BODY.strip().split(". "))


@pytest.mark.parametrize(
    "head",
    [
        "<time datetime='2018-12-03'>3 Dec</time>",
        "<time datetime='2018-12-03T10:00Z'>3 days ago</time>",
        "<p>By Ada Brook, <time datetime='2018-12-03'>Monday</time></p>",
        "<time data-timestamp='1543831200'>10:00</time>",
        "<relative-time datetime='2018-12-03T10:00:00Z'>Dec 3</relative-time>",
        "<time>3 December 2018</time>",
        "Updated <time datetime='2019-02-01'>1 Feb</time> Published <time datetime='2018-12-03'>3 Dec</time>",
        "<time class='updated' datetime='2019-02-01'>1 Feb</time><time datetime='2018-12-03'>3 Dec</time>",
        "<abbr class='published' title='2018-12-03T10:00:00'>Monday</abbr>",
        "<p>Updated 1 February 2019 | Published 3 December 2018</p>",
        "<p>Mon 3 Dec 2018 08.00 GMT</p><p>Last modified on Fri 1 Feb 2019 10.00 BST</p>",
        '<script type=\'application/ld+json\'>//<![CDATA[\n{"@type":"NewsArticle","datePublished":'
        '"2018-12-03"}\n//]]></script>',
        "<link rel=canonical href='https://dranova.example/2018/12/03/ferry'>",
    ],
)
def test_day_by_the_headline_of_a_page(head: str) -> None:
    html = page(f"<article><h1>Ferry halted</h1>{head}{ARTICLE}</article>")
    assert read_one("a.html", html).published == DAY


@pytest.mark.parametrize(
    "part",
    [
        "<div class=comments><div><time datetime='2018-12-03'>3 Dec</time><p>Shame.</p></div></div>",
        "<div class=related><a href=#>Mayor resigns</a> <time datetime='2018-12-03'>3 Dec</time></div>",
        "<ul><li>Mayor resigns <time datetime='2018-12-03'>3 Dec</time></li></ul>",
        "<p>Last updated <time datetime='2018-12-03'>3 Dec</time></p>",
        "<p>The fair opens on <time datetime='2018-12-03'>the first Monday of the month</time>.</p>",
    ],
)
def test_other_days_on_a_page(part: str) -> None:
    html = page(f"<article><h1>Ferry halted</h1>{ARTICLE}</article>{part}")
    assert read_one("a.html", html).published is None


@pytest.mark.parametrize(
    ("fields", "probable"),
    [
        ('"date_publish": "2018-12-03 08:42:13"', False),
        ('"publishing_date": "2018-12-03T08:42:13"', False),
        ('"published_at": "2018-12-03T08:42:13Z"', False),
        ('"webPublicationDate": "2018-12-03"', False),
        ('"firstPublicationDate": "2018-12-03"', False),
        ('"pubDate": "Mon, 03 Dec 2018 08:42:13 GMT"', False),
        ('"created_at": "Mon Dec 03 08:42:13 +0000 2018"', False),
        ('"published_parsed": [2018, 12, 3, 8, 42, 13, 0, 337, 0]', False),
        ('"seendate": "20181203T084213Z"', True),
        ('"timestamp": "2018-12-03T08:42:13"', True),
        ('"date_publish": "None", "url": "https://dranova.example/2018/12/03/ferry"', False),
        ('"date_modify": "2019-01-01", "published": "3 December 2018", "date_download": "2020-01-01"', False),
    ],
)
def test_day_in_a_record(fields: str, probable: bool) -> None:
    document = read_one("a.json", f'{{"title": "Ferry halted", "text": "{BODY.strip()}", {fields}}}')
    assert (document.published, document.published_probable) == (DAY, probable)
    assert document.published_words


def test_days_of_change_and_saving_are_only_candidates() -> None:
    record = f'{{"text": "{BODY.strip()}", "date_modify": "2018-12-03", "scraped_at": "2019-02-28"}}'
    document = read_one("a.json", record)
    assert document.published is None
    assert [each.day for each in document.candidates] == [DAY, date(2019, 2, 28)]
