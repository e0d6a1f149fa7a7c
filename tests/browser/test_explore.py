"""What an analyst does, in a real browser: open, select, brush, read, filter, go back, share."""

from __future__ import annotations

import json
import re
import time
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CY = "window.dateline?.chart?.()"


def until(page: Page, expression: str, *, seconds: float = 60) -> None:
    """Wait until a JavaScript expression holds. (Playwright's own way needs eval: forbidden.)"""
    deadline = time.monotonic() + seconds
    while not page.evaluate(f"() => Boolean({expression})"):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


def opened(page: Page, search: str = "") -> Page:
    """Open the case and wait until chart, timeline and panel are drawn."""
    page.goto(f"/{search}")
    until(page, f"{CY}?.nodes().length > 0")
    page.wait_for_selector("#lanes .scatterlayer .point", state="attached")
    page.wait_for_selector("#panel > *")
    return page


def node_place(page: Page, name: str) -> Any:
    """Where the node of that name is on the screen."""
    return page.evaluate(
        f"""(name) => {{
          const cy = {CY};
          const node = cy.nodes().filter((one) => one.data('label') === name);
          const box = document.querySelector('#chart').getBoundingClientRect();
          const at = node.renderedPosition();
          return {{ x: box.x + at.x, y: box.y + at.y, id: node.id() }};
        }}""",
        name,
    )


def settled(page: Page, name: str) -> Any:
    """Where the node is once it rests: the chart fits itself to the pane after it is drawn."""
    until(page, f"{CY}?.nodes().filter((one) => one.data('label') === {json.dumps(name)}).length")
    before, at = None, node_place(page, name)
    deadline = time.monotonic() + 30
    while at != before:
        assert time.monotonic() < deadline, f"{name} does not come to rest"
        page.wait_for_timeout(250)
        before, at = at, node_place(page, name)
    return at


def select(page: Page, name: str) -> None:
    """Click a node of the chart."""
    at = settled(page, name)
    page.mouse.click(at["x"], at["y"])
    expect(page.locator("#panel h2")).to_have_text(name)


def test_the_first_screen_says_what_is_in_the_case(page: Page) -> None:
    opened(page)
    panel = page.locator("#panel")
    expect(panel).to_contain_text("What is in this case")
    expect(panel).to_contain_text("Main actors")
    expect(page.locator("#header-counts")).to_contain_text("10 events")
    page.keyboard.press("d")
    expect(panel).to_contain_text("No document is open")
    page.get_by_role("button", name=re.compile("skipped")).click()
    expect(page.locator("#skipped-list")).to_have_attribute("open", "")


def test_selecting_a_node_shows_its_sentences_in_all_views(page: Page) -> None:
    opened(page)
    select(page, "Port Selwyn")
    assert "sel=entity:" in unquote(page.url)
    quote = page.locator("#panel .sentence", has_text="Masked gunmen attacked the Marrow Quay depot").first
    expect(quote.locator(".trigger")).to_have_text("attacked")
    expect(page.locator("#panel")).to_contain_text("Selwyn Courier")
    ringed = "document.querySelector('#lanes .js-plotly-plot').data.some((one) => one.marker?.size === 17)"
    until(page, ringed)
    assert page.evaluate(f"() => {CY}.nodes('.chosen').length") == 1
    assert page.evaluate(f"() => {CY}.elements('.far').length") > 0


def test_brushing_the_timeline_sets_the_period_and_back_undoes_it(page: Page) -> None:
    opened(page)
    drag = page.locator("#overview .nsewdrag").bounding_box()
    assert drag
    middle = drag["y"] + drag["height"] / 2
    page.mouse.move(drag["x"] + drag["width"] * 0.1, middle)
    page.mouse.down()
    page.mouse.move(drag["x"] + drag["width"] * 0.2, middle, steps=4)
    page.mouse.move(drag["x"] + drag["width"] * 0.4, middle, steps=4)
    page.mouse.up()
    expect(page.locator(".rail .chip")).to_contain_text("2024-03")
    assert re.search(r"period=2024-03-\d\d\.\.2024-03-\d\d", unquote(page.url))
    expect(page.locator("#header-counts")).to_contain_text("of 10 events")
    page.go_back()
    expect(page.locator("#header-counts .strong")).to_have_text("10 events")
    expect(page.locator(".rail .chip")).to_have_count(0)


def test_a_mark_of_the_timeline_selects_its_event_and_its_report_opens_at_the_sentence(page: Page) -> None:
    opened(page)
    page.locator("#lanes .scatterlayer .point").first.click(force=True)
    expect(page.locator("#panel .account.chosen")).to_be_visible()
    assert "sel=event:" in unquote(page.url)
    page.locator("#panel .account.chosen .source").click()
    text = page.locator("#panel .fulltext")
    expect(text).to_be_visible()
    expect(text.locator(".here").first).to_be_in_viewport()
    text.locator(".mention").first.click()
    page.wait_for_url(re.compile("sel=entity"))
    expect(page.locator("#panel .fulltext .mention.chosen").first).to_be_visible()


def test_keys_step_through_the_events_and_drop_the_selection(page: Page) -> None:
    opened(page)
    page.keyboard.press("n")
    page.wait_for_url(re.compile("sel=event"))
    first = page.url
    expect(page.locator("#panel .account.chosen")).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("p")
    page.wait_for_url(first)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "sel" not in url)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_filters_narrow_every_view_and_an_empty_result_offers_the_way_out(page: Page) -> None:
    opened(page)
    page.locator(".rail .filter", has_text="Meeting").click()
    expect(page.locator("#header-counts .strong")).to_have_text("1 of 10 events")
    page.locator("#filter-text").fill("nowhere to be found")
    page.locator("#filter-text").press("Enter")
    expect(page.locator("#chart-empty")).to_contain_text("Nothing matches")
    page.locator("#chart-empty button").click()
    expect(page.locator("#header-counts .strong")).to_have_text("10 events")


def test_the_table_holds_the_same_and_selects(page: Page) -> None:
    opened(page)
    page.keyboard.press("2")
    row = page.locator(".ag-row", has_text="Masked gunmen attacked").first
    row.click()
    page.wait_for_url(re.compile("sel=event"))
    expect(page.locator("#panel .account.chosen")).to_contain_text("Marrow Quay depot")


def test_search_finds_and_shows_markup_as_text(page: Page) -> None:
    opened(page)
    page.keyboard.press("/")
    page.keyboard.type("raid")
    hit = page.locator("#hits [role=option]", has_text="<script>alert(1)</script>").first
    hit.click()
    expect(page.locator("#panel h2")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator("#panel .fulltext")).to_contain_text("<b>cowardly</b>")


def test_a_link_reproduces_the_screen_in_the_dark(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Light / dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    opened(page, "?status=planned&lanes=source&centre=table")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("#header-counts .strong")).to_have_text("1 of 10 events")
    expect(page.locator("#table-pane .ag-row")).to_have_count(1)
    expect(page.locator("#lanes-by [aria-pressed=true]")).to_have_text("source")


def test_labels_of_the_chart_do_not_lie_on_each_other(page: Page) -> None:
    opened(page)
    until(page, f"{CY}.nodes().filter((one) => !one.hasClass('mute')).length >= 5")
