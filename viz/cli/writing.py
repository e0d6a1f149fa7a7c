"""What the command line writes: to standard output, to a file in one stroke, to a folder."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import typer

from nlp.errors import DatelineError
from viz.cli.terminal import out


def check_format(name: str) -> str:
    """``name``, where it is a format of ``export``.

    Raises:
        typer.BadParameter: it is not.
    """
    from viz.export.registry import find_exporter

    try:
        return find_exporter(name).name
    except DatelineError as error:
        raise typer.BadParameter(str(error)) from None


def list_formats(wanted: bool) -> None:
    """Print the formats of ``export``, one a line, and leave."""
    if wanted:
        from viz.export.registry import exporters  # their libraries take a moment to load

        for one in exporters().values():
            out.print(f"{one.name:12} {one.title}", markup=False, highlight=False)
        raise typer.Exit


def write_files(files: Mapping[str, bytes], output: Path | None, *, name: str) -> None:
    """Write the files of a format: one to ``output`` or standard output; several into the folder ``output``,
    or, where it ends in .zip, into an archive.

    Raises:
        DatelineError: several files, and nowhere to put them.
    """
    from viz.export.registry import pack

    if len(files) == 1 or (output is not None and output.suffix.lower() == ".zip"):
        write_chunks([pack(files, name)[1]], output)
        return
    if output is None:
        raise DatelineError("this format has several files: give --output FOLDER, or FILE.zip")
    for path, content in files.items():
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_chunks([content], target)


def write_chunks(chunks: Iterable[bytes], output: Path | None) -> None:
    """Write to standard output (None), or to ``output`` in one stroke: the old content stays until the new
    one is whole. A new file gets the mode that the user's mask allows."""
    if output is None:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    mode = stat.S_IMODE(output.stat().st_mode) if output.exists() else 0o666 & ~_mask()
    with tempfile.NamedTemporaryFile(
        dir=output.parent, prefix=output.name, suffix=".part", delete=False
    ) as file:
        try:
            file.writelines(chunks)
            os.chmod(file.name, mode)
        except BaseException:
            os.unlink(file.name)
            raise
    os.replace(file.name, output)


def _mask() -> int:
    """The process's mask; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
