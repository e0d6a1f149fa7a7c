"""Relations: what lastingly ties people, bodies and places."""
