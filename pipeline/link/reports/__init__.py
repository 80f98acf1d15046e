"""Reports of people and of events, weighed against each other, in clusters, voices and conflicts.

in: what articles say of people and events, decisions    out: weights of pairs with reasons, clusters, which
articles speak with one voice, where reports disagree; knows no database
"""
