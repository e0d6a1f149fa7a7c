"""Which events and documents a query admits, as masks over the numbers of a case."""
