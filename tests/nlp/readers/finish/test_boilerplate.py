"""What is marked as boilerplate, and above all what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.finish.boilerplate import is_boilerplate_line, is_teaser_heading, mark_boilerplate
from nlp.readers.finish.normalise import clean_text
from tests.nlp.readers.samples import ARTICLE, BODY, HEADLINE, greyed, mail, read_one, report

OTHER = "Glass and Grief: A Talk with the Head of Orlu Crystal about a Factory in Wartime"
OTHER_SUMMARY = (
    "Our editor Mirna Dahl met Orlu Crystal owner Tomas Weck and asked how the glassworks keeps going."
)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT", "- Advertisement -", "Story continues below", "Share this article",
        "Follow us on Telegram", "Subscribe to our newsletter", "Sign up for our morning briefing.",
        "Read also: Harbour festival draws record crowd", "READ MORE: Harbour festival draws record crowd",
        "To suggest a correction, write to the desk", "Found a typo? Select it and press Ctrl + Enter",
        "You can also highlight the error and press Ctrl+Enter", "We use cookies to improve your experience.",
        "© 2024 Dranova Wire", "Copyright 2024 Dranova Wire. All rights reserved.", "All rights reserved",
        "Photo: Ada Brook / Dranova Wire", "(Photo by Ada Brook)", "Getty Images", "12 comments",
        "Comments (3)",
        "5 min read", "3 hours ago", "Page 3 of 10", "- 12 -", "Home > World > Tarn",
        "World | Tarn | Velin | Sport",
        "Facebook Twitter WhatsApp Email", "Leave a comment", "#Velin #bridge", "https://wire.example/a/b",
        "Tags: bridge, Velin", "Additional reporting by Jon Reed",
        "This is a developing story. More to follow.",
        "Press Ctrl + Enter to report it",
        "Sponsored by Orlu Crystal", "Edited by Jon Reed", "Support our journalism", "Back to top",
        "Skip to main content",
        "▶ Watch: the bridge from the air",
    ],
)  # fmt: skip
def test_lines_that_are_no_part_of_a_report(line: str) -> None:
    assert is_boilerplate_line(line)
    assert greyed(read_one("a.txt", f"{HEADLINE}\n\n{BODY[0]}\n\n{line}\n\n{BODY[1]}\n\n{BODY[2]}")) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Momentum", "10:15", "What next",
        "The advertisement showed a bridge.", "Share prices fell by 3 percent.",
        "Subscribers in Velin lost their connection on Friday.", "Follow-up talks begin on Monday.",
        "Sponsored by Tarn, the rebels hold the pass.",
        "Posted in Velin since May, the guards saw nothing.",
        "Support our troops, the mayor said.", "Presented by the army as a victory, the retreat was costly.",
        "Reproduction of the virus was stopped.", "Edited by hand, the list named five men.",
        "Read the letter aloud, she told the court.", "Photographs show two men on the bridge.",
        "By clicking a switch, the man set off the charge.", "The video was filmed by a driver.",
        "Comments by the minister angered the miners.", "Sources in the police said five men were held.",
        "Related attacks killed nine people last year.", "More on Monday, the mayor said.",
        "Copyright law does not apply, the court ruled.", "(c) the bridge at Velin, which is closed.",
        "He pressed Ctrl and Enter, and the pumps stopped.", "Home Secretary Ana Pell resigned.",
        "Contact between the villages was lost.", "Police: five arrested", "Join us, the rebels told us.",
        "“Follow us,” the guard said, and they ran.", "Editing the film took a year.",
        "Posted sentries saw nothing.",
    ],
)  # fmt: skip
def test_lines_of_a_report(line: str) -> None:
    assert not is_boilerplate_line(line)
    assert not is_teaser_heading(line)
    assert greyed(read_one("a.txt", f"{HEADLINE}\n\n{BODY[0]}\n\n{line}\n\n{BODY[1]}\n\n{BODY[2]}")) == []


def test_teaser_with_repeated_headline_and_summary() -> None:
    """Picture caption, heading, headline, summary: then the report goes on under a subheading of its own."""
    text = "\n\n".join(
        [
            BODY[0],
            "Advertisement",
            BODY[1],
            OTHER,
            "Other Topics of Interest",
            OTHER,
            OTHER_SUMMARY,
            "Blame",
            BODY[2],
        ]
    )
    document = read_one("a.txt", text)
    assert report(document) == [BODY[0], BODY[1], "Blame", BODY[2]]


@pytest.mark.parametrize(
    "heading", ["Read more", "Related stories", "More from Dranova Wire", "You may also like:"]
)
def test_teaser_block(heading: str) -> None:
    """Headlines under a heading, one of them with a summary that shares its words and names nobody known."""
    block = [heading, "Harbour festival in Osk draws record crowd", OTHER, OTHER_SUMMARY]
    document = read_one("a.txt", "\n\n".join([BODY[0], BODY[1], *block, BODY[2]]))
    assert report(document) == [BODY[0], BODY[1], BODY[2]]


def test_what_is_advertised_in_capitals() -> None:
    ad = "SALE OF THE YEAR: Pell & Daughter beds"
    text = f"{HEADLINE}\n\n{BODY[0]}\n\nAdvertisement\n\n{ad}\n\n{BODY[1]}\n\n{BODY[2]}"
    assert greyed(read_one("a.txt", text)) == ["Advertisement", ad]
    plain = text.replace("Advertisement\n\n", "")
    assert greyed(read_one("a.txt", plain)) == []


def test_teaser_on_one_line() -> None:
    line = 'You might also like: Tove Aldin: "My bridge is my home" | Subscribe'
    assert greyed(read_one("a.txt", f"{HEADLINE}\n\n{BODY[0]}\n\n{BODY[1]}\n\n{line}")) == [line]


def test_teaser_above_its_link() -> None:
    document = read_one("a.txt", "\n\n".join([BODY[0], BODY[1], OTHER, OTHER_SUMMARY, "Read more", BODY[2]]))
    assert report(document) == list(BODY)
    own = "Petra Lind told reporters in Velin that the bridge was guarded by Sorel, a private company."
    text = "\n\n".join([HEADLINE, BODY[0], "Guards on the bridge", own, "Read more", BODY[2]])
    assert greyed(read_one("a.txt", text)) == ["Read more"]


def test_teasers_as_a_list() -> None:
    block = ["RELATED", "- Harbour festival in Osk draws record crowd", "- Ten ways to cook mackerel at home"]
    document = read_one("a.txt", "\n\n".join([BODY[0], BODY[1], *block, BODY[2]]))
    assert report(document) == list(BODY)


def test_notices_may_be_long_and_nothing_else() -> None:
    cookies = "We use cookies to improve your experience. " + "You may refuse them in the settings. " * 8
    assert is_boilerplate_line(cookies.strip())
    assert not is_boilerplate_line("Subscribe to our channel. " + BODY[0] + " " + BODY[1])


def test_teasers_at_the_end() -> None:
    block = [
        "Most read",
        "Harbour festival in Osk draws record crowd",
        "Storm warning for the northern coast",
    ]
    document = read_one("a.txt", "\n\n".join([HEADLINE, *BODY, *block]))
    assert report(document) == [HEADLINE, *BODY]


@pytest.mark.parametrize(
    "teaser",
    [
        "Velin bridge was in poor repair, inspectors warned",  # on the same matter as the report
        "Harbour festival in Osk draws record crowd",
        "Tarn police search homes in Velin after explosion on railway bridge",
    ],
)
def test_report_goes_on_after_a_teaser(teaser: str) -> None:
    """A paragraph of the report is never taken for a teaser's summary, even where it brings in new names."""
    rest = (
        "Police in Velin said that the bridge had been guarded by two men of the Sorel company.",
        "The minister, Ana Pell, told reporters that trains to Osk would go by way of Harn.",
        BODY[2],
    )
    for following in rest:
        text = "\n\n".join(
            [HEADLINE, BODY[0], BODY[1], "Read more", teaser, following, BODY[2] + " It said so."]
        )
        assert following in report(read_one("a.txt", text))


def test_repeated_headline_of_the_report_itself() -> None:
    document = read_one("a.txt", "\n\n".join([HEADLINE, "By Ada Brook", "8 March 2024", HEADLINE, *BODY]))
    assert greyed(document) == ["By Ada Brook", "8 March 2024", HEADLINE]
    assert report(document)[-3:] == list(BODY)
    assert document.text.startswith(HEADLINE)
    assert document.author == "Ada Brook"


def test_credit_inside_a_paragraph() -> None:
    text = clean_text(
        f"{HEADLINE}\n\nSmoke over the bridge on Friday. (Photo: Ada Brook/Dranova Wire)\n\n{BODY[0]}"
    )
    ((start, end),) = mark_boilerplate(text, title=HEADLINE)
    assert text[start:end] == "(Photo: Ada Brook/Dranova Wire)"


def test_plain_report_has_no_boilerplate() -> None:
    assert read_one("a.txt", ARTICLE).boilerplate == ()
    assert read_one("a.txt", ARTICLE.upper()).boilerplate == ()


def test_mail_quotations_and_signature() -> None:
    text = (
        f"Dear all,\n\n{BODY[0]}\n\nOn Fri, 8 Mar 2024 at 10:00, Jon Reed <jon@wire.example> wrote:\n\n"
        f"> {BODY[1]}\n> {BODY[2]}\n\nI doubt the second sentence of this, as you know.\n\n"
        "-- \nAda Brook\nDranova Wire"
    )
    document = read_one("a.eml", mail(text).as_bytes())
    assert report(document) == ["Dear all,", BODY[0], "I doubt the second sentence of this, as you know."]


def test_forwarded_mail_without_marks() -> None:
    text = f"See below.\n\n{BODY[0]}\n\n-----Original Message-----\n\nFrom: Jon Reed\n\n{BODY[1]}"
    assert report(read_one("a.eml", mail(text).as_bytes())) == ["See below.", BODY[0]]


LINES = st.sampled_from(
    [
        "Advertisement",
        "Read more",
        OTHER,
        OTHER_SUMMARY,
        HEADLINE,
        *BODY,
        "Momentum",
        "8 March 2024",
        "> x",
        "--",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=14), st.booleans())
def test_spans_are_sorted_disjoint_and_whole_paragraphs(lines: list[str], is_mail: bool) -> None:
    text = clean_text("\n\n".join(lines))
    at = -1
    for start, end in mark_boilerplate(text, title=HEADLINE, mail=is_mail):
        assert at < start < end <= len(text)
        assert text[start:end].strip()
        at = end
