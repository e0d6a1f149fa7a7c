"""From facts to what is seen: rows become networks, timelines and pages. Never imports spaCy."""
