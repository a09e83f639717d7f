"""What leaves: the plan of a convention as a workbook, plans as one flat CSV; from the same figures as the screens."""
