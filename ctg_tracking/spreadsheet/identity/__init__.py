"""Which row of a file is which row of the store: headings, actions, indicators. Pure; never by chance.

What is not sure is proposed, and waits for the person.
"""
