"""Where the performance claims come from: a portfolio of any size, and what is measured on it."""
