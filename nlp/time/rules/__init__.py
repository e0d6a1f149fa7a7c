"""The grammar: what reporters write for times, a module a family. Importing it registers the rules."""

from nlp.time.rules import clock, dates, durations, periods, relative, sets, vague

__all__ = ["clock", "dates", "durations", "periods", "relative", "sets", "vague"]
