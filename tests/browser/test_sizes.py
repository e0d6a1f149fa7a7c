"""The page at the sizes of screens: the chart fills its pane, nothing is cut, lanes have room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_explore import CY, opened, until

pytestmark = pytest.mark.browser

FILLED = f"""(() => {{
  const cy = {CY};
  const box = cy.nodes().renderedBoundingBox({{ includeLabels: true }});
  return [box.w / cy.width(), box.h / cy.height(), box.x1, box.y1, cy.width() - box.x2, cy.height() - box.y2];
}})()"""


@pytest.mark.parametrize(
    "size", [(1280, 720), (1440, 900), (2560, 1440), (1024, 768), (768, 1024)], ids=lambda size: f"{size[0]}"
)
def test_the_chart_fills_its_pane(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page)
    most = 0.8 if size[0] < 2000 else 0.5  # a picture of ten nodes is not blown up without end
    until(
        page,
        f"(([w, h, ...ends]) => Math.max(w, h) > {most} && Math.min(...ends) > -3)({FILLED})",
        seconds=20,
    )
    assert page.evaluate(f"() => {CY}.height()") > 150
    assert page.evaluate("() => document.querySelector('.lanes-scroll').clientHeight") > 150
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    if size[0] > 820:
        assert page.evaluate("() => document.documentElement.scrollHeight") <= size[1]


def test_the_picture_is_fitted_again_after_a_filter_and_a_splitter(page: Page) -> None:
    opened(page)
    until(page, f"Math.max(...{FILLED}.slice(0, 2)) > 0.8", seconds=20)
    page.locator(".rail .filter", has_text="Selwyn Courier").click()
    until(page, f"Math.max(...{FILLED}.slice(0, 2)) > 0.6", seconds=20)
    bar = page.locator("[data-split=timeline]").bounding_box()
    assert bar
    page.mouse.move(bar["x"] + 200, bar["y"] + 2)
    page.mouse.down()
    page.mouse.move(bar["x"] + 200, bar["y"] - 120, steps=4)
    page.mouse.up()
    until(page, f"Math.min(...{FILLED}.slice(2)) > -3", seconds=20)
