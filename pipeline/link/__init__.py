"""From what an article names to what there is: facilities and counties to entries of a gazetteer.

in: an `Article` and its `Extraction`    out: the extraction with `Link`s    writes: nothing
"""
