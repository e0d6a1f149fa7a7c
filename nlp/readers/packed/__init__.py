"""Files that hold files: archives, packed files, web archives."""
