"""What became of a detainer: lodged, honored, declined or withdrawn, by whom, for whom or for how many.

in: a parsed `Doc`, of whom its words speak    out: reports, each with the words that say it; knows the
language of holds, requests and notices, and how news tells and disputes their answers
"""
