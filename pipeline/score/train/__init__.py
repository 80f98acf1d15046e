"""Rebuilds `models/`: `python -m pipeline.score.train`."""
