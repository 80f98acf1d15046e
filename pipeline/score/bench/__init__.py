"""Speed and memory, each as a ratio to a named peer: `python -m pipeline.score.bench`."""
