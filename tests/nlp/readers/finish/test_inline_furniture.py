"""What is glued into paragraphs goes, the sentence stays."""

from __future__ import annotations

import pytest

from nlp.readers.finish.boilerplate import mark_boilerplate
from nlp.readers.finish.normalise import clean_text


def live(text: str) -> str:
    """The text without its boilerplate."""
    text = clean_text(text)
    for start, end in reversed(mark_boilerplate(text)):
        text = text[:start] + text[end:]
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Image copyright AFP/Getty Images Image caption The market burned for hours "
            "Rebels seized the weir.",
            "Rebels seized the weir.",
        ),
        ("Image copyright EPA Image caption A ferry burned in Osk. Two men were held.", "Two men were held."),
        (
            "Image source, Getty Images Image caption, A ferry at Ostmark Two men were held.",
            "Two men were held.",
        ),
        ("Image copyright Reuters Rebels seized the weir.", "Rebels seized the weir."),
        (
            "Police met Felix Holm in Velin.304 Holm called Ada Brook.307 Brook left on May 3, 2015.309",
            "Police met Felix Holm in Velin. Holm called Ada Brook. Brook left on May 3, 2015.",
        ),
        ("The pact was signed in Velin.[12] It failed.[13][a]", "The pact was signed in Velin. It failed."),
        ("Rebels took the bridge.3 The army fled.", "Rebels took the bridge. The army fled."),
    ],
)
def test_glued(text: str, left: str) -> None:
    assert live(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "The MH17 crash and the G20 summit cost $3.50 and 2.5 million.",
        "Version 2.0 was released on route A4 by U.S. forces.",
        "Article 5.1 of the pact and section 12.4 hold.",
    ],
)
def test_figures_that_are_told(text: str) -> None:
    assert live(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The dam broke in 1968.\n\nBibliography\n\nHolm, P. (1999). The flood. Accessed 3 March 2011.",
            "The dam broke in 1968.",
        ),
        (
            "Sign Up Today\n\nRebels seized the weir in Tarnow.\n\nPhoto TARNOW A man carries a child.\n\n"
            "Crossing the River\n\nShare this story",
            "Rebels seized the weir in Tarnow.",
        ),
        (
            "Rebels seized the weir in Tarnow.\n\n3 Comments\n\nada1\n\n2 hours ago\n\n"
            "The mayor was shot, I saw it.\n\nReply",
            "Rebels seized the weir in Tarnow.",
        ),
    ],
)
def test_below_the_report(text: str, left: str) -> None:
    assert live(text) == left


def test_short_lines_without_furniture_are_report() -> None:
    text = "Losses\n\nThree tanks\n\nTwo boats near Osk\n\n40 men\n\nOne bridge\n\nA depot\n\nFour lorries"
    assert live(text) == " ".join(text.split())


PROSE = " ".join(["Rebels seized the weir at Tarnow and held it against the army for three days."] * 3)
MENU = "Home\n\nWorld\n\nSport\n\nWeather\n\nSign in\n\nMayor resigns\n\n"


def test_menu_and_footer_around_a_body() -> None:
    body = "\n\n".join([PROSE, PROSE.replace("Rebels", "Soldiers"), PROSE.replace("weir", "bridge")])
    footer = "Related\n\nBridge collapses\n\nContact us\n\nJobs"
    found = live(f"{MENU}Rebels hold the weir at Tarnow\n\n{body}\n\n{footer}")
    assert found == " ".join(f"Rebels hold the weir at Tarnow {body}".split())
