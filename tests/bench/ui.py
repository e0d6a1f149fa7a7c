"""Time the page in a real browser, on synthetic cases of several sizes.

    python -m tests.bench.ui [--documents 1000 10000 100000] [--folder FOLDER] [--sessions 20]

Prints ``name<TAB>value<TAB>unit``: milliseconds from the address to a usable page, from a brush over about
10,000 events to the last redraw, from a key in the search to its hits, and from a click on an entity to its
evidence (medians); frames a second while the chart is dragged; megabytes of the server with one page open
and with many. Cases are made in FOLDER when missing, and kept. The server runs in a process of its own.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from nlp.case import Case
from nlp.query import Query
from tests.bench.synthetic import make_synthetic
from tests.browser.conftest import QUIET, find_chromium

ROUNDS = 5
BRUSHED = 10_000  # events that a brush should leave
SETTLED = 250  # milliseconds without an answer or a change after which the page has come to rest
WATCH = """
() => {
  const seen = { flying: 0, last: performance.now() };
  window.seen = seen;
  const ask = window.fetch;
  window.fetch = (...given) => {
    seen.flying += 1; seen.last = performance.now();
    return ask(...given).finally(() => { seen.flying -= 1; seen.last = performance.now(); });
  };
  new MutationObserver(() => { seen.last = performance.now(); })
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""
REST = f"() => window.seen && window.seen.flying === 0 && performance.now() - window.seen.last > {SETTLED}"
FRAMES = """
() => new Promise((done) => {
  const times = [];
  const step = (now) => {
    times.push(now);
    if (now - times[0] < 1500) requestAnimationFrame(step);
    else done((times.length - 1) * 1000 / (now - times[0]));
  };
  requestAnimationFrame(step);
})
"""


def measure(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds from ``act`` to the last answer or change before the page came to rest."""
    started = page.evaluate("() => { window.seen.last = performance.now(); return performance.now(); }")
    act()
    page.wait_for_timeout(30)
    page.wait_for_function(REST, timeout=120_000)
    return float(page.evaluate("() => window.seen.last")) - started


def send(page: Page, **intent: str) -> None:
    """Have the page do what a click or a brush would."""
    page.evaluate("intent => window.dateline.send(intent)", intent)


def brushed_periods(case: Case) -> list[tuple[str, str]]:
    """Stretches of whole bins that hold about BRUSHED events each, or half of a smaller case."""
    bins = case.histogram(Query(), bins=400)
    counts = [sum(one.counts.values()) for one in bins]
    wanted = min(BRUSHED, sum(counts) // 2)
    found = []
    for first in range(0, len(bins), max(len(bins) // (2 * ROUNDS), 1)):
        total, last = 0, first
        while last < len(bins) - 1 and total < wanted:
            total += counts[last]
            last += 1
        if total >= wanted:
            found.append((bins[first].start, bins[last].end))
    return found[:ROUNDS]


@contextmanager
def serving(case: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve ``case`` as the command line does; gives the address and the process."""
    port = 8791
    command = [sys.executable, "app.py", "serve", str(case), "--no-browser", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(600):
            try:
                urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address, process
    finally:
        process.terminate()
        process.wait()


def memory_of(process: subprocess.Popen[bytes]) -> float:
    """Megabytes that a process holds in memory (Linux)."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def open_page(browser: Browser, address: str) -> tuple[Page, float]:
    """A page on ``address``, and milliseconds until it came to rest."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(f"({WATCH})()")
    page.goto(address)
    page.wait_for_selector(".panel-body > *", timeout=120_000)
    page.wait_for_function(REST, timeout=120_000)
    return page, float(page.evaluate("() => window.seen.last"))


def run(case: Path, browser: Browser, *, sessions: int) -> Iterator[tuple[str, float, str]]:
    """All figures of one case."""
    with Case.open(case) as opened:
        periods = brushed_periods(opened)
        entities = [row.id for row in opened.entities(limit=ROUNDS)]
        words = [row.name.split()[0][:5] for row in opened.entities(limit=ROUNDS)]
    with serving(case) as (address, process):
        first, loaded = open_page(browser, address)
        yield "first page of a new server", loaded, "ms"
        first.close()
        again = [open_page(browser, address) for _ in range(3)]
        yield "page", statistics.median(took for _, took in again), "ms"
        page = again[-1][0]
        for one, _ in again[:-1]:
            one.close()
        yield (
            "brush to last redraw",
            statistics.median(
                measure(page, lambda p=p: send(page, do="period", start=p[0], end=p[1])) for p in periods
            ),
            "ms",
        )
        yield (
            "entity to evidence",
            statistics.median(
                measure(page, lambda e=e: send(page, do="select", kind="entity", ref=e)) for e in entities
            ),
            "ms",
        )
        send(page, do="clear")
        page.wait_for_function(REST, timeout=120_000)
        yield "search key to hits", statistics.median(search(page, words)), "ms"
        yield "frames while dragging the chart", drag(page), "1/s"
        yield "server, one page", memory_of(process), "MB"
        for _ in range(sessions - 1):
            open_page(browser, address)
        yield f"server, {sessions} pages", memory_of(process), "MB"
        for context in browser.contexts:
            context.close()


def search(page: Page, words: list[str]) -> Iterator[float]:
    """Milliseconds from the last key of each word to its hits."""
    for word in words:
        page.fill("#search", "")
        page.wait_for_function(REST, timeout=120_000)
        page.type("#search", word[:-1])
        page.wait_for_function(REST, timeout=120_000)
        yield measure(page, lambda last=word[-1]: page.type("#search", last))
    page.fill("#search", "")


def drag(page: Page) -> float:
    """Frames a second while the chart's ground is dragged to and fro."""
    box = page.locator("#chart").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + 12)
    page.mouse.move(*middle)
    page.mouse.down()
    page.evaluate(f"() => {{ window.frames_seen = ({FRAMES})(); }}")
    ended = time.monotonic() + 1.6
    while time.monotonic() < ended:
        for shift in (-40, 40):
            page.mouse.move(middle[0] + shift, middle[1] + 10, steps=4)
    page.mouse.up()
    return float(page.evaluate("() => window.frames_seen"))


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dateline-ui")
    parser.add_argument("--sessions", type=int, default=20)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        for number in given.documents:
            path = given.folder / f"synthetic-{number}.duckdb"
            if not path.exists():
                make_synthetic(
                    path, documents=number, mentions=20 * number, events=4 * number, entities=2 * number
                ).close()
            browser = driver.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
            for name, value, unit in run(path, browser, sessions=given.sessions):
                print(f"{number} documents, {name}\t{value:.1f}\t{unit}", flush=True)
            browser.close()


if __name__ == "__main__":
    main()
