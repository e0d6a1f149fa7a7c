"""What axe-core, a checker of the WCAG rules that a program can check, finds on the page: nothing serious."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_explore import opened, until

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def serious(page: Page) -> list[str]:
    """The serious and critical violations, once the page is at rest."""
    until(page, "!document.querySelector('.busy, [data-dash-is-loading=true]')")
    page.evaluate(f"() => {{ {AXE} }}")
    found = page.evaluate("() => axe.run(document)")
    assert len(found["passes"]) > 10  # it has looked
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_nothing_serious_on_the_screens_of_a_reading(page: Page, mode: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=mode, reduced_motion="reduce")
    opened(page)
    expect(page.locator("html")).to_have_attribute("data-theme", mode)
    assert serious(page) == []
    page.locator("#panel .row.story").first.click()
    expect(page.locator("#panel .account").first).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("2")
    expect(page.locator("#table-pane .ag-row").first).to_be_visible()
    assert serious(page) == []
