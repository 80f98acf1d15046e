"""From what articles say to what there is: places, copies, people and events over all articles.

in: articles and what was read from them    out: `Link`s to a gazetteer, copies, clusters of reports,
conflicts, voices    writes: nothing; `jobs` keeps what is found
"""
