"""Rules of dates as they are written: in words, figures, codes, lists and other calendars."""
