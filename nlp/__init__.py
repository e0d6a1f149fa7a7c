"""From text to facts: readers, time, events, attribution, identity and the case file."""

__version__ = "0.1.0"
