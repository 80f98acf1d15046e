"""Whether it happened and who says so: negated, planned, alleged, taken back; who is named as the source.

in: a parsed `Doc`, the tokens of triggers    out: a modality with its cue, an attribution with its words;
knows no people and no types of events
"""
