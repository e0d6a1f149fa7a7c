"""Web pages, PDF and Word: the article's text without what stands around it."""

from __future__ import annotations

import socket
import textwrap

import pytest

from nlp.readers.pdf.paragraphs import join_pages
from nlp.readers.source.report_draft import MARK
from nlp.records import Document
from tests.nlp.readers.samples import BODY, HEADLINE, page, pdf, read, read_one, reason, report, word

ARTICLE = f"<h1>{HEADLINE}</h1>" + "".join(f"<p>{p}</p>" for p in BODY)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is read may reach for the network."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"network used: {arguments}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_page_without_its_surroundings() -> None:
    body = (
        "<header><nav><a>News</a><a>Sport</a></nav></header>"
        f"<article>{ARTICLE}<div class='related'><h3>Most read</h3><ul><li>Harbour festival</li></ul></div>"
        "</article><aside><p>Footballer Dario Mellish signs for Osk Rovers, his agent says.</p></aside>"
        "<footer>© 2024 Dranova Wire. Chief executive: Barnaby Wex.</footer>"
        "<script>var x = 'Mirna Dahl'</script>"
    )
    document = read_one("a.html", page(body))
    assert report(document)[-3:] == list(BODY)
    for name in ("Mellish", "Wex", "Dahl", "Sport"):
        assert name not in document.text


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (
            '<meta property="og:site_name" content="Dranova Wire">'
            '<meta property="og:title" content="Blast at Velin">'
            '<meta name="author" content="Ada Brook">',
            ("Blast at Velin", "Dranova Wire", "Ada Brook"),
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "publisher": '
            '{"name": "Dranova Wire"}, "author": [{"name": "Ada Brook"}, {"name": "Jon Reed"}]}</script>',
            (HEADLINE, "Dranova Wire", "Ada Brook, Jon Reed"),
        ),
        (
            '<link rel="canonical" href="https://www.wire.example/2024/bridge">',
            (HEADLINE, "wire.example", None),
        ),
        ('<meta property="article:author" content="https://social.example/ada">', (HEADLINE, None, None)),
    ],
)
def test_title_publisher_author(head: str, facts: tuple[str | None, ...]) -> None:
    document = read_one("a.html", page(ARTICLE, head=head))
    assert (document.title, document.publisher, document.author) == facts


def test_title_element_without_the_sites_name() -> None:
    head = '<title>Blast at Velin | Dranova Wire</title><meta property="og:site_name" content="Dranova Wire">'
    body = "".join(f"<p>{p}</p>" for p in BODY)
    assert read_one("a.html", page(body, head=head)).title == "Blast at Velin"


def test_page_in_an_old_encoding() -> None:
    html = page("<p>Мост через реку был закрыт в пятницу после взрыва, сообщила полиция.</p>", lang="ru")
    html = html.replace(
        "<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    )
    document = read_one("a.html", html.encode("cp1251"))
    assert "после взрыва" in document.text
    assert document.language == "ru"


def test_right_to_left_page() -> None:
    sentence = "أغلق الجسر يوم الجمعة بعد انفجار، قالت الشرطة في المدينة."
    document = read_one("a.html", page(f"<article><p dir=rtl>{sentence}</p></article>", lang="ar"))
    assert (document.text, document.language) == (sentence, "ar")


@pytest.mark.parametrize(
    "html",
    [
        "http://wire.example/bridge.html",  # nothing is fetched
        "<p>One sentence without anything around it.</p>",
        page("<p>Short."),
        "<?xml version='1.0' encoding='utf-16'?><html><body><p>Text.</p></body></html>",
        "<html><body>" + "<div>" * 200 + "deep",
        "<table><tr><td>One</td><td>Two</td></tr></table>",
        "plain text & nothing else",
        "<img src='http://wire.example/a.png'><base href='http://wire.example/'><p>A picture and a text.</p>",
    ],
)
def test_scraps_of_pages_are_read_offline(html: str) -> None:
    assert read_one("a.html", html).text


def test_page_without_text() -> None:
    assert reason("a.html", b"<html><body><img src=x></body></html>") == "no text in it"
    assert reason("a.html", b"<!-- -->")


def test_deep_nesting_does_not_crash() -> None:
    assert read("a.html", b"<div>" * 50_000 + b"text")


PAGES = [
    "DRANOVA QUARTERLY\nNo. 12, 2024\n" + textwrap.fill(" ".join(BODY * 3), 70) + f"\nPage {number} of 4"
    for number in range(1, 5)
]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    text = "\n\n".join(join_pages(PAGES)[0]).replace(MARK, "")
    assert text.count("eastern span") == 12
    for line in ("DRANOVA QUARTERLY", "No. 12", "Page 1"):
        assert line not in text


def test_a_line_that_is_on_one_page_only_stays() -> None:
    pages = [f"Chapter {name}\n{textwrap.fill(BODY[0] * 3, 70)}" for name in ("one", "two", "three")]
    text = "\n".join(join_pages(pages)[0]).replace(MARK, "")
    assert all(f"Chapter {name}" in text for name in ("one", "two", "three"))


def test_words_cut_at_line_ends_are_made_whole() -> None:
    lines = "The bridge was shut after an explo-\nsion hit its well-\nkept span. A well-kept span, they said."
    (paragraph,), _ = join_pages([lines])
    assert paragraph.replace(MARK, "") == (
        "The bridge was shut after an explosion hit its well-kept span. A well-kept span, they said."
    )


def test_pdf_title_and_author_only_where_the_report_bears_them_out() -> None:
    body = "\n".join(textwrap.wrap(BODY[0], 70))
    junk = read_one("report.pdf", pdf(body, Title="Microsoft Word - final2.doc", Author="user17"))
    assert (junk.title, junk.author) == ("report", None)
    sound = read_one(
        "report.pdf", pdf(f"{HEADLINE}\n\nAda Brook\n\n{body}", Title=HEADLINE, Author="Ada Brook")
    )
    assert (sound.title, sound.author) == (HEADLINE, "Ada Brook")


def test_word_tables_are_lines() -> None:
    document = read_one("a.docx", word(HEADLINE, *BODY, rows=(("Name", "Role"), ("Petra Lind", "mayor"))))
    assert document.text.split("\n\n")[-2:] == ["Name | Role", "Petra Lind | mayor"]


def test_paragraph_offsets_point_into_the_text() -> None:
    for name, data in (
        ("a.html", page(ARTICLE).encode()),
        ("a.docx", word(HEADLINE, "Advertisement", *BODY)),
    ):
        (document,) = read(name, data)
        assert isinstance(document, Document)
        for start, end in document.boilerplate:
            assert document.text[start:end] == "Advertisement"
