"""Names as they are compared: folded to one script, case and spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 300


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name without case, accents, script and punctuation; "" for what has no letter or digit.

    Only the first 300 characters count: nothing longer is a name.
    """
    plain = anyascii(name[:_LONGEST]).lower().replace(".", "").replace("'", "").replace("`", "")
    return " ".join(_WORD.findall(plain))
