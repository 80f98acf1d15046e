"""Which texts are copies of one story, follow it up, or mostly quote it.

in: texts    out: for each the earliest of which it is a copy, and the passages that are its own
"""
