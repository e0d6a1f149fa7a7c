"""Keys: words typed beside a field decide nothing, and every key can be changed or switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nlp.case import Case
from tests.browser.conftest import serve
from tests.browser.test_explore import opened, until
from tests.factories import make_case

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("keys") / "harbour.case") as made:
        yield made


@pytest.fixture(scope="module")
def address(case: Case) -> Iterator[str]:
    yield from serve(case)


def test_a_word_typed_beside_a_field_decides_nothing(page: Page, case: Case) -> None:
    event = case.events(limit=1)[0]
    opened(page, f"?sel=event:{event.id}")
    page.keyboard.type("exclaim rum wax")
    page.wait_for_timeout(700)
    assert case.decision_rows() == []
    assert page.locator("dialog[open]").count() == 0


def test_connecting_takes_the_name_that_is_typed(page: Page, case: Case) -> None:
    people = [row for row in case.entities(limit=20) if row.type == "PERSON"]
    one, other = people[0], case.entities(limit=20)[-1]
    opened(page, f"?sel=entity:{one.id}")
    theme = page.locator("html").get_attribute("data-theme")
    page.locator("#chart-actions").get_by_role("button", name="Connect to…").click()
    expect(page.locator("#chart-find")).to_be_focused()
    page.keyboard.type(other.name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sel=path"))
    assert page.locator("html").get_attribute("data-theme") == theme


def test_keys_are_changed_and_switched_off(page: Page) -> None:
    opened(page)
    page.keyboard.press("?")
    row = page.locator("#help [data-act=document]")
    row.click()
    page.keyboard.press("e")
    expect(page.locator("#keys-said")).to_contain_text("taken: Evidence")
    row.click()
    page.keyboard.press("y")
    expect(row).to_have_text("y")
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    page.wait_for_url(re.compile("panel=document"))
    page.keyboard.press("?")
    page.locator("#help [data-keys=single]").click()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_timeout(400)
    assert "panel=document" in page.url
    page.reload()
    until(page, "document.querySelector('#panel > *')")
    page.keyboard.press("e")
    page.wait_for_timeout(400)
    assert "panel=document" in page.url


def test_the_help_says_what_every_key_does_and_a_click_needs_no_key(page: Page, tmp_path: Path) -> None:
    opened(page)
    page.get_by_role("button", name="?", exact=True).click()
    help_ = page.get_by_role("dialog")
    expect(help_.locator("[data-act=confirm]")).to_have_text("Alt+C")
    expect(help_.locator("[data-act=leave]")).to_have_text("Esc")
