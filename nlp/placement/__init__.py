"""Where events lie in time beyond what their own words state. Pure functions over records; standard library
only, so that a case is placed anew without a parse."""

from __future__ import annotations

from nlp.placement.accounts import Account, place_accounts
from nlp.placement.place import place_events

__all__ = ["Account", "place_accounts", "place_events"]
