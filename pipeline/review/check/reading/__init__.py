"""Reads a claim: who is said to have done what to whom, in the many words that people have for it.

in: a sentence, what the database knows of its names    out: its parts, or why it cannot be read; no model
"""
