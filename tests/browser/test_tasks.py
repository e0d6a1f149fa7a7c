"""What an analyst comes for, on the bundled sample: who, when, who says so, what was known on a day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_explore import opened
from tests.browser.test_sample import address  # noqa: F401  (the fixture that serves the analysed sample)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def incident(page: Page) -> Page:
    """The page with its most reported incident chosen."""
    opened(page)
    page.locator("#panel .row.story").first.click()
    page.wait_for_url(re.compile("sel=incident"))
    expect(page.locator("#panel .disagreement").first).to_be_visible()
    return page


def test_who_did_it_when_and_who_says_which(incident: Page) -> None:
    panel = incident.locator("#panel")
    blamed = panel.locator(".disagreement", has_text="Who did it")
    expect(blamed.locator("dt").first).not_to_be_empty()
    expect(blamed.locator("dd .outlet").first).to_be_visible()
    toll = panel.locator(".disagreement.incompatible", has_text="How many")
    assert toll.first.locator("dt").count() > 1
    expect(panel.locator(".incident .when").first).to_contain_text("2023")


def test_how_the_picture_changed_and_why_accounts_are_one(incident: Page) -> None:
    history = incident.locator("#panel .history")
    history.locator("summary").click()
    expect(history.locator("dt").first).to_contain_text("2023")
    expect(history.locator("button").first).to_contain_text("First report")
    joins = incident.locator("#panel .joins")
    joins.locator("summary").click()
    expect(joins.locator(".weight").first).to_have_text(re.compile("for|against"))
    expect(joins.locator("[title]").first).to_have_attribute("title", re.compile(r"weighs [+-]\d"))
    history.locator("button").nth(1).click()
    expect(incident.locator("#panel .account.chosen")).to_be_visible()


def test_a_shared_link_shows_the_same(incident: Page) -> None:
    title = incident.locator("#panel h2").inner_text()
    other = incident.context.new_page()
    opened(other, incident.url.partition("/?")[2] and "?" + incident.url.partition("?")[2])
    expect(other.locator("#panel h2")).to_have_text(title)
    expect(other.locator("#panel .disagreement").first).to_be_visible()
    other.close()


def test_what_was_known_on_a_day(incident: Page) -> None:
    accounts = incident.locator("#panel .byline").first
    before = accounts.inner_text()
    incident.goto(incident.url + "&asof=2023-03-08")
    expect(incident.locator("#panel h2")).to_be_visible()
    expect(incident.locator("#panel .byline").first).not_to_have_text(before)
    expect(incident.locator("#header-counts .strong")).to_contain_text(" of ")


def test_a_profile_counts_and_its_bars_narrow_the_period(page: Page) -> None:
    opened(page)
    page.locator("#panel .row:has(.t-person)").first.click()
    page.wait_for_url(re.compile("sel=entity"))
    page.keyboard.press("f")
    bars = page.locator("#panel .activity .bars button")
    expect(bars.first).to_be_visible()
    expect(page.locator("#panel .profile")).to_contain_text("With whom")
    bars.first.click()
    page.wait_for_url(re.compile("period="))


def test_a_citation_goes_to_the_clipboard(incident: Page) -> None:
    incident.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sentence = incident.locator("#panel .account .sentence").first.inner_text()
    incident.locator("#panel .account .cite").first.click()
    expect(incident.locator("#panel .account .cite").first).to_have_text("Copied")
    copied = incident.evaluate("() => navigator.clipboard.readText()")
    assert " ".join(sentence.split()) in copied
    assert "characters" in copied


def test_a_report_is_saved_and_opens_without_the_program(incident: Page, tmp_path: Path) -> None:
    incident.locator(".saving summary").click()
    with incident.expect_download() as started:
        incident.locator("#save-report").click()
    kept = tmp_path / "report.html"
    started.value.save_as(kept)
    offline = incident.context.browser
    assert offline
    window = offline.new_context(offline=True).new_page()
    complaints: list[str] = []
    window.on("console", lambda message: complaints.append(message.text))
    window.goto(kept.as_uri())
    expect(window.locator("svg")).to_have_count(2)
    expect(window.get_by_role("heading", name="Where accounts differ")).to_be_visible()
    assert window.locator("blockquote").count() > 100
    assert complaints == []
    window.context.close()


def test_the_same_by_keyboard_through_the_table(page: Page) -> None:
    opened(page)
    page.keyboard.press("2")
    expect(page.locator(".ag-row").first).to_be_visible()
    page.locator("[role=columnheader][col-id=when]").focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("sel=event"))
    expect(page.locator("#panel .account.chosen")).to_be_visible()


def test_a_tablet_shows_the_filters_on_demand(page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    opened(page)
    expect(page.locator(".rail")).to_be_hidden()
    page.get_by_role("button", name="Filters", exact=True).click()
    expect(page.locator(".rail")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1024
