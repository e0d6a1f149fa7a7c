"""A watched folder: read at once, then whenever it has changed and is still again."""

from __future__ import annotations

from pathlib import Path

from nlp.ingest.progress import Report
from nlp.ingest.watch import watch


def test_new_files_are_read_when_they_are_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    looks: list[int] = []
    sizes: list[int] = []

    def wait(_: float) -> None:
        looks.append(1)
        if len(looks) in (3, 4):  # a file that grows between two looks
            with (tmp_path / "b.txt").open("a") as file:
                file.write("more")

    def read() -> Report:
        sizes.append(sum(path.stat().st_size for path in tmp_path.iterdir()))
        return Report(read=0, added=0, unchanged=0, skipped=[], seconds=0)

    runs = watch([tmp_path], read, wait=wait)
    next(runs)
    assert (sizes, looks) == ([3], [])
    next(runs)
    assert sizes == [3, 11]
    assert len(looks) == 5
