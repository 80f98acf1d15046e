"""Doc and mentions -> people, offenses and events, each with its evidence.

in: a parsed `Doc` and the mentions that `entities` found in it.
out: an `Extraction`; writes nothing. `extract.py` is the whole way, room after room.
"""
