"""Keep libraries from writing over the program's own output: what fails is reported as a reason."""

from __future__ import annotations

import logging

_LOUD = (
    "pypdf",
    "trafilatura",
    "htmldate",
    "justext",
    "charset_normalizer",
    "openpyxl",
    "warcio",
    "RapidOCR",
)


def quiet_libraries() -> None:
    """Let the readers' libraries log nothing below CRITICAL, unless someone has set a level for them."""
    for name in _LOUD:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)
