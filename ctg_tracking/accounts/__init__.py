"""Who may come in and what they may do: passwords, web sessions, rights. No screen, no web framework."""
