"""The grammar: what reporters write for times, a module a family.

Importing it registers the rules in the order of ``FAMILIES``; where two of them match the same words, the one
registered first wins.
"""

from importlib import import_module

FAMILIES = (
    "anaphoric",
    "clock",
    "written_dates.coded_dates",
    "written_dates.dates",
    "written_dates.day_lists",
    "written_dates.other_calendars",
    "day_parts",
    "durations",
    "written_dates.numeric_dates",
    "written_dates.weekdays_months",
    "periods",
    "relative",
    "sets",
    "bare_durations",
    "vague",
    "written_dates.years",
)

for _family in FAMILIES:
    import_module(f"{__name__}.{_family}")
