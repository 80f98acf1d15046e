"""Reads a claim: who is said to have done what to whom, in the many words that people have for it."""
