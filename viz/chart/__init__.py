"""The link chart: data, layout, cytoscape, picture, view."""
