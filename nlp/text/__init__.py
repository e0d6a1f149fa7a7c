"""The text before and beside the parse: pipeline, truecasing, datelines, arrays of the parse, index terms."""
