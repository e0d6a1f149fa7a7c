"""Time expressions in English reporting: recognised, normalised to TIMEX3, placed on the calendar.

No spaCy inside: :func:`read_times` reads a text, :func:`resolve_times` places what was read.
"""

from nlp.time.compose import read_times
from nlp.time.meaning import Cues, Meaning, Reading
from nlp.time.resolve import resolve_times
from nlp.time.resolved import Resolved

__all__ = ["Cues", "Meaning", "Reading", "Resolved", "read_times", "resolve_times"]
