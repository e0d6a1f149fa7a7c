"""What an event is in one readable line, written from the parse while it is there."""
