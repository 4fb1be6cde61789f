"""The library as a person uses it: one method of `Library` is one thing a user says.

Nothing is imported here: a command that only lists works must not load readers and sources.
"""
