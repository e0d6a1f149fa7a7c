"""The map of places."""
