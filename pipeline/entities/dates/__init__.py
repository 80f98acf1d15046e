"""Dates as news writes them, and the days they mean.

in: a text; words of a date and the day to reckon from    out: expressions with their kind; days, spans
"""
