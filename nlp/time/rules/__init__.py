"""The grammar: what reporters write for times, a module a family.

Importing it registers the rules in the order of ``FAMILIES``; where two of them match the same words, the one
registered first wins.
"""

from importlib import import_module

FAMILIES = (
    "anaphoric",
    "clock",
    "coded_dates",
    "dates",
    "day_lists",
    "other_calendars",
    "day_parts",
    "durations",
    "numeric_dates",
    "weekdays_months",
    "periods",
    "relative",
    "sets",
    "bare_durations",
    "vague",
    "years",
)

for _family in FAMILIES:
    import_module(f"{__name__}.{_family}")
