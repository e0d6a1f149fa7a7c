"""Who may use a case that other computers can reach: users, roles, signing in."""
