"""Every cap on what is read, drawn or taken away, each with the sentence that tells the reader of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """At most ``most`` of something. ``tells`` is the sentence where there is more, with {shown}, {total} and
    {what} in it."""

    most: int
    tells: str

    def tell(self, shown: int, total: int, what: str = "") -> str:
        """The sentence, "" where all are shown."""
        if shown >= total:
            return ""
        return self.tells.format(shown=f"{shown:,}", total=f"{total:,}", what=what)


CALENDAR = Cap(most=600, tells="{shown} of {total} drawn; zoom in for more")
"""Events on the calendar: more are points on points at any width."""
LOOSE = Cap(most=240, tells="{shown} of {total} undated drawn")
"""Events without a year or a date on the timeline; the list of them has all."""
TABLE = Cap(most=2000, tells="The first {shown} of {total} {what}; narrow the filters for others")
UNPLACED = Cap(most=2000, tells="The first {shown} of {total} {what}; narrow the filters for others")
PLACES = Cap(most=1000, tells="The {shown} places of most events; others are left out")
PANEL_EVENTS = Cap(most=400, tells="The first {shown} of {total} events in time.")
INCIDENTS = Cap(most=40, tells="The first {shown} of {total} incidents; narrow the period for others.")
ACCOUNTS = Cap(most=12, tells="{shown} of {total} accounts")
"""Accounts of one incident that are drawn in full before a click asks for the others."""
BETWEEN_EVENTS = Cap(most=120, tells="The first {shown} of {total} events")
BETWEEN_INCIDENTS = Cap(most=30, tells="The first {shown} of {total} incidents")
DISPUTED = Cap(most=40, tells="The {shown} of {total} with most independent accounts.")
REPORT_EVENTS = Cap(
    most=2000, tells="The {shown} of {total} events of most weight, by time; the others are left out."
)
REPORT_DRAWN = Cap(most=400, tells="{shown} of {total} events, those of most weight")
EXPORTED = Cap(most=100_000, tells="The first {shown} of {total} {what}")
POOL = 300
"""Entities that the chart asks for, of which the linked are drawn first; it says how many of how many."""
OVERVIEW_LINKS = Cap(most=10_000, tells="the {shown} heaviest links")
NEIGHBOURS = 25
"""Entities that an expanded one brings in; the chart's note counts what is drawn."""
UNDATED = 500
"""Reports of unknown date in the list of them; it says so where there are more."""
BINS = 160
"""Bars of the histogram; a bar is longer where the case is."""
