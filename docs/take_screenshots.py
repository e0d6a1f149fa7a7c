"""Take the documentation's pictures: ``python docs/take_screenshots.py [--case FILE] [--output FOLDER]``.

Without a case the bundled sample is analysed. A Chromium is needed: DATELINE_CHROMIUM, or one on the path.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from waitress.server import create_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nlp.case import Case  # noqa: E402
from nlp.ingest.run import analyze  # noqa: E402
from nlp.query import Query  # noqa: E402
from nlp.records import EntityType  # noqa: E402
from tests.browser.conftest import QUIET, find_chromium  # noqa: E402
from viz.page.dashboard import build_dashboard  # noqa: E402
from viz.state.state import Selection, State, View, write_state  # noqa: E402

SMALL, LARGE = (1440, 900), (1920, 1080)


def main() -> None:
    """Open the case, serve it, take all the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="a case file; without it the bundled sample is analysed")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "screenshots")
    given = parser.parse_args()
    given.output.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_case(given.case, Path(folder)) as case,
        served(case) as address,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        for name, state, mode, size in list_pictures(case):
            take(browser, address + write_state(state), given.output / f"{name}.png", mode, size)
        browser.close()


def open_case(path: Path | None, folder: Path) -> Case:
    """The case at ``path``, or the sample analysed into ``folder``."""
    if path:
        return Case.open(path, read_only=True)
    case = Case.open(folder / "sample.case", create=True)
    analyze([ROOT / "nlp" / "sample" / "reports"], case)
    return case


def list_pictures(case: Case) -> list[tuple[str, State, str, tuple[int, int]]]:
    """Name, state, mode and size of each picture: every view, light and dark."""
    actors = [row for row in case.entities(limit=40) if row.type == EntityType.PERSON]
    actor = Selection(kind="entity", ref=actors[0].id)
    accounts = case.most_reported(limit=1)[0]
    told = Selection(kind="incident", ref=accounts[0].incident_id)
    event = Selection(kind="event", ref=accounts[0].id)
    far = next(row for row in reversed(actors) if case.paths(actors[0].id, row.id))
    between = Selection(kind="path", ref=f"{actors[0].id}~{far.id}")
    first = min(one.published for one in accounts if one.published)
    views = {
        "first": State(),
        "incident": State(selection=told),
        "known-then": State(query=Query(as_of=first), selection=told),
        "entity": State(selection=actor, view=View(lanes="entity")),
        "ways-between": State(selection=between),
        "communities": State(view=View(limit=80, groups="communities", size="between")),
        "overview": State(view=View(limit=5000)),
        "map": State(view=View(centre="map")),
        "table": State(view=View(centre="table")),
        "profile": State(selection=actor, view=View(panel="profile")),
        "document": State(selection=event, view=View(panel="document")),
        "decisions": State(view=View(panel="decisions")),
    }
    return [
        (f"{name}-{mode}", state, mode, size)
        for name, state in views.items()
        for mode, size in (("light", SMALL), ("dark", LARGE))
    ]


@contextmanager
def served(case: Case) -> Iterator[str]:
    """Serve ``case`` on a free local port."""
    server = create_server(
        build_dashboard(case, title="The bundled sample").server, host="127.0.0.1", port=0, threads=8
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    server.task_dispatcher.shutdown()
    server.close()


def take(browser: Browser, address: str, path: Path, mode: str, size: tuple[int, int]) -> None:
    """One picture of ``address`` when chart, timeline and panel are drawn."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=mode)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    page.wait_for_selector("#panel > *")
    page.wait_for_selector("#lanes .scatterlayer .point", state="attached")
    page.wait_for_timeout(2500)
    page.screenshot(path=path)
    context.close()
    print(path)


if __name__ == "__main__":
    main()
