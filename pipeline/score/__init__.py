"""Gold against output: figures, the errors behind them, and how fast the whole job runs."""
