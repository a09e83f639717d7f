"""The writes, one verb a function: each is one transaction, with its right checked on the stored row."""
