"""Facilities and counties to entries of a gazetteer, by the places an article names.

in: an `Article` and its `Extraction`    out: the extraction with `Link`s, or why there is none
"""
