"""Time expressions in English reporting: recognised, normalised to TIMEX3, placed on the calendar.

No spaCy inside: :func:`read_times` reads a text, :func:`resolve_times` places what was read.
"""

from nlp.time.grammar.reading import Cues, Meaning, TimeReading
from nlp.time.read.read import read_times
from nlp.time.resolve.resolve import resolve_times
from nlp.time.resolve.resolved import Resolved

__all__ = ["Cues", "Meaning", "Resolved", "TimeReading", "read_times", "resolve_times"]
