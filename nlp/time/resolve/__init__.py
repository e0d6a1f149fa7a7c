"""From readings to intervals on the calendar."""
