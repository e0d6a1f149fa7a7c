"""Encodings, normalisation, line ends and long texts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.finish.language_id import guess_language
from nlp.readers.finish.normalise import clean_text
from nlp.readers.finish.split import LONGEST, split_text
from nlp.readers.source.encoding import decode_text
from nlp.records import Document
from tests.nlp.readers.samples import ARTICLE, BODY, HEADLINE, read, read_one

ENGLISH = "The café’s owner – Zoë Brûlé – said: “It was closed.”"
RUSSIAN = "Мост через реку был закрыт в пятницу после взрыва, сообщила полиция. Никто не пострадал."
ARABIC = "أغلق الجسر يوم الجمعة بعد انفجار، قالت الشرطة. لم يصب أحد بأذى، وفقا لرئيس البلدية في المدينة."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        ("Le député André Lévêque a été blessé à Orléans, selon le maire.", "latin-1"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (ARABIC, "utf-8"),
        (ARABIC, "cp1256"),
        (ARABIC, "utf-16-be"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)) == text


def test_utf8_with_a_few_broken_bytes_stays_utf8() -> None:
    data = (RUSSIAN * 3).encode()
    broken = decode_text(data[:100] + b"\xff" + data[100:])
    assert broken is not None
    assert broken.replace("\ufffd", "") == RUSSIAN * 3


def test_declared_encoding_decides_where_letters_do_not() -> None:
    assert decode_text("Żółw".encode("iso8859-2"), declared="iso-8859-2") == "Żółw"
    assert decode_text(ENGLISH.encode(), declared="no-such-thing") == ENGLISH


@pytest.mark.parametrize(
    "data", [b"\x00" * 50, bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"]
)
def test_binary_is_no_text(data: bytes) -> None:
    assert decode_text(data) is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\r\n\r\nc", "a b\n\nc"),
        ("One thing.\nAnother thing.", "One thing.\n\nAnother thing."),
        ("A headline\nThe report begins.", "A headline\n\nThe report begins."),
        ("- one\n- two", "- one\n\n- two"),
        ("soft\u00adhyphen, no\u00a0break, zero\u200bwidth", "softhyphen, no break, zerowidth"),
        ("\u202eturned\u202c", "turned"),
        ("e\u0301", "é"),
        ("a\x00b\x07c\ufeff", "abc"),
        ("tab\tand  spaces  ", "tab and spaces"),
        ("page one\x0cpage two", "page one\n\npage two"),
        ("می\u200cشود", "می\u200cشود"),  # the joiner is spelling
        ("\ud800x", "x"),
    ],
)
def test_normalisation(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_hard_wrapped_text_is_joined_and_indents_begin_paragraphs() -> None:
    raw = (
        "   THE BRIDGE AT VELIN WAS CLOSED ON FRIDAY AFTER AN EXPLOSION TORE A HOLE\n"
        "INTO ITS EASTERN SPAN, THE TARN REGIONAL POLICE SAID.  NOBODY WAS HURT,\n"
        "ACCORDING TO THE MAYOR OF VELIN, PETRA LIND.\n"
        "   THE FREE TARN FRONT DENIED THAT IT HAD PLANTED THE DEVICE, WHICH THE\n"
        "POLICE SAID WEIGHED ABOUT FIVE KILOGRAMMES.\n"
    )
    first, second = clean_text(raw).split("\n\n")
    assert first.endswith("A HOLE INTO ITS EASTERN SPAN, THE TARN REGIONAL POLICE SAID. NOBODY WAS HURT, "
                          "ACCORDING TO THE MAYOR OF VELIN, PETRA LIND.")  # fmt: skip
    assert second.startswith("THE FREE TARN FRONT")


@given(st.text())
def test_cleaning_is_stable_and_leaves_no_single_line_end(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert "\n" not in clean.replace("\n\n", "")
    clean.encode("utf-8")


def test_markdown_marks_are_taken_away() -> None:
    raw = (
        '---\ntitle: "Bridge closed"\ndate: 2024-03-08\nauthor: Ada Brook\nsource: Dranova Wire\n---\n\n'
        "# Bridge *closed*\n\nThe **bridge** at [Velin](https://x.example) was `closed`.\n\n"
        "> Nobody was _hurt_.\n\n"
        "![a picture](p.png)\n\n* five_kilo_grammes\n\n<br/>\n***\n[1]: https://x.example\n"
    )
    document = read_one("a.md", raw)
    assert document.text.split("\n\n") == [
        "Bridge closed", "The bridge at Velin was closed.", "Nobody was hurt.", "* five_kilo_grammes",
    ]  # fmt: skip
    assert (document.title, str(document.published)) == ("Bridge closed", "2024-03-08")
    assert (document.author, document.publisher) == ("Ada Brook", "Dranova Wire")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARTICLE, "en"),
        ("Petra Lind\n\nVelin, Tarn", "en"),
        (RUSSIAN, "ru"),
        ("Міст через річку був закритий у п'ятницю після вибуху, це повідомила поліція та мерія.", "uk"),
        (ARABIC, "ar"),
        ("El puente fue cerrado el viernes por la policía, según el alcalde de la ciudad.", "es"),
        (
            "Le pont a été fermé vendredi par la police, selon le maire de la ville, et il est en ruines.",
            "fr",
        ),
        (
            "Die Brücke wurde am Freitag von der Polizei gesperrt, und der Verkehr ist nicht mehr möglich.",
            "de",
        ),
        ("橋は金曜日に閉鎖されたと警察が発表した。", "ja"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (ARTICLE, HEADLINE),
        ("\n\n".join(BODY), "bridge report"),  # no headline: the file's name
        (f"Advertisement\n\n{ARTICLE}", HEADLINE),
        (f"VELIN GAZETTE\n\nThe daily since 1911\n\n{ARTICLE}", HEADLINE),
        (f"8 March 2024\n\nBy Ada Brook\n\n{ARTICLE}", HEADLINE),
        (f"VELIN, March 8 (DW) --\n\n{BODY[0]}", "bridge report"),
        ("Petra Lind", "bridge report"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert read_one("bridge_report.txt", text).title == title


def test_masthead_is_the_publisher() -> None:
    assert read_one("a.txt", f"VELIN GAZETTE - Politics\n\n{ARTICLE}").publisher == "Velin Gazette"
    assert read_one("a.txt", ARTICLE).publisher is None


def test_document_without_a_sentence() -> None:
    assert read_one("a.txt", "14").text == "14"
    assert read_one("a.txt", "<script>alert(1)</script>").text == "<script>alert(1)</script>"


def test_long_text_comes_in_parts_at_paragraphs() -> None:
    text = "\n\n".join(f"{number}. {BODY[0]}" for number in range(3000))
    documents = [d for d in read("big.txt", text.encode()) if isinstance(d, Document)]
    assert [d.path for d in documents] == [f"big.txt#part {n}" for n in range(1, len(documents) + 1)]
    assert "\n\n".join(d.text for d in documents) == clean_text(text)
    assert all(len(d.text) <= LONGEST for d in documents)
    assert len({d.id for d in documents}) == len(documents)


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(5, 50))
def test_parts_lose_nothing_but_spaces(text: str, longest: int) -> None:
    parts = split_text(text, longest=longest)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= longest for part in parts)


def test_one_line_of_a_megabyte() -> None:
    words = ["The", "bridge", "at", "Velin", "was", "closed."]
    for text in (
        " ".join(words * 30_000),
        "x" * 1_000_000,
        "Published: 8 March 2024 " * 42_000,
        "| a " * 250_000,
    ):
        documents = read("a.txt", text.encode())
        assert "".join("".join(d.text.split()) for d in documents if isinstance(d, Document)) == "".join(
            text.split()
        )


@pytest.mark.slow
def test_fifty_megabytes() -> None:
    chance = random.Random(1)
    paragraphs = [" ".join(chance.choices(BODY, k=4)) for _ in range(50)]
    data = "\n\n".join(paragraphs * 2400).encode()
    assert len(data) > 50_000_000
    documents = read("big.txt", data)
    assert sum(len(d.text) + 2 for d in documents if isinstance(d, Document)) == len(data) + 2
