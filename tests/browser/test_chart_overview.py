"""A case of more entities than a chart can show, looked over as a whole in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from nlp.records import Extraction
from tests.browser.conftest import serve
from tests.browser.test_explore import CY, until
from tests.factories import Draft, make_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
# read from a copy: the browser warns of pictures that are read back from the canvas they are drawn on
HAS_INK = """(() => {
  const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  copy.drawImage(document.querySelector('canvas.chart-overview'), 0, 0);
  return copy.getImageData(0, 0, 300, 150).data.some((value) => value > 0);
})()"""


def crowd() -> list[Extraction]:
    """Forty reports of visits among 441 people: each to the next, across the reports."""
    return [report(number) for number in range(40)]


def report(number: int) -> Extraction:
    """A made-up report; its twelfth person is the first of the next one."""
    people = [name(number * 11 + k) for k in range(12)]
    lines = [f"{a} visited {b} again." for a, b in pairwise(people)]
    draft = Draft(" ".join(lines), path=f"visits/{number}.txt", publisher="The Ardlow Post")
    for k, (a, b) in enumerate(pairwise(people)):
        host, guest = draft.mention(b, nth=0), draft.mention(a, nth=1 if k else 0)
        draft.event("visited", "meeting", nth=k, agent=guest, patient=host)
    return draft.extraction()


def name(number: int) -> str:
    """A name for each number, no two alike."""
    letters = [SYLLABLES[number // 14**place % 14] for place in range(3)]
    return f"{letters[0].title()}{letters[1]} {letters[2].title()}{letters[1]}{letters[0]}ov"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the case is served."""
    with make_case(tmp_path_factory.mktemp("crowd") / "crowd.case", crowd()) as case:
        yield from serve(case)


def test_an_overview_draws_and_selects(page: Page) -> None:
    page.goto("/?limit=5000")
    until(page, "window.dateline?.overview?.count() > 400")
    expect(page.locator("#chart-note")).to_contain_text("heaviest links")
    until(page, HAS_INK)
    name = page.locator("#panel .row:has(.icon) .name").first.inner_text()
    page.locator("#panel .row:has(.icon)").first.click()
    page.wait_for_url(re.compile("sel=entity"))
    ident = re.findall("sel=entity:([0-9a-f]+)", unquote(page.url))[0]
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "sel=" not in url)
    x, y = page.evaluate(f"() => dateline.overview.place('{ident}')")
    box = page.locator("canvas.chart-overview").bounding_box()
    assert box
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_url(re.compile(f"sel=entity.*{ident}"))
    expect(page.locator("#panel h2")).to_have_text(name)
    page.keyboard.press("o")
    until(page, f"{CY}.nodes().length > 1")
    expect(page.locator("canvas.chart-overview")).to_be_hidden()
