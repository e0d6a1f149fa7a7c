"""A case, or what a query leaves of it, as one plain value: what formats and notebooks are made from."""
