"""What the terminal says: commands, listings, progress."""
