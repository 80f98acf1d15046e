"""Who is the one whose name a story holds back: "a man was arrested ... Jose Lara, 34, is charged".

in: a parsed `Doc`, its people, of whom events are told, their offenses    out: which unnamed person is which
other one; knows headings, leads and what marks a newcomer
"""
