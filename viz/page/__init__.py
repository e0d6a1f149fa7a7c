"""The page put together."""
