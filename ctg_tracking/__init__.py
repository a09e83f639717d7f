"""Follow-up of conventions territoriales globales (CTG): the library behind the dashboard."""
