"""The date of the report, playback, zooming and the map in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from nlp.case import Case
from nlp.records import EntityType, Extraction
from tests.browser.conftest import serve
from tests.browser.test_explore import until
from tests.factories import Draft, day, make_case

pytestmark = pytest.mark.browser

PLACES = ("Lisbon", "Geneva", "Rotterdam", "Portugal", "Nowhere Mill")
FIRST = date(2031, 5, 2)


def told(number: int) -> Extraction:
    """A report of one raid, out ``number`` days after the first, the raid a day before it."""
    place, out = PLACES[number % len(PLACES)], FIRST + timedelta(days=2 * number)
    raid = (out - timedelta(days=1)).isoformat()
    draft = Draft(
        f"Ivo Marr{number} raided the bank{number} in {place} on {raid}.",
        path=f"post/{number}.txt",
        title=f"Raid {number}",
        published=out,
        publisher="Ardlow Post" if number % 2 else "Coast Gazette",
    )
    draft.event(
        "raided",
        time=draft.time(raid, day(raid)),
        agent=draft.mention(f"Ivo Marr{number}"),
        patient=draft.mention(f"bank{number}", EntityType.FACILITY),
        place=draft.mention(place, EntityType.PLACE),
    )
    return draft.extraction()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("time") / "raids.case", [told(n) for n in range(6)]) as made:
        yield made


@pytest.fixture(scope="module")
def address(case: Case) -> Iterator[str]:
    """Where the raids are served."""
    yield from serve(case)


def opened(page: Page, search: str = "") -> Page:
    page.goto(f"/{search}")
    page.wait_for_selector("#lanes .scatterlayer .point", state="attached")
    page.wait_for_selector("#reports-at input")
    page.wait_for_selector("#panel > *")
    return page


def test_the_as_of_date_moves_by_key_over_the_days_of_reports(page: Page) -> None:
    opened(page)
    counts = page.locator("#header-counts .strong")
    handle = page.get_by_role("slider", name="As reported up to")
    expect(handle).to_have_attribute("aria-valuetext", "All reports")
    handle.focus()
    for out, shown in (("2031-05-10", 5), ("2031-05-08", 4)):
        page.keyboard.press("ArrowLeft")
        page.wait_for_url(re.compile(f"asof={out}"))
        expect(counts).to_have_text(f"{shown} of 6 events")
    expect(handle).to_have_attribute("aria-valuetext", "8 May 2031")
    expect(page.locator("#reports-said")).to_contain_text("8 May 2031")
    expect(page.locator("#reports-said")).to_contain_text("4 of 6 reports, 1 that day")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("asof=2031-05-10"))
    page.keyboard.press("End")
    page.wait_for_url(lambda url: "asof" not in url)
    expect(counts).to_have_text("6 events")
    page.go_back()
    expect(counts).to_have_text("5 of 6 events")


def test_a_link_with_an_as_of_date_sets_the_handle(page: Page) -> None:
    opened(page, "?asof=2031-05-06")
    handle = page.get_by_role("slider", name="As reported up to")
    expect(handle).to_have_attribute("aria-valuetext", "6 May 2031")
    later = "document.querySelector('#overview .js-plotly-plot').data.find((one) => one.name === 'later')"
    until(page, later)
    assert page.evaluate(f"() => {later}.y.reduce((a, b) => a + b)") == 3


def test_the_story_plays_to_its_end_day_by_day(page: Page) -> None:
    opened(page)
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    for _ in range(2):
        page.locator("[data-play=play-speed]").click()
    play = page.locator('[data-play="play"]')
    play.focus()
    page.keyboard.press("Space")
    expect(play).to_have_text("❚❚")
    page.wait_for_url(re.compile("asof=2031-05-10"))
    page.wait_for_url(lambda url: "asof" not in url)
    expect(play).to_have_text("▶")
    days = [day for url in seen for day in parse_qs(urlsplit(url).query).get("asof", [])]
    assert list(dict.fromkeys(days)) == ["2031-05-02", "2031-05-04", "2031-05-06", "2031-05-08", "2031-05-10"]
    expect(page.locator("#header-counts .strong")).to_have_text("6 events")


def test_zooming_goes_down_to_hours_and_filters_nothing(page: Page) -> None:
    opened(page)
    box = page.locator("#lanes .nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    page.wait_for_url(re.compile("window="))
    for _ in range(5):
        before = page.url
        page.locator('[data-lanes="lanes-in"]').click()
        page.wait_for_url(lambda url, before=before: url != before)
    ticks = "[...document.querySelectorAll('#lanes .xtick')].map((one) => one.textContent).join()"
    until(page, f"/\\d\\d:00/.test({ticks})")
    expect(page.locator("#header-counts .strong")).to_have_text("6 events")
    page.locator('[data-lanes="lanes-all"]').click()
    page.wait_for_url(lambda url: "window" not in url)


def test_brushing_the_lanes_sets_the_period(page: Page) -> None:
    opened(page)
    box = page.locator("#lanes .nsewdrag").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 10, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 10, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("period=2031-05"))
    expect(page.locator("#header-counts .strong")).to_contain_text("of 6 events")


def test_the_overview_says_only_what_is_there(page: Page) -> None:
    opened(page)
    box = page.locator("#overview .nsewdrag").bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2)
    expect(page.locator("#overview .hoverlayer")).to_contain_text("1 reported")
    assert "0 " not in (page.locator("#overview .hoverlayer").text_content() or "").replace("2031", "")


def test_the_timeline_is_saved_as_a_drawing(page: Page) -> None:
    opened(page)
    page.locator(".timeline-pane .menu:not(.lanes-key) summary").click()
    with page.expect_download() as waiting:
        page.locator('[data-lanes="lanes-svg"]').click()
    assert waiting.value.suggested_filename == "timeline.svg"
    assert b"<svg" in waiting.value.path().read_bytes()


def test_a_place_of_the_map_is_selected_by_its_dot_and_by_its_row(page: Page, case: Case) -> None:
    opened(page)
    page.keyboard.press("3")
    page.wait_for_url(re.compile("centre=map"))
    expect(page.locator("#map-note")).to_contain_text("5 of 6 events in 4 places")
    expect(page.locator("#map-list")).to_contain_text("1 event has no place on the map")
    page.wait_for_selector("#map .choroplethlayer path")  # Portugal is an area
    expect(page.locator("#map .scattergeo .point")).to_have_count(3)
    page.locator("#map .scattergeo .point").first.click(force=True)
    page.wait_for_url(re.compile("sel=entity"))
    expect(page.locator("#map-list tr.chosen")).to_have_count(1)
    page.locator("#map-list").get_by_role("button", name="Geneva").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Geneva")
    geneva = next(row.id for row in case.places() if row.name == "Geneva")
    assert f"sel=entity:{geneva}" in unquote(page.url)


def test_a_kept_map_stays_while_the_rest_follows(page: Page) -> None:
    opened(page, "?centre=map")
    page.locator("#map-hold button").click()
    page.wait_for_url(re.compile("hold-map"))
    page.get_by_role("slider", name="As reported up to").focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("asof=2031-05-02"))
    expect(page.locator("#header-counts .strong")).to_have_text("1 of 6 events")
    expect(page.locator("#map-note")).to_contain_text("4 places")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_figures_are_drawn_in_the_mode_of_the_page(page: Page, mode: str) -> None:
    page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
    opened(page)
    ink = {"light": "#1b1d20", "dark": "#e7e4dd"}[mode]
    for figure in ("lanes", "overview"):
        until(page, f"document.querySelector('#{figure} .js-plotly-plot')?.layout?.font?.color === '{ink}'")


def test_the_map_keeps_its_view_when_something_is_selected(page: Page) -> None:
    opened(page, "?centre=map")
    page.wait_for_selector("#map .choroplethlayer path")
    scale = "document.querySelector('#map .js-plotly-plot')._fullLayout.geo.projection.scale"
    page.locator('[data-map="map-in"]').click()
    until(page, f"Math.abs({scale} - 1.6) < 0.01")
    page.locator("#map-list").get_by_role("button", name="Geneva").click()
    expect(page.locator("#map-list tr.chosen")).to_have_count(1)
    until(page, f"Math.abs({scale} - 1.6) < 0.01")
    page.keyboard.press("1")
    page.keyboard.press("3")
    page.wait_for_selector("#map .choroplethlayer path")
    until(page, f"Math.abs({scale} - 1.6) < 0.01")
