"""What all views share: theme, wording, components, SVG, the time axis, ids, memo."""
