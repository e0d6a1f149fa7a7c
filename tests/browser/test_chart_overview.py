"""A case of more entities than a chart can show, looked over as a whole in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.bench.synthetic import make_synthetic
from tests.browser.conftest import serve
from tests.browser.test_explore import CY, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the case is served."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.case"
    with make_synthetic(path, documents=150, mentions=3000, events=900, entities=700) as case:
        yield from serve(case)


def test_an_overview_draws_and_selects(page: Page) -> None:
    page.goto("/?limit=5000")
    until(page, "window.dateline?.overview?.count() > 400")
    expect(page.locator("#chart-note")).to_contain_text("heaviest links")
    until(
        page,
        "[...document.querySelector('canvas.chart-overview').getContext('2d')"
        ".getImageData(0, 0, 400, 200).data].some((value) => value > 0)",
    )
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
