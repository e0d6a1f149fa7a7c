"""How fast analysis is beside the bare pipeline, what memory it takes, how soon the page is there.

    python tests/bench/throughput.py FOLDER [--documents 100] [--many 2000] [--workers 1]

FOLDER holds any files the readers know. Prints ``name<TAB>value<TAB>unit``. The bare pipeline and the whole
analysis read the same texts in turns, three times each, and the medians are compared, by the clock and by
processor time; on a busy machine only the second can be trusted. Loading the model, which a run does once
whatever its size, is a line of its own and is taken off the whole. Memory is the peak of a process of its own
for each number of documents.
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from nlp.ingest.run import analyze
from nlp.ingest.stream import BATCH_DOCUMENTS
from nlp.readers import read_paths
from nlp.records import Document
from nlp.text.pipeline import DEFAULT_MODEL, build_language
from nlp.text.prepare import prepare_text

ROOT = Path(__file__).parents[2]
TURNS = 3


def write_texts(folder: Path, documents: list[Document], wanted: int) -> None:
    """Write ``wanted`` reports as text files; where there are fewer, they come again with a number added."""
    for nth, document in enumerate(islice(cycle(documents), wanted)):
        again = "" if nth < len(documents) else f"\n\nCopy {nth}.\n"
        (folder / f"{nth:06}.txt").write_text(document.text + again, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock and of processors, those of ended child processes included."""

    clock: float
    processor: float

    def __sub__(self, other: Taken) -> Taken:
        return Taken(self.clock - other.clock, self.processor - other.processor)


def read_clocks() -> Taken:
    """What has passed until now."""
    return Taken(time.perf_counter(), sum(os.times()[:4]))


def measure_speed(folder: Path, scratch: Path, model: str, workers: int) -> None:
    """Words per second of the pipeline alone and of everything, on the same texts, in turns."""
    documents = [d for d in read_paths([folder]) if isinstance(d, Document)]
    texts = [prepare_text(document) for document in documents]
    words = sum(len(document.text.split()) for document in documents)
    load, bare, whole = [], [], []
    for turn in range(TURNS):
        start = read_clocks()
        language = build_language(model)
        load.append(read_clocks() - start)
        start = read_clocks()
        for at in range(0, len(texts), BATCH_DOCUMENTS):
            batch = texts[at : at + BATCH_DOCUMENTS]
            for _ in language.pipe(batch, batch_size=len(batch)):
                pass
        bare.append(read_clocks() - start)
        del language
        start = read_clocks()
        analyze([folder], scratch / f"speed{turn}.duckdb", model=model, workers=workers)
        whole.append(read_clocks() - start)
    print(f"words\t{words}\twords")
    for name in ("clock", "processor"):
        loading = statistics.median(getattr(each, name) for each in load)
        alone = [getattr(each, name) for each in bare]
        full = [getattr(each, name) - loading for each in whole]
        print(f"loading the model, {name}\t{loading:.2f}\ts")
        print(f"bare pipeline, {name}\t{words / statistics.median(alone):.0f}\twords/s")
        print(f"whole analysis, {name}\t{words / statistics.median(full):.0f}\twords/s")
        ratio = statistics.median(b / w for b, w in zip(alone, full, strict=True))
        print(f"whole / bare, {name}\t{ratio:.2f}\tratio", flush=True)


def measure_memory(folder: Path, case: Path, model: str) -> None:
    """Peak memory of a process that analyses ``folder``."""
    code = (
        "import resource, sys\nfrom nlp.ingest.run import analyze\n"
        "report = analyze(sys.argv[1:2], sys.argv[2], model=sys.argv[3])\n"
        "print(report.added, report.seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(case), model],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    added, seconds, peak = done.stdout.split()
    unit = 1024 if sys.platform == "darwin" else 1
    print(f"peak memory, {added} documents\t{int(peak) / unit / 1024:.0f}\tMB")
    print(f"time, {added} documents\t{float(seconds):.1f}\ts", flush=True)


def measure_start(case: Path) -> None:
    """Seconds from ``serve`` to the first page and to its first answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "serve", str(case), "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for path in ("", "_dash-layout"):
            _poll(f"http://127.0.0.1:{port}/{path}", server)
            name = path or "page"
            print(f"serve to {name}\t{time.perf_counter() - start:.1f}\ts", flush=True)
    finally:
        server.terminate()
        server.wait()


def _poll(url: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                if answer.status == 200 and answer.read():
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise SystemExit(f"the server ended with {server.returncode}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    documents = [d for d in islice(read_paths([given.corpus]), given.many * 2) if isinstance(d, Document)]
    if not documents:
        raise SystemExit(f"{given.corpus}: no documents")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        few, many = scratch / "few", scratch / "many"
        for folder, wanted in ((few, given.documents), (many, given.many)):
            folder.mkdir()
            write_texts(folder, documents, wanted)
        print(f"processors\t{os.cpu_count()}\tprocessors\nload\t{os.getloadavg()[0]:.1f}\tprocesses")
        measure_speed(few, scratch, given.model, given.workers)
        measure_memory(few, scratch / "few.duckdb", given.model)
        measure_start(scratch / "few.duckdb")
        measure_memory(many, scratch / "many.duckdb", given.model)
        measure_start(scratch / "many.duckdb")
        print(f"case file, {given.many} documents\t{(scratch / 'many.duckdb').stat().st_size / 1e6:.1f}\tMB")
        print(f"own peak memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}\tMB")


if __name__ == "__main__":
    main()
