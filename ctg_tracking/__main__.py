"""`python -m ctg_tracking` is the console script `ctg-tracking`."""

from ctg_tracking.cli import main

main()
