"""The rail of filters."""
