"""Offenses laid to the people they are told of, with how far each has got, from alleged to convicted.

in: mentions of offenses, people, what is told of them    out: `Laid` offenses, each with owner, status and
cue; never a status graver than the words
"""
