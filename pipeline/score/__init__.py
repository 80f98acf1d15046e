"""Gold against output: figures, the errors behind them, and how fast the whole job runs.

in: annotations, what was read    out: figures, rows of errors, weights (`train`), speed (`bench`)
"""
