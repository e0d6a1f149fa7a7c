"""PDF: pages to lines in the order of reading, lines to paragraphs."""
