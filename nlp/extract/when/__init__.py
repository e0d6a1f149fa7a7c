"""Which time belongs to which event."""
