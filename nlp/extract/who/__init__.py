"""Mentions and their types."""
