"""The timeline: lanes, histogram, playback."""
