"""Filters: several values and exclusions, words and days as typed, incidents in or out as a whole."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_explore import opened

pytestmark = pytest.mark.browser
COUNT = "#header-counts .strong"


def test_a_facet_takes_several_values_and_leaves_out_others(page: Page) -> None:
    opened(page)
    attack = page.locator(".rail .filter", has_text="Attack").first
    attack.click()
    page.wait_for_url(re.compile("type=attack"))
    meeting = page.locator(".rail .filter", has_text="Meeting").first
    expect(meeting.locator(".count")).not_to_have_text("0")  # the alternatives keep their counts
    meeting.click()
    page.wait_for_url(re.compile("type=attack.*type=meeting"))
    page.locator(".rail .quiet", has_text="Clear all").click()
    expect(page.locator(COUNT)).to_have_text("10 events")
    row = page.locator(".rail .facet-row", has_text="Meeting").first
    row.hover()
    row.locator(".without").click()
    expect(page.locator(".rail .chip")).to_contain_text("not meeting")
    expect(page.locator(COUNT)).to_have_text("9 of 10 events")


def test_a_period_is_read_as_it_is_written(page: Page) -> None:
    opened(page)
    page.locator("#period-start").fill("March 2024")
    page.locator("#period-start").press("Enter")
    page.wait_for_url(re.compile(re.escape("period=2024-03-01..2024-03-31")))
    expect(page.locator(".rail .chip")).to_contain_text("happened 2024-03-01 – 2024-03-31")
    page.locator("#told-start").fill("the other day")
    page.locator("#told-start").press("Enter")
    expect(page.locator(".rail .wrong")).to_contain_text("no time that is understood")
    assert "told=" not in page.url


def test_a_brush_keeps_an_incident_whole(page: Page) -> None:
    opened(page)
    page.locator("#panel .row.story").first.click()
    page.wait_for_url(re.compile("sel=incident"))
    expect(page.locator("#panel h2")).not_to_have_text("What is in this case")
    title = page.locator("#panel h2").inner_text()
    accounts = page.locator("#panel .byline").first.inner_text()
    page.locator("#period-start").fill("2024-03-01")
    page.locator("#period-start").press("Enter")
    page.wait_for_url(re.compile("period="))
    expect(page.locator("#panel h2")).to_have_text(title)
    expect(page.locator("#panel .byline").first).to_have_text(accounts)


def test_words_are_asked_for_in_one_language_and_mistakes_are_told(page: Page) -> None:
    opened(page)
    words = page.locator("#filter-text")
    words.fill("(guard OR mayor")
    words.press("Enter")
    expect(page.locator(".rail .wrong")).to_have_text("A bracket is not closed.")
    expect(page.locator(COUNT)).to_have_text("10 events")
    words.fill("guard -mayor")
    words.press("Enter")
    page.wait_for_url(re.compile("q=guard"))
    expect(page.locator(COUNT)).to_contain_text("of 10 events")
    page.keyboard.press("Escape")
    page.locator("#search").fill('"guards wounded')
    expect(page.locator("#hits")).to_contain_text("quotation mark is not closed")
    page.locator("#search").fill("actor:lanterns")
    expect(page.locator("#hits [role=option]").first).to_contain_text("Red Lanterns")


def test_fast_letters_stay_in_their_order(page: Page) -> None:
    opened(page)
    page.locator("#search").click()
    page.keyboard.type("Viktor Damasken of Port Selwyn", delay=35)
    page.wait_for_timeout(500)
    assert page.locator("#search").input_value() == "Viktor Damasken of Port Selwyn"


def test_what_has_no_place_in_time_is_a_list(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name=re.compile("not placed")).click()
    page.wait_for_url(re.compile("table=unplaced"))
    expect(page.locator("#table-pane .ag-row").first).to_be_visible()
    page.locator("#table-kind").get_by_role("button", name="Report", exact=True).click()
    page.wait_for_url(re.compile("unplaced=report"))
    page.locator("#table-pane .ag-row").first.click()
    page.wait_for_url(re.compile("sel=event"))


def test_only_what_the_text_dates(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Only stated dates").click()
    page.wait_for_url(re.compile("stated=1"))
    expect(page.locator(".rail .chip")).to_contain_text("only stated dates")
    assert "stated=1" in unquote(page.url)


def test_links_past_the_filters_and_menus_that_close(page: Page) -> None:
    opened(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#centre button").first).to_be_focused()
    page.locator(".chart-bar summary", has_text="View").click()
    expect(page.locator("#chart-options")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#chart-options")).to_be_hidden()
