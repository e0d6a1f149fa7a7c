"""What an analyst does in the link chart: choose several, connect two, hide, keep, pin, find."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_explore import CY, opened, select, settled, until

pytestmark = pytest.mark.browser

ACTIONS = "#chart-actions"


def click_node(page: Page, name: str, *, keys: str = "", button: str = "left") -> None:
    at = settled(page, name)
    for key in filter(None, [keys]):
        page.keyboard.down(key)
    page.mouse.click(at["x"], at["y"], button=button)  # type: ignore[arg-type]
    for key in filter(None, [keys]):
        page.keyboard.up(key)


def test_two_are_connected_by_clicking_one_after_the_other(page: Page) -> None:
    opened(page)
    select(page, "Red Lanterns")
    page.locator(ACTIONS).get_by_text("Connect to…").click()
    expect(page.locator(".chart-prompt")).to_contain_text("Connect Red Lanterns with")
    click_node(page, "Port Selwyn")
    page.wait_for_url(re.compile("sel=path"))
    expect(page.locator("#panel h2")).to_have_text("Red Lanterns and Port Selwyn")
    expect(page.locator("#panel .byline")).to_contain_text("straight")
    expect(page.locator("#panel .path").first.locator(".sentence").first).to_contain_text(
        re.compile("raided|attacked")
    )
    until(page, f"{CY}.elements('.onpath').length >= 3")
    expect(page.locator(".chart-prompt")).to_have_text("")


def test_escape_ends_connecting_and_keeps_the_selection(page: Page) -> None:
    opened(page)
    select(page, "Port Selwyn")
    page.keyboard.press("j")
    expect(page.locator(".chart-prompt")).to_contain_text("Connect Port Selwyn with")
    page.keyboard.press("Escape")
    expect(page.locator(".chart-prompt")).to_have_text("")
    assert "sel=entity" in unquote(page.url)


def test_connecting_by_keyboard_alone(page: Page) -> None:
    opened(page)
    page.keyboard.press("g")
    page.keyboard.type("Okafor")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sel=entity"))
    expect(page.locator(f"{ACTIONS} .whom")).to_contain_text("Okafor")
    page.keyboard.press("j")
    expect(page.locator("#chart-find")).to_be_focused()
    page.keyboard.type("Vries")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("sel=path"))
    expect(page.locator("#panel h2")).to_contain_text("Okafor and")


def test_shift_click_chooses_several_and_asks_what_joins_them(page: Page) -> None:
    opened(page)
    select(page, "Port Selwyn")
    click_node(page, "Red Lanterns", keys="Shift")
    page.wait_for_url(re.compile("sel=entities"))
    expect(page.locator("#panel .byline")).to_contain_text("with two or more of them")
    expect(page.locator("#panel .sentence").first).to_be_visible()
    page.locator("#panel").get_by_role("button", name="How are they connected?").click()
    page.wait_for_url(re.compile("sel=path"))
    expect(page.locator("#panel .path").first).to_be_visible()


def test_a_box_drawn_with_shift_chooses_what_is_in_it(page: Page) -> None:
    opened(page)
    settled(page, "Port Selwyn")
    box = page.locator("#chart").bounding_box()
    assert box
    page.keyboard.down("Shift")
    page.mouse.move(box["x"] + 6, box["y"] + 52)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.move(box["x"] + box["width"] - 6, box["y"] + box["height"] - 50, steps=4)
    page.mouse.up()
    page.keyboard.up("Shift")
    page.wait_for_url(re.compile("sel=entities"))
    expect(page.locator(f"{ACTIONS} .whom")).to_contain_text("entities")


def test_what_is_hidden_is_told_and_shown_again(page: Page) -> None:
    opened(page)
    select(page, "Port Selwyn")
    before = page.evaluate(f"() => {CY}.nodes().length")
    page.keyboard.press("h")
    expect(page.locator("#chart-note")).to_contain_text("1 hidden")
    until(page, f"{CY}.nodes().length === {before - 1}")
    assert "sel" not in page.url
    page.locator("#chart-note").get_by_role("button", name="show them").click()
    until(page, f"{CY}.nodes().length === {before}")
    expect(page.locator("#chart-note")).not_to_contain_text("hidden")


def test_only_the_neighbours_of_one(page: Page) -> None:
    opened(page)
    select(page, "Port Selwyn")
    page.keyboard.press("o")
    expect(page.locator("#chart-note")).to_contain_text("Port Selwyn and")
    until(page, f"{CY}.nodes().every((one) => one.hasClass('chosen') || one.neighborhood('.chosen').length)")
    page.locator("#chart-note").get_by_role("button", name="Show all of the query").click()
    expect(page.locator("#chart-note")).to_contain_text("All")


def test_a_dragged_node_is_pinned_and_stays_after_a_reload(page: Page) -> None:
    opened(page)
    at = settled(page, "Port Selwyn")
    page.mouse.move(at["x"], at["y"])
    page.mouse.down()
    page.mouse.move(at["x"] + 40, at["y"] + 20, steps=4)
    page.mouse.move(at["x"] + 80, at["y"] + 30, steps=4)
    page.mouse.up()
    pinned = f"{CY}?.getElementById('{at['id']}')"
    until(page, f"{pinned}.hasClass('pinned')")
    expect(page.locator("#chart-legend")).to_contain_text("Pinned")
    place = page.evaluate(f"() => {pinned}.position()")
    opened(page)
    until(page, f"{pinned}?.hasClass?.('pinned')")
    again = page.evaluate(f"() => {pinned}.position()")
    assert abs(place["x"] - again["x"]) < 2
    assert abs(place["y"] - again["y"]) < 2
    select(page, "Port Selwyn")
    page.keyboard.press("k")
    until(page, f"!{pinned}.hasClass('pinned')")


def test_a_found_name_comes_to_the_middle(page: Page) -> None:
    opened(page)
    page.keyboard.press("g")
    page.keyboard.type("selwyn")
    page.locator("#chart-found button", has_text="Port Selwyn").click()
    page.wait_for_url(re.compile("sel=entity"))
    at = settled(page, "Port Selwyn")
    box = page.locator("#chart").bounding_box()
    assert box
    assert abs(at["x"] - box["x"] - box["width"] / 2) < 12
    assert abs(at["y"] - box["y"] - box["height"] / 2) < 12


def test_the_menu_of_a_node_works_by_pointer_and_key(page: Page) -> None:
    opened(page)
    click_node(page, "Port Selwyn", button="right")
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    click_node(page, "Port Selwyn", button="right")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("around="))
    expect(menu).to_have_count(0)


def test_a_kept_picture_does_not_follow_the_filters(page: Page) -> None:
    opened(page)
    before = page.evaluate(f"() => {CY}.nodes().length")
    page.locator(".chart-bar summary", has_text="Save").click()
    page.locator("#chart-hold").get_by_role("button", name="Keep this picture").click()
    expect(page.locator("#chart-hold")).to_contain_text("Follow the filters")
    page.locator(".rail .filter", has_text="Meeting").click()
    expect(page.locator("#header-counts .strong")).to_have_text("1 of 10 events")
    assert page.evaluate(f"() => {CY}.nodes().length") == before
    page.locator(".chart-bar summary", has_text="Save").click()
    page.locator("#chart-hold").get_by_role("button", name="Follow the filters").click()
    until(page, f"{CY}.nodes().length < {before}")


def test_size_and_communities_are_explained(page: Page) -> None:
    opened(page)
    page.locator(".chart-bar summary", has_text="View").click()
    page.locator("#chart-options").get_by_role("button", name="Between").click()
    expect(page.locator("#chart-legend")).to_contain_text("how often it lies between others")
    expect(page.locator("#chart-options")).to_be_hidden()
    page.locator(".chart-bar summary", has_text="View").click()
    page.locator("#chart-options").get_by_role("button", name="On").click()
    expect(page.locator("#chart-legend")).to_contain_text("around")
    expect(page.locator("canvas.chart-groups")).to_be_visible()


def test_the_picture_stays_when_the_query_changes(page: Page) -> None:
    opened(page)
    before = settled(page, "Port Selwyn")
    page.locator(".rail .filter", has_text="Selwyn Courier").click()
    page.wait_for_url(re.compile("source="))
    until(page, f"{CY}.nodes().filter((one) => one.data('label') === 'Port Selwyn').length")
    page.wait_for_timeout(500)
    after = page.evaluate(f"() => {CY}.getElementById('{before['id']}').position()")
    page.go_back()
    settled(page, "Port Selwyn")
    whole = page.evaluate(f"() => {CY}.getElementById('{before['id']}').position()")
    span = page.evaluate(f"() => {CY}.nodes().boundingBox().w")
    assert abs(after["x"] - whole["x"]) < 0.12 * span


def test_the_heaviest_nodes_have_a_label(page: Page) -> None:
    opened(page)
    settled(page, "Port Selwyn")
    page.wait_for_timeout(300)
    heavy = f"{CY}.nodes().sort((a, b) => b.data('rank') - a.data('rank')).slice(0, 8)"
    until(page, f"{heavy}.every((one) => !one.hasClass('mute'))")


def test_the_drawing_is_saved(page: Page) -> None:
    opened(page)
    page.locator(".chart-bar summary", has_text="Save").click()
    with page.expect_download() as waiting:
        page.get_by_title("Save the chart as a drawing").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "Port Selwyn" in text
