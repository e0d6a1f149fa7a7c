"""The publication date, and on what it rests. What is not stated stays unknown."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from nlp.readers import read_paths
from nlp.readers.imprint.imprint import find_imprint
from nlp.readers.source.dates import file_name_day, parse_day
from nlp.records import Document, PublishedBasis
from tests.nlp.readers.samples import ARTICLE, BODY, HEADLINE, mail, page, pdf, read_one, word

DAY = date(2024, 3, 8)
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Published: 8 March 2024",
        "Published 8 March 2024, 10:15 GMT",
        "PUBLISHED ON MARCH 8, 2024 AT 10:15 A.M. EST",
        "First published on Fri 8 Mar 2024 06.00 CET",
        "Posted on March 8th, 2024",
        "Publication date: 2024-03-08",
        "Date: Friday, 8 March 2024",
        "By Ada Brook | Published 8 March 2024 | Updated 9 March 2024",
        "Dranova Wire • Published: 2024/03/08",
        "Published: 10:15, 8 March 2024",
        "Published: 08.03.2024",
        "8 March 2024",
        "Friday, March 8, 2024, 10:15",
        "By Ada Brook, March 8, 2024",
        "VELIN, March 8, 2024 (Dranova Wire) - The bridge was closed.",
        "Velin, 8 March 2024 — The bridge was closed.",
        "VELIN (TARN), 8 MAR 24 (DW) -- [TEXT] THE BRIDGE WAS CLOSED.",
        "VELIN, MAR 8 24 (DW) -- [TEXT] THE BRIDGE WAS CLOSED.",
        "Updated: 8 March 2024",
        "Last updated 8 March 2024 10:15",
    ],
)
def test_day_stated_in_the_text(line: str) -> None:
    assert find_imprint([HEADLINE, line, *BODY], today=TODAY).published == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on 8 March 2024.",
        "8 March 2024 was a day of mourning in Velin.",
        "The report was published on 8 March 2024.",
        "Published on 8 March 2024, the report blames the army.",
        "VELIN, March 8 (Dranova Wire) - The bridge was closed.",  # no year
        "VELIN, 8 MAR (DW) -- [TEXT] THE BRIDGE WAS CLOSED.",
        "On March 8, 2024 - a Friday - the bridge was closed.",
        "Published: 03/08/2024",  # 3 August or 8 March
        "Published: 31 February 2024",
        "Published: yesterday",
        "© 2024 Dranova Wire",
        "Copyright 8 March 2024 Dranova Wire",
        "Page 8 16 June 1960: New bridge opened",
        "Meeting on 8 March 2024 | Minutes",
    ],
)
def test_day_that_is_not_the_day_of_publication(line: str) -> None:
    assert find_imprint([HEADLINE, line, *BODY], today=TODAY).published is None


def test_published_beats_dateline_beats_update() -> None:
    dateline = "VELIN, March 8, 2024 (DW) - The bridge was closed."
    assert find_imprint(["Updated: 9 March 2024", dateline], today=TODAY).published == DAY
    assert find_imprint(["Published: 7 March 2024", dateline], today=TODAY).published == date(2024, 3, 7)


def test_two_lone_days_decide_nothing() -> None:
    assert (
        find_imprint(["8 March 2024", "Valid until", "1 January 2030", *BODY], today=TODAY).published is None
    )


@pytest.mark.parametrize(("figures", "year"), [("89", 1989), ("24", 2024), ("27", 2027), ("28", 1928)])
def test_century_of_a_cable(figures: str, year: int) -> None:
    line = f"VELIN, 12 MAR {figures} -- [TEXT] THE BRIDGE WAS CLOSED."
    assert find_imprint([line], today=TODAY).published == date(year, 3, 12)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-03-08_bridge.txt", DAY),
        ("bridge_2024_03_08.txt", DAY),
        ("report-20240308.txt", DAY),
        ("8 March 2024 - bridge.txt", DAY),
        ("bridge-march-8-2024.html", DAY),
        ("08.03.2024.pdf", DAY),
        ("25-03-2024.txt", date(2024, 3, 25)),
        ("08-03-2024.txt", None),  # day or month first
        ("2024-03-08 to 2024-03-10.txt", None),
        ("bridge-2024.txt", None),
        ("20240308123456.txt", None),
        ("case-2024-1234.txt", None),
        ("2024-13-40.txt", None),
    ],
)
def test_day_in_the_file_name(name: str, day: date | None) -> None:
    assert file_name_day(name) == day
    document = read_one(name, ARTICLE) if name.endswith(".txt") else None
    if document is not None:
        assert (document.published, document.published_basis) == (
            day,
            PublishedBasis.FILE_NAME if day else None,
        )


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-08", DAY),
        ("2024-03-08T23:59:00-11:00", DAY),  # the day as the outlet wrote it
        ("2024-03-08 23:59:00+00", DAY),
        ("20240308T100000Z", DAY),
        ("Fri, 08 Mar 2024 10:00:00 +0000", DAY),
        ("March 8, 2024 at 10:00", DAY),
        ("8.3.2024", DAY),
        ("3/8/2024", None),
        ("1970-01-01T00:00:00Z", None),  # software's word for "unknown"
        ("0001-01-01", None),
        ("March 2024", None),
        ("1709884800", None),
        ("", None),
    ],
)
def test_day_in_a_field(value: str, day: date | None) -> None:
    assert parse_day(value) == day


def test_metadata_before_text_before_file_name_before_analyst(tmp_path: Path) -> None:
    stated = f"{HEADLINE}\n\nPublished: 7 March 2024\n\n" + "\n\n".join(BODY)
    (tmp_path / "2024-03-06.txt").write_text(stated)
    (tmp_path / "2024-03-05.txt").write_text(ARTICLE)
    (tmp_path / "plain.txt").write_text(ARTICLE)
    (tmp_path / "2024-03-04.eml").write_bytes(mail(stated, Date="Fri, 8 Mar 2024 23:30:00 -0500").as_bytes())
    found = {
        d.path.split("/")[-1]: (d.published, d.published_basis)
        for d in read_paths([tmp_path], published=date(2024, 1, 1))
        if isinstance(d, Document)
    }
    assert found == {
        "2024-03-04.eml": (DAY, PublishedBasis.METADATA),
        "2024-03-06.txt": (date(2024, 3, 7), PublishedBasis.TEXT),
        "2024-03-05.txt": (date(2024, 3, 5), PublishedBasis.FILE_NAME),
        "plain.txt": (date(2024, 1, 1), PublishedBasis.ANALYST),
    }


def test_modification_time_is_never_used(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(ARTICLE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (document,) = read_paths([path])
    assert isinstance(document, Document)
    assert (document.published, document.published_basis) == (None, None)


CREATED = "D:20240308101500+01'00'"


def test_a_files_day_of_making_needs_the_reports_word() -> None:
    """The creation date of a PDF or Word file may be the day of a scan, a download or a copy."""
    assert read_one("a.pdf", pdf(ARTICLE, CreationDate=CREATED)).published is None
    supported = read_one("a.pdf", pdf(f"{HEADLINE}\nVelin, 8 March 2024\n{BODY[0]}", CreationDate=CREATED))
    assert (supported.published, supported.published_basis) == (DAY, PublishedBasis.METADATA)
    assert read_one("a.docx", word(HEADLINE, *BODY)).published is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-08T23:30:00-05:00">',
        '<meta name="pubdate" content="Fri, 08 Mar 2024 10:00:00 GMT">',
        '<meta itemprop="datePublished" content="2024-03-08">',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-03-08"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle", "Article"],'
        '"datePublished": "2024-03-08"}, {"@type": "Organization", "name": "x"}]}</script>',
    ],
)
def test_day_in_a_pages_metadata(head: str) -> None:
    document = read_one("a.html", page("".join(f"<p>{p}</p>" for p in BODY), head=head))
    assert (document.published, document.published_basis) == (DAY, PublishedBasis.METADATA)


@pytest.mark.parametrize(
    ("body", "basis"),
    [
        ('<time datetime="2024-03-08T10:00" class="entry-date published">8 March</time>', "metadata"),
        ('<time datetime="2024-03-08" itemprop="datePublished">8 March</time>', "metadata"),
        ("<p class=meta>Published: 8 March 2024</p>", "text"),
        ("<div><span>By Ada Brook</span> | <span>Posted on 8 March 2024</span></div>", "text"),
        ('<time datetime="2024-03-08">opening of the fair</time>', None),
        ('<aside><time pubdate datetime="2024-03-08">another story</time></aside>', None),
        ("<footer>© 2024 Dranova Wire. Page made on 8 March 2024</footer>", None),
        ('<link rel="canonical" href="https://wire.example/2024/03/08/bridge.html">', "metadata"),
        ('<meta property="article:modified_time" content="2024-03-08">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>', None),
    ],
)
def test_day_on_a_page(body: str, basis: str | None) -> None:
    document = read_one("a.html", page(body + "".join(f"<p>{p}</p>" for p in BODY)))
    assert document.published == (DAY if basis else None)
    assert document.published_basis == basis


def test_publisher_and_author() -> None:
    imprint = find_imprint(
        [HEADLINE, "By Ada Brook and Jon Reed in Velin", "Source: Dranova Wire", *BODY, "Source: Osk Times"],
        today=TODAY,
    )
    assert (imprint.author, imprint.publisher) == ("Ada Brook and Jon Reed", "Dranova Wire")
    for line in ("By Friday the army had left", "By Ada Brook's account, nobody was hurt.", "By the river"):
        assert find_imprint([HEADLINE, line, *BODY], today=TODAY).author is None
    assert (
        find_imprint(["VELIN (Dranova Wire) - The bridge was closed."], today=TODAY).publisher
        == "Dranova Wire"
    )
    assert find_imprint(["Petra Lind (Labour) - the mayor - spoke."], today=TODAY).publisher is None


def test_byline_with_outlet_and_day() -> None:
    imprint = find_imprint([HEADLINE, "By Ada Brook, The Dranova Courier, 8 March 2024", *BODY], today=TODAY)
    assert (imprint.author, imprint.publisher, imprint.published) == ("Ada Brook", "The Dranova Courier", DAY)
