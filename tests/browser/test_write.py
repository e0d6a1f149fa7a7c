"""Writing from the page, in a real browser: decisions and reporting dropped in, by mouse and by keyboard."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from app import create_app
from nlp.case import Case, SourceState
from nlp.records import EntityType, Skipped
from nlp.text.pipeline import best_model
from tests.browser.conftest import SLOW, run_until_closed, stop
from tests.browser.test_accessible import serious
from tests.browser.test_explore import opened
from tests.factories import Draft, day, make_case
from viz.page.dashboard import build_dashboard

pytestmark = pytest.mark.browser


@dataclass
class Step:
    documents_done: int
    documents_total: int
    skipped: int
    current_path: str


@dataclass
class Report:
    added: int
    unchanged: int
    skipped: list[Skipped]
    documents: tuple[str, ...]


class Reader:
    """Stands in for the language model: every file tells of one arrest; what is empty is skipped."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.go = threading.Event()
        self.go.set()

    def __call__(
        self,
        paths: Sequence[Path],
        published: date | None,
        progress: Callable[[Step], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        files = sorted(one for path in paths for one in (path.rglob("*") if path.is_dir() else [path]))
        files = [path for path in files if path.is_file()]
        report = Report(0, 0, [], ())
        for nth, path in enumerate(files):
            progress(Step(nth, len(files), len(report.skipped), path.name))
            while not self.go.wait(0.02):
                if cancelled():
                    return report
            source = SourceState(path=str(path), size=path.stat().st_size, digest="")
            if not source.size:
                report.skipped.append(Skipped(path=path.name, reason="no text in it"))
                continue
            draft = Draft(path.read_text(), path=path.name, published=published, publisher="Dropped Post")
            port = draft.mention("Port Selwyn", EntityType.PLACE)
            time = draft.time("9 March 2024", day("2024-03-09"))
            draft.event("arrested", "arrest", time=time, place=port)
            self.case.add(draft.extraction(), source)
            self.case.finish(source, [draft.document.id])
            report.added += 1
            report.documents += (draft.document.id,)
        self.case.settle()
        return report


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case of its own for every test: they write to it."""
    with make_case(tmp_path / "harbour.case") as made:
        yield made


@pytest.fixture
def reader(case: Case) -> Reader:
    return Reader(case)


@pytest.fixture
def address(case: Case, reader: Reader) -> Iterator[str]:
    app = build_dashboard(case, ingest=reader, suffixes=lambda: (".txt", ".md"))
    server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=lambda: run_until_closed(server), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    reader.go.set()
    stop(server, thread)
    app.server.extensions["intake"].close()


def chosen(page: Page, case: Case, name: str) -> Page:
    """The page with the entity of that name selected."""
    ref = next(row.id for row in case.entities(limit=100) if row.name == name)
    opened(page, f"?sel=entity:{ref}")
    expect(page.locator("#panel h2").first).to_have_text(name)
    return page


def event_chosen(page: Page, case: Case, trigger: str) -> Page:
    ref = next(event.id for event in case.events() if event.trigger.text == trigger)
    opened(page, f"?sel=event:{ref}")
    expect(page.locator("#panel .account.chosen .trigger").first).to_have_text(trigger)
    return page


def test_two_names_are_merged_and_the_merge_is_undone(page: Page, case: Case) -> None:
    chosen(page, case, "Ines Okafor")
    page.get_by_role("button", name="Merge with…").click()
    dialog = page.locator("#write")
    expect(dialog.locator("h2")).to_have_text("Merge Ines Okafor with…")
    page.get_by_role("combobox", name="Find the other one").fill("vries")
    dialog.get_by_role("option", name=re.compile("Tomas Vries")).click()
    expect(dialog.locator("h2")).to_contain_text("?")
    expect(dialog).to_contain_text("They become one entity")
    dialog.get_by_role("button", name="Merge").click()
    expect(dialog).to_be_hidden()
    toast = page.locator("#toast")
    expect(toast).to_contain_text("Merged ")
    heading = page.locator("#panel .heading")
    expect(heading).to_contain_text("Tomas Vries")
    expect(heading).to_contain_text("Ines Okafor")
    assert "sel=entity" in unquote(page.url)
    toast.get_by_role("button", name="Undo").click()
    expect(toast).to_contain_text("Undone: Merged ")
    expect(heading).to_contain_text("Ines Okafor")
    expect(heading).not_to_contain_text("Tomas Vries")


def test_an_entity_is_renamed_by_keyboard_and_the_list_says_who_did_it(page: Page, case: Case) -> None:
    chosen(page, case, "Harbour Union")
    page.keyboard.press("l")
    page.get_by_label("Your name").fill("R. Adair")
    page.keyboard.press("Tab")
    page.keyboard.press("Alt+r")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    page.keyboard.type("Union of Dockers")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("Renamed ")
    listed = page.locator("#panel .decision").first
    expect(listed).to_contain_text("Union of Dockers")
    expect(listed).to_contain_text("by R. Adair")
    page.keyboard.press("Control+z")
    expect(page.locator("#panel .decision.undone")).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#panel .decision.undone")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.locator("#panel h2").first).to_have_text("Union of Dockers")


def test_what_the_case_refuses_is_said_in_the_dialog(page: Page, case: Case) -> None:
    event_chosen(page, case, "blames")
    page.keyboard.press("Alt+w")
    date_field = page.get_by_role("textbox", name="Date")
    date_field.fill("last week")
    page.keyboard.press("Enter")
    expect(page.locator("#write .form-error")).to_contain_text("No date")
    date_field.fill("2024-03-10")
    page.keyboard.press("Enter")
    expect(page.locator("#write")).to_be_hidden()
    expect(page.locator("#panel .incident .when").first).to_contain_text("10 March 2024")
    page.keyboard.press("Alt+w")
    page.get_by_role("button", name="The date is unknown").click()
    page.get_by_role("button", name="Set the date").last.click()
    expect(page.locator("#panel .incident .when").first).to_contain_text("not stated")


def test_an_event_is_rejected_by_key_and_brought_back(page: Page, case: Case) -> None:
    event_chosen(page, case, "raided")
    page.keyboard.press("Alt+x")
    expect(page.locator("#toast")).to_contain_text("Rejected ")
    expect(page.locator("#header-counts .strong")).to_have_text("9 events")
    page.keyboard.press("Control+z")
    expect(page.locator("#header-counts .strong")).to_have_text("10 events")


def test_mentions_are_taken_out(page: Page, case: Case) -> None:
    chosen(page, case, "Ines Okafor")
    page.get_by_role("button", name="Split").click()
    dialog = page.locator("#write")
    dialog.get_by_role("button", name="Take out").click()
    expect(dialog.locator(".form-error")).to_have_text("Tick at least one.")
    dialog.locator("fieldset").last.get_by_role("checkbox").first.check()
    dialog.get_by_role("button", name="Take out").click()
    expect(page.locator("#toast")).to_contain_text("Took ")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close this message").click()
    expect(page.locator("#toast")).to_be_hidden()


def test_a_dialog_closes_and_gives_the_focus_back(page: Page, case: Case) -> None:
    chosen(page, case, "Port Selwyn")
    for name in ("Change type", "Hide everywhere", "Keep apart from…", "Why one?"):
        button = page.locator("#panel").get_by_role("button", name=name)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#write")).to_be_visible()
        assert serious(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("#write")).to_be_hidden()
        expect(button).to_be_focused()
    assert "sel=entity" in unquote(page.url)


def test_a_new_file_is_dropped_in_and_counted(page: Page, case: Case, reader: Reader, tmp_path: Path) -> None:
    opened(page)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['Men were arrested in Port Selwyn on 9 March 2024.'], 'arrests.txt'));
          data.items.add(new File([''], 'nothing.txt'));
          data.items.add(new File(['x'], 'program.exe'));
          const carrying = { dataTransfer: data, bubbles: true, cancelable: true };
          for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, carrying));
        }"""
    )
    dialog = page.locator("#intake")
    expect(dialog.locator("#intake-chosen")).to_contain_text("2 files")
    expect(dialog).to_contain_text("no reader for .exe files")
    dialog.get_by_role("textbox", name="Publication date").fill("2024-03-10")
    assert serious(page) == []
    reader.go.clear()
    dialog.get_by_role("button", name="Read them").click()
    expect(dialog).to_contain_text("Reading")
    dialog.get_by_role("button", name="Go on working").click()
    expect(page.locator("#adding")).to_contain_text("Adding…")
    page.locator("#panel .row.story").first.click()  # the page goes on
    page.wait_for_url(re.compile("sel=incident"))
    page.locator("#adding").click()
    reader.go.set()
    expect(dialog.locator("#intake-says")).to_have_text("1 report added, 2 skipped")
    expect(dialog).to_contain_text("nothing.txt – no text in it")
    expect(page.locator("#header-counts")).to_contain_text("11 events")
    dialog.get_by_role("button", name="Show what is new").click()
    expect(page.locator("#header-counts .strong")).to_have_text("1 of 11 events")
    stored = tmp_path / "harbour.reporting" / "arrests.txt"
    assert stored.read_text().startswith("Men were arrested")


def test_a_folder_is_added_by_keyboard_and_stopped(page: Page, reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "wire"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{name}: arrested in Port Selwyn on 9 March 2024.")
    reader.go.clear()
    opened(page)
    page.keyboard.press("a")
    dialog = page.locator("#intake")
    expect(dialog.get_by_role("button", name="Files…")).to_be_focused()
    page.locator("#intake-folder").set_input_files(folder)
    expect(dialog.locator("#intake-chosen")).to_contain_text("2 files")
    expect(dialog.get_by_role("button", name="Read them")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Reading")
    dialog.get_by_role("button", name="Stop").click()
    expect(dialog.locator("#intake-says")).to_contain_text("Stopped")
    dialog.get_by_role("button", name="Add more").click()
    page.get_by_role("textbox", name="Or by path").fill(str(folder / "b.txt"))
    reader.go.set()
    page.keyboard.press("Enter")
    expect(dialog.locator("#intake-says")).to_have_text("1 report added")


def test_a_publication_date_is_set(page: Page, case: Case) -> None:
    ref = next(row.id for row in case.documents() if row.publisher == "The Tribune")
    opened(page, f"?panel=document&open={ref}")
    expect(page.locator("#panel .byline").first).to_contain_text("Publication date unknown")
    page.get_by_role("button", name="Set the publication date").click()
    page.get_by_role("textbox", name="Publication date").fill("2024-03-11")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("Dated the report")
    expect(page.locator("#panel .byline").first).to_contain_text("11 March 2024")


@pytest.mark.slow
def test_a_report_is_read_by_the_model_and_its_dates_follow_its_publication(
    browser: Browser, tmp_path: Path
) -> None:
    report = tmp_path / "clerk.txt"
    report.write_text(
        "Police arrested the harbour clerk Odran Quill in Lisbon on Tuesday. The clerk denied the charges.\n"
    )
    with make_case(tmp_path / "new.case", [], model=best_model()) as case:
        app = create_app(case)
        server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
        thread = threading.Thread(target=lambda: run_until_closed(server), daemon=True)
        thread.start()
        window = browser.new_page(base_url=f"http://127.0.0.1:{server.effective_port}/")
        window.set_default_timeout(SLOW)
        expect.set_options(timeout=SLOW)
        window.goto("/")
        window.locator("#adding").click()
        window.locator("#intake-files").set_input_files(report)
        window.keyboard.press("Enter")
        expect(window.locator("#intake-says")).to_have_text("1 report added")
        window.get_by_role("button", name="Show what is new").click()
        when = window.locator("#panel .incident .when").first
        window.goto(f"/?sel=event:{case.events()[0].id}")
        expect(when).to_have_text("Date not stated")
        window.keyboard.press("d")
        window.get_by_role("button", name="Set the publication date").click()
        window.get_by_role("textbox", name="Publication date").fill("2024-03-08")
        window.keyboard.press("Enter")
        expect(window.locator("#panel .byline").first).to_contain_text("8 March 2024")
        window.keyboard.press("e")
        expect(when).to_have_text("5 March 2024")
        window.keyboard.press("Control+z")
        expect(when).to_have_text("Date not stated")
        window.close()
        stop(server, thread)
        app.server.extensions["intake"].close()


def test_the_search_is_worked_by_arrows(page: Page) -> None:
    opened(page)
    page.keyboard.press("/")
    page.keyboard.type("port selw")
    box = page.get_by_role("combobox", name="Search the case")
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.locator("#hits [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first.locator("mark").first).to_have_text(re.compile("^port$", re.IGNORECASE))
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "hit-1")
    page.keyboard.press("ArrowUp")
    assert serious(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2").first).to_have_text("Port Selwyn")
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type("nothing of the kind")
    expect(page.locator("#hits")).to_contain_text("Nothing found for")


def test_the_keys_are_listed(page: Page) -> None:
    opened(page)
    page.keyboard.press("?")
    keys: Any = page.locator("#help")
    for word in ("Undo the latest decision", "Add reporting", "Confirm the chosen event"):
        expect(keys).to_contain_text(word)
    assert serious(page) == []
