"""The bundled sample: a fictional affair of a port, told by eight invented outlets in eleven formats.

The storyline, every person, company, ministry, militia and town of Tesmeria is invented for this project;
a few real cities (Geneva, Lisbon, Rotterdam) are only stages. ``tests/sample_key.json`` holds its answer key.
"""

from __future__ import annotations

from pathlib import Path


def sample_path() -> Path:
    """The folder of the bundled reports, to be opened as any other folder of reporting."""
    return Path(__file__).parent / "reports"
