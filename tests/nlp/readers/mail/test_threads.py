"""Threads taken apart, whatever program quoted them."""

# ruff: noqa: E501  (what programs write is best seen as it is)

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from nlp.readers.finish.frame import message_key
from nlp.readers.mail.body import html_text
from nlp.readers.mail.thread import Part, take_apart
from nlp.readers.registry import read_blob
from nlp.readers.source.report_draft import Blob, Letterhead
from nlp.records import Document, Skipped
from tests.nlp.readers.samples import greyed, mail, read, read_one, report

NEW = "Dockers at Ostrel walked out on Tuesday, the harbour master told us."
OLD = "Two ferries collided off Lindholm last night and a deckhand, Per Ask, drowned."
DAY = date(2022, 9, 2)

PLAIN = {
    "Outlook": "{new}\n\nFrom: Oda Brandt\nSent: Friday, 2 September 2022 09:15\nTo: Lev Amsel\nCc: Desk\nSubject: Ferries\n\n{old}",
    "Outlook, US": "{new}\n\n-----Original Message-----\nFrom: Oda Brandt [mailto:oda@wire.example] \n"
    "Sent: Friday, September 02, 2022 9:15 AM\nTo: Lev Amsel\nSubject: RE: Ferries\n\n{old}",
    "Outlook on the web": "{new}\n________________________________\nFrom: Oda Brandt <oda@wire.example>\n"
    "Sent: Friday, September 2, 2022 9:15:04 AM\nTo: Lev Amsel <lev@wire.example>; Desk <d@wire.example>\nSubject: Ferries\n\n{old}",
    "bold labels": "{new}\n\n*From:* Oda Brandt <oda@wire.example>\n*Sent:* Friday, 2 September 2022 09:15\n*To:* Lev\n*Subject:* Ferries\n\n{old}",
    "German Outlook": "{new}\n\nVon: Oda Brandt\nGesendet: Freitag, 2. September 2022 09:15\nAn: Lev Amsel\nBetreff: Fähren\n\n{old}",
    "Gmail": "{new}\n\nOn Fri, Sep 2, 2022 at 9:15 AM Oda Brandt <oda@wire.example> wrote:\n\n> {old}\n",
    "Gmail, wrapped": "{new}\n\nOn Fri, Sep 2, 2022 at 9:15 AM Oda Brandt, at the paper <\noda@wire.example> wrote:\n\n> {old}\n",
    "Gmail, old": "{new}\n\n2022-09-02 9:15 GMT+02:00 Oda Brandt <oda@wire.example>:\n\n> {old}\n",
    "Apple Mail": "{new}\n\n> On 2 Sep 2022, at 09:15, Oda Brandt <oda@wire.example> wrote:\n> \n> {old}\n",
    "Thunderbird": "{new}\n\nOn 02.09.2022 09:15, Oda Brandt wrote:\n> {old}\n",
    "Zoho": "{new}\n\n---- On Fri, 02 Sep 2022 09:15:00 +0200 Oda Brandt <oda@wire.example> wrote ----\n\n{old}",
    "without marks": "{new}\n\nOn Fri, 2 Sep 2022 at 09:15, Oda Brandt <oda@wire.example> wrote:\n{old}",
    "bottom posting": "On 02/09/2022 09:15, Oda Brandt wrote:\n> {old}\n\n{new}\n",
    "German Thunderbird": "{new}\n\nAm 02.09.22 um 09:15 schrieb Oda Brandt:\n> {old}\n",
    "French": "{new}\n\nLe ven. 2 sept. 2022 à 09:15, Oda Brandt <oda@wire.example> a écrit :\n\n> {old}\n",
    "marks alone": "> {old}\n\n{new}",
    "wrote": "{new}\n\nOda Brandt wrote:\n> {old}\n",
}
PAGES = {
    "Gmail": "<div dir=ltr>{new}</div><br><div class=gmail_quote><div class=gmail_attr>On Fri, 2 Sept 2022 at 09:15, Oda Brandt"
    " &lt;<a href='mailto:oda@wire.example'>oda@wire.example</a>&gt; wrote:<br></div>"
    "<blockquote class=gmail_quote><div>{old}</div></blockquote></div>",
    "Outlook": "<p class=MsoNormal>{new}</p><div style='border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Oda Brandt<br><b>Sent:</b>"
    " Friday, 2 September 2022 09:15<br><b>To:</b> Lev<br><b>Subject:</b> Ferries</p></div><p>{old}</p>",
    "Apple": "<div>{new}</div><div><br><blockquote type=cite><div>On 2 Sep 2022, at 09:15, Oda Brandt &lt;oda@wire.example&gt;"
    " wrote:</div><br><div>{old}</div></blockquote></div>",
    "Thunderbird": "<p>{new}</p><div class=moz-cite-prefix>On 02.09.2022 09:15, Oda Brandt wrote:<br></div>"
    "<blockquote type=cite><p>{old}</p></blockquote>",
    "labels in cells": "<p>{new}</p><p>-------- Original Message --------</p><table><tr><th>Subject: </th><td>Ferries</td></tr>"
    "<tr><th>Date: </th><td>Fri, 2 Sep 2022 09:15:00 +0200</td></tr><tr><th>From: </th><td>Oda Brandt &lt;oda@wire.example&gt;</td>"
    "</tr><tr><th>To: </th><td>Lev</td></tr></table><p>{old}</p>",
}


def parts(text: str, subject: str = "Re: Ferries") -> tuple[Part, Part]:
    part = take_apart(text, Letterhead(subject=subject))
    (older,) = part.older
    return part, older


@pytest.mark.parametrize("program", PLAIN)
def test_history_is_parted_from_the_new_text(program: str) -> None:
    part, older = parts(PLAIN[program].format(new=NEW, old=OLD))
    assert (part.text.strip(), older.text.strip(), older.forwarded) == (NEW, OLD, False)
    if program in {"marks alone"}:
        return
    assert older.head.sender is not None
    assert older.head.sender.name.startswith("Oda Brandt")
    if program not in {"wrote", "German Outlook", "German Thunderbird", "French", "bottom posting"}:
        assert older.head.day == DAY


@pytest.mark.parametrize("program", PAGES)
def test_history_in_html(program: str) -> None:
    part, older = parts(html_text(PAGES[program].format(new=NEW, old=OLD)))
    assert (part.text.strip(), older.text.strip()) == (NEW, OLD)
    assert older.head.day == DAY
    assert older.head.sender is not None
    assert older.head.sender.name == "Oda Brandt"


@pytest.mark.parametrize(
    "prose",
    [
        "On Monday the ministry wrote: no ship may leave Ostrel.\n\nThe union disagreed.",
        "From: the look of it, nobody was hurt.\nTo: be continued.",
        "He told us two things:\n\n1. the bridge is closed;\n2. nobody knows why.",
        "On 2 September 2022, the harbour master wrote:\n\nNo ship may leave Ostrel before noon.",
        "Sent: three boats. Subject: none.",
    ],
)
def test_prose_is_no_history(prose: str) -> None:
    part = take_apart(prose, Letterhead())
    assert (part.text, part.older) == (prose, [])


def test_interleaved_answers_are_the_senders() -> None:
    text = f"On 2 Sep 2022, at 09:15, Oda Brandt wrote:\n> Who was aboard?\nForty people.\n> When?\n{NEW}\n"
    part, older = parts(text)
    assert [line for line in part.text.split("\n") if line] == ["Forty people.", NEW]
    assert older.text.split() == ["Who", "was", "aboard?", "When?"]


FORWARDS = {
    "Gmail": "---------- Forwarded message ---------\nFrom: Oda Brandt <oda@wire.example>\nDate: Fri, 2 Sept 2022 at 09:15\n"
    "Subject: Ferries\nTo: Lev Amsel <lev@wire.example>\n\n{old}",
    "Apple": "Begin forwarded message:\n\nFrom: Oda Brandt <oda@wire.example>\nSubject: Ferries\nDate: 2 September 2022 at 09:15:00 CEST\n"
    "To: Lev Amsel <lev@wire.example>\n\n{old}",
    "Outlook": "-----Original Message-----\nFrom: Oda Brandt\nSent: Friday, September 02, 2022 9:15 AM\nTo: Lev\nSubject: Ferries\n\n{old}",
    "Thunderbird": "-------- Forwarded Message --------\nSubject: Ferries\nDate: Fri, 2 Sep 2022 09:15:00 +0200\n"
    "From: Oda Brandt <oda@wire.example>\nTo: Lev Amsel <lev@wire.example>\n\n{old}",
    "marked": "> From: Oda Brandt <oda@wire.example>\n> Date: 2 September 2022\n> To: Lev\n> Subject: Ferries\n>\n> {old}",
}


@pytest.mark.parametrize("comment", ["", "FYI\n\n"])
@pytest.mark.parametrize("program", FORWARDS)
def test_forwards_are_read(program: str, comment: str) -> None:
    text = comment + FORWARDS[program].format(old=OLD)
    found = [
        d for d in read("a.eml", mail(text, Subject="Fwd: Ferries").as_bytes()) if isinstance(d, Document)
    ]
    assert [report(d) for d in found if d.path == "a.eml#forwarded 1"] == [[OLD]]
    assert [d.published for d in found if d.path == "a.eml#forwarded 1"] == [DAY]
    assert OLD not in report(found[0])


def test_answered_messages_are_read_on_demand_and_once() -> None:
    first = mail(PLAIN["Outlook"].format(new=NEW, old=OLD)).as_bytes()
    second = mail(PLAIN["Gmail"].format(new=NEW + " We await word.", old=OLD)).as_bytes()
    assert [d.path for d in read("a.eml", first)] == ["a.eml"]

    def quoted(data: bytes) -> Document:
        import io

        blob = Blob(path="a.eml", name="a.eml", size=len(data), opener=lambda: io.BytesIO(data))
        _, document = read_blob(blob, quoted=True)
        assert isinstance(document, Document)
        return document

    one, other = quoted(first), quoted(second)
    assert one.quoted
    assert (one.id, one.message, one.published) == (other.id, other.message, DAY)
    assert one.message == message_key(OLD) == read_one("o.eml", mail(OLD).as_bytes()).message


def test_threads_inside_threads() -> None:
    text = "A third of the crew is missing, we hear from the coast guard now."
    for n in range(60):
        quoted = "\n".join("> " + line for line in text.split("\n"))
        text = f"Message number {n} of the thread says this.\n\nOn {n % 28 + 1} Sep 2022, at 09:15, Oda Brandt wrote:\n{quoted}"
    part = take_apart(text, Letterhead())
    assert part.text.strip() == "Message number 59 of the thread says this."


# below a message


@pytest.mark.parametrize(
    "below",
    [
        "-- \nOda Brandt\nDranova Wire, Harbour Street 5",
        "Best regards,\nOda Brandt\nDranova Wire",
        "Kind regards\n\nOda",
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "Sent from my phone",
        "_______________________________________________\nDesk mailing list\nDesk@lists.wire.example\nhttps://lists.wire.example/mailman/listinfo/desk",
    ],
)
def test_what_stands_below_is_greyed(below: str) -> None:
    document = read_one("a.eml", mail(f"{NEW}\n\n{OLD}\n\n{below}").as_bytes())
    assert report(document) == [NEW, OLD]
    assert "Oda" not in below or any("Oda" in p for p in greyed(document))


# the right part


def alternative(plain: str, page: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Oda Brandt <oda@wire.example>", "Ferries"
    message.set_content(plain)
    message.add_alternative(page, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize(
    "plain",
    [
        "\n",
        "Please view this message in HTML.",
        "View this email in your browser: https://wire.example/nl/1234567890/abcdef",
        "Your email client does not support HTML mail. To read this bulletin open https://wire.example/b/1",
    ],
)
def test_html_part_holds_the_message(plain: str) -> None:
    data = alternative(plain, f"<html><body><p>{NEW}</p><p>{OLD}</p></body></html>")
    assert report(read_one("a.eml", data)) == [NEW, OLD]


def test_plain_part_is_kept_where_it_is_whole() -> None:
    data = alternative(
        f"{NEW}\n\n{OLD}\n", f"<p>{NEW}</p><p>{OLD}</p><p style='display:none'>preheader text</p>"
    )
    assert report(read_one("a.eml", data)) == [NEW, OLD]


def test_attachments_that_are_not_read_are_named() -> None:
    message = mail(NEW)
    calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Strike meeting\nEND:VEVENT\nEND:VCALENDAR\n"
    message.add_attachment(calendar.encode(), maintype="text", subtype="calendar", filename="invite.ics")
    message.add_attachment(b"x\x9f>\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment(
        b"\x89PNG", maintype="image", subtype="png", filename="map.png", disposition="inline"
    )
    named = {s.path: s.reason for s in read("a.eml", message.as_bytes()) if isinstance(s, Skipped)}
    assert named == {
        "a.eml!/invite.ics": "a calendar entry, not read: Strike meeting",
        "a.eml!/winmail.dat": "attachments packed by Outlook (TNEF): not read",
        "a.eml!/map.png": "a picture inside the message: not read",
    }


ALERT = """=== News - 2 new results for ["Ostrel"] ===

Dockers walk out at Ostrel
Dranova Courier
Dockers at Ostrel walked out on Tuesday, the harbour master said ...
<https://www.google.com/url?rct=j&sa=t&url=https://courier.example/a&ct=ga>

Ferries collide off Lindholm
The Lind Observer
Two ferries collided off Lindholm and a deckhand drowned.
<https://www.google.com/url?rct=j&sa=t&url=https://observer.example/b&ct=ga>

Unsubscribe from this alert:
<https://www.google.com/alerts/remove?source=alertsmail>
"""


def test_alert_is_a_document_an_item() -> None:
    data = mail(
        ALERT, From="Google Alerts <googlealerts-noreply@google.com>", Subject="Google Alert - Ostrel"
    )
    found = [d for d in read("a.eml", data.as_bytes()) if isinstance(d, Document)]
    assert [(d.title, d.publisher, d.url) for d in found] == [
        ("Dockers walk out at Ostrel", "Dranova Courier", "https://courier.example/a"),
        ("Ferries collide off Lindholm", "The Lind Observer", "https://observer.example/b"),
    ]
