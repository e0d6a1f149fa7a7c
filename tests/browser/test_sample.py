"""The bundled sample from files to the page: who is in it, when, and who disagrees with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

import nlp.sample
from nlp.case import Case
from nlp.ingest.run import analyze
from tests.browser.conftest import serve
from tests.browser.test_explore import CY, opened, select

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the analysed sample is served."""
    with Case.open(tmp_path_factory.mktemp("sample") / "sample.case", create=True) as case:
        analyze([Path(nlp.sample.__file__).parent / "reports"], case)
        yield from serve(case)


def test_from_a_node_through_a_brush_to_a_sentence(page: Page) -> None:
    opened(page)
    names = page.evaluate(f"() => {CY}.nodes().map((one) => one.data('label'))")
    assert len(names) > 20
    actor = page.locator("#panel .row:has(.t-person) .name").first.inner_text()
    select(page, actor)
    drag = page.locator("#overview .nsewdrag").bounding_box()
    assert drag
    middle = drag["y"] + drag["height"] / 2
    page.mouse.move(drag["x"] + 5, middle)
    page.mouse.down()
    page.mouse.move(drag["x"] + drag["width"] * 0.3, middle, steps=5)
    page.mouse.move(drag["x"] + drag["width"] * 0.6, middle, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("period="))
    assert "sel=entity" in unquote(page.url)
    expect(page.locator("#panel .sentence .trigger").first).to_be_visible()
    expect(page.locator("#panel .sentence .part.chosen").first).to_be_visible()


def test_the_most_reported_incident_shows_who_differs(page: Page) -> None:
    opened(page)
    page.locator("#panel .row.story").first.click()
    page.wait_for_url(re.compile("sel=incident"))
    expect(page.locator("#panel .disagreement").first).to_be_visible()
    expect(page.locator("#panel .account").nth(1)).to_be_visible()
    page.locator("#panel .disagreement .outlet").first.click()
    expect(page.locator("#panel .account.chosen")).to_be_visible()
