"""The grammar: what reporters write for times, a module a family. Importing it registers the rules; where two
of them match the same words, the one registered first wins."""

from nlp.time.rules import (
    anaphoric,
    clock,
    dates,
    day_parts,
    durations,
    figures,
    names,
    periods,
    relative,
    sets,
    spans,
    vague,
    years,
)

__all__ = [
    "anaphoric",
    "clock",
    "dates",
    "day_parts",
    "durations",
    "figures",
    "names",
    "periods",
    "relative",
    "sets",
    "spans",
    "vague",
    "years",
]
