"""Pages of the web: text, blocks, metadata and dates of HTML."""
