"""Text as XML and other strict formats can hold it."""

from __future__ import annotations

import re

# All that is not a character of XML 1.0: control characters, surrogates, the two non-characters.
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_xml(text: str) -> str:
    """``text`` without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)
