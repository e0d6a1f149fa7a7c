"""What is not the report: menus, teasers, captions, share lines; and where the body of a page lies."""
