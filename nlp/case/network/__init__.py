"""Questions about entities and what ties them: rows, links, neighbours, ways, places."""
