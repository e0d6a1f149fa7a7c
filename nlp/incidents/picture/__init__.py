"""The picture of an incident: its accounts side by side, what they differ on, how it changed."""
