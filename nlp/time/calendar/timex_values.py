"""TIMEX3 values of lengths of time."""

from __future__ import annotations

_SUB_DAY = ("TH", "TM", "TS")
_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "W": ("D", 7), "Q": ("M", 3)}


def duration_value(amount: float | None, unit: str) -> str:
    """The value of ``amount`` units in the author's own unit: P2W, PT30M, P2DE, P2Y6M; PXD where it is vague.

    Units: TS, TM, TH (second, minute, hour), D, W, FN (fortnight), M, Q, H (half-year), Y, DE, CE, ML.
    """
    if unit == "FN":
        amount, unit = None if amount is None else amount * 2, "W"
    if amount is None:
        return f"PTX{unit[1]}" if unit in _SUB_DAY else f"PX{unit}"
    if unit == "ML" or (unit in ("DE", "CE") and amount != int(amount)):
        amount, unit = amount * {"DE": 10, "CE": 100, "ML": 1000}[unit], "Y"
    if unit == "H":
        amount, unit = amount * 6, "M"
    if amount != int(amount) and unit in _SMALLER:
        return _mixed(amount, unit)
    size = f"{amount:g}" if amount < 1e6 else str(int(amount))
    return f"PT{size}{unit[1]}" if unit in _SUB_DAY else f"P{size}{unit}"


def _mixed(amount: float, unit: str) -> str:
    """A fraction in the next smaller unit: 2.5 years are P2Y6M."""
    smaller, size = _SMALLER[unit]
    rest = round((amount - int(amount)) * size)
    head = f"{int(amount)}{unit[-1]}" if int(amount) else ""
    if unit in _SUB_DAY:
        return f"PT{head}{rest}{smaller[1]}"
    return f"P{head}{'T' if smaller in _SUB_DAY else ''}{rest}{smaller[-1]}"
