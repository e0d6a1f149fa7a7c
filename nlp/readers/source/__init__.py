"""Bytes and files: what a reader is given, and the draft of a report that it gives."""
