"""What an article tells, and which tellings tell of one event; who did it, who held and when is shared out.

in: a parsed `Doc`, people, offenses, dates    out: events, each with the telling that says it best, whose it
is and its day; `tellings.py` has the record, `reported.py` makes it, the rest join, recast and complete it
"""
