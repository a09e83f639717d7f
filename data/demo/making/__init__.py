"""What makes the demonstration's spreadsheets; run by `data/demo/build.py`, never by the application."""
